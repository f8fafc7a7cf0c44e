"""The register as the book that an office prints, signs and binds, even where a system keeps it.

Source: Nghị định 30/2020/NĐ-CP, Điều 16.2.b and Phụ lục IV, Mục I. The drawing of the cover was not read word
for word: its lines are those in common use ("chưa xác minh").
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from core.dates import vn_date

from .books import book_name, rules_of
from .columns import COLUMNS, cells
from .models import Document, RegisterSeries
from .rendering import print_page

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_engine = Engine(dirs=[str(_TEMPLATES)], autoescape=True)
_CENTRED = (1, 2, 7, 8)
_LONG = 500


@dataclass(frozen=True)
class BookRow:
    """A line of the book: a document's ten cells, or the head of the lines below it."""

    cells: list[str | int] = field(default_factory=list)
    classes: str = ""
    group: str = ""


@dataclass(frozen=True)
class Volume:
    """What is bound together: one issuer, one year."""

    superior: str
    issuer: str
    year: int
    first_day: str
    last_day: str
    spans: list[str]
    rows: list[BookRow]
    closing: str


def print_book(documents: Iterable[Document], *, taken: str, on: dt.date) -> bytes:
    """Return the book of these documents as PDF; `taken` says who took it, at the foot of each page.

    Each issuer and year has its cover; inside, each system of numbers its heading.
    """
    volumes = volumes_of(documents)
    total = sum(column.share for column in COLUMNS)
    context: dict[str, Any] = {
        "title": "Sổ đăng ký văn bản đi",
        "created": f"{on.isoformat()}T00:00:00+07:00",
        "style": mark_safe((_TEMPLATES / "documents/register/book.css").read_text(encoding="utf-8")),  # our file
        "taken": taken,
        "volumes": volumes,
        "heads": [column.head for column in COLUMNS],
        "widths": [f"{100 * column.share / total:.3f}" for column in COLUMNS],
        "centred": _CENTRED,
    }
    return print_page(_engine.get_template("documents/register/book.html").render(Context(context)))


def volumes_of(documents: Iterable[Document]) -> list[Volume]:
    """Group the documents into volumes, in the order of the tree, the years and the numbers."""
    ordered = sorted(documents, key=lambda row: (row.issuer.path, row.year))
    rules = rules_of({row.issuer_id for row in ordered})
    names = {(row.issuer_id, row.code): row.name for row in RegisterSeries.objects.all()}
    volumes = []
    for _, group in groupby(ordered, key=lambda row: (row.issuer_id, row.year)):
        rows = list(group)

        def lead(row: Document) -> str:
            return rules.lead(row.issuer_id, row.series, row.year, row.kind)

        rows.sort(key=lambda row: (row.series, lead(row), row.number))
        books = []
        for (series, first), held in groupby(rows, key=lambda row: (row.series, lead(row))):
            one = rows[0]
            kinds = rules.kinds(one.issuer_id, series, one.year, first) or [first]
            name = book_name(kinds)
            if series:
                name = f"{names.get((one.issuer_id, series), series)}: {name}"
            books.append((name, list(held)))
        volumes.append(_volume(rows, books))
    return volumes


def _volume(rows: list[Document], books: list[tuple[str, list[Document]]]) -> Volume:
    issuer = rows[0].issuer
    superior, own = issuer.letterhead
    days = [row.issued_on for row in rows]
    lines: list[BookRow] = []
    for name, held in books:
        if len(books) > 1:
            lines.append(BookRow(group=name))
        lines += [_line(row) for row in held]
    withdrawn = sum(row.withdrawn for row in rows)
    return Volume(
        superior=superior,
        issuer=own,
        year=rows[0].year,
        first_day=vn_date(min(days)),
        last_day=vn_date(max(days)),
        spans=[f"{name}: {_span(held)}" if len(books) > 1 else _span(held) for name, held in books[:6]],
        rows=lines,
        closing=f"Cộng {len(rows)} văn bản" + (f", trong đó {withdrawn} văn bản đã thu hồi." if withdrawn else "."),
    )


def _span(rows: list[Document]) -> str:
    first, last = rows[0].number, rows[-1].number
    return f"từ số {first:02d} đến số {last:02d}" if last > first else f"số {first:02d}"


def _line(document: Document) -> BookRow:
    row = cells(document)
    flags = {"withdrawn": document.withdrawn, "long": max(len(str(cell)) for cell in row) > _LONG}
    return BookRow(cells=row, classes=" ".join(name for name, on in flags.items() if on))
