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


def _flower(x: float, y: float, step: float) -> str:
    """An open lotus between two tendrils."""
    half, high = step / 2, BAND / 2 - 1.9
    petal = f"M0 {high:.2f}C{-high * 0.9:.2f} {high * 0.3:.2f} {-high * 0.5:.2f} {-high * 0.7:.2f} 0 {-high:.2f}" \
            f"C{high * 0.5:.2f} {-high * 0.7:.2f} {high * 0.9:.2f} {high * 0.3:.2f} 0 {high:.2f}Z"  # fmt: skip
    side = f"M0 {high:.2f}C{high * 1.3:.2f} {high * 0.9:.2f} {high * 1.5:.2f} {-high * 0.2:.2f} {high * 1.35:.2f} {-high * 0.65:.2f}" \
           f"C{high * 0.75:.2f} {-high * 0.3:.2f} {high * 0.3:.2f} {high * 0.3:.2f} 0 {high:.2f}Z"  # fmt: skip
    tendril = f"M{half:.2f} {high:.2f}C{half - 1.3:.2f} {high:.2f} {half - 1.9:.2f} {high * 0.1:.2f} {half:.2f} {-high * 0.15:.2f}"
    return (
        f'<g transform="translate({x:.2f} {y:.2f})" stroke="{GOLD}" stroke-width="0.28">'
        f'<path d="{side}" fill="#F6EBCB"/><path d="{side}" transform="scale(-1 1)" fill="#F6EBCB"/>'
        f'<path d="{petal}" fill="{RED}" fill-opacity="0.88" stroke="{GOLD}"/>'
        f'<path d="{tendril}"/><path d="{tendril}" transform="scale(-1 1)"/>'
        f'<circle cx="{half:.2f}" cy="{-high * 0.62:.2f}" r="0.42" fill="{GOLD}" stroke="none"/></g>'
    )


def _corner(x: float, y: float) -> str:
    """A rosette of twelve petals in a square, as on old brocade."""
    radius = CORNER / 2 - 0.6
    petals = "".join(
        f'<path d="M0 0C{radius * 0.32:.2f} {-radius * 0.35:.2f} {radius * 0.24:.2f} {-radius * 0.8:.2f} 0 {-radius * 0.93:.2f}'
        f'C{-radius * 0.24:.2f} {-radius * 0.8:.2f} {-radius * 0.32:.2f} {-radius * 0.35:.2f} 0 0Z" '
        f'transform="rotate({angle})" fill="{"#F6EBCB" if angle % 60 else "#EBD69A"}"/>'
        for angle in range(0, 360, 30)
    )
    rays = "".join(
        f'<circle cx="{radius * 0.86 * math.sin(math.radians(angle)):.2f}" '
        f'cy="{radius * 0.86 * math.cos(math.radians(angle)):.2f}" r="0.3" fill="{GOLD}" stroke="none"/>'
        for angle in range(15, 375, 30)
    )
    side = CORNER
    return (
        f'<g transform="translate({x:.2f} {y:.2f})" stroke="{GOLD}" stroke-width="0.3">'
        f'<rect x="{-side / 2}" y="{-side / 2}" width="{side}" height="{side}" fill="#FFFFFF" stroke-width="0.7"/>'
        f'<rect x="{-side / 2 + 0.9}" y="{-side / 2 + 0.9}" width="{side - 1.8}" height="{side - 1.8}" stroke-width="0.2"/>'
        f"{petals}{rays}"
        f'<circle r="{radius * 0.36:.2f}" fill="#FFFFFF"/><circle r="{radius * 0.27:.2f}" fill="{RED}" fill-opacity="0.9"/></g>'
    )
