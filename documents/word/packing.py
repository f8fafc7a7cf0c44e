"""The file: its parts, their relationships and their types, packed so that the same parts give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from .xml import Element, printable, serialized

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DATE = (1980, 1, 1, 0, 0, 0)
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass
class Package:
    """A Word file while it is put together."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)  # id, kind, target
    own_relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def add(self, kind: str, root: Element, *, name: str = "") -> str:
        """Add a part that the document refers to (styles, settings, header, footer); return its relationship."""
        identifier = f"rId{len(self.relations) + 1}"
        target = name or f"{kind}{identifier[3:]}.xml"
        self.parts[f"word/{target}"] = serialized(root)
        self.types[f"/word/{target}"] = f"{_WORD}.{kind}+xml"
        self.relations.append((identifier, f"{_OFFICE}/relationships/{kind}", target))
        return identifier

    def add_picture(self, name: str, content: bytes, *, of: str) -> str:
        """Add a PNG that the part named `of` shows; return its relationship there."""
        self.parts[f"word/media/{name}"] = content
        own = self.own_relations.setdefault(of, [])
        own.append((f"rId{len(own) + 1}", f"{_OFFICE}/relationships/image", f"media/{name}"))
        return own[-1][0]

    def packed(self, document: Element, properties: Properties) -> bytes:
        """Return the whole file."""
        files = {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _relationships(
                [
                    ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
                    ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ]
            ),
            "docProps/core.xml": properties.part(),
            "word/document.xml": serialized(document),
            "word/_rels/document.xml.rels": _relationships(self.relations),
            **self.parts,
        }
        for part, relations in self.own_relations.items():
            files[f"word/_rels/{part}.rels"] = _relationships(relations)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in files.items():
                member = zipfile.ZipInfo(name, _DATE)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.external_attr = 0o600 << 16
                member.create_system = 3
                archive.writestr(member, content)
        return target.getvalue()

    def _content_types(self) -> bytes:
        own = {
            "/word/document.xml": f"{_WORD}.document.main+xml",
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            **self.types,
        }
        overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in own.items())
        return (
            f'{_HEADER}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
        ).encode()


@dataclass(frozen=True)
class Properties:
    """What the file says about itself; its dates are the document's, never those of the clock."""

    title: str
    author: str
    day: dt.date | None

    def part(self) -> bytes:
        """Return docProps/core.xml."""
        day = (self.day or dt.date(2020, 3, 5)).isoformat()
        dates = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{name}>'
            for name in ("created", "modified")
        )
        return (
            f'{_HEADER}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(printable(self.title))}</dc:title>"
            f"<dc:creator>{escape(printable(self.author))}</dc:creator>"
            f"<dc:language>vi-VN</dc:language><cp:revision>1</cp:revision>{dates}</cp:coreProperties>"
        ).encode()


def _relationships(relations: list[tuple[str, str, str]]) -> bytes:
    rows = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>' for identifier, kind, target in relations
    )
    return f'{_HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'.encode()
