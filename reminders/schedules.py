"""How each kind of deadline reminds: what the office set, else what its room proposes."""

from collections.abc import Mapping

from . import registry
from .models import KindSchedule
from .stages import Schedule


def load() -> Mapping[str, Schedule]:
    """Return the schedule of every registered kind, by one query."""
    kept = {row.kind: row.plain for row in KindSchedule.objects.all()}
    return {kind: kept.get(kind) or registry.usual_schedule(kind) for kind, _ in registry.providers()}


def row_of(kind: str) -> KindSchedule:
    """Return the row of a kind; one that was never changed is filled with what its room proposes, unsaved."""
    usual = registry.usual_schedule(kind)
    return KindSchedule.objects.filter(kind=kind).first() or KindSchedule(
        kind=kind, enabled=usual.enabled, before=",".join(map(str, usual.before)), repeat=usual.repeat,
        head_after=usual.head_after, office_after=usual.office_after, silent_after=usual.silent_after,
    )  # fmt: skip
