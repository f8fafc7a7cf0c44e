"""The last days of rounds, for `reminders`."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cache

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from reminders.queries import working_calendar
from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON
from units.models import RoleKind

from . import queries, way
from .models import Decision, Dossier, Nomination, Round
from .signing_day import UNVERIFIED, is_late, sign_by

KIND = "awards.round"
State = Nomination.State


def rounds_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield the unmet deadlines of open rounds: each unit's list, the office's appraisal, the council, the decision;
    and the leader's, of the decisions of any round that wait for his signature."""
    first, horizon = window(on, ahead, behind)
    rounds = [around for around in queries.open_rounds(horizon) if around.decide_by >= first]
    counts = queries.unfinished(rounds)
    units = {unit for around in rounds for unit in around.units.all()}
    writers = queries.unit_writers(units)
    offices = {around.unit for around in rounds}
    clerks = queries.users_at(offices, RoleKind.STANDING_OFFICE)
    drafts = Counter(_decisions(rounds, Decision.State.DRAFT).values_list("round", flat=True))
    before_council = _before_council(rounds, horizon)
    for around in rounds:
        if first <= around.send_by <= horizon:
            yield from _sending(around, writers)
        states = counts[around.pk]
        if first <= around.appraise_by <= horizon and (title := _to_appraise(around, states)):
            yield _office(around, "appraise", title, clerks[around.unit_id])
        if waiting := before_council.get(around.pk):
            title = f"Đưa {waiting} đề nghị ra Hội đồng trước hạn quyết định"
            yield _office(around, "council", title, clerks[around.unit_id])
        if around.decide_by <= horizon and (title := _to_decide(states, drafts[around.pk])):
            yield _office(around, "decide", title, clerks[around.unit_id])
    yield from _signing(first, horizon)


def _to_appraise(around: Round, states: dict[str, int]) -> str:
    """What the office's first page names: dossiers to be received, nominations to be appraised. What was returned
    waits for its unit."""
    sent = sum(dossier.state == Dossier.State.SENT for dossier in around.known_dossiers)  # type: ignore[attr-defined]
    return _both((sent, "tiếp nhận", "hồ sơ"), (states.get(State.RECEIVED, 0), "thẩm định", "đề nghị"))


def _to_decide(states: dict[str, int], drafts: int) -> str:
    return _both((states.get(State.APPRAISED, 0), "lập quyết định cho", "đề nghị"), (drafts, "trình ký", "dự thảo"))


def _both(*works: tuple[int, str, str]) -> str:
    said = ", ".join(f"{verb} {number} {what}" for number, verb, what in works if number)
    return said[:1].upper() + said[1:]


def _decisions(rounds: list[Round], state: str) -> QuerySet[Decision]:
    return Decision.objects.filter(round__in=rounds, state=state).order_by("pk")


def _signing(first: dt.date, horizon: dt.date) -> Iterator[Due]:
    """What was submitted waits for the leader, who could do nothing before; also when the round is closed: an older
    decision is amended, revoked."""
    rows = Decision.objects.filter(state=Decision.State.SUBMITTED).select_related("round__unit").order_by("pk")
    decisions, days = list(rows), cache(working_calendar)
    leaders = queries.signers_of({decision.round.unit for decision in decisions})
    for decision in decisions:
        around, due_on = decision.round, sign_by(decision, days)
        if first <= due_on <= horizon:
            unverified = f" ({UNVERIFIED})" if is_late(decision) else ""
            yield Due(
                key=f"{KIND}:{around.pk}:sign:{decision.pk}",
                title=f"Ký quyết định: {decision.subject}{unverified}",
                url=decision.get_absolute_url(),
                due_on=due_on,
                recipients=leaders[around.unit_id],
                unit=around.unit.name,
                units=(around.unit_id,),
            )


def _sending(around: Round, writers: dict[int, list[int]]) -> Iterator[Due]:
    sent = {dossier.unit_id for dossier in around.known_dossiers if dossier.state != Dossier.State.DRAFT}  # type: ignore[attr-defined]
    for unit in around.units.all():
        if unit.pk not in sent:
            yield Due(
                key=f"{KIND}:{around.pk}:send:{unit.pk}",
                title=f"Gửi hồ sơ khen thưởng: {around.title}",
                url=reverse("awards:round_detail", args=[around.pk]),
                due_on=around.send_by,
                recipients=writers[unit.pk],
                unit=unit.name,
                units=(unit.pk,),
            )


def _before_council(rounds: list[Round], horizon: dt.date) -> dict[int, int]:
    """Return, by round that is decided soon, how many appraised nominations must still go before a council."""
    soon = [around.pk for around in rounds if around.decide_by <= horizon]
    rows = Nomination.objects.filter(round__in=soon, state__in=[State.APPRAISED, State.PROPOSED])
    rows = rows.select_related("round", "award_type", "person", "unit", "dossier")
    left = way.steps_left_of(rows) if soon else {}
    counts: dict[int, int] = {}
    for nomination in rows:
        if any(step.kind == way.COUNCIL for step in left[nomination.pk]):
            counts[nomination.round_id] = counts.get(nomination.round_id, 0) + 1
    return counts


def _office(around: Round, stage: str, title: str, recipients: list[int]) -> Due:
    return Due(
        key=f"{KIND}:{around.pk}:{stage}",
        title=f"{title}: {around.title}",
        url=reverse("awards:round_detail", args=[around.pk]),
        due_on=around.appraise_by if stage == "appraise" else around.decide_by,
        recipients=recipients,
        unit=around.unit.name,
        units=(around.unit_id,),
    )


DOSSIER_KIND = "awards.dossier"


def dossiers_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield the time limits of received dossiers in which something is not appraised: to the clerk who has it, to the
    whole standing office where nobody has."""
    near = window(on, ahead, behind)
    waiting = Nomination.objects.filter(dossier=OuterRef("pk"), state=State.RECEIVED)
    rows = Dossier.objects.filter(Exists(waiting), state=Dossier.State.RECEIVED, appraise_by__range=near)
    dossiers = list(rows.select_related("round__unit", "unit").order_by("appraise_by", "pk"))
    clerks = queries.users_at({dossier.round.unit for dossier in dossiers}, RoleKind.STANDING_OFFICE)
    for dossier in dossiers:
        assert dossier.appraise_by is not None
        yield Due(
            key=f"{DOSSIER_KIND}:{dossier.pk}",
            title=f"Thẩm định hồ sơ {dossier.reference} của {dossier.unit.short_name}: {dossier.round.title}",
            url=dossier.get_absolute_url(),
            due_on=dossier.appraise_by,
            recipients=[dossier.clerk_id] if dossier.clerk_id else clerks[dossier.round.unit_id],
            unit=dossier.round.unit.name,
            units=(dossier.round.unit_id,),
        )
