"""Writes of many ratings, initiatives and lines of the register at once, from a list that somebody brought in."""

from collections.abc import Sequence

from django.db import transaction

from core.audit import record
from units.models import User

from ..models import Award, ImportBatch, Initiative, YearlyRating

BATCH = 500
AWARD_FIELDS = [
    "unit", "nominee_name", "nominee_note", "category", "year", "decided_on", "issuer_name", "achievement",
    "sort_key", "order_key", "search_text",
]  # fmt: skip


@transaction.atomic
def write_ratings(
    *, actor: User, new: Sequence[YearlyRating], changed: Sequence[tuple[YearlyRating, str]], batch: ImportBatch
) -> None:
    """Add ratings and replace others (each with the level it had, which the trail keeps)."""
    YearlyRating.objects.bulk_create(new, batch_size=BATCH)
    YearlyRating.objects.bulk_update([row for row, _ in changed], ["level", "source"], batch_size=BATCH)
    record(
        actor=actor,
        action="awards.import_ratings",
        target=batch,
        before={str(row.pk): level for row, level in changed},
        after={"new": len(new), "changed": len(changed)},
    )


@transaction.atomic
def write_initiatives(
    *, actor: User, new: Sequence[Initiative], changed: Sequence[Initiative], batch: ImportBatch
) -> None:
    """Add and change initiatives."""
    Initiative.objects.bulk_create(new, batch_size=BATCH)
    Initiative.objects.bulk_update(changed, ["kind", "number", "scope"], batch_size=BATCH)
    record(
        actor=actor,
        action="awards.import_initiatives",
        target=batch,
        after={"new": len(new), "changed": len(changed)},
    )


@transaction.atomic
def write_awards(*, actor: User, new: Sequence[Award], changed: Sequence[Award], batch: ImportBatch) -> None:
    """Add lines to the register and change those that were typed in before."""
    for award in [*new, *changed]:
        award.fill_keys()
    Award.objects.bulk_create(new, batch_size=BATCH)
    Award.objects.bulk_update(changed, AWARD_FIELDS, batch_size=BATCH)
    record(
        actor=actor,
        action="awards.import_awards",
        target=batch,
        after={"new": len(new), "changed": len(changed)},
    )
