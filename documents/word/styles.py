"""The styles of our Word files. Sizes, places and spaces are those of the printed page (`print.css`)."""

from __future__ import annotations

from . import names
from .names import Style
from .xml import Element, mm, points, w

FONT = "Times New Roman"
INDENT = mm(12.7)
# Word's single line of Times New Roman is 1.15 times its size; 240 is one line.
_LINE_BODY, _LINE_TIGHT, _LINE_TABLE = round(240 * 1.28 / 1.15), 240, round(240 * 1.2 / 1.15)


def styles_part() -> Element:
    """Return the part that holds all styles."""
    fonts = w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    language = w("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA")
    defaults = w("rPr", fonts, w("color", val="000000"), w("sz", val=28), w("szCs", val=28), language)
    root = w("styles", w("docDefaults", w("rPrDefault", defaults), w("pPrDefault", w("pPr"))))
    root.append(w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default=1, styleId="Normal"))
    root.append(w("style", w("name", val="Default Paragraph Font"), w("semiHidden"), type="character", default=1,
                  styleId="DefaultParagraphFont"))  # fmt: skip
    root.append(_table_normal())
    root.extend(_body())
    root.extend(_head())
    root.extend(_end())
    root.extend(_annex())
    for style in [names.DRAFTER, *names.SET_MARKS.values()]:
        root.append(w("style", w("name", val=style.name), w("semiHidden"), type="character", styleId=style.id,
                      customStyle=1))  # fmt: skip
    return root


def _table_normal() -> Element:
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    return w("style", w("name", val="Normal Table"), w("semiHidden"), w("tblPr", w("tblInd", w=0, type="dxa"), margins),
             type="table", default=1, styleId="TableNormal")  # fmt: skip


def _style(
    style: Style,
    *,
    size: float = 14,
    align: str = "left",
    before: float = 0,
    after: float = 0,
    line: int = _LINE_TIGHT,
    first: int = 0,
    keep: bool = False,
    outline: int | None = None,
    follows: Style | None = None,
    bold: bool = False,
    italic: bool = False,
    capitals: bool = False,
    exact: bool = False,
) -> Element:
    spacing = w("spacing", before=points(before), after=points(after), line=line, lineRule="exact" if exact else "auto")
    paragraph = w(
        "pPr",
        w("keepNext") if keep else None,
        w("widowControl"),
        spacing,
        w("ind", firstLine=first) if first else None,
        w("jc", val=align),
        w("outlineLvl", val=outline) if outline is not None else None,
    )
    marks = [w(tag) for tag, on in (("b", bold), ("i", italic), ("caps", capitals)) if on]
    text = w("rPr", *marks, w("sz", val=round(size * 2)), w("szCs", val=round(size * 2)))
    element = w("style", w("name", val=style.name), w("basedOn", val="Normal"), type="paragraph", styleId=style.id)
    if follows:
        element.append(w("next", val=follows.id))
    element.extend([w("qFormat"), paragraph, text])
    if style.name.startswith("NĐ30"):
        element.set(f"{{{element.nsmap['w']}}}customStyle", "1")
    return element


def _text(style: Style, *, before: float = 6, follows: Style | None = None, bold: bool = False, italic: bool = False,
          keep: bool = False, outline: int | None = None, capitals: bool = False) -> Element:  # fmt: skip
    return _style(style, align="both", before=before, line=_LINE_BODY, first=INDENT, follows=follows, bold=bold,
                  italic=italic, keep=keep, outline=outline, capitals=capitals)  # fmt: skip


def _body() -> list[Element]:
    body = names.BODY
    return [
        _text(body),
        _text(names.ITEM),
        _text(names.BASIS, italic=True),
        _text(names.CLOSING),
        _text(names.PLAIN_HEADING, bold=True, keep=True, follows=body),
        _text(names.SECTION, before=9, bold=True, capitals=True, keep=True, outline=0, follows=body),
        _text(names.CLAUSE_TITLE, bold=True, keep=True, outline=1, follows=body),
        _text(names.POINT_TITLE, keep=True, outline=2, follows=body),
        _text(names.CLAUSE),
        _text(names.POINT),
        _text(names.ARTICLE),
        _text(names.ARTICLE_TITLE, bold=True, keep=True, outline=0, follows=body),
        _style(names.DIVISION, align="center", before=6, line=_LINE_BODY, bold=True, keep=True, outline=0,
               follows=names.DIVISION_TITLE),
        _style(names.DIVISION_TITLE, align="center", after=4, line=_LINE_BODY, bold=True, capitals=True, keep=True,
               follows=body),
        _style(names.ENACTING, align="center", before=10, after=4, line=_LINE_BODY, bold=True, capitals=True,
               keep=True),
        _style(names.END_MARK, align="right", before=6),
        _style(names.CELL, size=13, line=_LINE_TABLE),
        _style(names.CELL_HEAD, size=13, line=_LINE_TABLE, align="center", bold=True, keep=True),
        _style(names.CELL_GROUP, size=13, line=_LINE_TABLE, align="center", bold=True, keep=True),
    ]  # fmt: skip


def _head() -> list[Element]:
    centre = "center"
    return [
        _style(names.SUPERIOR, size=12, align=centre, capitals=True),
        _style(names.ISSUER, size=12, align=centre, bold=True, capitals=True),
        _style(names.COUNTRY, size=12, align=centre, bold=True),
        _style(names.MOTTO, size=13, align=centre, bold=True),
        _style(names.NUMBER, size=13, align=centre),
        _style(names.PLACE_DATE, size=13, align=centre, italic=True),
        _style(names.LETTER_SUBJECT, size=12, align=centre, before=6),
        _style(names.RULE, size=1, align=centre, line=points(2), exact=True),
        _style(names.STAMP, size=13, align=centre, bold=True, capitals=True),
        _style(names.TYPE_NAME, align=centre, before=16, bold=True, capitals=True, keep=True),
        _style(names.SUBJECT, align=centre, bold=True, keep=True),
        _style(names.AUTHORITY, align=centre, before=10, after=10, bold=True, capitals=True, keep=True),
        _style(names.ADDRESSEE, line=_LINE_BODY),
        _style(names.PAGE_NUMBER, align=centre),
        _style(names.CONTACT, size=11, align=centre),
        _style(names.GAP, size=1, line=points(2), exact=True),
    ]


def _end() -> list[Element]:
    centre = "center"
    return [
        _style(names.RECIPIENTS, size=12, bold=True, italic=True, keep=True),
        _style(names.RECIPIENT, size=11, keep=True),
        _style(names.SIGN_AUTHORITY, align=centre, bold=True, capitals=True, keep=True),
        _style(names.SIGN_TITLE, align=centre, bold=True, capitals=True, keep=True),
        _style(names.SIGN_POST, align=centre, bold=True, keep=True),
        _style(names.SIGN_NAME, align=centre, bold=True),
    ]


def _annex() -> list[Element]:
    centre = "center"
    return [
        _style(names.ANNEX_LABEL, align=centre, bold=True, keep=True, outline=0),
        _style(names.ANNEX_TITLE, align=centre, bold=True, keep=True),
        _style(names.ANNEX_SUBTITLE, align=centre, bold=True, keep=True),
        _style(names.ANNEX_NOTE, align=centre, italic=True, keep=True),
    ]
