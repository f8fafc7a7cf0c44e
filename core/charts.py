"""Charts drawn on the server: plain numbers in, SVG out. No script, no inline style: looks stand in `app.css`.

A drawing has no size of its own. Across, everything stands in percent of the width it gets, while letters and the
height of bars are pixels: at 360 px a bar is shorter and its words are as large as on a desktop. What a bar is, words
and numbers say too; colour and hatching only repeat it. Bars keep their true lengths, so one that is too short for
its number carries none, and one that is too short to be touched (`NARROW`) is no link: the row's name is, and every
number stands as a link in the table beside the drawing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LABEL = 20  # px from the top of a row to the foot of its words
BAR = 26
GAP = 2
ROW = LABEL + BAR + 14
# Percent of the width below which a piece carries no number, or no link: 24 px where the drawing has 284.
NARROW = 9.0
NUMBERED = 6.0


@dataclass(frozen=True)
class Tone:
    """One of the looks of `app.css` (chart-…) with the word that the legend gives it."""

    key: str
    label: str


@dataclass(frozen=True)
class Piece:
    """A part of a bar: how much of which tone, and the list in which exactly so many stand."""

    tone: Tone
    value: int
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """A row of a chart: its name, its pieces from left to right, and where the name leads."""

    label: str
    pieces: Sequence[Piece]
    url: str = ""

    @property
    def total(self) -> int:
        return sum(piece.value for piece in self.pieces)


def stacked_bars(code: str, title: str, description: str, bars: Sequence[Bar]) -> SafeString:
    """Return bars one below the other, each made of its pieces, all on one scale. `code` names the drawing's parts.

    Nothing to draw gives nothing.
    """
    most = max((bar.total for bar in bars), default=0)
    if not most:
        return SafeString("")
    rows = [_row(code, bar, top=index * ROW, most=most) for index, bar in enumerate(bars)]
    return _drawing(code, title, description, len(bars) * ROW, _tones(bars), rows)


def paired_bars(code: str, title: str, description: str, bars: Sequence[Bar]) -> SafeString:
    """Return for each row its pieces one below the other, all on one scale: this year and the one before."""
    most = max((piece.value for bar in bars for piece in bar.pieces), default=0)
    if not most:
        return SafeString("")
    rows, top = [], 0
    for bar in bars:
        parts = [_name(bar, top)]
        for index, piece in enumerate(bar.pieces):
            below = top + LABEL + index * (BAR + GAP)
            drawn = _piece(code, bar.label, piece, left=0.0, width=_share(piece.value, most), top=below)
            parts.append(drawn or _nothing(below))
        rows.append(_joined(parts))
        top += LABEL + len(bar.pieces) * (BAR + GAP) + 12
    return _drawing(code, title, description, top, _tones(bars), rows)


def small_multiples(charts: Iterable[tuple[str, SafeString]]) -> SafeString:
    """Return several drawings side by side, each with its heading; empty ones are left out."""
    shown = [(heading, drawing) for heading, drawing in charts if drawing]
    return format_html(
        '<div class="chart-multiples">{}</div>',
        format_html_join("", '<figure class="chart-small"><figcaption>{}</figcaption>{}</figure>', shown),
    ) if shown else SafeString("")  # fmt: skip


def _drawing(
    code: str, title: str, description: str, height: int, tones: Sequence[Tone], rows: Sequence[SafeString]
) -> SafeString:
    """The frame: named for those who hear it, with the hatching that tells tones apart without colour."""
    return format_html(
        '{5}<svg class="chart" role="group" aria-labelledby="{0}-t {0}-d" width="100%" height="{1}" focusable="false">'
        '<title id="{0}-t">{2}</title><desc id="{0}-d">{3}</desc>'
        '<defs><pattern id="{0}-h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line class="chart-hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>{4}</svg>',
        code, height, title, description, _joined(rows), _key(tones, code),
    )  # fmt: skip


def _key(tones: Sequence[Tone], code: str) -> SafeString:
    """What the tones mean, as words that wrap; nothing where the rows say it."""
    if not tones:
        return SafeString("")
    return format_html(
        '<ul class="chart-key">{}</ul>',
        format_html_join(
            "",
            '<li><svg class="chart-swatch" width="14" height="14" aria-hidden="true">{}{}</svg>{}</li>',
            ((_swatch(tone), _hatching(tone, code, 0.0, 100.0, 0), tone.label) for tone in tones),
        ),
    )


def _swatch(tone: Tone) -> SafeString:
    return format_html('<rect class="chart-{}" x="0" y="0" width="14" height="14"/>', tone.key)


def _hatching(tone: Tone, code: str, left: float, width: float, top: int) -> SafeString:
    """The drawing's pattern over a piece, where its tone is a hatched one."""
    if not tone.key.endswith("-hatched"):
        return SafeString("")
    return format_html(
        '<rect class="chart-over" fill="url(#{}-h)" x="{}%" y="{}" width="{}%" height="{}"/>',
        code, f"{left:.2f}", top, f"{width:.2f}", BAR,
    )  # fmt: skip


def _row(code: str, bar: Bar, *, top: int, most: int) -> SafeString:
    parts, left = [_name(bar, top)], 0.0
    for piece in bar.pieces:
        width = _share(piece.value, most)
        parts.append(_piece(code, bar.label, piece, left=left, width=width, top=top + LABEL))
        left += width
    parts.append(
        format_html('<text class="chart-total" x="100%" y="{}" text-anchor="end">{}</text>', top + LABEL - 6, bar.total)
    )
    return _joined(parts)


def _name(bar: Bar, top: int) -> SafeString:
    text = format_html('<text class="chart-name" x="0" y="{}">{}</text>', top + LABEL - 6, bar.label)
    return _linked(text, bar.url, bar.label)


def _piece(code: str, row: str, piece: Piece, *, left: float, width: float, top: int) -> SafeString:
    """A part of a bar with its number; hatched tones get the drawing's pattern over their colour."""
    if not piece.value:
        return SafeString("")
    said = f"{row}, {piece.tone.label}: {piece.value}"
    shape = format_html(
        '<rect class="chart-{0}" x="{1}%" y="{2}" width="{3}%" height="{4}"><title>{5}</title></rect>',
        piece.tone.key, f"{left:.2f}", top, f"{width:.2f}", BAR, said,
    )  # fmt: skip
    number = ""
    if width >= NUMBERED:
        number = format_html(
            '<text class="chart-number chart-on-{}" x="{}%" y="{}" text-anchor="middle">{}</text>',
            piece.tone.key, f"{left + width / 2:.2f}", top + BAR - 8, piece.value,
        )  # fmt: skip
    drawn = _joined([shape, _hatching(piece.tone, code, left, width, top), number])
    return _linked(drawn, piece.url, said) if width >= NARROW else drawn


def _nothing(top: int) -> SafeString:
    """A pair says of the year without any that there were none."""
    return format_html('<text class="chart-none" x="0" y="{}">0</text>', top + BAR - 8)


def _linked(inner: SafeString, url: str, said: str) -> SafeString:
    return format_html('<a href="{}" aria-label="{}">{}</a>', url, said, inner) if url else inner


def _share(value: int, most: int) -> float:
    return round(value * 100 / most, 2)


def _tones(bars: Sequence[Bar]) -> list[Tone]:
    """Each tone that the bars use, in the order in which they come; none where every bar is named as its one tone."""
    if all(len(bar.pieces) == 1 and bar.pieces[0].tone.label == bar.label for bar in bars):
        return []
    return list({piece.tone.key: piece.tone for bar in bars for piece in bar.pieces}.values())


def _joined(parts: Iterable[SafeString | str]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
