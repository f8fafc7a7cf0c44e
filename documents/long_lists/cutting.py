"""A sheet cut at its long list: the front, and a share of the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..layout import Part, Sheet, TableView

LONG = 250  # rows: below it a second core saves less than it costs
FRONT = 70  # rows that are laid out first: more than two pages of them


@dataclass(frozen=True)
class LongTable:
    """Where the long list stands: the part, the block in it."""

    part: int
    block: int
    table: TableView


def long_table(sheet: Sheet) -> LongTable | None:
    """Return the longest list of a sheet that is worth a second core."""
    found = [
        LongTable(part, block, view)
        for part, held in enumerate(sheet.parts)
        for block, view in enumerate(held.blocks)
        if isinstance(view, TableView) and len(view.rows) >= LONG
    ]
    return max(found, key=lambda place: len(place.table.rows), default=None)


def front_of(sheet: Sheet, long: LongTable) -> Sheet:
    """Return all before the list, with its first rows."""
    parts = [*sheet.parts[: long.part], _cut(sheet.parts[long.part], long, 0, FRONT, tail=False)]
    return replace(sheet if long.part else _unsigned(sheet), body=parts[0], annexes=parts[1:])


def _unsigned(sheet: Sheet) -> Sheet:
    """The signatures follow the list: they belong to the share that ends it."""
    return replace(sheet, recipients=[], signature=None, secretary=None, tellers=[])


def share_sheet(sheet: Sheet, long: LongTable, first: int, last: int | None) -> Sheet:
    """Return the rows from `first` to before `last`; the last share (None) with all that follows the list."""
    part = _cut(sheet.parts[long.part], long, first, last, tail=last is None)
    after = sheet.parts[long.part + 1 :] if last is None else []
    whole = sheet if last is None else _unsigned(sheet)
    return replace(whole, body=part, annexes=after)


def _cut(part: Part, long: LongTable, first: int, last: int | None, *, tail: bool) -> Part:
    table = replace(long.table, rows=long.table.rows[first:last])
    before = part.blocks[: long.block] if first == 0 else []
    return replace(part, blocks=[*before, table, *(part.blocks[long.block + 1 :] if tail else [])])


def tables_above(sheet: Sheet, long: LongTable) -> int:
    """Return how many tables stand before the list."""
    before = [part.blocks for part in sheet.parts[: long.part]] + [sheet.parts[long.part].blocks[: long.block]]
    return sum(isinstance(view, TableView) for blocks in before for view in blocks)
