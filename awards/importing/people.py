"""People from a spreadsheet. Matched by staff code; without one by name, birth date and unit."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz.fuzz import token_sort_ratio

from core.dates import today, vn_date
from core.text import fold, nfc
from units.models import Person, Unit, User
from units.permissions import PEOPLE_KEEPERS
from units.services import write_people

from ..models import ImportBatch
from .columns import Column
from .kinds import Kind, changed_fields, refuse_twins, register, settle
from .lines import CHANGED, NEW, Line
from .scope import Scope, zeros_words
from .values import choice, code, day, text, yes_or_no

GENDERS = {"Nam": "nam", "Nữ": "nu"}
YOUNGEST = 14
# Below this likeness (of 100) a name is another person's and not another spelling.
ALIKE = 60

STAFF_CODE = Column(
    "staff_code", "Mã cán bộ", code(30), also=("Mã CBCCVC", "Mã nhân viên", "Mã số cán bộ", "Mã CB"), example="00123",
    help="Số 0 ở đầu được giữ. Dùng để nhận ra người đã có.",
)  # fmt: skip
FULL_NAME = Column(
    "full_name", "Họ và tên", text(120), also=("Họ tên", "Họ, tên", "Họ và tên cá nhân"), width=28,
    example="Đặng Thị Hồng Ưu-Nguyễn",
)  # fmt: skip
BIRTH_DATE = Column(
    "birth_date", "Ngày sinh", day(), also=("Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "Sinh ngày"),
    help="Ngày/tháng/năm, năm đủ 4 chữ số.", example="05/01/1985",
)  # fmt: skip
UNIT = Column(
    "unit", "Đơn vị", text(200), also=("Mã đơn vị", "Đơn vị công tác", "Phòng, ban", "Cơ quan, đơn vị"), width=30,
    help="Mã đơn vị (chắc chắn nhất) hoặc tên đầy đủ; xem trang “Danh mục” của tệp mẫu.", example="Phòng Tổng hợp",
)  # fmt: skip


def columns() -> list[Column]:
    """Return the columns of the people's sheet."""
    return [
        STAFF_CODE,
        _required(FULL_NAME),
        BIRTH_DATE,
        Column("gender", "Giới tính", choice(GENDERS, what="giới tính"), choices=tuple(GENDERS), width=10,
               example="Nữ"),
        Column("position", "Chức vụ, chức danh", text(160), also=("Chức vụ", "Chức danh"), width=28,
               example="Chuyên viên"),
        _required(UNIT),
        Column("joined_on", "Ngày vào cơ quan", day(), also=("Ngày vào ngành", "Ngày tuyển dụng"),
               help="Ngày/tháng/năm.", example="01/09/2008"),
        Column("left_on", "Ngày thôi việc", day(future=True), also=("Ngày nghỉ việc", "Ngày nghỉ hưu"),
               help="Ngày/tháng/năm; để trống nếu đang làm việc."),
        Column("direct_worker", "Lao động trực tiếp", yes_or_no, also=("Người lao động trực tiếp",),
               choices=("Có", "Không"), help="Có nếu là người trực tiếp lao động, sản xuất, không giữ chức vụ.",
               example="Không"),
    ]  # fmt: skip


def _required(column: Column) -> Column:
    return Column(**{**vars(column), "required": True})


LABELS = {
    "full_name": "Họ và tên", "birth_date": "Ngày sinh", "gender": "Giới tính", "position": "Chức vụ, chức danh",
    "unit": "Đơn vị", "joined_on": "Ngày vào cơ quan", "left_on": "Ngày thôi việc",
    "direct_worker": "Lao động trực tiếp",
}  # fmt: skip
_NAMES = {value: name for name, value in GENDERS.items()}


def compare(lines: Sequence[Line], scope: Scope) -> None:
    """Compare with the people who are known."""
    scope.learn_people(lines)
    for line in lines:
        line.name = str(line.values.get("full_name", ""))
        unit = scope.unit_of(line)
        _check(line, unit)
        person = _known(line, scope, unit)
        if line.faults:
            continue
        line.found = (person, unit)
        settle(line, _current(person) if person else None, _proposed(line, unit), LABELS)
        twins = [] if person else scope.people_named(line.name, unit=unit)
        if twins:
            line.changes.append(("Lưu ý", "", _may_be(twins, line.values.get("birth_date"))))
    refuse_twins(lines, _key, "người")


def _may_be(twins: Sequence[Person], born: dt.date | None) -> str:
    """Who of the same name and unit the new person may be: of the same birth date before any other."""
    twin = next((one for one in twins if one.birth_date == born), twins[0])
    day = f", sinh {vn_date(twin.birth_date)}" if twin.birth_date else ""
    other = "; ngày sinh khác nhau" if born and twin.birth_date and twin.birth_date != born else ""
    return f"Có thể trùng với {twin.full_name}, mã {twin.staff_code}{day}, cùng đơn vị{other}; xem có phải một người."


def _key(line: Line) -> Any:
    person = line.found[0]
    return person.pk if person else str(line.values["staff_code"]).casefold()


def _check(line: Line, unit: Unit | None) -> None:
    values = line.values
    if unit is not None and unit.dissolved_on and unit.dissolved_on <= today() and "left_on" not in values:
        line.fault(f"{unit.name} đã giải thể, sáp nhập. Hãy ghi đơn vị kế thừa.", "unit", "Đơn vị")
    if any(char.isdigit() for char in line.name):
        line.fault("Họ và tên có chữ số.", "full_name", "Họ và tên")
    born = values.get("birth_date")
    if born and born.year > today().year - YOUNGEST:
        line.fault(f"Người này chưa đủ {YOUNGEST} tuổi theo ngày sinh đã ghi.", "birth_date", "Ngày sinh")
    joined, left = values.get("joined_on"), values.get("left_on")
    if born and joined and joined <= born:
        line.fault("Ngày vào cơ quan phải sau ngày sinh.", "joined_on", "Ngày vào cơ quan")
    if joined and left and left < joined:
        line.fault("Ngày thôi việc phải sau ngày vào cơ quan.", "left_on", "Ngày thôi việc")


def _known(line: Line, scope: Scope, unit: Unit | None) -> Person | None:
    staff_code = line.values.get("staff_code")
    if not staff_code:
        return _known_by_name(line, scope, unit)
    person = scope.person_by_code(staff_code)
    if person is None and staff_code.casefold() in scope.outside:
        line.fault(
            f"Mã {staff_code} đang dùng ở đơn vị ngoài phạm vi của bạn nên dòng này không nhập được.",
            "staff_code",
            "Mã cán bộ",
        )
    if person is None and (meant := scope.without_zeros(staff_code, line.name)):
        line.fault(
            f"{zeros_words(meant)} Nếu là người khác, hãy thêm người đó ở trang “Thêm cá nhân”.",
            "staff_code",
            "Mã cán bộ",
        )
    if person is not None and line.name and token_sort_ratio(person.folded_name, fold(line.name)) < ALIKE:
        line.fault(
            f"Mã {staff_code} đang là của {person.full_name}, khác hẳn “{line.name}”. "
            "Nếu đúng là đổi tên, hãy sửa ở trang của người đó.",
            "staff_code",
            "Mã cán bộ",
        )
    return person


def _known_by_name(line: Line, scope: Scope, unit: Unit | None) -> Person | None:
    if not line.name or unit is None or line.faulty("staff_code") or line.faulty("birth_date"):
        return None  # by what the person would be known is at fault already
    found = [
        person
        for person in scope.people_named(line.name, birth_date=line.values.get("birth_date"), unit=unit)
        if person.unit_id == unit.pk
    ]
    if len(found) == 1 and "birth_date" in line.values:
        return found[0]
    said = "Hãy ghi mã cán bộ."
    if found:
        said = "Có người cùng tên ở đơn vị này; hãy ghi mã cán bộ hoặc ngày sinh đúng như đã lưu để nhận ra."
    line.fault(f"Thiếu mã cán bộ và chưa có ai khớp cả họ tên, ngày sinh, đơn vị. {said}", "staff_code", "Mã cán bộ")
    return None


def _current(person: Person) -> dict[str, Any]:
    current = {key: getattr(person, key) for key in LABELS}
    return {**current, "gender": _NAMES.get(person.gender, ""), "unit": person.unit.name}


def _proposed(line: Line, unit: Unit | None) -> dict[str, Any]:
    person = line.found[0]
    proposed = {key: value for key, value in line.values.items() if key in LABELS}
    if person and nfc(proposed["full_name"]).casefold() == person.full_name.casefold():
        proposed["full_name"] = person.full_name  # capitals alone are no change
    if "gender" in proposed:
        proposed["gender"] = _NAMES[proposed["gender"]]
    return {**proposed, "unit": unit.name if unit else ""}


def write(lines: Sequence[Line], actor: User, batch: ImportBatch) -> dict[str, Any]:
    """Write the new and the changed."""
    new = [_filled(Person(staff_code=line.values["staff_code"]), line) for line in lines if line.action == NEW]
    changed = [_filled(line.found[0], line) for line in lines if line.action == CHANGED]
    write_people(actor=actor, new=new, changed=changed, source=batch)
    return {"new": [person.pk for person in new], "changed": changed_fields(lines)}


def _filled(person: Person, line: Line) -> Person:
    values: Mapping[str, Any] = line.values
    for key in LABELS:
        if key in values and key != "unit":
            setattr(person, key, values[key])
    person.unit = line.found[1]
    return person


KIND = register(
    Kind(
        code=ImportBatch.Kind.PEOPLE,
        title="Nhập danh sách cá nhân",
        noun="người",
        lead="Cán bộ, công chức, viên chức, người lao động của các đơn vị bạn phụ trách.",
        matching="Nhận ra người đã có theo mã cán bộ (kể cả mã cũ đã gộp); nếu để trống mã thì theo họ tên, ngày sinh "
        "và đơn vị cùng khớp.",
        roles=PEOPLE_KEEPERS,
        columns=columns,
        compare=compare,
        write=write,
    )
)
