"""Where a nominee belongs, as a paper of the deciding office writes it: up to the unit right below that office."""

from collections.abc import Iterable, Sequence

from units.models import Unit
from units.models.tree import PATH_STEP

from ..models import Nomination


def notes_of(nominations: Sequence[Nomination], office: Unit) -> dict[int, str]:
    """Return, by id, what stands beside the names: "Chuyên viên, Phòng Tổng hợp" in a decision of the office of that
    division, "Chuyên viên, Phòng Tổng hợp, Văn phòng UBND tỉnh" in one of the province. One query at most."""
    between = {row.pk: _between(row, office) for row in nominations}
    wanted = {path for paths in between.values() for path in paths}
    names = dict(Unit.objects.filter(path__in=wanted).values_list("path", "short_name")) if wanted else {}
    return {
        row.pk: _joined([row.nominee_note, *(names.get(path, "") for path in between[row.pk])]) for row in nominations
    }


def _between(row: Nomination, office: Unit) -> list[str]:
    """The paths of the units above the one that the nominee's own note names, the nearest first, below the office; of
    a nominee from elsewhere all but the root."""
    named = row.person.unit if row.person else row.unit.parent if row.unit and not row.household_name else None
    if named is None:
        return []
    top = len(office.path) if named.path.startswith(office.path) else PATH_STEP
    return [named.path[:end] for end in range(len(named.path) - PATH_STEP, top, -PATH_STEP)]


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)[:300]
