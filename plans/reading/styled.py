"""Our own Word files: what each paragraph is stands in its style, so that nothing has to be guessed.

Whoever edits the file in Word may add paragraphs in other styles; those are told by their number or their dash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.word import names
from documents.word.names import Style
from documents.word.opening import WordFile
from documents.word.paragraphs import WordParagraph, WordText, cells_of, rows_of
from documents.word.xml import Element, W
from plans.reading import shapes
from plans.reading.characters import clean
from plans.reading.dates import make_date
from plans.reading.joining import Paragraph
from plans.reading.lines import Line, bullet
from plans.reading.numbering import POINTS, Mark, mark_of, roman_value
from plans.reading.shapes import Block, ReadPlan, ReadSection
from plans.reading.signature import parted_offices
from plans.reading.tables import Table, columns_of
from plans.reading.tree import Tree, grow

_TABLE = f"{{{W}}}tbl"
_OURS = {style.name: style for style in vars(names).values() if isinstance(style, Style)}
_HEADINGS = {names.SECTION, names.CLAUSE_TITLE, names.CLAUSE, names.POINT_TITLE, names.POINT}
# What the layout writes by itself.
_FURNITURE = {names.COUNTRY, names.MOTTO, names.RULE, names.GAP, names.PAGE_NUMBER, names.CONTACT, names.STAMP,
              names.RECIPIENTS, names.END_MARK, names.TYPE_NAME}  # fmt: skip
_CELLS = {names.CELL, names.CELL_HEAD, names.CELL_GROUP}
_TEXT = {names.BASIS, names.BODY, names.ITEM, names.CLOSING, names.PLAIN_HEADING, *_HEADINGS}
_CAPITALS = "ABCDEGHIKLMN"
_ROMAN = re.compile(r"^([IVX]{1,6})\s*[.)/:–-](?:\s+|$)")
_CAPITAL = re.compile(r"^([A-HĐIKLMN])\s*[.)/:–-](?:\s+|$)")
_DECIMAL = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)]?(?:\s+|$)")
_ARABIC = re.compile(r"^(\d{1,3})\s*[.)/:](?:\s+|$)")
_LETTER = re.compile(r"^([a-zđ])\s*[.)](?:\s+|$)")
_DATE = re.compile(r"^(?:(?P<place>.*?),\s*)?ngày\s*(?P<day>\d*)\s*tháng\s*(?P<month>\d*)\s*năm\s*(?P<year>\d*)\W*$",
                   re.IGNORECASE)  # fmt: skip


@dataclass
class _Part:
    """The main document or an annex while it is read."""

    heading: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass
class StyledPlan:
    """What was read, the lines it was read from, and lines whose place nobody could tell."""

    plan: ReadPlan = field(default_factory=ReadPlan)
    source: list[Line] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    type_name: str = ""
    loose_tables: int = 0
    year: int | None = None


def is_ours(file: WordFile) -> bool:
    """Whether the file was made by us and still says so: its title and most of its text stand in our styles."""
    used = [file.style_name(found.get(f"{{{W}}}val", "")) for found in file.body.iter(f"{{{W}}}pStyle")]
    styles = [_OURS[name] for name in used if name in _OURS]
    if names.TYPE_NAME not in styles and names.SUBJECT not in styles:
        return False
    ours = sum(style in _TEXT or style in _CELLS for style in styles)
    return ours * 2 > len(list(file.body.iter(f"{{{W}}}p"))) - len(styles)


def read_styled(file: WordFile) -> StyledPlan:
    """Read a plan from a file of ours."""
    reader = _Reader(WordText(file))
    for element in reader.text.elements(file.body):
        reader.take(element)
    return reader.finished()


class _Reader:
    def __init__(self, text: WordText) -> None:
        self.text = text
        self.found = StyledPlan()
        self.parts = [_Part()]
        self.subject: list[str] = []
        self.superior: list[str] = []
        self.issuer: list[str] = []
        self.authority: list[str] = []
        self.titles: list[str] = []
        self.names: list[str] = []
        self.stamp: list[str] = []
        self.ended = False  # the signature is behind us

    def take(self, element: Element) -> None:
        """Read a paragraph or a table; a table without rules only sets cells beside each other."""
        if element.tag != _TABLE:
            for paragraph in self.text.paragraphs(element):
                self._paragraph(paragraph)
            return
        cells = [cell for row in rows_of(element) for cell in cells_of(row)]
        if self._sets_layout(element):
            for cell in cells:
                for inner in self.text.elements(cell.element):
                    self.take(inner)
        else:
            self._table(element)

    def _sets_layout(self, table: Element) -> bool:
        found = {_OURS.get(self.text.style_of(paragraph)) for paragraph in table.iter(f"{{{W}}}p")}
        return bool(found - _TEXT - _CELLS - {None, names.NORMAL})

    # ------------------------------------------------------------ paragraphs

    def _paragraph(self, paragraph: WordParagraph) -> None:
        style = _OURS.get(paragraph.style)
        shown = [line for line in clean(paragraph.text).split("\n") if line.strip()]
        self.found.source += [Line(" ".join(line.split()), whole=True, note=paragraph.note) for line in shown]
        if style is names.RECIPIENT:
            self._recipient(paragraph)
            return
        text = _own_lines(paragraph)
        if style is names.TYPE_NAME:
            self.found.type_name = " ".join(text)
        if not text or style in _FURNITURE:
            return
        if style in _TEXT or style in _CELLS or style in (None, names.NORMAL):
            self._text(paragraph, style, text)
        else:
            self._head_or_end(style, " ".join(text))

    def _head_or_end(self, style: Style | None, text: str) -> None:
        header = self.found.plan.header
        lists = {
            names.SUBJECT: self.subject, names.SUPERIOR: self.superior, names.ISSUER: self.issuer,
            names.SIGN_AUTHORITY: self.authority, names.SIGN_TITLE: self.titles, names.SIGN_NAME: self.names,
            names.ANNEX_TITLE: self.parts[-1].heading, names.ANNEX_NOTE: self.parts[-1].note,
        }  # fmt: skip
        if style in (names.SIGN_AUTHORITY, names.SIGN_TITLE, names.SIGN_NAME):
            self.ended = True
        if style is names.ANNEX_LABEL:
            self.parts.append(_Part())
        elif style in lists:
            lists[style].append(text)
        elif style is names.NUMBER:
            number = re.sub(r"\s+", "", re.sub(r"^\s*số\s*:?", "", text, flags=re.IGNORECASE))
            header.number = "" if number == "/" else number
        elif style is names.PLACE_DATE and (match := _DATE.match(text)):
            header.place = (match["place"] or "").strip()
            if match["day"] and match["month"] and match["year"]:
                header.issued_on = make_date(match["day"], match["month"], match["year"])
            self.found.year = int(match["year"]) if len(match["year"]) == 4 else None
        elif style in (names.DIVISION, names.DIVISION_TITLE):
            self._division(style, text)
        else:
            self.found.unread.append(text)

    def _division(self, style: Style, text: str) -> None:
        paragraphs = self.parts[-1].paragraphs
        if style is names.DIVISION_TITLE and paragraphs and paragraphs[-1].mark is not None:
            paragraphs[-1].text = f"{paragraphs[-1].text} {text}".strip()
            return
        mark = mark_of(text) if style is names.DIVISION else None
        if mark is None or mark.numbering != shapes.PART:
            mark = Mark(shapes.PLAIN, "", 0, text)
        paragraphs.append(Paragraph("head", mark.rest, mark=mark))

    def _recipient(self, paragraph: WordParagraph) -> None:
        self.ended = True
        own = "".join(piece.own for piece in paragraph.pieces if piece.style != names.DRAFTER.name)
        stamp = "".join(piece.text for piece in paragraph.pieces if piece.style == names.DRAFTER.name)
        self.stamp += [" ".join(line.split()) for line in clean(stamp).split("\n") if line.strip()]
        text = " ".join(clean(paragraph.number + own).split())
        if text := re.sub(r"^[-–—]\s*", "", text):
            self.found.plan.recipients.append(text)

    def _text(self, paragraph: WordParagraph, style: Style | None, lines: list[str]) -> None:
        if self.ended and len(self.parts) == 1:
            self.found.unread += lines
            return
        target = self.parts[-1].paragraphs
        if style is names.PLAIN_HEADING:
            target.append(Paragraph("head", " ".join(lines), mark=Mark(shapes.PLAIN, "", 0, " ".join(lines))))
            return
        first, *rest = lines
        mark = _mark(first, style, strong=paragraph.bold or bool(paragraph.number))
        if mark is not None:
            target.append(Paragraph("head", " ".join([mark.rest, *rest]).strip(), mark=mark))
            return
        closing = "closing-" if style is names.CLOSING and len(self.parts) == 1 else ""
        for line in lines:
            kind, text = bullet(line) if style in (None, names.NORMAL, names.ITEM) else _listed(line)
            target.append(Paragraph(closing + kind, text))

    # ------------------------------------------------------------ tables

    def _table(self, element: Element) -> None:
        rows: list[list[str]] = []
        groups: set[int] = set()
        for row in rows_of(element):
            cells: list[str] = []
            styles: set[Style | None] = set()
            found = cells_of(row)
            for cell in found:
                cells += [self._cell(cell.element, styles), *[""] * (cell.span - 1)]
            if names.CELL_GROUP in styles or (len(found) == 1 and found[0].span > 1):
                groups.add(len(rows))
            rows.append(cells)
        rows = [row for row in rows if row]
        if not rows:
            return
        width = max(len(row) for row in rows)
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
        columns = columns_of([" ".join(cell.split()) for cell in rows[0]])
        table = Table(columns, rows[1:], groups={place - 1 for place in groups}) if columns else Table([], rows)
        self.parts[-1].paragraphs.append(Paragraph("table", "", table=table))

    def _cell(self, cell: Element, styles: set[Style | None]) -> str:
        lines: list[str] = []
        for element in self.text.elements(cell):
            if element.tag == _TABLE:  # a table inside a cell: its words stay in the cell
                lines += [self._cell(inner.element, set()) for row in rows_of(element) for inner in cells_of(row)]
                continue
            for paragraph in self.text.paragraphs(element):
                styles.add(_OURS.get(paragraph.style))
                lines += _own_lines(paragraph)
                self.found.source += [Line(" ".join(clean(paragraph.text).split()), whole=True)]
        return "\n".join(line for line in lines if line)

    # ------------------------------------------------------------ the plan

    def finished(self) -> StyledPlan:
        """Return the plan that was read."""
        plan = self.found.plan
        main, *annexes = self.parts
        plan.subject = " ".join(self.subject)
        plan.header.superior, plan.header.issuer = " ".join(self.superior), " ".join(self.issuer)
        authority, offices = parted_offices(self.authority)
        plan.signer.authority = "\n".join(authority)
        plan.signer.title = "\n".join([*offices, *self.titles])
        plan.signer.name = " ".join(self.names)
        plan.stamp = "\n".join(self.stamp)
        closing = [paragraph for paragraph in main.paragraphs if paragraph.kind.startswith("closing-")]
        plan.closing = [Block(paragraph.kind.removeprefix("closing-"), paragraph.text) for paragraph in closing]
        tree = grow([paragraph for paragraph in main.paragraphs if paragraph not in closing])
        plan.opening, plan.sections = tree.opening, tree.sections
        self.found.loose_tables = tree.loose_tables
        for number, part in enumerate(annexes, start=1):
            tree = grow(part.paragraphs)
            plan.sections.append(_annex(part, tree, f"Phụ lục {number}" if len(annexes) > 1 else "Phụ lục"))
        return self.found


def _annex(part: _Part, tree: Tree, number: str) -> ReadSection:
    section = ReadSection(1, shapes.ANNEX, number, " ".join(part.heading))
    section.blocks = [Block("para", text) for text in part.note] + tree.opening
    for child in tree.sections:
        if child.numbering == shapes.PLAIN and not child.heading and not section.tasks:
            section.columns, section.tasks = child.columns, child.tasks
            section.after = child.blocks + child.after
            continue
        for below in child.walk():
            below.level += 1
        section.children.append(child)
    return section


def _own_lines(paragraph: WordParagraph) -> list[str]:
    return [line.strip() for line in clean(paragraph.own_text).replace("\t", " ").split("\n") if line.strip()]


def _listed(line: str) -> tuple[str, str]:
    """Tell an item of a list by the plain mark that the editor writes; any other dash is part of the text."""
    if line.startswith(("- ", "+ ")):
        return ("item" if line[0] == "-" else "subitem"), line[2:].strip()
    return "para", line


def _mark(text: str, style: Style | None, *, strong: bool) -> Mark | None:
    """Return the number of a heading: its kind follows from the style, of an unknown style from the text."""
    if style is names.SECTION:
        if (match := _ROMAN.match(text)) and (value := roman_value(match.group(1))):
            return Mark(shapes.ROMAN, match.group(1), value, text[match.end() :])
        if match := _CAPITAL.match(text):
            value = _CAPITALS.find(match.group(1)) + 1
            return Mark(shapes.CAPITAL, match.group(1), value, text[match.end() :])
        return Mark(shapes.ROMAN, "", 0, text)
    if style in (names.CLAUSE, names.CLAUSE_TITLE):
        if match := _DECIMAL.match(text):
            return Mark(shapes.DECIMAL, match.group(1), int(match.group(1).rsplit(".", 1)[1]), text[match.end() :])
        if match := _ARABIC.match(text):
            return Mark(shapes.ARABIC, match.group(1), int(match.group(1)), text[match.end() :])
        return Mark(shapes.ARABIC, "", 0, text)
    if style in (names.POINT, names.POINT_TITLE):
        if match := _DECIMAL.match(text) or _ARABIC.match(text):
            return Mark(shapes.DECIMAL, match.group(1), int(match.group(1).rsplit(".", 1)[-1]), text[match.end() :])
        match = _LETTER.match(text)
        return Mark(shapes.LETTER, match.group(1) if match else "", POINTS.find(match.group(1)) + 1 if match else 0,
                    text[match.end() :] if match else text)  # fmt: skip
    return mark_of(text) if strong or style in (None, names.NORMAL) else None
