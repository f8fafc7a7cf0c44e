"""The square code that leads to the page where a document is checked."""

from __future__ import annotations

import io

import segno
from lxml import etree

from documents.official import Verification

from .xml import Element, R

_SIDE = 450_000  # 12.5 mm in the unit of drawings
_DRAWING = """<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:r="{r}">
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{side}" cy="{side}"/>
<wp:docPr id="1" name="Mã xác minh" descr="Mã dẫn tới trang xác minh văn bản"/>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="1" name="ma-xac-minh.png"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"""


def code_png(verification: Verification) -> bytes:
    """Return the code as a picture."""
    image = io.BytesIO()
    segno.make(verification.url, error="m").save(image, kind="png", scale=8, border=0)
    return image.getvalue()


def drawing(identifier: str) -> Element:
    """Return the picture as it stands in a line of text."""
    return etree.fromstring(_DRAWING.format(r=R, side=_SIDE, identifier=identifier))
