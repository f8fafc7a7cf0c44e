"""Writes of what goes up: forwarded with its papers, handed to an office above or sent outside, settled."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from documents.kinds import SUBMISSION
from documents.models import Draft
from documents.services import create_draft, save_draft
from documents.services.drafts import AnnexContent
from units.models import User

from .. import way
from ..authority import decides_itself
from ..models import Attachment, Award, Dossier, Forwarded, Forwarding, Nomination, Round
from ..papers.decision import deciding_head
from ..papers.hearing import submission, submission_annexes
from ..papers.keeping import drafter_of
from ..papers.places import notes_of
from ..queries.hearing import DETAILS, items_of, rounds_above
from .dossiers import start_dossier
from .flags import refuse_flagged
from .forwarding_below import settle_below
from .history import enter_award
from .nominations import nominate, save_content
from .steps import locked, move, reason_of

State = Nomination.State
Result = Forwarded.Result
MOVED_ON = "Đề nghị này không còn ở bước trình cấp trên. Hãy tải lại trang để xem trạng thái mới."


@transaction.atomic
def forward(
    *,
    actor: User,
    around: Round,
    nominations: Iterable[Nomination],
    to_name: str = "",
    to_round: Round | None = None,
    expected_on: dt.date | None = None,
) -> Forwarding:
    """Send appraised nominations up: into an open round of an office above, or to an authority outside by name.

    Raises Refused when the office decides one itself, when one is not ready (a step of its way is left, it waits
    because of a flag), when the round above is not open to this office, or nobody is named.
    """
    wanted = [nomination.pk for nomination in nominations]
    list(Nomination.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))
    rows = list(Nomination.objects.filter(pk__in=wanted, round=around).select_related(*DETAILS, "dossier", "round"))
    called = to_round.unit.name if to_round else " ".join(to_name.split())
    if not rows:
        raise Refused("Hãy chọn ít nhất một đề nghị để trình cấp trên.")
    if not called:
        raise Refused("Hãy chọn đợt xét của cấp trên, hoặc ghi tên cơ quan nhận ở ngoài hệ thống.")
    if to_round and not rounds_above(around).filter(pk=to_round.pk).exists():
        raise Refused(f"“{to_round.title}” không mở cho {around.unit.name}. Hãy hỏi cơ quan cấp trên.")
    _check_ready(rows)
    forwarding = Forwarding(round=around, to_name=called[:200], expected_on=expected_on, created_by=actor)
    forwarding.save(force_insert=True)
    items = []
    for row in rows:
        move(row.forward, f"{row.nominee_name} chưa thẩm định xong hoặc đã ở quyết định khác. Hãy chọn lại.")
        row.save(update_fields=["state"])
        items.append(Forwarded.objects.create(forwarding=forwarding, nomination=row))
    if to_round:
        _hand_up(actor, forwarding, to_round, items)
    record(
        actor=actor,
        action="awards.forward",
        target=forwarding,
        after={"nominations": sorted(wanted), "round_above": to_round.pk if to_round else None},
    )
    return forwarding


def _check_ready(rows: Sequence[Nomination]) -> None:
    for row in rows:
        if decides_itself(row.award_type, row.round.unit):
            raise Refused(
                f"{row.award_type.name} do {deciding_head(row.round.unit)} quyết định nên không trình cấp trên. Hãy bỏ "
                f"chọn {row.nominee_name} và lập quyết định khen thưởng ở đợt xét."
            )
    refuse_flagged(rows, "trình cấp trên")
    left = way.steps_left_of([row for row in rows if row.state == State.APPRAISED])
    for row in rows:
        steps = [step for step in left.get(row.pk, []) if step.kind != way.FORWARD]
        if steps:
            said = "; ".join(step.said for step in steps)
            raise Refused(f"{row.nominee_name} chưa trình cấp trên được: {row.award_type.name} còn phải {said}.")


def _hand_up(actor: User, forwarding: Forwarding, to_round: Round, items: Sequence[Forwarded]) -> None:
    """The office above gets the same nominations as this office's dossier, with report and evidence: a draft that may
    go once the submission is signed and has its number."""
    office = forwarding.round.unit
    dossier = start_dossier(actor=actor, around=to_round, unit=office)
    if not dossier.is_draft:
        raise Refused(
            f"{office.name} đã gửi hồ sơ {dossier.reference} cho “{to_round.title}” nên không thêm được. "
            "Hãy chọn đợt khác, hoặc đề nghị cấp trên trả lại."
        )
    for item in items:
        item.above = _copy_up(actor, dossier, item.nomination)
        item.save(update_fields=["above"])
    forwarding.dossier = dossier
    forwarding.save(update_fields=["dossier"])


def _copy_up(actor: User, dossier: Dossier, nomination: Nomination) -> Nomination:
    if nomination.household_name:
        raise Refused(f"Hộ gia đình {nomination.household_name}: hãy trình bằng văn bản ra ngoài hệ thống.")
    [above] = nominate(
        actor=actor,
        dossier=dossier,
        award_type=nomination.award_type,
        people=[nomination.person] if nomination.person else [],
        units=[nomination.unit] if nomination.unit else [],
    )
    above = save_content(actor=actor, nomination=above, content=nomination.content, version=above.version)
    for file in nomination.attachments.all():
        copy = Attachment(
            nomination=above,
            component=file.component,
            kind=file.kind,
            name=file.name,
            size=file.size,
            sha256=file.sha256,
            uploaded_by=actor,
        )
        with file.file.open("rb") as source:
            copy.file.save(file.name, ContentFile(source.read()), save=False)
        copy.save(force_insert=True)
    return above


@transaction.atomic
def draft_submission(*, actor: User, forwarding: Forwarding) -> Draft:
    """Begin the submission with its list and summary as a draft; the one that was begun before stays."""
    forwarding = locked(forwarding)
    if forwarding.paper:
        return forwarding.paper
    office = forwarding.round.unit
    if office.issuer is None:
        raise Refused(f"{office.name} chưa được thiết lập để ban hành văn bản; hãy nhờ quản trị hệ thống.")
    rows = [item.nomination for item in items_of(forwarding) if item.result != Result.CALLED_BACK]
    drafter = drafter_of(actor, office)
    draft = create_draft(kind=SUBMISSION, issuer=office.issuer, drafting_unit=drafter or office, actor=actor)
    annexes = [AnnexContent(title=title, body=body) for title, body in submission_annexes(rows)]
    forwarding.paper = draft = save_draft(
        draft=draft, values=submission(forwarding, rows), annexes=annexes, version=draft.version, actor=actor
    )
    forwarding.save(update_fields=["paper"])
    record(actor=actor, action="awards.draft_submission", target=forwarding, after={"draft": draft.pk})
    return draft


@transaction.atomic
def mark_sent(
    *, actor: User, forwarding: Forwarding, number: str, on: dt.date, expected_on: dt.date | None
) -> Forwarding:
    """Write down under which number and when it went. Raises Refused for a day to come or dates in disorder."""
    forwarding = locked(forwarding)
    if on > today():
        raise Refused("Ngày gửi không thể sau hôm nay.")
    if expected_on and expected_on < on:
        raise Refused("Ngày dự kiến có kết quả không thể trước ngày gửi.")
    forwarding.sent_number, forwarding.sent_on, forwarding.expected_on = number.strip()[:60], on, expected_on
    forwarding.save(update_fields=["sent_number", "sent_on", "expected_on"])
    record(
        actor=actor, action="awards.forward_sent", target=forwarding,
        after={"sent_on": on.isoformat(), "expected_on": expected_on.isoformat() if expected_on else None},
    )  # fmt: skip
    return forwarding


@transaction.atomic
def enter_award_above(
    *, actor: User, item: Forwarded, decision_code: str, decided_on: dt.date, issuer_name: str
) -> Forwarded:
    """Enter that the authority outside awarded it: a line of the register. Raises Refused without number and
    issuer, for a day to come or before it was sent up, when it is settled, or when an office above here decides by
    itself."""
    item = locked(item)
    if item.above_id:
        raise Refused("Kết quả của hồ sơ này tự cập nhật khi cấp trên ký quyết định; không nhập tay.")
    if not decision_code.strip() or not issuer_name.strip():
        raise Refused("Hãy ghi số quyết định và người, cơ quan quyết định.")
    if decided_on > today():
        raise Refused("Ngày quyết định không thể sau hôm nay.")
    if item.forwarding.sent_on and decided_on < item.forwarding.sent_on:
        raise Refused(f"Ngày quyết định không thể trước ngày gửi tờ trình ({vn_date(item.forwarding.sent_on)}).")
    nomination = locked(item.nomination)
    _settle(item, Result.AWARDED, actor)
    item.decision_code, item.decided_on, item.issuer_name = decision_code.strip(), decided_on, issuer_name.strip()
    item.save()
    move(nomination.award_above, MOVED_ON)
    nomination.save(update_fields=["state"])
    award = enter_award(actor=actor, award=_line(item, nomination))
    settle_below([nomination], actor=actor)
    record(
        actor=actor, action="awards.award_from_above", target=nomination,
        before={"state": State.FORWARDED}, after={"state": nomination.state, "award": award.pk},
    )  # fmt: skip
    return item


def _settle(item: Forwarded, result: str, actor: User | None) -> None:
    if item.result != Result.WAITING:
        raise Refused(MOVED_ON)
    item.result, item.settled_by, item.settled_at = result, actor, timezone.now()


def _line(item: Forwarded, nomination: Nomination) -> Award:
    around = nomination.round
    unit = nomination.person.unit if nomination.person else nomination.unit
    assert unit is not None
    assert item.decided_on is not None
    return Award(
        award_type=nomination.award_type, target=nomination.target, person=nomination.person, unit=unit,
        nominee_name=nomination.nominee_name, nominee_note=notes_of([nomination], around.unit)[nomination.pk],
        category=around.category, year=around.year,
        period_start=around.period_start, period_end=around.period_end,
        decision_code=item.decision_code, decided_on=item.decided_on, issuer_name=item.issuer_name,
        nomination=nomination,
    )  # fmt: skip


@transaction.atomic
def refuse_above(*, actor: User, item: Forwarded, reason: str) -> Forwarded:
    """Enter that it is not awarded above. Raises Refused without a reason, or while the office above considers it."""
    said = reason_of(reason)
    item = locked(item)
    if item.above and item.above.state != State.REJECTED:
        raise Refused("Cấp trên đang xét đề nghị này trong hệ thống và chưa kết luận “Không đề nghị khen”.")
    nomination = locked(item.nomination)
    _settle(item, Result.REFUSED, actor)
    item.reason = said
    item.save()
    move(nomination.refuse_above, MOVED_ON)
    nomination.reason = said
    nomination.save(update_fields=["state", "reason"])
    record(
        actor=actor, action="awards.refused_above", target=nomination,
        before={"state": State.FORWARDED}, after={"state": nomination.state}, reason=said,
    )  # fmt: skip
    return item


@transaction.atomic
def call_back(*, actor: User, item: Forwarded, reason: str) -> Forwarded:
    """Take one back before it is decided. Raises Refused without a reason, or once the office above has received it."""
    said = reason_of(reason)
    item = locked(item)
    above = item.above
    if above and above.state not in (State.DRAFT, State.REJECTED):
        raise Refused("Cấp trên đã nhận hồ sơ. Hãy đề nghị cấp trên trả lại hoặc kết luận rồi rút.")
    nomination = locked(item.nomination)
    _settle(item, Result.CALLED_BACK, actor)
    item.reason = said
    item.above = None if above and above.state == State.DRAFT else above
    item.save()
    if above and above.state == State.DRAFT:
        above.delete()
    move(nomination.call_back, MOVED_ON)
    nomination.save(update_fields=["state"])
    record(
        actor=actor, action="awards.call_back", target=nomination,
        before={"state": State.FORWARDED}, after={"state": nomination.state}, reason=said,
    )  # fmt: skip
    return item
