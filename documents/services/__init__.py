"""Every write of the room."""

from .bases import confirm_basis, load_legal_bases, save_basis
from .books import keep_entry, open_series, share_book, start_register
from .copies import make_copy
from .drafts import AnnexContent, DraftConflict, create_draft, delete_draft, save_draft
from .drafts_way import issue_draft, return_draft, submit_draft, take_back_draft
from .issuing import issue_document, take_number, withdraw_document
from .mandates import end_mandate, give_mandate

__all__ = [
    "confirm_basis",
    "AnnexContent",
    "DraftConflict",
    "create_draft",
    "delete_draft",
    "end_mandate",
    "give_mandate",
    "issue_draft",
    "return_draft",
    "save_draft",
    "submit_draft",
    "take_back_draft",
    "issue_document",
    "keep_entry",
    "load_legal_bases",
    "make_copy",
    "open_series",
    "save_basis",
    "share_book",
    "start_register",
    "take_number",
    "withdraw_document",
]
