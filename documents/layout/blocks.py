"""The text: paragraphs, headings, articles, tables."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.safestring import SafeString

from core.text import nfc

from .. import inline
from ..measure import text_width
from ..official import (
    Article,
    Basis,
    Block,
    Division,
    Enacting,
    GroupRow,
    Heading,
    ListItem,
    Paragraph,
    Row,
    Table,
)
from .lists import closed
from .views import CellView, RowView, TableView, TextLine

_ORDINAL_HEADS = {"tt", "stt", "số tt"}


def block_views(blocks: Sequence[Block], *, ends_with_mark: bool) -> list[TextLine | TableView]:
    """Return the lines and tables of a text; the last words carry the mark "./." where the text ends with it."""
    views: list[TextLine | TableView] = []
    last = len(blocks) - 1
    for index, block in enumerate(blocks):
        if isinstance(block, Basis):
            following = blocks[index + 1] if index < last else None
            block = Basis(closed(block.text, ";" if isinstance(following, Basis) else "."))
        if ends_with_mark and index == last and not isinstance(block, Table):
            block = _marked(block)
        views += _views(block)
    if ends_with_mark and blocks and isinstance(blocks[-1], Table):
        views.append(TextLine("end-mark", inline.html(inline.END_MARK)))
    return views


def _marked(block: Block) -> Block:
    if isinstance(block, Division):
        return replace(block, title=inline.with_end_mark(block.title))
    if isinstance(block, Article) and not block.text:
        return replace(block, title=inline.with_end_mark(block.title))
    if isinstance(block, Table):
        return block
    return replace(block, text=inline.with_end_mark(block.text))


def _views(block: Block) -> list[TextLine | TableView]:
    match block:
        case Paragraph():
            return [TextLine(_paragraph_classes(block), inline.html(block.text))]
        case Heading():
            return [_heading(block)]
        case Division():
            return _division(block)
        case ListItem():
            return [TextLine("item", inline.html(block.text), block.marker)]
        case Basis():
            return [TextLine("basis", inline.html(block.text))]
        case Enacting():
            return [TextLine("enacting", inline.html(block.text.upper()))]
        case Article():
            return _article(block)
        case Table():
            return [_table(block)]
    raise TypeError(f"not a block of an official document: {block!r}")


def _division(block: Division) -> list[TextLine | TableView]:
    lines: list[TextLine | TableView] = [TextLine("division", inline.html(block.label))]
    if block.title:
        lines.append(TextLine("division title", inline.html(block.title.upper())))
    return lines


def _paragraph_classes(block: Paragraph) -> str:
    flags = {
        "bold": block.bold,
        "italic": block.italic,
        "centred": block.centred,
        "flush": not block.indented,
    }
    return " ".join(["paragraph", *(name for name, on in flags.items() if on)])


def _heading(block: Heading) -> TextLine:
    number = printed_number(block)
    if block.level == 1:
        return TextLine("section", inline.html(block.text.upper()), number)
    if block.level == 2 and block.title:
        return TextLine("clause", inline.html(block.text), number)
    return TextLine("paragraph lead" if block.title else "paragraph", inline.html(block.text), number)


def printed_number(block: Heading | Article) -> str:
    """Return the number as printed: "I.", "a)", "1.1.", "Điều 3."."""
    if isinstance(block, Article):
        number = nfc(block.number).strip().rstrip(".")
        return f"{number if number.startswith('Điều') else f'Điều {number}'}."
    number = nfc(block.number).strip()
    if number and number[-1] not in ".)":
        number += ")" if block.level == 3 and number.isalpha() else "."
    return number


def _article(block: Article) -> list[TextLine | TableView]:
    label = printed_number(block)
    if not block.title:
        return [TextLine("article", inline.html(block.text), label)]
    lines: list[TextLine | TableView] = [TextLine("article title", inline.html(block.title), label)]
    return [*lines, TextLine("paragraph", inline.html(block.text))] if block.text else lines


def _table(block: Table) -> TableView:
    columns = len(block.head) or max((len(row.cells) for row in block.rows if isinstance(row, Row)), default=1)
    widths = list(block.widths) or [1.0] * columns
    aligns = [_align(block, index) for index in range(columns)]
    return TableView(
        head=[inline.html(text) for text in block.head],
        widths=[f"{100 * width / sum(widths):.3f}" for width in widths],
        rows=[_row(row, aligns) for row in block.rows],
    )


def _align(block: Table, index: int) -> str:
    if index < len(block.aligns):
        return block.aligns[index]
    head = inline.plain(block.head[index]).strip().casefold() if index < len(block.head) else ""
    return "centre" if head in _ORDINAL_HEADS else "left"


def _row(row: Row | GroupRow, aligns: list[str]) -> RowView:
    if isinstance(row, GroupRow):
        columns = len(aligns)
        if not row.number:
            return RowView([CellView(_lines(row.text), "centre", columns)], "group")
        cells = [CellView(_lines(row.number), "centre"), CellView(_lines(row.text), "left", columns - 1)]
        return RowView(cells, "group")
    cells = [CellView(_lines(text), align) for text, align in zip(row.cells, aligns, strict=False)]
    long = max((len(text) for text in row.cells), default=0) > 900
    return RowView(cells, " ".join(name for name, on in [("bold", row.bold), ("long", long)] if on))


def _lines(text: str) -> list[SafeString]:
    return [inline.html(line.strip()) for line in text.split("\n")]


def kept_with_signature(blocks: list[TextLine | TableView], width: float) -> list[TextLine | TableView]:
    """Keep a last block of a single line with the block before: one line is too little for a signature."""
    if len(blocks) > 1 and isinstance(blocks[-1], TextLine):
        last = blocks[-1]
        if text_width(inline.visible(last.html), 14) < 0.95 * width:  # a little more than its one line can hold
            blocks[-1] = replace(last, classes=f"{last.classes} keep-with-previous")
    return blocks


def under_its_table(blocks: list[TextLine | TableView]) -> list[TextLine | TableView]:
    """Keep the closing words of a list with its last rows."""
    if len(blocks) > 1 and isinstance(blocks[-2], TableView) and isinstance(blocks[-1], TextLine):
        blocks[-1] = replace(blocks[-1], classes=f"{blocks[-1].classes} keep-with-previous")
    return blocks
