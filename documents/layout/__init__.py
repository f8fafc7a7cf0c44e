"""From an `OfficialDocument` to what the templates print."""

from .blocks import printed_number
from .heads import annex_note, date_line, document_title, is_wide_date
from .lists import recipients_beside
from .sheet import in_pairs, lay_out
from .views import CellView, Part, RowView, Sheet, TableView
from .widths import LEFT_CELL, POINTS_PER_MM, TEXT_WIDTH

__all__ = [
    "CellView",
    "LEFT_CELL",
    "POINTS_PER_MM",
    "Part",
    "RowView",
    "Sheet",
    "TEXT_WIDTH",
    "TableView",
    "annex_note",
    "date_line",
    "document_title",
    "in_pairs",
    "is_wide_date",
    "lay_out",
    "printed_number",
    "recipients_beside",
]
