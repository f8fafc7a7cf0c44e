"""Writes of many ratings, initiatives and lines of the register at once, from a list that somebody brought in."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from core.audit import record
from units.models import User

from ..models import Award, ImportBatch, Initiative, PostHeld, YearlyRating

BATCH = 500
AWARD_FIELDS = [
    "unit", "nominee_name", "nominee_note", "category", "year", "decided_on", "issuer_name", "achievement",
    "sort_key", "order_key", "search_text",
]  # fmt: skip


def _write(
    batch: ImportBatch, model: type[Model], new: Sequence[Any], changed: Sequence[Any], fields: list[str]
) -> None:
    """Add and change rows in steps, and say after each how many are written."""
    manager, total = model._default_manager, len(new) + len(changed)
    advance = getattr(batch, "advance", None)
    for start in range(0, len(new), BATCH):
        manager.bulk_create(new[start : start + BATCH])
        if advance:
            advance(min(start + BATCH, len(new)), total)
    for start in range(0, len(changed), BATCH):
        manager.bulk_update(changed[start : start + BATCH], fields)
        if advance:
            advance(len(new) + min(start + BATCH, len(changed)), total)


@transaction.atomic
def write_ratings(
    *, actor: User, new: Sequence[YearlyRating], changed: Sequence[tuple[YearlyRating, str]], batch: ImportBatch
) -> None:
    """Add ratings and replace others (each with the level it had, which the trail keeps)."""
    _write(batch, YearlyRating, new, [row for row, _ in changed], ["level", "source"])
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
    _write(batch, Initiative, new, changed, ["kind", "number", "scope"])
    record(
        actor=actor,
        action="awards.import_initiatives",
        target=batch,
        after={"new": len(new), "changed": len(changed)},
    )


@transaction.atomic
def write_posts(*, actor: User, new: Sequence[PostHeld], changed: Sequence[PostHeld], batch: ImportBatch) -> None:
    """Add and change posts that people held."""
    _write(batch, PostHeld, new, changed, ["group", "until", "source"])
    record(
        actor=actor,
        action="awards.import_posts",
        target=batch,
        after={"new": len(new), "changed": len(changed)},
    )


@transaction.atomic
def write_awards(*, actor: User, new: Sequence[Award], changed: Sequence[Award], batch: ImportBatch) -> None:
    """Add lines to the register and change those that were typed in before."""
    for award in [*new, *changed]:
        award.fill_keys()
    _write(batch, Award, new, changed, AWARD_FIELDS)
    record(
        actor=actor,
        action="awards.import_awards",
        target=batch,
        after={"new": len(new), "changed": len(changed)},
    )
