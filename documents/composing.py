"""A draft as an official document: each type after its own model (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

from collections.abc import Callable, Sequence

from core.dates import today
from units.models import User

from .draft_signers import signer_of
from .inline import literal
from .kinds import (
    DECISION,
    INVITATION,
    LEAVE_PAPER,
    LETTER_OF_INTRODUCTION,
    MINUTES,
    RESOLUTION,
    TELEGRAM,
    notation,
)
from .markup import blocks, last_article, widest_table
from .models import Draft, DraftAnnex
from .official import Annex, Basis, Block, Enacting, ListItem, OfficialDocument, Paragraph, Signer

WIDE = 7  # a table of so many columns lies across the page (Phụ lục I, Phần I, Mục I.2)


def official_document(
    draft: Draft, *, annexes: Sequence[DraftAnnex] | None = None, signed_by: User | None = None
) -> OfficialDocument:
    """Return the draft as the layout takes it, signed by who shall sign it or, when given, by `signed_by`."""
    superior, name = draft.issuer.letterhead
    if draft.series:
        superior, name = draft.issuer.as_superior, draft.series.name
    parts = list(draft.annexes.all()) if annexes is None else list(annexes)
    return OfficialDocument(
        kind=draft.kind,
        symbol=symbol_of(draft),
        issuer_name=name,
        superior_name=superior,
        issuer_reference=draft.authority_line or (draft.series.name if draft.series else draft.issuer.name),
        subject=literal(draft.subject),
        place=draft.issuer.place,
        year=today().year,
        authority=literal(draft.authority_line) if draft.frame.authority else "",
        addressees=[literal(line) for line in lines_of(draft.addressees)] if draft.frame.addressees else [],
        addressees_label=_addressees_label(draft),
        body=body_of(draft) or [Paragraph("")],
        recipients=[literal(line) for line in recipients_of(draft)],
        signer=signer_of(draft, signed_by),
        secretary=_secretary(draft),
        tellers=[Signer([], "NGƯỜI KIỂM PHIẾU", name) for name in _tellers(draft)],
        annexes=[*_attached(draft), *(_annex(annex) for annex in parts)],
        landscape=widest_table(draft.body) >= WIDE,
        circulation=draft.circulation,
        urgency=draft.urgency,
        drafter_mark=drafter_mark(draft),
        contact=draft.contact,
    )


def symbol_of(draft: Draft) -> str:
    """Return the ký hiệu; a công văn names the unit that drafted it (Phụ lục I, Phần I, Mục II.3.b)."""
    issuer = draft.series.code if draft.series else draft.issuer.symbol
    drafter = "" if draft.drafting_unit_id == draft.issuer_id else draft.drafting_unit.symbol
    return notation(draft.kind, issuer, drafter)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that say something, without a dash before them."""
    stripped = (line.strip().removeprefix("- ").strip() for line in text.splitlines())
    return [line for line in stripped if line]


# ---------------------------------------------------------------- recipients


def recipients_of(draft: Draft) -> list[str]:
    """Return Nơi nhận: "Như trên" or "Như Điều …" first, what was typed, the Lưu line last (Mục II.9)."""
    typed = lines_of(draft.recipients)
    first = _first_recipients(draft)
    keeps = [line for line in typed if line.casefold().startswith("lưu")]
    others = [line for line in typed if line not in keeps and not _begins_alike(line, first)]
    return [*first, *others, *(keeps[-1:] or [keeper_line(draft)])]


def _first_recipients(draft: Draft) -> list[str]:
    if draft.frame.recipients:
        return list(draft.frame.recipients)
    if draft.kind in (DECISION, RESOLUTION):
        return [f"Như Điều {number}"] if (number := last_article(draft.body)) else []
    return ["Như trên"] if draft.frame.addressees and lines_of(draft.addressees) else []


def _begins_alike(line: str, first: Sequence[str]) -> bool:
    beginnings = ("như trên",) if first == ["Như trên"] else ("như điều",)
    return bool(first) and line.casefold().startswith(beginnings)


def keeper_line(draft: Draft) -> str:
    """Return "Lưu: VT, TCHC (02)": the clerk, the drafting unit's abbreviation, how many copies are kept."""
    keepers = draft.frame.keeper or "VT"
    if not draft.frame.keeper and draft.drafting_unit_id != draft.issuer_id and draft.drafting_unit.symbol:
        keepers = f"{keepers}, {draft.drafting_unit.symbol}"
    return f"Lưu: {keepers}" + (f" ({draft.kept_copies:02d})" if draft.kept_copies else "")


def drafter_mark(draft: Draft) -> str:
    """Return "PL.(300)": the drafter's initials and how many copies are issued (Mục III.3, mẫu chữ V.11)."""
    initials = draft.drafter_initials.upper().strip().rstrip(".")
    copies = f"({draft.copies})" if draft.copies else ""
    return f"{literal(initials)}.{copies}" if initials else copies


# ---------------------------------------------------------------- the body


def body_of(draft: Draft) -> list[Block]:
    """Return the blocks between the title and the signature."""
    typed = blocks(draft.body, numbered=True)
    if own := _BODIES.get(draft.kind):
        return own(draft, typed)
    bases: list[Block] = [Basis(literal(line)) for line in lines_of(draft.bases)] if draft.frame.bases else []
    enacting: list[Block] = [Enacting(draft.frame.enacting)] if draft.frame.enacting else []
    return [*bases, *enacting, *typed]


def _said(draft: Draft, name: str) -> str:
    return literal(str(draft.details.get(name, "")).strip())


def _fact(label: str, value: str, closed: str = ".") -> Paragraph:
    """A line "Địa điểm: …", closed by a full stop unless it ends a sentence already."""
    end = "" if not value or value.endswith((".", ";", ":", "…")) else closed
    return Paragraph(f"{label}: {value}{end}")


def _several(lead: str, items: Sequence[str]) -> list[Block]:
    """One item on the line of its lead, several as a list below it."""
    if len(items) < 2:
        return [_fact(lead, items[0] if items else "")]
    last = len(items) - 1
    return [
        Paragraph(f"{lead}:"),
        *(ListItem(f"{item.rstrip(';.')}{'.' if place == last else ';'}") for place, item in enumerate(items)),
    ]


def _invitation(draft: Draft, typed: list[Block]) -> list[Block]:
    invited = [literal(line) for line in lines_of(str(draft.details.get("invited", "")))]
    meeting = _said(draft, "meeting")
    return [
        *_several(f"{literal(own_name(draft))} trân trọng kính mời", invited),
        Paragraph(f"Tới dự {meeting}{'' if meeting.endswith('.') else '.'}"),
        _fact("Chủ trì", _said(draft, "chair")),
        _fact("Thời gian", _said(draft, "time")),
        _fact("Địa điểm", _said(draft, "venue")),
        *typed,
    ]


def _minutes(draft: Draft, typed: list[Block]) -> list[Block]:
    attendees = [literal(line) for line in lines_of(str(draft.details.get("attendees", "")))]
    tellers = _tellers(draft)
    meeting = "Cuộc họp" if "hội nghị" not in draft.subject.casefold() else "Hội nghị"
    return [
        _fact("Thời gian bắt đầu", _said(draft, "begins")),
        _fact("Địa điểm", _said(draft, "venue")),
        *_several("Thành phần tham dự", attendees),
        _fact("Chủ trì (chủ tọa)", _said(draft, "chair")),
        _fact("Thư ký (người ghi biên bản)", _said(draft, "secretary")),
        *(_several("Người kiểm phiếu", tellers) if tellers else []),
        Paragraph(f"Nội dung (theo diễn biến {meeting.lower()}):"),
        *typed,
        Paragraph(f"{meeting} kết thúc vào {_said(draft, 'ends')}"),
    ]


def _introduction(draft: Draft, typed: list[Block]) -> list[Block]:
    return [
        Paragraph(f"{literal(own_name(draft))} trân trọng giới thiệu:"),
        _fact("Ông (bà)", _said(draft, "person")),
        _fact("Chức vụ", _said(draft, "post")),
        _fact("Được cử đến", _said(draft, "sent_to")),
        _fact("Về việc", _said(draft, "about")),
        *typed,
        Paragraph("Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ."),
        Paragraph(f"Giấy này có giá trị đến hết ngày {_said(draft, 'valid_until')}"),
    ]


def _leave(draft: Draft, typed: list[Block]) -> list[Block]:
    person = _said(draft, "person")
    span = f"kể từ ngày {_said(draft, 'since')} đến hết ngày {_said(draft, 'until')}"
    return [
        Paragraph(
            f"Xét Đơn đề nghị nghỉ phép ngày {_said(draft, 'request_on')} của ông (bà) {_said(draft, 'person')},"
        ),
        Paragraph(f"{literal(own_name(draft))} cấp cho:"),
        _fact("Ông (bà)", person),
        _fact("Chức vụ", _said(draft, "post")),
        Paragraph(f"Được nghỉ phép trong thời gian {_said(draft, 'days')} {span} tại {_said(draft, 'venue')}."),
        *typed,
        Paragraph(f"Số ngày nghỉ phép nêu trên được tính vào thời gian {_said(draft, 'counted_as')}"),
    ]


_BODIES: dict[str, Callable[[Draft, list[Block]], list[Block]]] = {
    INVITATION: _invitation,
    MINUTES: _minutes,
    LETTER_OF_INTRODUCTION: _introduction,
    LEAVE_PAPER: _leave,
}


def own_name(draft: Draft) -> str:
    """Return how the document speaks of its issuer."""
    return draft.series.name if draft.series else draft.issuer.name


def _addressees_label(draft: Draft) -> str:
    """ "Kính gửi"; a telegram says who wires (mẫu 1.6)."""
    if draft.kind == TELEGRAM:
        return f"{_said(draft, 'sender').upper()} điện"
    return draft.frame.addressees_label


# ---------------------------------------------------------------- who signs besides


def _tellers(draft: Draft) -> list[str]:
    """Return who counted the ballots: each of them signs the minutes of the count."""
    return [literal(line) for line in lines_of(str(draft.details.get("tellers", "")))] if draft.kind == MINUTES else []


def _secretary(draft: Draft) -> Signer | None:
    if draft.kind != MINUTES:
        return None
    return Signer([], "THƯ KÝ", literal(str(draft.details.get("secretary", ""))))


# ---------------------------------------------------------------- what is attached


def _annex(annex: DraftAnnex) -> Annex:
    return Annex(
        title=literal(annex.title),
        blocks=blocks(annex.body, numbered=True) or [Paragraph("")],
        landscape=annex.landscape or widest_table(annex.body) >= WIDE,
    )


def _attached(draft: Draft) -> list[Annex]:
    """The document that a decision issues or approves: two head cells without a number (mẫu 1.3)."""
    if not draft.frame.attached or not (draft.attached_body.strip() or draft.attached_title.strip()):
        return []
    return [
        Annex(
            label=literal(draft.attached_type or "Quy chế"),
            title=literal(draft.attached_title),
            blocks=blocks(draft.attached_body, numbered=True) or [Paragraph("")],
            letterhead=True,
        )
    ]
