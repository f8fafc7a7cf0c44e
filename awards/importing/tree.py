"""Units from a spreadsheet. Matched by code; a parent may stand in the same file, above or below."""

from collections.abc import Sequence
from typing import Any

from units.models import Unit, User
from units.models.tree import PATH_LENGTH, PATH_STEP
from units.permissions import UNIT_KEEPERS
from units.services import write_units

from ..models import ImportBatch
from .columns import Column
from .kinds import Kind, changed_fields, refuse_twins, register, settle
from .lines import CHANGED, NEW, Line
from .scope import Scope, in_chunks
from .values import choice, code, day, text

KINDS = {label: value for value, label in Unit.Kind.choices}
LABELS = {
    "name": "Tên đầy đủ", "short_name": "Tên ngắn", "kind": "Loại", "symbol": "Viết tắt trong ký hiệu",
    "place": "Địa danh", "head_title": "Chức vụ người đứng đầu", "founded_on": "Ngày thành lập",
}  # fmt: skip


def columns() -> list[Column]:
    """Return the columns of the units' sheet."""
    return [
        Column("code", "Mã đơn vị", code(30), required=True, also=("Mã",), example="STC-VP",
               help="Không dấu cách; số 0 ở đầu được giữ. Dùng để nhận ra đơn vị đã có."),
        Column("name", "Tên đơn vị", text(200), required=True, also=("Tên đầy đủ", "Tên"), width=40,
               example="Văn phòng Sở Tài chính"),
        Column("short_name", "Tên ngắn", text(80), width=24, help="Để trống thì lấy 80 ký tự đầu của tên đơn vị.",
               example="Văn phòng Sở"),
        Column("kind", "Loại đơn vị", choice(KINDS, what="loại đơn vị"), required=True, also=("Loại",),
               choices=tuple(KINDS), width=30, example="Phòng, ban"),
        Column("parent", "Mã đơn vị cấp trên", code(30), required=True, also=("Đơn vị cấp trên", "Mã cấp trên"),
               help="Đơn vị đã có, hoặc một dòng khác của tệp này.", example="STC"),
        Column("symbol", "Viết tắt trong ký hiệu", text(30), also=("Ký hiệu", "Viết tắt"),
               help="Đứng sau dấu gạch trong số, ký hiệu văn bản.", example="VP"),
        Column("place", "Địa danh", text(80), help="Ghi trước ngày tháng của văn bản.", example="An Sơn"),
        Column("head_title", "Chức vụ người đứng đầu", text(120), width=28, example="Chánh Văn phòng"),
        Column("founded_on", "Ngày thành lập", day(), help="Ngày/tháng/năm.", example="01/07/2025"),
    ]  # fmt: skip


def compare(lines: Sequence[Line], scope: Scope) -> None:
    """Compare with the tree; what is new must hang on a unit of the scope, directly or through the file."""
    codes = [str(line.values["code"]) for line in lines if "code" in line.values]
    taken = {
        found.casefold()
        for some in in_chunks(sorted({*codes, *(one.upper() for one in codes)}))
        for found in Unit.objects.filter(code__in=some).values_list("code", flat=True)
    }
    for line in lines:
        line.name = str(line.values.get("name", ""))
    refuse_twins(lines, lambda line: str(line.values["code"]).casefold(), "mã đơn vị")
    by_code = {str(line.values["code"]).casefold(): line for line in lines if not line.faults}
    for line in lines:
        if not line.faults:
            _compare(line, scope, taken, by_code)
    _refuse_loose(by_code)


def _compare(line: Line, scope: Scope, taken: set[str], by_code: dict[str, Line]) -> None:
    own, above = str(line.values["code"]), str(line.values["parent"])
    unit, parent = scope.unit_by_code(own), scope.unit_by_code(above)
    if unit is None and own.casefold() in taken:
        line.fault("Mã này đang dùng cho một đơn vị ngoài phạm vi của bạn.", "code", "Mã đơn vị")
    if parent is None and above.casefold() not in by_code and not (unit and _keeps_parent(unit, above)):
        line.fault(
            f"Không có đơn vị cấp trên mã {above} trong phạm vi của bạn hay trong tệp này.",
            "parent",
            "Mã đơn vị cấp trên",
        )
    if unit and not _keeps_parent(unit, above):
        line.fault(
            f"{unit.name} đang thuộc đơn vị khác. Tệp không chuyển đơn vị; hãy dùng nút Chuyển đơn vị ở trang đơn vị.",
            "parent",
            "Mã đơn vị cấp trên",
        )
    line.found = (unit, parent)
    proposed = {key: value for key, value in line.values.items() if key in LABELS}
    current = None
    if unit:
        current = {key: getattr(unit, key) for key in LABELS} | {"kind": unit.get_kind_display()}
        proposed["kind"] = Unit.Kind(proposed["kind"]).label
    settle(line, current, proposed, LABELS)


def _keeps_parent(unit: Unit, code_above: str) -> bool:
    parent = unit.parent
    return parent is not None and parent.code.casefold() == code_above.casefold()


def _refuse_loose(by_code: dict[str, Line]) -> None:
    """Add faults to lines whose way up ends in a faulty line, in a circle, or too deep."""
    for line in list(by_code.values()):
        if line.faults:
            continue
        seen, at = 0, line
        while at.found and at.found[1] is None and at.found[0] is None:
            above = by_code.get(str(at.values["parent"]).casefold())
            seen += 1
            if above is None or above.faults or seen > PATH_LENGTH // PATH_STEP:
                why = "vòng lặp hoặc quá sâu" if above and not above.faults else "dòng đó có lỗi"
                said = f"Không nối được với đơn vị cấp trên {line.values['parent']} ({why})."
                line.fault(said, "parent", "Mã đơn vị cấp trên")
                break
            at = above
        else:
            top = at.found[1] if at.found and at.found[1] else None
            if top and len(top.path) + PATH_STEP * (seen + 1) > PATH_LENGTH:
                line.fault("Cây đơn vị sẽ quá sâu. Hãy đặt đơn vị này ở cấp cao hơn.", "parent", "Mã đơn vị cấp trên")


def write(lines: Sequence[Line], actor: User, batch: ImportBatch) -> dict[str, Any]:
    """Write the new and the changed."""
    made: dict[str, Unit] = {}
    for line in lines:
        if line.action == NEW:
            made[str(line.values["code"]).casefold()] = _filled(Unit(code=line.values["code"]), line)
    for line in lines:
        if line.action == NEW:
            unit = made[str(line.values["code"]).casefold()]
            unit.parent = line.found[1] or made.get(str(line.values["parent"]).casefold())
    changed = [_filled(line.found[0], line) for line in lines if line.action == CHANGED]
    write_units(actor=actor, new=list(made.values()), changed=changed, source=batch)
    return {"new": [unit.pk for unit in made.values()], "changed": changed_fields(lines)}


def _filled(unit: Unit, line: Line) -> Unit:
    for key in LABELS:
        if key in line.values:
            setattr(unit, key, line.values[key])
    unit.short_name = unit.short_name or unit.name[:80]
    return unit


KIND = register(
    Kind(
        code=ImportBatch.Kind.UNITS,
        title="Nhập danh sách đơn vị",
        noun="đơn vị",
        lead="Phòng, ban, tổ, bộ phận dưới các đơn vị bạn phụ trách.",
        matching="Nhận ra đơn vị đã có theo mã đơn vị. Tệp không chuyển đơn vị sang cấp trên khác và không giải thể.",
        roles=UNIT_KEEPERS,
        columns=columns,
        compare=compare,
        write=write,
    )
)
