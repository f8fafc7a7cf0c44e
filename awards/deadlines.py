"""The last days of rounds, for `reminders`."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse

from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON
from units.models import RoleKind, Unit
from units.queries import carried_to

from . import queries, way
from .models import Dossier, Nomination, Round

KIND = "awards.round"
State = Nomination.State


def rounds_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield the unmet deadlines of open rounds: each unit's list, the office's appraisal, the council, the decision."""
    first, horizon = window(on, ahead, behind)
    rounds = [around for around in queries.open_rounds(horizon) if around.decide_by >= first]
    counts = queries.unfinished(rounds)
    units = {unit for around in rounds for unit in around.units.all()}
    writers = _writers(units)
    offices = {around.unit for around in rounds}
    clerks = queries.users_at(offices, RoleKind.STANDING_OFFICE)
    leaders = queries.signers_of(offices)
    before_council = _before_council(rounds, horizon)
    for around in rounds:
        if first <= around.send_by <= horizon:
            yield from _sending(around, writers)
        states = counts[around.pk]
        to_appraise = sum(states.get(state, 0) for state in (State.SENT, State.RECEIVED, State.RETURNED))
        if first <= around.appraise_by <= horizon and to_appraise:
            yield _office(around, "appraise", f"Thẩm định {to_appraise} đề nghị", clerks[around.unit_id])
        if waiting := before_council.get(around.pk):
            title = f"Đưa {waiting} đề nghị ra Hội đồng trước hạn quyết định"
            yield _office(around, "council", title, clerks[around.unit_id])
        to_decide = sum(states.get(state, 0) for state in (State.APPRAISED, State.PROPOSED))
        if around.decide_by <= horizon and to_decide:
            people = [*clerks[around.unit_id], *leaders[around.unit_id]]
            yield _office(around, "decide", f"Quyết định khen thưởng {to_decide} đề nghị", sorted(set(people)))


def _writers(units: set[Unit]) -> dict[int, list[int]]:
    """Who writes for each unit: its staff and heads, and those of the unit that carries it on once it is gone."""
    named = {unit.pk for unit in units}
    after = {old: new for old, new in carried_to().items() if old in named}
    there = [*units, *Unit.objects.filter(pk__in=after.values())] if after else units
    found = queries.users_at(there, RoleKind.STAFF, RoleKind.HEAD)
    return found | {old: sorted({*found[old], *found.get(new, [])}) for old, new in after.items()}


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
    waiting = Nomination.objects.filter(dossier=OuterRef("pk"), state__in=[State.RECEIVED, State.RETURNED])
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
