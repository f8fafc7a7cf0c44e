"""A list of nominees from a workbook: who is meant by each row, for which award, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from core.exceptions import Refused
from core.sheets import add_sheet, content_of, new_book
from core.text import fold
from units.models import Person, Unit

from .importing.files import Cell, read_table
from .importing.scope import lost_zeros
from .models import AwardType, Dossier

COLUMNS = (("Danh hiệu, hình thức", 34), ("Mã cán bộ hoặc mã đơn vị", 24), ("Họ và tên, tên tập thể", 40))
AWARD, CODE, NAME = 0, 1, 2
MOST = 500
HEADINGS = {
    AWARD: {"danh hieu, hinh thuc", "danh hieu", "hinh thuc", "ma danh hieu", "danh hieu hinh thuc"},
    CODE: {"ma can bo hoac ma don vi", "ma can bo", "ma don vi", "ma"},
    NAME: {"ho va ten, ten tap the", "ho va ten", "ho ten", "ten tap the", "ten"},
}


@dataclass(frozen=True)
class Line:
    """A row of the file: what it says, whom it means, why it cannot be taken."""

    number: int
    said: tuple[str, str, str]
    award_type: AwardType | None = None
    nominee: Person | Unit | None = None
    fault: str = ""

    @property
    def value(self) -> str:
        """What the page posts back to take this row: award, kind of nominee, nominee."""
        kind = "p" if isinstance(self.nominee, Person) else "u"
        assert self.award_type is not None
        assert self.nominee is not None
        return f"{self.award_type.pk}:{kind}:{self.nominee.pk}"

    @property
    def name(self) -> str:
        if self.nominee is None:
            return self.said[NAME] or self.said[CODE]
        return self.nominee.full_name if isinstance(self.nominee, Person) else self.nominee.name


def template(dossier: Dossier, people: Sequence[Person], units: Sequence[Unit]) -> bytes:
    """Return the workbook to fill in, with sheets of the awards, people and collectives that may be named."""
    book = new_book()
    add_sheet(book, "Danh sách", COLUMNS, [], title="Danh sách đề nghị khen thưởng (mỗi dòng một đề nghị)")
    awards = [(award.name, award.code) for award in dossier.round.award_types.all()]
    add_sheet(book, "Danh hiệu", (("Tên", 50), ("Mã", 14)), awards, title="Danh hiệu, hình thức của đợt xét")
    who = [(person.staff_code, person.full_name, person.unit.short_name) for person in people]
    add_sheet(book, "Cá nhân", (("Mã cán bộ", 16), ("Họ và tên", 32), ("Đơn vị", 32)), who, title="Cá nhân")
    groups = [(unit.code, unit.name) for unit in units]
    add_sheet(book, "Tập thể", (("Mã đơn vị", 16), ("Tên", 60)), groups, title="Tập thể")
    return content_of(book)


def read_list(
    file: BinaryIO, name: str, *, dossier: Dossier, people: Sequence[Person], units: Sequence[Unit]
) -> list[Line]:
    """Return every row with whom it means or its fault. Raises Refused for a file that is no such list."""
    table = read_table(file, name, wanted=frozenset().union(*HEADINGS.values()))
    rows = [(number, [_text(cell) for cell in cells]) for number, cells in table.rows]
    places, start = _heading(rows)
    book = _Names(dossier.round.award_types.all(), people, units)
    taken = set(dossier.nominations.values_list("award_type_id", "person_id", "unit_id"))
    found, seen = [], set(taken)
    for number, cells in rows[start:]:
        said = tuple(cells[at] if (at := places.get(column)) is not None and at < len(cells) else ""
                     for column in (AWARD, CODE, NAME))  # fmt: skip
        if not any(said):
            continue
        found.append(book.line(number, (said[0], said[1], said[2]), seen))
    if not found:
        raise Refused("Tệp không có dòng nào dưới hàng tiêu đề. Hãy điền danh sách vào tệp mẫu rồi gửi lại.")
    if len(found) > MOST:
        raise Refused(f"Tệp có hơn {MOST} dòng. Hãy tách thành nhiều tệp.")
    return found


def _text(cell: Cell) -> str:
    value: Any = cell.value
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and float(value).is_integer():
        return str(int(value)).zfill(cell.zeros)
    return str(value).strip()


def _heading(rows: Sequence[tuple[int, list[str]]]) -> tuple[Mapping[int, int], int]:
    """Return where each column stands and the index of the first row below the heading."""
    for index, (_, cells) in enumerate(rows[:10]):
        folded = [fold(cell).rstrip(" *") for cell in cells]
        places = {column: at for column, names in HEADINGS.items() for at, cell in enumerate(folded) if cell in names}
        if AWARD in places and (CODE in places or NAME in places):
            return places, index + 1
    raise Refused(
        "Không thấy hàng tiêu đề “Danh hiệu, hình thức”, “Mã cán bộ hoặc mã đơn vị”, “Họ và tên, tên tập thể”. "
        "Hãy dùng tệp mẫu."
    )


class _Names:
    """Awards, people and collectives of a dossier by what a file may call them."""

    def __init__(self, awards: Iterable[AwardType], people: Sequence[Person], units: Sequence[Unit]) -> None:
        self.awards: dict[str, AwardType] = {}
        for award in awards:
            self.awards |= {fold(award.name): award, fold(award.code): award}
        self.codes: dict[str, Person | Unit] = {fold(person.staff_code): person for person in people}
        self.codes |= {fold(unit.code): unit for unit in units if unit.code}
        self.names: dict[str, list[Person | Unit]] = {}
        for person in people:
            self.names.setdefault(fold(person.full_name), []).append(person)
        for unit in units:
            for name in {fold(unit.name), fold(unit.short_name)}:
                self.names.setdefault(name, []).append(unit)

    def line(self, number: int, said: tuple[str, str, str], seen: set[Any]) -> Line:
        award = self.awards.get(fold(said[AWARD]))
        if award is None:
            return Line(number, said, fault=f"đợt xét này không có danh hiệu, hình thức “{said[AWARD]}”")
        nominee, fault = self._nominee(said)
        if nominee is None:
            return Line(number, said, award, fault=fault)
        person = isinstance(nominee, Person)
        if not award.fits("individual" if person else "collective"):
            return Line(
                number, said, award, nominee, f"{award.name} không dành cho {'cá nhân' if person else 'tập thể'}"
            )
        key = (award.pk, nominee.pk if person else None, None if person else nominee.pk)
        if key in seen:
            return Line(number, said, award, nominee, "đã có trong hồ sơ hoặc ở dòng trên")
        seen.add(key)
        return Line(number, said, award, nominee)

    def _zeros(self, code: str, name: str) -> str:
        """Whose code it is once the zeros in front, lost in a cell of numbers, are put back."""
        for found in self.names.get(fold(name), []):
            if isinstance(found, Person) and lost_zeros(code, found.staff_code):
                return (
                    f"; {found.full_name} có mã {found.staff_code}: ô dạng số làm mất số 0 ở đầu, "
                    f"hãy ghi {found.staff_code} (ô dạng Văn bản) hoặc để trống mã"
                )
        return ""

    def _nominee(self, said: tuple[str, str, str]) -> tuple[Person | Unit | None, str]:
        code, name = said[CODE], said[NAME]
        if code:
            found = self.codes.get(fold(code))
            if found is None:
                return None, f"đơn vị không có ai, tập thể nào mang mã “{code}”{self._zeros(code, name)}"
            called = found.full_name if isinstance(found, Person) else found.name
            if name and fold(name) not in (fold(called), fold(getattr(found, "short_name", called))):
                return None, f"mã “{code}” là của {called}, không phải “{name}”"
            return found, ""
        candidates = self.names.get(fold(name), [])
        if len(candidates) == 1:
            return candidates[0], ""
        return None, f"có {len(candidates)} người, tập thể tên “{name}”; hãy ghi mã" if candidates else (
            f"đơn vị không có ai, tập thể nào tên “{name}”"
        )
