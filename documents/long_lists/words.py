"""Words shaped as WeasyPrint shapes them, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import Layout, line_size, split_first_line


class Unlike(Exception):
    """The pages of this list are not made so: let them be set."""


@dataclass(frozen=True)
class Line:
    """A line of words ready to be put somewhere: its width, the font it begins with, the font it ends with."""

    width: float
    begins: bytes
    ends: bytes
    glyphs: bytes


@dataclass
class Words:
    """Shapes words as WeasyPrint does and keeps what was shaped; `fonts` are the fonts it met."""

    page: tuple[float, float]
    fonts: dict[int, Any] = field(default_factory=dict)
    _known: dict[tuple[str, int, float], list[Line]] = field(default_factory=dict)
    _layouts: dict[tuple[int, float], Layout] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._stream = Stream(self.fonts, (0, 0, *self.page), {"ExtGState": {}}, {}, None, {}, None, compress=False)

    def lines(self, text: str, style: Any, room: float) -> list[Line]:
        """Return the lines on which the text stands in a cell of that room."""
        key = (text, id(style), room)
        if key not in self._known:
            self._known[key] = list(self._broken(text, style, room))
        return self._known[key]

    def _broken(self, text: str, style: Any, room: float) -> Iterator[Line]:
        layout = self._layouts.get((id(style), room))
        if layout is None:
            layout = self._layouts[id(style), room] = Layout(style, 0, None)
        layout.set_text(text)
        first, more = layout.get_first_line()
        width = line_size(first, style)[0]
        if more is None and width <= room:
            yield self._drawn(text, style, layout, width)
            return
        rest: bytes | None = text.encode()
        while rest:
            layout, length, after, width, _, _ = split_first_line(rest.decode(), style, None, room, 0)
            layout.reactivate(style)
            yield self._drawn(layout.text, style, layout, width)
            if after is not None and after != length and rest[length:after].strip(b" "):
                raise Unlike("a line that breaks by itself")
            rest = rest[after:] if after is not None else None

    def _drawn(self, text: str, style: Any, layout: Layout, width: float) -> Line:
        stream = self._stream
        stream.stream.clear()
        stream._current_font = None
        box = SimpleNamespace(text=text, style=style, pango_layout=layout, baseline=0)
        pictures = draw_first_line(stream, box, "clip", "none", Matrix(d=-1))
        fonts = [item for item in stream.stream if item.endswith(b" Tf")]
        if pictures or not fonts:
            raise Unlike("letters that are pictures")
        glyphs = b"\n".join(stream.stream[2:])  # what comes first is the place and the first font
        return Line(width, fonts[0], fonts[-1], glyphs)
