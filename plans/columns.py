"""The columns of a task table: which there may be, in which order, and how the editor's buttons change them."""

from __future__ import annotations

from .content import DEFAULT_COLUMNS, SectionContent
from .reading import shapes

CHOICES = (
    (shapes.NO, "TT"),
    (shapes.AGENCIES, "Cơ quan thực hiện"),
    (shapes.COOPERATING, "Cơ quan phối hợp"),
    (shapes.TIME, "Thời gian"),
    (shapes.RESULT, "Kết quả, sản phẩm"),
    (shapes.NOTE, "Ghi chú"),
)
_ORDER = (shapes.NO, shapes.CONTENT, shapes.AGENCIES, shapes.COOPERATING, shapes.TIME, shapes.RESULT, "", shapes.NOTE)


def place_of(key: str) -> int:
    """Return where a column stands among others; one of the table's own stands before the notes."""
    return _ORDER.index(key) if key in _ORDER else _ORDER.index("")


def act_on_columns(section: SectionContent, verb: str, key: str) -> str:
    """Do what a button says ("column-add", "column-remove") and return a sentence about it.

    What the tasks say in a column stays with them when it is taken away, and is there again when it comes back.
    """
    columns = section.columns or [list(column) for column in DEFAULT_COLUMNS]
    keys = [column[0] for column in columns]
    if verb == "column-remove" and key in keys and key != shapes.CONTENT:
        section.columns = [column for column in columns if column[0] != key]
        return "Đã bỏ một cột của bảng."
    if verb != "column-add" or key in keys:
        return ""
    label = dict(CHOICES).get(key, "")
    if not label:
        key, label = _new_key(section, keys), "Cột mới"
    at = next((i for i, other in enumerate(keys) if place_of(other) > place_of(key)), len(columns))
    section.columns = [*columns[:at], [key, label], *columns[at:]]
    return f"Đã thêm cột “{label}”."


def _new_key(section: SectionContent, keys: list[str]) -> str:
    used = {*keys, *(key for task in section.tasks for key in task.extra)}
    return next(key for number in range(1, 10_000) if (key := f"extra{number}") not in used)
