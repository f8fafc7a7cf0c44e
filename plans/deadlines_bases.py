"""Legal bases that end: who rests on them and has to look them through, what the plan's page says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.dates import vn_date
from documents import bases_usage
from documents.bases_usage import Use
from documents.models import LegalBasis
from documents.queries import ending_between
from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON, Schedule
from units.models import User

from .models import Plan, PlanBasis
from .people import People

KIND = "plans.basis_ends"
DAYS_BEFORE = 60
# Once after the end it is said that something still rests on it; nobody is handed up for a law that ended.
USUAL = Schedule(before=(DAYS_BEFORE, 30, 7), repeat=0, head_after=None, office_after=None)
_IN_FORCE = (Plan.State.ISSUED, Plan.State.RECORDED)


def shown(bases: Sequence[LegalBasis], user: User) -> Iterator[Use]:
    """Yield the plans that cite the bases, as far as the user may read them."""
    cited = PlanBasis.objects.filter(legal_basis__in=bases, plan__in=Plan.objects.visible_to(user))
    for row in cited.select_related("plan__document").order_by("-plan__year", "plan_id"):
        yield _use(row)


def resting(bases: Sequence[LegalBasis], day: dt.date) -> Iterator[Use]:
    """Yield the plans in force, of this year and later, that cite the bases; their standing office keeps them."""
    cited = PlanBasis.objects.filter(legal_basis__in=bases, plan__state__in=_IN_FORCE, plan__year__gte=day.year)
    cited = cited.filter(plan__closed_on=None, plan__document__withdrawn_at=None)
    people = People(day)
    for row in cited.select_related("plan__unit", "plan__document"):
        yield _use(row, tuple(people.standing_office(row.plan.unit.path)))


def bases_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield each basis that something in force rests on and that ends, to all who keep what rests on it.

    Done is what rests on it no more: another end was set, the plan is over, conditions of another day took the place
    of the old ones. The page that it opens shows everybody only what he may read. A constant number of queries.
    """
    bases = list(ending_between(*window(on, ahead, behind)).order_by("in_force_to", "pk"))
    keepers: dict[int, set[int]] = {}
    for use in bases_usage.resting_on(bases, on):
        keepers.setdefault(use.basis, set()).update(use.keepers)
    for basis in bases:
        if basis.pk in keepers:
            assert basis.in_force_to is not None  # the query asks for it
            yield Due(
                key=f"{KIND}:{basis.pk}",
                title=f"Rà soát nội dung dựa vào căn cứ hết hiệu lực: {basis}{_successor(basis)}",
                url=reverse("documents:basis_detail", args=[basis.pk]),
                due_on=basis.in_force_to,
                recipients=sorted(keepers[basis.pk]),
            )


@dataclass(frozen=True)
class Ending:
    """A basis of a plan that has ended or ends soon, in one sentence."""

    basis: LegalBasis
    ended: bool
    sentence: str


def endings(plan: Plan, on: dt.date) -> list[Ending]:
    """Return the bases of a plan that is being written or in force which end within 60 days or have ended."""
    if plan.in_force and plan.year < on.year:  # its year is over: what ended since is history
        return []
    last = on + dt.timedelta(days=DAYS_BEFORE)
    cited = plan.bases.filter(legal_basis__in_force_to__lte=last).select_related("legal_basis__replaced_by")
    found = {row.legal_basis_id: row.legal_basis for row in cited}
    return [_ending(basis, on) for basis in found.values() if basis is not None]


def _ending(basis: LegalBasis, on: dt.date) -> Ending:
    assert basis.in_force_to is not None
    ended = basis.in_force_to < on
    words = "đã hết hiệu lực sau ngày" if ended else "hết hiệu lực sau ngày"
    successor = _successor(basis)
    return Ending(basis, ended, f"Căn cứ {basis} {words} {vn_date(basis.in_force_to)}{successor}.")


def _successor(basis: LegalBasis) -> str:
    return f", thay bằng {basis.replaced_by}" if basis.replaced_by else ""


def _use(row: PlanBasis, keepers: tuple[int, ...] = ()) -> Use:
    plan = row.plan
    assert row.legal_basis_id is not None
    code = f" số {plan.code}" if plan.code else ""
    title = f"Kế hoạch{code} năm {plan.year}: {plan.subject}"
    return Use(row.legal_basis_id, "Kế hoạch", title, plan.get_absolute_url(), plan.in_force, keepers)
