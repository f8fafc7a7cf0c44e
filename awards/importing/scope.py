"""What a line may refer to: the units that the importer's roles reach, and the people in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from core.text import fold, nfc
from units.models import FormerCode, Person, Unit, User
from units.permissions import reached

from .lines import Line

ZEROS = "Ô dạng số làm mất số 0 ở đầu mã. Nếu là người này, hãy ghi"
CHUNK = 500  # a database takes only so many values in one question
Value = TypeVar("Value")


def in_chunks(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Yield the values some at a time."""
    found = list(values)
    for start in range(0, len(found), CHUNK):
        yield found[start : start + CHUNK]


def lost_zeros(code: str, known: str) -> bool:
    """Whether `code` is a known code without zeros that stood in front of it."""
    return code != known and code.isdecimal() and known.isdecimal() and code == known.lstrip("0")


def zeros_words(person: Person) -> str:
    """Return what to write instead of a code that lost its zeros."""
    return f"{person.full_name} có mã {person.staff_code}. {ZEROS} {person.staff_code} (ô dạng Văn bản)."


class Scope:
    """The importer's units, by code and by name, read once; people are read for the lines at hand."""

    def __init__(self, user: User, roles: Sequence[str]) -> None:
        self.user = user
        self.units = list(Unit.objects.filter(reached(user, *roles, field="")).order_by("path"))
        self.unit_by_pk = {unit.pk: unit for unit in self.units}
        self._by_code = {unit.code.casefold(): unit for unit in self.units}
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            for name in {fold(unit.name), fold(unit.short_name)}:
                self._by_name[name].append(unit)
        self._by_staff_code: dict[str, Person] = {}
        self._by_person_name: dict[str, list[Person]] = defaultdict(list)
        self.outside: set[str] = set()

    def unit(self, text: str) -> Unit:
        """Return the unit by its code or its name. Raises ValueError with what is wrong."""
        found = self._by_code.get(text.casefold())
        if found is not None:
            return found
        named = self._by_name.get(fold(text), [])
        alive = [unit for unit in named if unit.dissolved_on is None] or named
        if len(alive) == 1:
            return alive[0]
        if alive:
            codes = ", ".join(unit.code for unit in alive[:4])
            raise ValueError(f"Có {len(alive)} đơn vị tên “{text}”. Hãy ghi mã đơn vị ({codes}…).")
        raise ValueError(
            f"Không có đơn vị “{text}” trong phạm vi của bạn. Hãy ghi mã đơn vị như ở trang Danh mục của tệp mẫu."
        )

    def unit_by_code(self, code: str) -> Unit | None:
        """Return the unit with the code, when the scope has it."""
        return self._by_code.get(code.casefold())

    def learn_people(self, lines: Iterable[Line]) -> None:
        """Read the people whom the lines may mean: by staff code (also one from before a merger), by name."""
        rows = list(lines)
        codes = {str(line.values["staff_code"]) for line in rows if "staff_code" in line.values}
        names = {fold(line.values["full_name"]) for line in rows if "full_name" in line.values}
        for some in in_chunks(sorted(codes | {code.upper() for code in codes})):
            for person in Person.objects.filter(staff_code__in=some):
                self._learn(person.staff_code, person)
            for former in FormerCode.objects.filter(code__in=some).select_related("person"):
                self._learn(former.code, former.person)
        for some in in_chunks(sorted(names)):
            for person in Person.objects.filter(folded_name__in=some):
                if person.unit_id in self.unit_by_pk:
                    self._by_person_name[person.folded_name].append(person)

    def _learn(self, code: str, person: Person) -> None:
        if person.unit_id in self.unit_by_pk:
            person.unit = self.unit_by_pk[person.unit_id]
            self._by_staff_code.setdefault(code.casefold(), person)
        else:
            self.outside.add(code.casefold())

    def person_by_code(self, code: str) -> Person | None:
        """Return the person with the staff code, when the scope has them."""
        return self._by_staff_code.get(code.casefold())

    def without_zeros(self, code: str, name: str) -> Person | None:
        """Return who of this name has the code with zeros in front: what a cell of numbers made of "00901"."""
        alike = (person for person in self._by_person_name.get(fold(name), []) if lost_zeros(code, person.staff_code))
        return next(alike, None)

    def people_named(self, name: str, *, birth_date: Any = None, unit: Unit | None = None) -> list[Person]:
        """Return the people of this name whom the birth date and the unit (or one below it) do not rule out."""
        found = [
            person
            for person in self._by_person_name.get(fold(name), [])
            if (birth_date is None or person.birth_date == birth_date)
            and (unit is None or self.unit_by_pk[person.unit_id].path.startswith(unit.path))
        ]
        exact = [person for person in found if person.full_name.casefold() == nfc(name).casefold()]
        return exact or found

    def person_of(self, line: Line, unit: Unit | None) -> Person | None:
        """Return whom a line means; None when it names nobody or a fault was added.

        By staff code; without one by name with birth date, with unit, or with both.
        """
        code, name = line.values.get("staff_code"), line.values.get("full_name")
        if code:
            return self._by_code_of(line, str(code), name)
        if not name or any(map(line.faulty, ("staff_code", "birth_date", "unit"))):
            return None
        birth_date = line.values.get("birth_date")
        if birth_date is None and unit is None:
            line.fault("Chỉ có họ tên: hãy ghi thêm mã cán bộ, hoặc ngày sinh, hoặc đơn vị.", "full_name", "Họ và tên")
            return None
        found = self.people_named(str(name), birth_date=birth_date, unit=unit)
        if len(found) == 1:
            return found[0]
        if found:
            line.fault(f"Có {len(found)} người tên này khớp. Hãy ghi mã cán bộ.", "full_name", "Họ và tên")
        else:
            line.fault(
                "Không tìm thấy người này trong phạm vi của bạn (theo họ tên, ngày sinh, đơn vị). "
                "Hãy ghi mã cán bộ, hoặc nhập danh sách cá nhân trước.",
                "full_name",
                "Họ và tên",
            )
        return None

    def _by_code_of(self, line: Line, code: str, name: Any) -> Person | None:
        person = self.person_by_code(code)
        if person is None:
            meant = self.without_zeros(code, str(name or ""))
            hint = f" {zeros_words(meant)}" if meant else ""
            said = f"Không có ai mang mã {code} trong các đơn vị bạn phụ trách.{hint}"
            line.fault(said, "staff_code", "Mã cán bộ")
            return None
        if name and fold(str(name)) != person.folded_name:
            line.fault(
                f"Mã {code} là của {person.full_name}, không phải “{name}”. Hãy xem lại mã hoặc tên.",
                "staff_code",
                "Mã cán bộ",
            )
            return None
        return person

    def unit_of(self, line: Line) -> Unit | None:
        """Return the unit that a line names; None when it names none or a fault was added."""
        text = line.values.get("unit")
        if not text:
            return None
        try:
            return self.unit(str(text))
        except ValueError as error:
            line.fault(str(error), "unit", "Đơn vị")
            return None
