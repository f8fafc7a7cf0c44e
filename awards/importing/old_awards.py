"""Awards decided before the system came. Matched by the decision (number and year), the award and the nominee."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from core.text import fold
from units.models import Person, Unit, User

from ..models import Award, AwardType, ImportBatch, Target
from ..models.catalogue import Category
from ..services.imports_bulk import write_awards
from .columns import Column
from .kinds import OFFICE, Kind, changed_fields, refuse_twins, register, settle
from .lines import CHANGED, NEW, Line
from .people import BIRTH_DATE, FULL_NAME, STAFF_CODE, UNIT
from .scope import Scope, in_chunks
from .values import choice, day, decision_code, text, year

CATEGORIES = {str(label): value for value, label in Category.choices}
_CATEGORY_NAMES = {value: name for name, value in CATEGORIES.items()}
LABELS = {
    "category": "Loại hình",
    "year": "Năm", "decided_on": "Ngày quyết định", "issuer_name": "Cơ quan quyết định", "achievement": "Thành tích",
    "unit": "Đơn vị", "nominee_name": "Tên khi được khen", "nominee_note": "Chức vụ, đơn vị khi được khen",
}  # fmt: skip


def columns() -> list[Column]:
    """Return the columns of the awards' sheet, with the catalogue as it is now."""
    types = list(AwardType.objects.all())
    names = {award_type.name: award_type.code for award_type in types}
    return [
        STAFF_CODE,
        FULL_NAME,
        BIRTH_DATE,
        Column(**{**vars(UNIT), "help": "Đơn vị lúc được khen; với tập thể là chính tập thể đó. Ghi mã hoặc tên."}),
        Column("nominee_name", "Tên khi được khen", text(200), width=28, also=("Tên tập thể khi được khen",),
               help="Chỉ ghi khi tên lúc đó khác tên hiện nay."),
        Column("nominee_note", "Chức vụ, đơn vị khi được khen", text(300), width=30,
               help="Để trống thì lấy tên ngắn của đơn vị.", example="Chuyên viên Phòng Tổng hợp"),
        Column("award", "Danh hiệu, hình thức", choice({**names, **{one.code: one.code for one in types}},
               what="danh hiệu, hình thức khen thưởng"), required=True, choices=tuple(names), width=36,
               also=("Danh hiệu", "Hình thức khen thưởng", "Danh hiệu, hình thức khen thưởng"),
               help="Tên như danh mục hoặc mã (LDTT, CSTDCS…).", example="Lao động tiên tiến"),
        Column("year", "Năm", year, required=True, also=("Năm khen thưởng", "Năm thành tích"), width=8,
               example="2024", help="Năm của thành tích."),
        Column("decision_code", "Số quyết định", decision_code, required=True, also=("Số QĐ", "Quyết định Số"),
               width=20, help="Số và ký hiệu như trên quyết định.", example="123/QĐ-UBND"),
        Column("decided_on", "Ngày quyết định", day(), required=True, also=("Ngày QĐ", "Quyết định Ngày"),
               help="Ngày/tháng/năm.", example="26/12/2024"),
        Column("issuer_name", "Cơ quan quyết định", text(200), required=True,
               also=("Cơ quan ban hành", "Cấp quyết định", "Quyết định Cơ quan"), width=36,
               example="Chủ tịch Ủy ban nhân dân tỉnh"),
        Column("category", "Loại hình", choice(CATEGORIES, what="loại hình khen thưởng"), choices=tuple(CATEGORIES),
               also=("Loại hình khen thưởng",), width=20,
               help="Khen đột xuất, chuyên đề không tính vào chuỗi thành tích công trạng; để trống nếu không rõ.",
               example="Công trạng"),
        Column("achievement", "Thành tích", text(300), width=40,
               example="Hoàn thành tốt nhiệm vụ công tác năm 2024"),
    ]  # fmt: skip


@lru_cache(maxsize=4096)
def _number(text: str) -> str:
    return fold(text).replace(" ", "")


def _decision(number: str, on: dt.date) -> tuple[str, int]:
    """A decision's number begins again each year."""
    return _number(number), on.year


def _nominee(person: int | None, unit: int | None) -> tuple[str, int]:
    return ("person", person) if person else ("unit", unit or 0)


def compare(lines: Sequence[Line], scope: Scope) -> None:
    """Compare with the register."""
    scope.learn_people(lines)
    types = {award_type.code: award_type for award_type in AwardType.objects.all()}
    for line in lines:
        _resolve(line, scope, types)
    refuse_twins(lines, _key, "quyết định, danh hiệu và người (tập thể) được khen")
    kept = _kept(lines)
    for line in lines:
        if not line.faults:
            _settle(line, kept.get(_key(line)))


def _resolve(line: Line, scope: Scope, types: dict[str, AwardType]) -> None:
    unit = scope.unit_of(line)
    named = "staff_code" in line.values or "full_name" in line.values
    person = _person(line, scope, unit) if named else None
    line.name = str(person.full_name if person else line.values.get("full_name") or (unit.name if unit else ""))
    if not named and unit is None and not line.faults:
        line.fault("Dòng này không ghi người hay tập thể nào. Hãy ghi mã cán bộ, hoặc đơn vị nếu khen tập thể.")
    if line.faults:
        return
    award_type = types[line.values["award"]]
    target = Target.INDIVIDUAL if named else Target.COLLECTIVE
    if not award_type.fits(target):
        line.fault(f"{award_type.name} không dành cho {target.label.lower()}.", "award", "Danh hiệu, hình thức")
    if line.values["decided_on"].year not in range(line.values["year"], line.values["year"] + 4):
        line.fault("Năm thành tích và ngày quyết định cách nhau quá xa. Hãy xem lại năm hoặc ngày.", "year", "Năm")
    line.found = (award_type, person, unit or (person.unit if person else None))


def _person(line: Line, scope: Scope, unit: Unit | None) -> Person | None:
    """The person of the line: of the same name several may stay after the birth date; then the unit decides."""
    person = scope.person_of(line, None if "birth_date" in line.values else unit)
    if person is not None:
        person.unit = scope.unit_by_pk[person.unit_id]
    return person


def _key(line: Line) -> Any:
    award_type, person, unit = line.found
    decision = _decision(line.values["decision_code"], line.values["decided_on"])
    return *decision, award_type.pk, _nominee(person.pk if person else None, unit.pk if unit else None)


def _kept(lines: Sequence[Line]) -> dict[Any, Award]:
    found: dict[Any, Award] = {}
    codes = {line.values["decision_code"] for line in lines if not line.faults}
    for some in in_chunks(sorted(codes)):
        for award in Award.objects.filter(decision_code__in=some).select_related("unit"):
            decision = _decision(award.decision_code, award.decided_on)
            nominee = _nominee(award.person_id, award.unit_id)
            found[(*decision, award.award_type_id, nominee)] = award
    return found


def _settle(line: Line, award: Award | None) -> None:
    award_type, person, unit = line.found
    values = line.values
    line.found = (award_type, person, unit, award)
    proposed = {key: values[key] for key in LABELS if key in values and key != "unit"}
    if "category" in proposed:
        proposed["category"] = _CATEGORY_NAMES[proposed["category"]]
    current = None
    if award is not None:
        current = {key: getattr(award, key) for key in LABELS} | {"unit": award.unit.name}
        current["category"] = _CATEGORY_NAMES.get(award.category, "")
        if "unit" in values:
            proposed["unit"] = unit.name
    settle(line, current, proposed, LABELS)
    if award is not None and award.decision_id and line.changes:
        said = "Kết quả này do quyết định ký trong hệ thống nên không sửa qua tệp được."
        line.fault(said, "decision_code", "Số quyết định")
    line.name = f"{line.name}: {award_type.name} ({values['year']})"


def write(lines: Sequence[Line], actor: User, batch: ImportBatch) -> dict[str, Any]:
    """Write the new and the changed lines of the register."""
    new = [_new(line) for line in lines if line.action == NEW]
    changed = [_changed(line) for line in lines if line.action == CHANGED]
    write_awards(actor=actor, new=new, changed=changed, batch=batch)
    return {"new": [award.pk for award in new], "changed": changed_fields(lines, 3)}


def _new(line: Line) -> Award:
    award_type, person, unit, _ = line.found
    values = line.values
    return Award(
        award_type=award_type,
        target=Target.INDIVIDUAL if person else Target.COLLECTIVE,
        person=person,
        unit=unit,
        nominee_name=values.get("nominee_name") or (person.full_name if person else unit.name),
        nominee_note=values.get("nominee_note", unit.name if person else ""),
        category=values.get("category", ""),
        year=values["year"],
        achievement=values.get("achievement", ""),
        decision_code=values["decision_code"],
        decided_on=values["decided_on"],
        issuer_name=values["issuer_name"],
    )


def _changed(line: Line) -> Award:
    award_type, _, unit, award = line.found
    for key in LABELS:
        if key in line.values and key != "unit":
            setattr(award, key, line.values[key])
    award.award_type = award_type
    if "unit" in line.values:
        award.unit = unit
    return award


KIND = register(
    Kind(
        code=ImportBatch.Kind.AWARDS,
        title="Nhập khen thưởng đã có",
        noun="kết quả khen thưởng",
        lead="Khen thưởng đã quyết định trước khi dùng hệ thống, hoặc do cấp khác quyết định.",
        matching="Nhận ra dòng đã có theo số quyết định (trong năm ban hành), danh hiệu và người, tập thể được khen. "
        "Người nhận ra theo mã cán bộ; nếu để trống mã thì theo họ tên cùng ngày sinh, hoặc cùng đơn vị.",
        roles=OFFICE,
        columns=columns,
        compare=compare,
        write=write,
    )
)
