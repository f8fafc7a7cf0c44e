"""Every write of the room."""

from .bases import load_legal_bases
from .books import keep_entry, open_series, share_book, start_register
from .drafts import AnnexContent, DraftConflict, create_draft, delete_draft, save_draft
from .drafts_way import issue_draft, return_draft, submit_draft, take_back_draft
from .issuing import issue_document, take_number, withdraw_document

__all__ = [
    "AnnexContent",
    "DraftConflict",
    "create_draft",
    "delete_draft",
    "issue_draft",
    "return_draft",
    "save_draft",
    "submit_draft",
    "take_back_draft",
    "issue_document",
    "keep_entry",
    "load_legal_bases",
    "open_series",
    "share_book",
    "start_register",
    "take_number",
    "withdraw_document",
]
