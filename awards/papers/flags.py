"""The red flags on each side of the emblem of a "Chiến sĩ thi đua cơ sở": drawn here, three and three.

Plain red cloth, as the former Nghị định 98/2023/NĐ-CP, Điều 104 has it. All lengths in millimetres.
"""

from functools import cache

WIDTH, HEIGHT = 86.0, 18.0
CLOTH, FOLD, EDGE, POLE = "#C8171D", "#9E1014", "#8C0D11", "#A67C1A"
# The cloth beside a pole that stands upright at 0, its foot at 17: it flies to the right and swings twice.
_CLOTH = "M.2 .6C2-.4 3.6 1.5 5.8 .7S9-.3 10.2 .3C10.5 2.4 9.7 4.5 10.1 6.6C9 6 7.6 6.2 5.8 6.9S2.2 5.9 .2 6.8Z"
_FOLDS = "M3.3 .75C3.7 2.6 3.5 4.7 3.1 6.2M6.9 .45C7.4 2.4 7.2 4.6 6.8 6.4"
_TIP = "M0-1.3C.5-.5.5-.1 0 .5C-.5-.1-.5-.5 0-1.3Z"
# How far each pole leans outwards, the hindmost first; the feet meet.
LEANS = (46, 23, 0)


@cache
def flags() -> str:
    """Return both sides as one SVG; the emblem stands in the free middle."""
    side = "".join(_flag(lean) for lean in LEANS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" '
        f'viewBox="{-WIDTH / 2} 0 {WIDTH} {HEIGHT}">'
        f'<g transform="translate(12.5 1.2)">{side}</g><g transform="translate(-12.5 1.2) scale(-1 1)">{side}</g></svg>'
    )


def _flag(lean: int) -> str:
    return (
        f'<g transform="rotate({lean} 0 16.6)">'
        f'<path d="M0 .2V16.6" stroke="{POLE}" stroke-width=".5" stroke-linecap="round"/>'
        f'<path d="{_TIP}" fill="{POLE}"/>'
        f'<path d="{_CLOTH}" fill="{CLOTH}" stroke="{EDGE}" stroke-width=".15" stroke-linejoin="round"/>'
        f'<path d="{_FOLDS}" fill="none" stroke="{FOLD}" stroke-width=".4" stroke-linecap="round" opacity=".6"/></g>'
    )
