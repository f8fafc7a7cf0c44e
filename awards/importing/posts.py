"""Posts of leadership that people held, from a spreadsheet: what long service (quá trình cống hiến) is counted from."""

from collections.abc import Sequence
from typing import Any

from core.text import fold
from units.models import User

from ..models import ImportBatch, PostHeld
from ..services.imports_bulk import write_posts
from .columns import Column
from .facts import NOMINEE
from .kinds import OFFICE, Kind, changed_fields, refuse_twins, register, settle
from .lines import CHANGED, NEW, Line
from .people import BIRTH_DATE, FULL_NAME, STAFF_CODE, UNIT
from .scope import Scope, in_chunks
from .values import choice, day, text

GROUPS = {label: value for value, label in PostHeld.Group.choices}
# Without "và tương đương" too: "Phó Vụ trưởng".
GROUP_NAMES = {**GROUPS, **{label.removesuffix(" và tương đương"): value for label, value in GROUPS.items()}}
LABELS = {"group": "Tương đương", "until": "Đến hết ngày", "source": "Quyết định bổ nhiệm"}


def columns() -> list[Column]:
    """Return the columns of the posts' sheet."""
    return [
        STAFF_CODE,
        FULL_NAME,
        BIRTH_DATE,
        UNIT,
        Column("title", "Chức vụ", text(160), required=True, also=("Chức vụ đã giữ", "Chức danh"), width=34,
               example="Phó Giám đốc Sở Nội vụ"),
        Column("group", "Tương đương", choice(GROUP_NAMES, what="nhóm chức vụ"), choices=tuple(GROUPS), width=34,
               also=("Nhóm chức vụ", "Chức vụ tương đương"), example="Phó Vụ trưởng và tương đương",
               help="Để trống nếu chưa xác định được: thời gian giữ chức vụ đó chưa được tính."),
        Column("since", "Từ ngày", day(), required=True, also=("Ngày bổ nhiệm", "Ngày bắt đầu"),
               help="Ngày/tháng/năm.", example="01/03/2012"),
        Column("until", "Đến hết ngày", day(future=True), also=("Đến ngày", "Ngày thôi giữ chức vụ", "Ngày kết thúc"),
               help="Để trống nếu còn giữ chức vụ.", example="31/12/2019"),
        Column("source", "Quyết định bổ nhiệm", text(200), also=("Số quyết định", "Quyết định"), width=30,
               example="215/QĐ-UBND ngày 28/02/2012"),
    ]  # fmt: skip


def _post(person: int, title: str, since: Any) -> tuple[int, str, Any]:
    return person, fold(title), since


def compare(lines: Sequence[Line], scope: Scope) -> None:
    """Compare with the posts that are kept: by person, post and first day."""
    scope.learn_people(lines)
    for line in lines:
        _resolve(line, scope)
    refuse_twins(lines, _key, "người, chức vụ và ngày bắt đầu")
    kept: dict[Any, PostHeld] = {}
    for some in in_chunks(sorted({line.found.pk for line in lines if not line.faults})):
        for post in PostHeld.objects.filter(person__in=some):
            kept[_post(post.person_id, post.title, post.since)] = post
    for line in lines:
        if not line.faults:
            _settle(line, kept.get(_key(line)))


def _resolve(line: Line, scope: Scope) -> None:
    person, values = scope.person_of(line, scope.unit_of(line)), line.values
    if person is None and not line.faults:
        line.fault("Dòng này không ghi người nào. Hãy ghi mã cán bộ.", "staff_code", "Mã cán bộ")
    if "since" in values and "until" in values and values["until"] < values["since"]:
        line.fault("Ngày cuối giữ chức vụ phải sau ngày đầu. Hãy xem lại ngày.", "until", LABELS["until"])
    line.name, line.found = str(values.get("title", "")), person


def _key(line: Line) -> Any:
    return _post(line.found.pk, line.values["title"], line.values["since"])


def _settle(line: Line, post: PostHeld | None) -> None:
    person, values = line.found, line.values
    line.found = (person, post)
    proposed = {key: values[key] for key in LABELS if key in values}
    if "group" in proposed:
        proposed["group"] = PostHeld.Group(values["group"]).label
    current = {"group": post.get_group_display(), "until": post.until, "source": post.source} if post else None
    settle(line, current, proposed, LABELS)
    line.name = f"{person.full_name}: {values['title']} (từ {values['since']:%d/%m/%Y})"


def write(lines: Sequence[Line], actor: User, batch: ImportBatch) -> dict[str, Any]:
    """Write the new and the changed posts."""
    new, changed = [], []
    for line in lines:
        person, post = line.found
        if line.action == NEW:
            post = PostHeld(person=person, title=line.values["title"], since=line.values["since"])
            new.append(post)
        elif line.action == CHANGED:
            changed.append(post)
        for key in LABELS:
            if post is not None and key in line.values:
                setattr(post, key, line.values[key])
    write_posts(actor=actor, new=new, changed=changed, batch=batch)
    return {"new": [post.pk for post in new], "changed": changed_fields(lines, 1)}


KIND = register(
    Kind(
        code=ImportBatch.Kind.POSTS,
        title="Nhập chức vụ đã giữ",
        noun="chức vụ",
        lead="Chức vụ lãnh đạo đã giữ, từ ngày nào đến ngày nào: để xét khen thưởng quá trình cống hiến.",
        matching=f"Nhận ra dòng đã có theo người, chức vụ (không xét dấu) và ngày bắt đầu. {NOMINEE}",
        roles=OFFICE,
        columns=columns,
        compare=compare,
        write=write,
    )
)
