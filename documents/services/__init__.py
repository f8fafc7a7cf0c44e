"""Every write of the room."""

from .bases import load_legal_bases
from .books import keep_entry, open_series, share_book, start_register
from .issuing import issue_document, take_number, withdraw_document

__all__ = [
    "issue_document",
    "keep_entry",
    "load_legal_bases",
    "open_series",
    "share_book",
    "start_register",
    "take_number",
    "withdraw_document",
]
