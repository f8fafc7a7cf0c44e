"""Two nominees of one name: what stands after the name, so that a list, a form, a paper tells them apart."""

from collections import Counter
from collections.abc import Iterable, Mapping

from core.dates import vn_date
from core.text import fold
from units.models import Person

from .models import Nomination


def told_apart(nominations: Iterable[Nomination]) -> Mapping[int, str]:
    """Return by nomination id what tells a nominee from others of the same name among those given, nothing where the
    name alone does. Letters and tones are not told apart, as they are not when a list is read aloud or searched.

    Nominations need their person with the unit, their unit with the one above.
    """
    rows = list(nominations)
    bearers: dict[str, dict[tuple[object, ...], Nomination]] = {}
    for row in rows:
        bearers.setdefault(fold(row.nominee_name), {})[_who(row)] = row
    return {row.pk: _mark(row) if len(bearers[fold(row.nominee_name)]) > 1 else "" for row in rows}


def names_of(nominations: Iterable[Nomination]) -> Mapping[int, str]:
    """Return the name by nomination id: "Lò Thị Thu", of two "Lò Thị Thu (Kế toán, Phòng A, sinh ngày 01/02/1990)"."""
    rows = list(nominations)
    marks = told_apart(rows)
    return {row.pk: marked(row.nominee_name, marks[row.pk]) for row in rows}


def notes_of(nominations: Iterable[Nomination]) -> Mapping[int, str]:
    """Return by id what a list shows below each name: post and unit, of two of one name with the day of birth."""
    rows = list(nominations)
    marks = told_apart(rows)
    return {row.pk: marks[row.pk] or row.nominee_note for row in rows}


def people_apart(people: Iterable[Person]) -> Mapping[int, str]:
    """Return by id what tells a person from another of the same name among those given, beside post and unit: the day
    of birth, where nobody knows it the code. Who is alone with his name is left out."""
    rows = list(people)
    bearers = Counter(person.folded_name for person in rows)
    return {
        person.pk: f"sinh ngày {vn_date(person.birth_date)}" if person.birth_date else f"mã {person.staff_code}"
        for person in rows
        if bearers[person.folded_name] > 1
    }


def marked(name: str, mark: str) -> str:
    """Return the name with its mark in brackets, if it has one."""
    return f"{name} ({mark})" if mark else name


def _who(row: Nomination) -> tuple[object, ...]:
    return row.person_id, row.unit_id, row.household_name, row.household_address


def _mark(row: Nomination) -> str:
    born = row.person.birth_date if row.person else None
    return ", ".join(part for part in (row.nominee_note, f"sinh ngày {vn_date(born)}" if born else "") if part)
