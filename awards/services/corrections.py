"""Later decisions that correct, cancel or recover: drafted here, signed like any other, then the register changes."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from reminders.queries import working_calendar
from units.models import User

from ..identity import refuse_others
from ..models import Amendment, Award, Decision, Recovery
from ..papers.amending import amending_bases, amending_recipients, amending_subject
from ..papers.keeping import drafter_of, kept_by
from .steps import locked

Kind = Decision.Kind
OF_WHOM = ("award__person", "award__unit")
IN_WORK = (Decision.State.DRAFT, Decision.State.SUBMITTED)


def amendable(original: Decision, kind: str) -> Sequence[Award]:
    """Return the lines of a signed decision that a decision of this kind may name, in the order of its list."""
    rows = Award.objects.filter(decision=original).select_related("award_type", "person", "unit", "bonus")
    if kind == Kind.RECOVER:
        rows = rows.filter(Recovery.open_for("recovery__"), state=Award.State.CANCELLED)
    else:
        rows = rows.in_force()
    return list(rows.exclude(amendments__decision__state__in=IN_WORK).order_by("golden_number"))


def drafted_alike(*, original: Decision, kind: str, awards: Iterable[int], actor: User) -> Decision | None:
    """Return the draft that this user made of exactly these lines: what the first press of the button made."""
    wanted = set(awards)
    mine = original.amended_by.filter(kind=kind, prepared_by=actor, state=Decision.State.DRAFT)
    alike = (one for one in mine if set(one.amendments.values_list("award", flat=True)) == wanted)
    return next(alike, None) if wanted else None


@transaction.atomic
def prepare_amendment(*, actor: User, original: Decision, kind: str, awards: Iterable[int]) -> Decision:
    """Draft a decision that corrects, cancels or recovers some of the lines of a signed one; `awards` are their ids.

    Raises Refused when none is chosen or one of them is not (any more) free for it.
    """
    original = locked(original)
    if original.state != Decision.State.SIGNED or not original.awards_people:
        raise Refused("Chỉ đính chính, hủy bỏ được kết quả của quyết định khen thưởng đã ký.")
    if kind not in (Kind.CORRECT, Kind.CANCEL, Kind.RECOVER):
        raise Refused("Hãy chọn đính chính, hủy bỏ hay thu hồi.")
    wanted = set(awards)
    chosen = [award for award in amendable(original, kind) if award.pk in wanted]
    if not chosen or len(chosen) != len(wanted):
        raise Refused(
            "Hãy chọn ít nhất một kết quả còn xử lý được: đính chính, hủy bỏ chọn kết quả đang có hiệu lực; "
            "thu hồi chọn kết quả đã hủy mà chưa nộp lại đủ. Kết quả đang ở một dự thảo khác thì làm xong dự thảo đó."
        )
    decision = Decision.objects.create(
        round=original.round,
        kind=kind,
        amends=original,
        subject=amending_subject(original, kind),
        achievement="",
        bases=amending_bases(original, kind, today()),
        recipients=amending_recipients(kept_by(original.round.unit, drafter_of(actor, original.round.unit))),
        prepared_by=actor,
    )
    Amendment.objects.bulk_create(Amendment(decision=decision, award=award) for award in chosen)
    after = {"kind": kind, "amends": original.pk, "awards": sorted(wanted)}
    record(actor=actor, action="awards.prepare_amendment", target=decision, after=after)
    return decision


def keep_words(decision: Decision, corrected: Mapping[int, Mapping[str, str]]) -> list[int]:
    """Keep what the lines shall say, by the id of the amendment; part of `change_decision`. Who writes `same` says that
    the new name is still of whom the award is. Returns the awards of which that was said.

    Raises Refused for a name left empty, and for one that is somebody else's (`awards.identity`).
    """
    changed = [row for row in decision.amendments.select_related(*OF_WHOM) if row.pk in corrected]
    for amendment in changed:
        said = corrected[amendment.pk]
        after = {name: " ".join(said[name].split()) for name in Amendment.FIELDS if name in said}
        amendment.after = {name: text for name, text in after.items() if text != getattr(amendment.award, name)}
        if "nominee_name" in amendment.after and not amendment.after["nominee_name"]:
            raise Refused("Tên của người, tập thể được khen không được để trống.")
        amendment.same_as = amendment.after.get("nominee_name", "") if said.get("same") else ""
    refuse_others(changed, decision.round.unit)
    for amendment in changed:
        amendment.save(update_fields=["after", "same_as"])
    return [amendment.award_id for amendment in changed if amendment.same_as]


def check_complete(decision: Decision) -> None:
    """Raises Refused when a decision that changes an earlier one does not say yet what or why."""
    if decision.awards_people:
        return
    if decision.kind == Kind.CORRECT and not all(row.after for row in decision.amendments.all()):
        raise Refused("Còn kết quả chưa ghi nội dung đính chính. Hãy vào Sửa dự thảo để ghi lại cho đúng.")
    if decision.kind == Kind.CORRECT:
        refuse_others(decision.amendments.select_related(*OF_WHOM), decision.round.unit)
    if decision.kind == Kind.CANCEL and not decision.ground:
        raise Refused("Hãy vào Sửa dự thảo để chọn căn cứ hủy bỏ (Luật Thi đua, khen thưởng, Điều 93 khoản 2).")
    if decision.kind != Kind.CORRECT and not decision.explanation.strip():
        raise Refused("Hãy vào Sửa dự thảo để ghi nội dung vi phạm, lý do.")


def apply(decision: Decision) -> list[int]:
    """Change the register as a signed decision says; return the ids of the lines. Part of the signing.

    Raises Refused when a line was cancelled in the meantime, or its new name is somebody else's.
    """
    rows = list(decision.amendments.select_related(*OF_WHOM, "award__award_type").order_by("award_id"))
    if decision.kind == Kind.CORRECT:
        refuse_others(rows, decision.round.unit)
    awards = {award.pk: award for award in Award.objects.select_for_update().filter(amendments__in=rows)}
    for row in rows:
        row.award.state = awards[row.award_id].state
        if row.award.in_force == (decision.kind == Kind.RECOVER):
            raise Refused(f"Kết quả của {row.award.nominee_name} vừa được quyết định khác xử lý. Hãy trả lại dự thảo.")
        {Kind.CORRECT: _correct, Kind.CANCEL: _cancel, Kind.RECOVER: _recover}[Kind(decision.kind)](decision, row)
    return [row.award_id for row in rows]


def _correct(decision: Decision, row: Amendment) -> None:
    award = row.award
    row.before = {name: getattr(award, name) for name in Amendment.FIELDS}
    row.save(update_fields=["before"])
    for name, text in row.after.items():
        setattr(award, name, text)
    award.corrected_by = decision
    award.save()


def _cancel(decision: Decision, row: Amendment) -> None:
    award = row.award
    award.state, award.cancelled_by = Award.State.CANCELLED, decision
    award.save(update_fields=["state", "cancelled_by"])
    _recover(decision, row)


def _recover(decision: Decision, row: Amendment) -> None:
    """The term begins when the decision is received; until somebody enters that day, on the day of the decision."""
    bonus = getattr(row.award, "bonus", None)
    day = decision.decided_on
    assert day is not None
    due = working_calendar().after(day, Recovery.WORKING_DAYS)
    money = bonus.amount if bonus and bonus.paid_on else 0
    Recovery.objects.update_or_create(
        award=row.award,
        defaults={"decision": decision, "received_on": day, "due_on": due},
        create_defaults={"decision": decision, "received_on": day, "due_on": due, "money": money},
    )
