"""Yearly ratings and initiatives from a spreadsheet."""

from collections.abc import Sequence
from typing import Any

from core.text import fold
from units.models import User

from ..models import ImportBatch, Initiative, YearlyRating
from ..services.imports_bulk import write_initiatives, write_ratings
from .columns import Column
from .kinds import OFFICE, Kind, changed_fields, refuse_twins, register, settle, shown
from .lines import CHANGED, NEW, Line
from .people import BIRTH_DATE, FULL_NAME, STAFF_CODE, UNIT
from .scope import Scope, in_chunks
from .values import choice, day, decision_code, text, year

LEVELS = {label: value for value, label in YearlyRating.Level.choices}
LEVEL_NAMES = {**LEVELS, **{value: value for value in YearlyRating.Level.values}}
SCOPES = {label: value for value, label in Initiative.Scope.choices}
SCOPE_NAMES = {**SCOPES, "Cấp cơ sở": "1_co_so", "Tỉnh": "2_tinh", "Cấp toàn quốc": "3_toan_quoc"}
WORKS = {"Sáng kiến": Initiative.Kind.INITIATIVE.value, "Đề tài, đề án khoa học": Initiative.Kind.SCIENCE.value}
NOMINEE = "Người đó nhận ra theo mã cán bộ; nếu để trống mã thì theo họ tên cùng ngày sinh, hoặc cùng đơn vị."


def rating_columns() -> list[Column]:
    """Return the columns of the ratings' sheet."""
    return [
        STAFF_CODE,
        FULL_NAME,
        BIRTH_DATE,
        UNIT,
        Column("year", "Năm", year, required=True, also=("Năm xếp loại", "Năm đánh giá"), width=8, example="2025"),
        Column("level", "Mức xếp loại", choice(LEVEL_NAMES, what="mức xếp loại"), required=True,
               also=("Xếp loại", "Kết quả xếp loại", "Kết quả đánh giá"), choices=tuple(LEVELS), width=30,
               help="Tên đầy đủ hoặc HTXS, HTT, HT, KHT.", example="Hoàn thành tốt nhiệm vụ"),
        Column("source", "Văn bản xếp loại", text(200), also=("Văn bản", "Căn cứ"), width=30,
               example="12/QĐ-VP ngày 15/12/2025"),
    ]  # fmt: skip


def compare_ratings(lines: Sequence[Line], scope: Scope) -> None:
    """Compare with the ratings that are kept: one for each person or collective and year."""
    scope.learn_people(lines)
    for line in lines:
        _name_nominee(line, scope)
    refuse_twins(lines, lambda line: (type(line.found), line.found.pk, line.values["year"]), "người (tập thể) và năm")
    kept = _kept_ratings(lines)
    for line in lines:
        if line.faults:
            continue
        nominee = line.found
        rating = kept.get((type(nominee).__name__, nominee.pk, line.values["year"]))
        line.found = (nominee, rating)
        proposed = {"level": YearlyRating.Level(line.values["level"]).label}
        if "source" in line.values:
            proposed["source"] = line.values["source"]
        current = {"level": rating.get_level_display(), "source": rating.source} if rating else None
        settle(line, current, proposed, {"level": "Mức xếp loại", "source": "Văn bản"})
        line.name = f"{line.name}, năm {line.values['year']}"


def _name_nominee(line: Line, scope: Scope) -> None:
    unit = scope.unit_of(line)
    person = scope.person_of(line, unit)
    named = "staff_code" in line.values or "full_name" in line.values
    line.name = person.full_name if person else unit.name if unit else str(line.values.get("full_name", ""))
    if not named and unit is None and not line.faults:
        line.fault("Dòng này không ghi người hay đơn vị nào. Hãy ghi mã cán bộ, hoặc đơn vị nếu là tập thể.")
    line.found = person if named else unit


def _kept_ratings(lines: Sequence[Line]) -> dict[tuple[str, int, int], YearlyRating]:
    found: dict[tuple[str, int, int], YearlyRating] = {}
    good = [line for line in lines if not line.faults]
    years = {line.values["year"] for line in good}
    for field in ("person", "unit"):
        ids = {line.found.pk for line in good if type(line.found).__name__.lower() == field}
        for some in in_chunks(sorted(ids)):
            for rating in YearlyRating.objects.filter(**{f"{field}__in": some}, year__in=years):
                found[field.capitalize(), getattr(rating, f"{field}_id"), rating.year] = rating
    return found


def write_rating_lines(lines: Sequence[Line], actor: User, batch: ImportBatch) -> dict[str, Any]:
    """Write the new and the changed ratings."""
    new, changed = [], []
    for line in lines:
        if line.action == NEW:
            nominee = line.found[0]
            key = {"person" if hasattr(nominee, "staff_code") else "unit": nominee}
            new.append(YearlyRating(**key, year=line.values["year"], level=line.values["level"],
                                    source=line.values.get("source", "")))  # fmt: skip
        elif line.action == CHANGED:
            rating = line.found[1]
            changed.append((rating, rating.level))
            rating.level, rating.source = line.values["level"], line.values.get("source", rating.source)
    write_ratings(actor=actor, new=new, changed=changed, batch=batch)
    return {"new": [row.pk for row in new], "changed": changed_fields(lines, 1)}


def initiative_columns() -> list[Column]:
    """Return the columns of the initiatives' sheet."""
    return [
        STAFF_CODE,
        FULL_NAME,
        BIRTH_DATE,
        UNIT,
        Column("title", "Tên sáng kiến, đề tài", text(300), required=True, also=("Tên sáng kiến", "Tên đề tài"),
               width=50, example="Bảng theo dõi kết luận cuộc họp"),
        Column("kind", "Loại", choice(WORKS, what="loại"), choices=tuple(WORKS), width=22,
               help="Để trống là sáng kiến.", example="Sáng kiến"),
        Column("recognised_on", "Ngày công nhận", day(), required=True,
               also=("Ngày công nhận, nghiệm thu", "Ngày quyết định"), help="Ngày/tháng/năm.",
               example="12/06/2025"),
        Column("number", "Số văn bản công nhận", decision_code, also=("Số quyết định", "Số văn bản"), width=22,
               example="15/QĐ-UBND"),
        Column("scope", "Phạm vi", choice(SCOPE_NAMES, what="phạm vi"), required=True,
               also=("Phạm vi ảnh hưởng", "Cấp công nhận"), choices=tuple(SCOPES), example="Cơ sở"),
    ]  # fmt: skip


def _title_key(person: int, title: str, on: Any) -> tuple[int, str, Any]:
    return person, fold(title), on


def compare_initiatives(lines: Sequence[Line], scope: Scope) -> None:
    """Compare with the initiatives that are kept: by person, name and day of recognition."""
    scope.learn_people(lines)
    for line in lines:
        person = scope.person_of(line, scope.unit_of(line))
        if person is None and not line.faults:
            line.fault("Dòng này không ghi người nào. Hãy ghi mã cán bộ.", "staff_code", "Mã cán bộ")
        line.name, line.found = str(line.values.get("title", "")), person
    refuse_twins(
        lines,
        lambda line: _title_key(line.found.pk, line.values["title"], line.values["recognised_on"]),
        "người, tên và ngày công nhận",
    )
    kept = {}
    for some in in_chunks(sorted({line.found.pk for line in lines if not line.faults})):
        for row in Initiative.objects.filter(person__in=some):
            kept[_title_key(row.person_id, row.title, row.recognised_on)] = row
    for line in lines:
        if not line.faults:
            _compare_initiative(line, kept)


def _compare_initiative(line: Line, kept: dict[Any, Initiative]) -> None:
    person, values = line.found, line.values
    row = kept.get(_title_key(person.pk, values["title"], values["recognised_on"]))
    line.found = (person, row)
    proposed = {"scope": Initiative.Scope(values["scope"]).label}
    if "kind" in values:
        proposed["kind"] = Initiative.Kind(values["kind"]).label
    if "number" in values:
        proposed["number"] = values["number"]
    current = None
    if row:
        current = {"scope": row.get_scope_display(), "kind": row.get_kind_display(), "number": row.number}
    settle(line, current, proposed, {"scope": "Phạm vi", "kind": "Loại", "number": "Số văn bản"})
    line.name = f"{person.full_name}: {values['title']} ({shown(values['recognised_on'])})"


def write_initiative_lines(lines: Sequence[Line], actor: User, batch: ImportBatch) -> dict[str, Any]:
    """Write the new and the changed initiatives."""
    new, changed = [], []
    for line in lines:
        values = line.values
        if line.action == NEW:
            row = Initiative(person=line.found[0], title=values["title"], recognised_on=values["recognised_on"])
            new.append(row)
        elif line.action == CHANGED:
            row = line.found[1]
            changed.append(row)
        else:
            continue
        row.scope = values["scope"]
        row.kind, row.number = values.get("kind", row.kind), values.get("number", row.number)
    write_initiatives(actor=actor, new=new, changed=changed, batch=batch)
    return {"new": [row.pk for row in new], "changed": changed_fields(lines, 1)}


RATINGS = register(
    Kind(
        code=ImportBatch.Kind.RATINGS,
        title="Nhập xếp loại hằng năm",
        noun="xếp loại",
        lead="Mức hoàn thành nhiệm vụ của cá nhân và tập thể theo từng năm.",
        matching=f"Mỗi người, mỗi tập thể có một mức cho một năm. {NOMINEE} Dòng chỉ ghi đơn vị là của tập thể đó.",
        roles=OFFICE,
        columns=rating_columns,
        compare=compare_ratings,
        write=write_rating_lines,
    )
)
INITIATIVES = register(
    Kind(
        code=ImportBatch.Kind.INITIATIVES,
        title="Nhập sáng kiến, đề tài",
        noun="sáng kiến",
        lead="Sáng kiến được công nhận, đề tài được nghiệm thu.",
        matching=f"Nhận ra dòng đã có theo người, tên (không xét dấu) và ngày công nhận. {NOMINEE}",
        roles=OFFICE,
        columns=initiative_columns,
        compare=compare_initiatives,
        write=write_initiative_lines,
    )
)
