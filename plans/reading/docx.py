"""Lines of a Word file: paragraphs with their automatic numbers, tables row by row, two-celled layout tables
(the head with Quốc hiệu, recipients beside the signer) column by column."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from plans.reading.characters import clean, fold
from plans.reading.lines import Line, unmark
from plans.reading.refusals import refuse
from plans.reading.wordnumbers import Numbers

MAX_UNPACKED = 120 * 1024 * 1024
MAX_MEMBERS = 5000
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"),
            "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}


def docx_lines(name: str, data: bytes) -> list[Line]:
    """Return the lines of a Word file. Raises `Refused` when it is broken, locked or far too big unpacked."""
    body, numbers = _open(name, data)
    lines = [line for element in body for line in _element_lines(element, numbers)]
    if not any(line.text.strip() for line in lines):
        refuse(name, "không có chữ nào (có thể chỉ chứa ảnh quét); hãy chọn tệp có chữ")
    return lines


def _open(name: str, data: bytes) -> tuple[Any, Numbers]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        refuse(name, "được đặt mật khẩu hoặc là Word cũ; hãy bỏ mật khẩu và lưu lại thành .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                refuse(name, "quá lớn khi giải nén; hãy chọn tệp chỉ có kế hoạch")
            if "word/document.xml" not in archive.namelist():
                refuse(name, "không phải tệp Word; hãy chọn tệp .docx, .pdf hoặc .txt")
        document = Document(io.BytesIO(data))
        return document.element.body, Numbers(document)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError, SyntaxError, EOFError, NotImplementedError,
            AttributeError, zipfile.LargeZipFile):
        refuse(name, "bị hỏng, không mở được; hãy mở bằng Word, lưu lại rồi chọn lại")
    except Exception as error:  # python-docx and lxml raise types of their own for broken parts
        if type(error).__module__.startswith(("docx", "lxml", "zlib")):
            refuse(name, "bị hỏng, không mở được; hãy mở bằng Word, lưu lại rồi chọn lại")
        raise


def _element_lines(element: Any, numbers: Numbers) -> Iterator[Line]:
    if element.tag == qn("w:p"):
        yield from _paragraph_lines(element, numbers)
    elif element.tag == qn("w:tbl"):
        yield from _table_lines(element, numbers)
    elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag"), qn("w:customXml")):
        for child in element:
            yield from _element_lines(child, numbers)


def _paragraph_lines(element: Any, numbers: Numbers) -> Iterator[Line]:
    text = _text(element)
    number = numbers.next_for(element) if text.strip() else ""
    strong = bool(element.findall(f".//{qn('w:b')}"))
    first = True
    for piece in clean(number + text).replace("\f", "\n").split("\n"):
        flat = " ".join(unmark(piece).replace("\t", "\t").split("\t")).strip()
        if flat:
            cells = tuple(" ".join(cell.split()) for cell in piece.strip().split("\t"))
            yield Line(" ".join(flat.split()), whole=first, cells=cells if len(cells) > 1 else None, strong=strong)
            first = False


def _text(element: Any) -> str:
    """Return the text under the element: kept insertions in, deletions and doubled fallbacks out."""
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or tag == qn("w:pPr"):
            continue
        if tag == qn("w:t"):
            parts.append(child.text or "")
        elif tag == qn("w:tab"):
            parts.append("\t")
        elif tag in (qn("w:br"), qn("w:cr")):
            parts.append("\n")
        elif tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif tag == qn("w:p") and parts:
            parts.append("\n" + _text(child))
        else:
            parts.append(_text(child))
    return "".join(parts)


def _table_lines(table: Any, numbers: Numbers) -> Iterator[Line]:
    rows = [_cells(row) for row in table.iter(qn("w:tr")) if _owner(row) is table]
    if _is_layout(rows):
        width = max((len(row) for row in rows), default=0)
        for column in range(width):
            for row in rows:
                if column < len(row) and row[column] is not None:
                    for child in row[column]:
                        yield from _element_lines(child, numbers)
        return
    for row in rows:
        cells = tuple(_cell_text(cell, numbers) if cell is not None else "" for cell in row)
        if any(cells):
            yield Line(" ".join(cell for cell in cells if cell), whole=True, cells=cells, row=True)


def _owner(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != qn("w:tbl"):
        parent = parent.getparent()
    return parent


def _cells(row: Any) -> list[Any]:
    """Return the cells of a row by column: one that is merged over several stands in the first of them."""
    cells: list[Any] = []
    for cell in row.iter(qn("w:tc")):
        if _owner(cell) is not _owner(row) or _row_of(cell) is not row:
            continue
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        goes_on = merge is not None and merge.get(qn("w:val")) != "restart"
        cells.append(None if goes_on else cell)
        cells += [None] * (int(span.get(qn("w:val"), "1")) - 1 if span is not None else 0)
    return cells


def _row_of(cell: Any) -> Any:
    parent = cell.getparent()
    while parent is not None and parent.tag != qn("w:tr"):
        parent = parent.getparent()
    return parent


def _cell_text(cell: Any, numbers: Numbers) -> str:
    lines = [line.text for child in cell for line in _element_lines(child, numbers)]
    return " ".join(" ".join(unmark(line).split()) for line in lines).strip()


def _is_layout(rows: list[list[Any]]) -> bool:
    """Say whether the table only sets the head of the document or its end in two columns."""
    if not rows or len(rows) > 8 or max(len([c for c in row if c is not None]) for row in rows) > 3:
        return False
    text = fold(" ".join(_text(cell) for row in rows for cell in row if cell is not None))
    first = fold(" ".join(_text(cell) for cell in rows[0] if cell is not None))
    return "cong hoa xa hoi chu nghia" in text or "noi nhan" in first or (len(rows) == 1 and len(text) < 300)
