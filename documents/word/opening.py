"""A Word file that somebody hands in: opened with care, its parts as XML. What cannot be read is refused."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import NoReturn

from lxml import etree

from core.exceptions import Refused

from .xml import Element, W

MAX_UNPACKED = 120 * 1024 * 1024
MAX_PART = 60 * 1024 * 1024
MAX_MEMBERS = 5000
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OLD_WORD = b"\xd0\xcf\x11\xe0"


@dataclass
class WordFile:
    """The parts of a Word file that hold words, and what its styles are called."""

    body: Element
    numbering: Element | None = None
    styles: dict[str, StyleFacts] = field(default_factory=dict)
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)  # ("footnote", id) → the note
    margins: list[Element] = field(default_factory=list)  # headers and footers

    def style_name(self, identifier: str) -> str:
        """Return the name of a style, "" for an unknown one."""
        found = self.styles.get(identifier)
        return found.name if found else ""


@dataclass(frozen=True)
class StyleFacts:
    """What reading needs of a style, what it is based on included."""

    name: str
    bold: bool = False
    capitals: bool = False
    number: tuple[str, int] | None = None


def refuse(name: str, fault: str) -> NoReturn:
    """Raise `Refused` for the file; an unnamed source is the text that came in."""
    raise Refused(f"Tệp “{name}” {fault}." if name and name != "-" else f"Nội dung đưa vào {fault}.")


def open_word(name: str, data: bytes) -> WordFile:
    """Return the parts of a .docx. Raises `Refused` when it is broken, locked, has macros or is far too big."""
    if data.startswith(_OLD_WORD):
        refuse(name, "được đặt mật khẩu hoặc là Word cũ; hãy bỏ mật khẩu và lưu lại thành .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(name, archive)
            return _read(name, archive)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RuntimeError, EOFError,
            NotImplementedError, etree.LxmlError, RecursionError):  # fmt: skip
        refuse(name, "bị hỏng, không mở được; hãy mở bằng Word, lưu lại rồi chọn lại")


def _check(name: str, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        refuse(name, "được đặt mật khẩu; hãy bỏ mật khẩu rồi chọn lại")
    sizes = [member.file_size for member in members]
    if len(members) > MAX_MEMBERS or sum(sizes) > MAX_UNPACKED:
        refuse(name, "quá lớn khi giải nén; hãy chọn tệp chỉ có văn bản")
    names = {member.filename for member in members}
    if any(member.endswith("vbaProject.bin") for member in names):
        refuse(name, "có macro; hãy lưu lại thành .docx không có macro rồi chọn lại")
    if not any(member.startswith("word/") for member in names):
        refuse(name, "không phải tệp Word; hãy chọn tệp .docx, .pdf hoặc .txt")


def _read(name: str, archive: zipfile.ZipFile) -> WordFile:
    main = _targets(archive, "", "_rels/.rels").get("officeDocument", "word/document.xml")
    if main not in archive.namelist():
        refuse(name, "không phải tệp Word; hãy chọn tệp .docx, .pdf hoặc .txt")
    folder = posixpath.dirname(main)
    root = _part(archive, main)
    body = root.find(f"{{{W}}}body")
    if body is None:
        refuse(name, "không phải tệp Word; hãy chọn tệp .docx, .pdf hoặc .txt")
    targets = _targets(archive, folder, f"{folder}/_rels/{posixpath.basename(main)}.rels")
    parts = {kind: _part(archive, target) for kind, target in targets.items() if target in archive.namelist()}
    file = WordFile(body, parts.get("numbering"))
    if (styles := parts.get("styles")) is not None:
        file.styles = _styles(styles)
    for kind in ("footnote", "endnote"):
        if (notes := parts.get(f"{kind}s")) is not None:
            for note in notes.iter(f"{{{W}}}{kind}"):
                if note.get(f"{{{W}}}type") in (None, "normal"):
                    file.notes[kind, note.get(f"{{{W}}}id", "")] = note
    file.margins = [_part(archive, target) for target in _margins(archive, folder, main)]
    return file


def _margins(archive: zipfile.ZipFile, folder: str, main: str) -> list[str]:
    relations = f"{folder}/_rels/{posixpath.basename(main)}.rels"
    if relations not in archive.namelist():
        return []
    found = [
        relation.get("Target", "")
        for relation in _part(archive, relations)
        if relation.get("Type", "").endswith(("/header", "/footer")) and relation.get("TargetMode") != "External"
    ]
    names = [target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}").lstrip("/")
             for target in found]  # fmt: skip
    return [name for name in names if name in archive.namelist()]


def _targets(archive: zipfile.ZipFile, folder: str, relations: str) -> dict[str, str]:
    """Return the parts that a part refers to, by kind; only those that hold words or their form."""
    found: dict[str, str] = {}
    if relations not in archive.namelist():
        return found
    for relation in _part(archive, relations):
        kind = relation.get("Type", "").removeprefix(_OFFICE).removeprefix(_STRICT)
        target = relation.get("Target", "")
        if kind in ("officeDocument", "styles", "numbering", "footnotes", "endnotes") and (
            relation.get("TargetMode") != "External"
        ):
            found[kind] = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[kind] = found[kind].lstrip("/")
    return found


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    """Return a part as XML: no entity is resolved, nothing is loaded, no tree of any depth is built."""
    if archive.getinfo(name).file_size > MAX_PART:
        raise ValueError("a part of a Word file that is too long")
    content = archive.read(name)
    if _STRICT_W.encode() in content[:4000]:  # the "strict" form says the same in another namespace
        content = content.replace(_STRICT_W.encode(), W.encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _styles(root: Element) -> dict[str, StyleFacts]:
    elements = {style.get(f"{{{W}}}styleId", ""): style for style in root.iter(f"{{{W}}}style")}
    return {identifier: _facts(element, elements) for identifier, element in elements.items()}


def _facts(element: Element, elements: dict[str, Element]) -> StyleFacts:
    bold: bool | None = None
    capitals: bool | None = None
    number: tuple[str, int] | None = None
    name = value_of(element, "name")
    for _ in range(12):  # what a style is based on; a ring of styles ends too
        text, paragraph = element.find(f"{{{W}}}rPr"), element.find(f"{{{W}}}pPr")
        bold = switched(text, "b") if bold is None else bold
        capitals = switched(text, "caps") if capitals is None else capitals
        number = number if number is not None else number_of(paragraph)
        above = elements.get(value_of(element, "basedOn"))
        if above is None:
            break
        element = above
    return StyleFacts(name, bool(bold), bool(capitals), number)


def switched(properties: Element | None, tag: str) -> bool | None:
    """Return whether a property is on or off, None when nothing is said of it."""
    found = properties.find(f"{{{W}}}{tag}") if properties is not None else None
    if found is None:
        return None
    return found.get(f"{{{W}}}val", "true") not in ("0", "false", "off", "none")


def number_of(properties: Element | None) -> tuple[str, int] | None:
    """Return the list and the depth that paragraph properties name."""
    number = properties.find(f"{{{W}}}numPr") if properties is not None else None
    if number is None:
        return None
    depth = value_of(number, "ilvl", "0")
    return value_of(number, "numId", "0"), int(depth) if depth.isascii() and depth.isdigit() else 0


def value_of(element: Element, tag: str, default: str = "") -> str:
    """Return the value of a child element."""
    child = element.find(f"{{{W}}}{tag}")
    return child.get(f"{{{W}}}val", default) if child is not None else default
