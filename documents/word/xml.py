"""Elements of WordprocessingML, written as they nest."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
NAMESPACES = {"w": W, "r": R}

TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_POINT = 20

# What XML cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = Any


def w(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """Return an element of the main namespace; an attribute `val` is `w:val`, a child None is left out."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=NAMESPACES)
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", str(value))
    element.extend(child for child in children if child is not None)
    return element


def text_element(text: str) -> Element:
    """Return `w:t` with the text, its spaces kept."""
    element = w("t")
    element.text = printable(text)
    element.set(f"{{{XML}}}space", "preserve")
    return element


def printable(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def mm(value: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(value * TWIPS_PER_MM)


def points(value: float) -> int:
    """Return points in twentieths of a point."""
    return round(value * TWIPS_PER_POINT)


def serialized(root: Element) -> bytes:
    """Return the part as a file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
