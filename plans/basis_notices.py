"""Legal bases that end soon: who rests on them, who is told, what the plan's page says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.dates import vn_date
from documents import bases_usage
from documents.bases_usage import Use
from documents.models import LegalBasis
from documents.queries import ending_between
from reminders.registry import Notice
from units.models import User

from .models import Plan, PlanBasis
from .people import People

KIND = "plans.basis_ends"
DAYS_BEFORE = 60
_IN_FORCE = (Plan.State.ISSUED, Plan.State.RECORDED)


def shown(bases: Sequence[LegalBasis], user: User) -> Iterator[Use]:
    """Yield the plans that cite the bases, as far as the user may read them."""
    cited = PlanBasis.objects.filter(legal_basis__in=bases, plan__in=Plan.objects.visible_to(user))
    for row in cited.select_related("plan__document").order_by("-plan__year", "plan_id"):
        yield _use(row)


def resting(bases: Sequence[LegalBasis], day: dt.date) -> Iterator[Use]:
    """Yield the plans in force, of this year and later, that cite the bases; their standing office keeps them."""
    cited = PlanBasis.objects.filter(legal_basis__in=bases, plan__state__in=_IN_FORCE, plan__year__gte=day.year)
    people = People(day)
    for row in cited.select_related("plan__unit", "plan__document"):
        yield _use(row, tuple(people.standing_office(row.plan.unit.path)))


def notices(on: dt.date) -> Iterator[Notice]:
    """Yield who is told of which basis that ends within 60 days; each basis and end once for each keeper.

    A notice names only what its reader keeps.
    """
    bases = list(ending_between(on, on + dt.timedelta(days=DAYS_BEFORE)))
    uses = list(bases_usage.resting_on(bases, on))
    for basis in bases:
        kept: dict[int, list[Use]] = {}
        for use in uses:
            if use.basis == basis.pk:
                for keeper in use.keepers:
                    kept.setdefault(keeper, []).append(use)
        for keeper, own in kept.items():
            yield _notice(basis, keeper, own)


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
    successor = f", thay bằng {basis.replaced_by}" if basis.replaced_by else ""
    return Ending(basis, ended, f"Căn cứ {basis} {words} {vn_date(basis.in_force_to)}{successor}.")


def _use(row: PlanBasis, keepers: tuple[int, ...] = ()) -> Use:
    plan = row.plan
    assert row.legal_basis_id is not None
    code = f" số {plan.code}" if plan.code else ""
    title = f"Kế hoạch{code} năm {plan.year}: {plan.subject}"
    return Use(row.legal_basis_id, "Kế hoạch", title, plan.get_absolute_url(), plan.in_force, keepers)


def _notice(basis: LegalBasis, keeper: int, uses: Iterable[Use]) -> Notice:
    assert basis.in_force_to is not None
    day = vn_date(basis.in_force_to)
    titles = list(dict.fromkeys(use.title for use in uses))
    successor = f"Văn bản thay thế: {basis.replaced_by}." if basis.replaced_by else "Chưa ghi văn bản thay thế."
    lines = [f"{basis} hết hiệu lực sau ngày {day}. {successor}", "Đang dựa vào căn cứ này:"]
    return Notice(
        event_key=f"{KIND}:{basis.pk}:{basis.in_force_to.isoformat()}",
        subject=f"Căn cứ {basis} hết hiệu lực sau ngày {day}",
        body="\n".join([*lines, *(f"- {title}" for title in titles)]),
        url=reverse("documents:basis_detail", args=[basis.pk]),
        recipients=[keeper],
    )
