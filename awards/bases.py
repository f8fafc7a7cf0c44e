"""Which sets of conditions rest on a legal basis: those whose citation names its whole number."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.urls import reverse

from core.dates import today
from documents import citing
from documents.bases_usage import Use
from documents.models import LegalBasis
from units.models import Role, RoleKind, User

from .models import RuleSet
from .permissions import can_see_rounds


def shown(bases: Sequence[LegalBasis], user: User) -> Iterator[Use]:
    """Yield the rule sets that rest on the bases, to whoever may read the conditions."""
    if can_see_rounds(user):
        yield from _uses(bases, list(RuleSet.objects.all()), today())


def resting(bases: Sequence[LegalBasis], day: dt.date) -> Iterator[Use]:
    """Yield the rule sets in force that rest on the bases and do not end with them; they concern every standing
    office."""
    offices = Role.objects.in_force_on(day).filter(kind=RoleKind.STANDING_OFFICE, user__is_active=True)
    keepers = tuple(sorted(set(offices.values_list("user_id", flat=True))))
    rule_sets = list(RuleSet.objects.in_force_on(day))
    for basis in bases:
        lasting = [rules for rules in rule_sets if not _ends_with(rules, basis)]
        yield from _uses([basis], lasting, day, keepers)


def _ends_with(rules: RuleSet, basis: LegalBasis) -> bool:
    """Whether the conditions hold no longer than what they rest on: nothing is left to be done about it."""
    return bool(rules.in_force_to and basis.in_force_to and rules.in_force_to <= basis.in_force_to)


def _uses(
    bases: Sequence[LegalBasis], rule_sets: list[RuleSet], day: dt.date, keepers: tuple[int, ...] = ()
) -> Iterator[Use]:
    for basis in bases:
        for rules in rule_sets:
            if citing.has_number(rules.citation, basis):
                now = rules.in_force_from <= day and (rules.in_force_to is None or day <= rules.in_force_to)
                yield Use(basis.pk, "Bộ tiêu chuẩn", rules.title, reverse("awards:rule_list"), now, keepers)
