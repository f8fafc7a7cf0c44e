"""The border of a certificate: drawn here, for this product; gold lines, red hearts, nothing of the state's emblems.

All lengths in millimetres on A4 landscape, 297 × 210.
"""

import math
from functools import cache

WIDTH, HEIGHT = 297.0, 210.0
GOLD, PALE, RED = "#A67C1A", "#D9BC6B", "#A61C1C"
OUTER, INNER = 8.5, 17.5
BAND = INNER - OUTER
MIDDLE = (OUTER + INNER) / 2
CORNER = 15.0


@cache
def border() -> str:
    """Return the border as an SVG of the whole page."""
    parts = [
        _frame(OUTER, 0.9, GOLD),
        _frame(OUTER + 1.3, 0.25, GOLD),
        _frame(INNER - 1.3, 0.25, GOLD),
        _frame(INNER, 0.6, GOLD),
        _frame(INNER + 1.5, 0.2, PALE),
        *_runs(),
        *(_corner(x, y) for x in (MIDDLE, WIDTH - MIDDLE) for y in (MIDDLE, HEIGHT - MIDDLE)),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" fill="none">{"".join(parts)}</svg>'
    )


def _frame(inset: float, width: float, colour: str) -> str:
    return (
        f'<rect x="{inset}" y="{inset}" width="{WIDTH - 2 * inset:.2f}" height="{HEIGHT - 2 * inset:.2f}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def _runs() -> list[str]:
    """The flowers along the four sides, between the corners."""
    across = _steps(WIDTH - 2 * (OUTER + CORNER))
    down = _steps(HEIGHT - 2 * (OUTER + CORNER))
    found = []
    for offset, step in across:
        for y in (MIDDLE, HEIGHT - MIDDLE):
            found.append(_flower(OUTER + CORNER + offset, y, step))
    for offset, step in down:
        for x in (MIDDLE, WIDTH - MIDDLE):
            found.append(f'<g transform="rotate(90 {x:.2f} {OUTER + CORNER + offset:.2f})">'
                         f"{_flower(x, OUTER + CORNER + offset, step)}</g>")  # fmt: skip
    return found


def _steps(length: float) -> list[tuple[float, float]]:
    """Centres of as many flowers as fit, each with the same width."""
    count = round(length / 11.5)
    step = length / count
    return [(step * (index + 0.5), step) for index in range(count)]


# Outlines in units of the ornament's own size; each is drawn at 1 and scaled.
PETAL = "M0 1C-.9 .3-.5-.7 0-1C.5-.7.9.3 0 1Z"
SIDE_PETAL = "M0 1C1.3.9 1.5-.2 1.35-.65C.75-.3.3.3 0 1Z"
ROSETTE_PETAL = "M0 0C.32-.35.24-.8 0-.93C-.24-.8-.32-.35 0 0Z"
CREAM, HONEY = "#F6EBCB", "#EBD69A"


def _flower(x: float, y: float, step: float) -> str:
    """An open lotus between two tendrils."""
    high = BAND / 2 - 1.9
    half = step / 2 / high
    tendril = f"M{half:.3f} 1C{half - 0.5:.3f} 1 {half - 0.73:.3f} .1 {half:.3f}-.15"
    return (
        f'<g transform="translate({x:.2f} {y:.2f}) scale({high:.3f})" stroke="{GOLD}" stroke-width="{0.28 / high:.3f}">'
        f'<path d="{SIDE_PETAL}" fill="{CREAM}"/><path d="{SIDE_PETAL}" transform="scale(-1 1)" fill="{CREAM}"/>'
        f'<path d="{PETAL}" fill="{RED}" fill-opacity="0.88"/>'
        f'<path d="{tendril}"/><path d="{tendril}" transform="scale(-1 1)"/>'
        f'<circle cx="{half:.3f}" cy="-.62" r=".16" fill="{GOLD}" stroke="none"/></g>'
    )


def _corner(x: float, y: float) -> str:
    """A rosette of twelve petals in a square, as on old brocade."""
    radius = CORNER / 2 - 0.6
    return (
        f'<g transform="translate({x:.2f} {y:.2f})" stroke="{GOLD}">'
        f"{_square(CORNER, 0.7, '#FFFFFF')}{_square(CORNER - 1.8, 0.2, 'none')}"
        f'<g transform="scale({radius:.3f})" stroke-width="{0.3 / radius:.4f}">'
        f"{''.join(_petal(angle) for angle in range(0, 360, 30))}"
        f"{''.join(_seed(angle) for angle in range(15, 375, 30))}"
        f'<circle r=".36" fill="#FFFFFF"/><circle r=".27" fill="{RED}" fill-opacity="0.9"/></g></g>'
    )


def _square(side: float, width: float, fill: str) -> str:
    half = -side / 2
    return f'<rect x="{half}" y="{half}" width="{side}" height="{side}" fill="{fill}" stroke-width="{width}"/>'


def _petal(angle: int) -> str:
    fill = CREAM if angle % 60 else HONEY
    return f'<path d="{ROSETTE_PETAL}" transform="rotate({angle})" fill="{fill}"/>'


def _seed(angle: int) -> str:
    x, y = 0.86 * math.sin(math.radians(angle)), 0.86 * math.cos(math.radians(angle))
    return f'<circle cx="{x:.3f}" cy="{y:.3f}" r=".044" fill="{GOLD}" stroke="none"/>'
