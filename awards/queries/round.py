"""Rounds, and how far each unit that they ask is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from units.models import Unit, User

from ..models import Dossier, Nomination, Round
from ..permissions import written_by
from .year import late_for, with_step

State = Nomination.State


def rounds(
    user: User, *, year: int | None = None, state: str = "", step: str = "", late: int | None = None
) -> QuerySet[Round]:
    """Return the rounds that the user may see, the nearest last day first, with how many dossiers were sent.

    `step` is one of `STEPS`; `late` a unit whose dossier is overdue.
    """
    found = Round.objects.visible_to(user).select_related("unit")
    if step:
        found = with_step(found).filter(step=step)
    if late:
        found = found.filter(pk__in=late_for(user).filter(unit=late).values("round"))
    if year:
        found = found.filter(year=year)
    if state:
        found = found.filter(state=state)
    sent = Count("dossiers", filter=~Q(dossiers__state=Dossier.State.DRAFT), distinct=True)
    return found.annotate(sent_count=sent, asked_count=Count("units", distinct=True)).order_by("-send_by", "-pk")


def round_years(user: User) -> list[int]:
    """Return the years of the rounds that the user may see, the latest first."""
    return list(Round.objects.visible_to(user).order_by("-year").values_list("year", flat=True).distinct())


@dataclass(frozen=True)
class UnitRow:
    """A unit that a round asks, and how far it is."""

    unit: Unit
    dossier: Dossier | None
    counts: dict[str, int]
    may_open: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def label(self) -> str:
        return self.dossier.get_state_display() if self.dossier else "Chưa lập hồ sơ"

    @property
    def chip(self) -> str:
        if self.dossier is None:
            return "neutral"
        return {"draft": "neutral", "sent": "info", "received": "done", "nothing": "done"}[self.dossier.state]

    @property
    def sent(self) -> bool:
        return self.dossier is not None and not self.dossier.is_draft

    @property
    def returned(self) -> int:
        return self.counts.get(State.RETURNED, 0)


def unit_rows(around: Round, user: User, *, everyone: bool) -> list[UnitRow]:
    """Return how far each asked unit is: all of them for the office, one's own for a unit and those that it carries
    on."""
    asked = around.units.order_by("path")
    if not everyone:
        own = Round.units.through.objects.filter(written_by(user), round=around)
        asked = asked.filter(pk__in=own.values("unit"))
    dossiers = {
        dossier.unit_id: dossier for dossier in around.dossiers.select_related("round", "sent_by", "late_accepted_by")
    }
    open_to_user = set(around.dossiers.visible_to(user).values_list("unit_id", flat=True))
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    tally = around.nominations.order_by().values_list("dossier__unit", "state").annotate(count=Count("pk"))
    for unit, state, count in tally:
        counts[unit][state] = count
    return [UnitRow(unit, dossiers.get(unit.pk), counts[unit.pk], unit.pk in open_to_user) for unit in asked]


def state_counts(around: Round) -> dict[str, int]:
    """Return how many nominations of a round stand in each state."""
    tally = around.nominations.order_by().values_list("state").annotate(count=Count("pk"))
    return dict(tally)


def asked_and_not_begun(user: User) -> QuerySet[Any]:
    """Return the open rounds with each asked unit of the user for which no dossier was begun, the most urgent first."""
    begun = Dossier.objects.filter(round=OuterRef("round"), unit=OuterRef("unit"))
    asked = Round.units.through.objects.filter(
        ~Exists(begun), written_by(user), round__state=Round.State.OPEN
    )
    return asked.select_related("round__unit", "unit").order_by("round__send_by", "unit__path", "round_id")


def rounds_to_answer(user: User, *, most: int = 50) -> list[tuple[Round, Unit]]:
    """Return the most urgent of these as pairs."""
    return [(row.round, row.unit) for row in asked_and_not_begun(user)[:most]]


def open_rounds(horizon: dt.date) -> QuerySet[Round]:
    """Return the open rounds one of whose last days falls on or before a day, with units and dossiers."""
    near = Q(send_by__lte=horizon) | Q(appraise_by__lte=horizon) | Q(decide_by__lte=horizon)
    return (
        Round.objects.filter(near, state=Round.State.OPEN)
        .select_related("unit")
        .prefetch_related("units", Prefetch("dossiers", to_attr="known_dossiers"))
    )


def unfinished(rounds_: Sequence[Round]) -> dict[int, dict[str, int]]:
    """Return, by round, how many nominations stand in each state."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Nomination.objects.filter(round__in=rounds_).order_by().values_list("round_id", "state")
    for round_id, state, count in rows.annotate(count=Count("pk")):
        counts[round_id][state] = count
    return counts
