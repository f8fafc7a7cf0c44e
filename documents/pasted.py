"""What comes with a paste from Word or Excel into a plain field: tabs between cells and behind list marks.

Word gives "1.<tab>Nội dung" and "•<tab>Nội dung" for its lists and one line a row for its tables.
"""

import re
from itertools import groupby

_BULLETS = "•·●▪◦‣–§o\uf0b7\uf0a7\uf02d"
_BULLET = re.compile(rf"^\s*(?:[{_BULLETS}]\t|[•·●▪‣\uf0b7\uf0a7\uf02d]\s*)\s*(?=\S)")
_MARK = re.compile(r"^\s*([-+]|[IVX]{1,5}\.|\d{1,3}(?:\.\d{1,3})*[.)]?|[a-zđ]\))\t\s*(?=\S)")
_COLUMNS = 3  # fewer are tab stops more often than a table


def as_typed(text: str) -> str:
    """Return the text as somebody would have typed it here: "- " for bullets, "| a | b |" for rows of a table.

    Two lines or more with the same number of tabs, at least two, are a table; any other tab is a space.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[str] = []
    for count, group in groupby(lines, key=lambda line: line.strip(" ").count("\t")):
        rows = list(group)
        is_table = count + 1 >= _COLUMNS and len(rows) > 1
        found += [_row(row) if is_table else _line(row) for row in rows]
    return "\n".join(found)


def _row(line: str) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "/") for cell in line.strip(" ").split("\t")) + " |"


def _line(line: str) -> str:
    line = _MARK.sub(r"\1 ", _BULLET.sub("- ", line))
    return re.sub(r"\t+", " ", line).strip()
