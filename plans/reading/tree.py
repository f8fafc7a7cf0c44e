"""From paragraphs to the tree of sections."""

from __future__ import annotations

from dataclasses import dataclass, field

from plans.reading import shapes
from plans.reading.characters import fold
from plans.reading.joining import CLOSING, Paragraph
from plans.reading.shapes import Block, ReadSection
from plans.reading.tables import Table, read_table, tasks_of

_RANK = {
    shapes.PART: 0, shapes.CAPITAL: 0, shapes.PLAIN: 1, shapes.ROMAN: 1, shapes.ARABIC: 2, shapes.DECIMAL: 3,
    shapes.LETTER: 3,
}  # fmt: skip


@dataclass
class Tree:
    """The body of a plan: what stands before the first section, and the sections."""

    opening: list[Block] = field(default_factory=list)
    sections: list[ReadSection] = field(default_factory=list)
    joined_rows: int = 0
    loose_tables: int = 0


def grow(paragraphs: list[Paragraph]) -> Tree:
    """Put paragraphs under their sections; tables of tasks become tasks, other tables rows of text."""
    tree = Tree()
    path: list[ReadSection] = []
    shift = _shift(paragraphs)
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        if paragraph.kind == "head" and paragraph.mark is not None:
            _open(tree, path, paragraph, shift)
        elif paragraph.kind == "row":
            end = index
            while end < len(paragraphs) and paragraphs[end].kind == "row":
                end += 1
            _put_table(tree, path, read_table([row.line for row in paragraphs[index:end] if row.line is not None]))
            index = end - 1
        elif paragraph.kind == "table" and paragraph.table is not None:
            _put_table(tree, path, paragraph.table)
        else:
            _put(tree, path, Block(paragraph.kind, paragraph.text))
        index += 1
    return tree


def _shift(paragraphs: list[Paragraph]) -> int:
    """A plan without Roman numbers begins with 1.: then 1. is its first level."""
    ranks = {_RANK[p.mark.numbering] for p in paragraphs if p.mark is not None} - {0}
    return min(ranks) - 1 if ranks else 0


def _open(tree: Tree, path: list[ReadSection], paragraph: Paragraph, shift: int) -> None:
    mark = paragraph.mark
    assert mark is not None
    level = _RANK[mark.numbering]
    if mark.numbering == shapes.LETTER and any(section.numbering == shapes.DECIMAL for section in path):
        level = 4
    level = max(level - shift, 1) if level else 0
    while path and path[-1].level >= level:
        path.pop()
    section = ReadSection(level, mark.numbering, mark.number, paragraph.text)
    (path[-1].children if path else tree.sections).append(section)
    path.append(section)


def _put(tree: Tree, path: list[ReadSection], block: Block) -> None:
    if not path:
        tree.opening.append(block)
    elif path[-1].tasks:
        path[-1].after.append(block)
    else:
        path[-1].blocks.append(block)


def _put_table(tree: Tree, path: list[ReadSection], table: Table) -> None:
    tree.joined_rows += table.joined
    section = path[-1] if path else None
    same = section is not None and [c.key for c in section.columns] == [c.key for c in table.columns]
    if section is not None and table.rows and table.holds_tasks and (not section.tasks or same):
        section.columns = section.columns or table.columns
        section.tasks += tasks_of(table)
        return
    if section is None and table.rows and table.holds_tasks:
        tree.sections.append(ReadSection(1, shapes.PLAIN, "", "", columns=table.columns, tasks=tasks_of(table)))
        path.append(tree.sections[-1])
        return
    tree.loose_tables += 1
    if table.columns:
        _put(tree, path, Block("row", row_markup([column.label for column in table.columns])))
    for row in table.rows:
        _put(tree, path, Block("row", row_markup(row)))


def row_markup(cells: list[str]) -> str:
    """Return a row of a table as the editor shows it: cells between bars."""
    return "| " + " | ".join(" ".join(cell.replace("|", "/").split()) for cell in cells) + " |"


def take_closing(sections: list[ReadSection]) -> list[Block]:
    """Take the closing sentence ("Trên đây là …") off the end of the last section and return it."""
    last: ReadSection | None = None
    for section in sections:
        if section.numbering != shapes.ANNEX:
            for last in section.walk():  # noqa: B007  (the last one is wanted)
                pass
    if last is None:
        return []
    blocks = last.after if last.tasks else last.blocks
    return _cut_closing(blocks)


def _cut_closing(blocks: list[Block]) -> list[Block]:
    first = len(blocks)
    while first and blocks[first - 1].kind == "para":
        first -= 1
    for place in range(first, len(blocks)):
        folded = fold(blocks[place].text)
        sure = folded.startswith(("tren day", "trong qua trinh"))
        ends = blocks[-1].text.rstrip().endswith(("./.", "/.", "./"))
        if sure or (CLOSING.match(folded) and ends and place == len(blocks) - 1):
            closing = blocks[place:]
            del blocks[place:]
            return closing
    return []
