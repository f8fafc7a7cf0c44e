"""From an `OfficialDocument` to what the templates print: lines already broken, texts already HTML.

Sizes and places are those of Nghị định 30/2020/NĐ-CP, Phụ lục I; where it gives a range, the size of its own
sample (Mục V) is taken.
"""

from collections.abc import Sequence

from core.text import fold, nfc

from .. import inline
from ..kinds import OFFICIAL_LETTER
from ..measure import balanced_lines
from ..official import Annex, OfficialDocument, Signer
from .blocks import block_views, kept_with_signature, under_its_table
from .heads import annex_note, date_line, document_title, is_wide_date, letter_subject, number_lines, serial
from .lists import addressees_of, recipients_beside, recipients_of
from .views import Part, Sheet, SignatureView
from .widths import LANDSCAPE_WIDTH, LEFT_CELL, TEXT_WIDTH

_ONES = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
_ROMAN = [*_ONES, *(f"X{ones}" for ones in _ONES[:9]), "XX"]
# The stamps' widths in millimetres (Phụ lục I, Phần I, Mục III.2.b), whichever way the tone mark is put.
_URGENCY_WIDTHS = {"khan": "20", "hoa toc": "30", "thuong khan": "40"}


def lay_out(document: OfficialDocument) -> Sheet:
    """Return the sheet of a document."""
    is_letter = document.kind == OFFICIAL_LETTER
    date = date_line(document) if document.has_date_line else ""
    recipients = recipients_of(document)
    beside = recipients_beside(recipients)
    return Sheet(
        document=document,
        title=document_title(document),
        author=nfc(" ".join(document.issuer_name.split())),
        superior_lines=balanced_lines(nfc(document.superior_name).upper(), LEFT_CELL, 12),
        issuer_lines=balanced_lines(nfc(document.issuer_name).upper(), LEFT_CELL, 12, bold=True),
        number_lines=number_lines(f"Số: {serial(document)}/{nfc(document.symbol)}") if document.numbered else [],
        date_line=date,
        date_is_wide=is_wide_date(date),
        letter_subject=letter_subject(document) if is_letter else [],
        type_name=nfc(document.name_of_type).upper(),
        subject_lines=[]
        if is_letter
        else balanced_lines(inline.plain(document.subject), 0.9 * TEXT_WIDTH, 14, bold=True),
        authority_lines=balanced_lines(inline.plain(document.authority).upper(), 0.9 * TEXT_WIDTH, 14, bold=True),
        addressees=addressees_of(document.addressees),
        addressees_label=inline.html(document.addressees_label),
        urgency_width=_URGENCY_WIDTHS.get(fold(document.urgency), ""),
        recipients=recipients[:beside],
        more_recipients=recipients[beside:],
        signature=_signature(document.signer),
        secretary=_signature(document.secretary),
        tellers=[[*filter(None, map(_signature, pair))] for pair in in_pairs(document.tellers)],
        body=_body(document),
        annexes=_annexes(document),
    )


def in_pairs(signers: Sequence[Signer]) -> list[Sequence[Signer]]:
    """Return those who sign side by side: two in a row, the last one alone."""
    return [signers[place : place + 2] for place in range(0, len(signers), 2)]


def _signature(signer: Signer | None) -> SignatureView | None:
    if signer is None:
        return None
    width = 0.55 * TEXT_WIDTH
    lines = [line for text in [*signer.authority, signer.title] for line in _capital_lines(text, width)]
    return SignatureView(authority=lines, post=inline.plain(signer.post_above_name), name=inline.plain(signer.name))


def _capital_lines(text: str, width: float) -> list[str]:
    return balanced_lines(inline.plain(text).upper(), width, 14, bold=True)


def _body(document: OfficialDocument) -> Part:
    blocks = block_views(document.body, ends_with_mark=document.ends_with_mark)
    width = LANDSCAPE_WIDTH if document.landscape else TEXT_WIDTH
    return Part(blocks=kept_with_signature(blocks, width), page="main", landscape=document.landscape)


def _annexes(document: OfficialDocument) -> list[Part]:
    numbered = [annex for annex in document.annexes if _is_numbered(annex)]
    parts = []
    for index, annex in enumerate(document.annexes, start=1):
        label = annex.label
        if len(numbered) > 1 and _is_numbered(annex):
            label = f"{label} {_ROMAN[numbered.index(annex)]}"
        parts.append(_annex(document, annex, label, f"annex-{index}"))
    return parts


def _is_numbered(annex: Annex) -> bool:
    return annex.label.strip().casefold() == "phụ lục"


def _annex(document: OfficialDocument, annex: Annex, label: str, page: str) -> Part:
    width = 0.9 * (LANDSCAPE_WIDTH if annex.landscape else TEXT_WIDTH)
    note = annex_note(document) if annex.note is None else inline.plain(annex.note)
    is_annex = _is_numbered(annex)
    return Part(
        blocks=under_its_table(block_views(annex.blocks, ends_with_mark=annex.is_closed)),
        page=page,
        landscape=annex.landscape,
        label=nfc(label) if is_annex else nfc(label).upper(),
        title_lines=balanced_lines(
            inline.plain(annex.title).upper() if is_annex else inline.plain(annex.title), width, 14, bold=True
        ),
        subtitle_lines=balanced_lines(inline.plain(annex.subtitle), width, 14, bold=True),
        note_lines=balanced_lines(note, width, 14),
        letterhead=annex.letterhead,
    )
