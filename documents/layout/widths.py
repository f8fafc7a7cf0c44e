"""How wide the text and the two cells of the head are, in points."""

POINTS_PER_MM = 72 / 25.4
TEXT_WIDTH = 165 * POINTS_PER_MM
LANDSCAPE_WIDTH = 252 * POINTS_PER_MM
LEFT_CELL = 0.40 * TEXT_WIDTH - 4
RIGHT_CELL = 0.60 * TEXT_WIDTH
