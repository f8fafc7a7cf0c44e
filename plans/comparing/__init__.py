"""Two plans side by side: sections, paragraphs and tasks matched, words added, removed and moved. Pure: no database."""

from .result import Comparison, PartPair, Row, State
from .side_by_side import compare
from .words import Run, word_diff

__all__ = ["Comparison", "PartPair", "Row", "Run", "State", "compare", "word_diff"]
