"""Where a nominee belongs, as papers write it: whole names, and a division followed by its agency up to the level below
the one that decides.

That is how decisions of provinces list them: "Phòng Phổ biến, giáo dục pháp luật, Sở Tư pháp".
"""

from collections.abc import Iterable, Mapping, Sequence

from core.text import in_full
from units.models import Unit
from units.models.tree import PATH_STEP

from ..authority import decides_itself
from ..models import Nomination

LONGEST = 300  # characters of `Award.nominee_note`
_BODY = "Ủy ban nhân dân "


def notes_of(nominations: Sequence[Nomination], office: Unit) -> dict[int, str]:
    """Return, by id, what stands beside the names: "Chuyên viên, Phòng Tổng hợp" where the head of that division's
    office decides, "Chuyên viên, Phòng Tổng hợp, Văn phòng Ủy ban nhân dân tỉnh An Sơn" where somebody above him does.
    `office` is the one that considers them; what it does not decide itself goes above all offices. One query at most.
    """
    chains = {row.pk: _chain(row, office) for row in nominations}
    wanted = {path for chain in chains.values() for path in chain}
    wanted |= {office.path[:PATH_STEP]} if any(row.award_type.of_the_state for row in nominations) else set()
    names = dict(Unit.objects.filter(path__in=wanted).values_list("path", "name")) if wanted else {}
    return {row.pk: _note(row, [names[path] for path in chains[row.pk] if path in names], names) for row in nominations}


def note_of_person(position: str, unit: Unit) -> str:
    """Return position and unit of somebody whose award came from elsewhere: the whole way up, but for the root."""
    above = [one.name for one in unit.ancestors()][:0:-1] if unit.depth > 1 else []
    return joined([position, unit.name, *above])


def joined(parts: Iterable[str]) -> str:
    """Return the parts one after the other; what one ends with and the next begins with is said once: "Văn phòng Sở Nội
    vụ" of "Sở Nội vụ tỉnh An Sơn"."""
    said = ""
    for part in filter(None, map(in_full, parts)):
        said = _after(said, part) if said else part
    return said[:LONGEST]


def _after(said: str, part: str) -> str:
    words, more = said.casefold().split(), part.casefold().split()
    for size in range(len(more), 1, -1):
        if words[-size:] == more[:size]:
            return " ".join([said, *part.split()[size:]])
    return f"{said}, {part}"


def _chain(row: Nomination, office: Unit) -> list[str]:
    """The paths of the units to be named, the nearest first, below whoever decides; of a nominee from elsewhere all but
    the root."""
    named = _nearest(row)
    if named is None or row.household_name and row.unit_id == office.pk:
        return []
    inside = decides_itself(row.award_type, office) and named.path.startswith(office.path)
    top = len(office.path) if inside else PATH_STEP
    chain = [named.path[:end] for end in range(len(named.path), top, -PATH_STEP)]
    alone = row.individual or named.depth > 0  # a collective right below the province is named by itself
    return chain or ([named.path] if alone else [])


def _nearest(row: Nomination) -> Unit | None:
    if row.person:
        return row.person.unit
    return row.unit if row.household_name else row.unit.parent if row.unit else None


def _note(row: Nomination, names: Sequence[str], known: Mapping[str, str]) -> str:
    if row.household_name:
        address = row.household_address
        places = [place for place in map(_governed, names) if place.casefold() not in address.casefold()]
        note = joined([address, *places])
    else:
        note = joined([row.person.position if row.person else "", *names])
    if row.award_type.of_the_state:
        root = next((name for path, name in known.items() if len(path) == PATH_STEP), "")
        place = _governed(in_full(root))
        if place and place.casefold() not in f"{note} {row.nominee_name}".casefold():
            note = joined([note, place])
    return note


def _governed(name: str) -> str:
    """The place that a body governs: "xã Bản Mòn" of "Ủy ban nhân dân xã Bản Mòn"."""
    return in_full(name).removeprefix(_BODY)
