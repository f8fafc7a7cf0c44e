"""Reading a plan from text: pure functions, no database.

`read_text` and `read_lines` give a `ReadPlan`; `sources.lines_of` makes lines from a file.
"""

from plans.reading.plan import read_lines, read_text
from plans.reading.shapes import ReadPlan

__all__ = ["ReadPlan", "read_lines", "read_text"]
