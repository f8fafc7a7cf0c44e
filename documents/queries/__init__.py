"""Reads that span tables."""

from .bases import bases
from .drafts import draft_pdf, drafts
from .register import MAIN_SERIES, STATES, counters, in_book_order, issuers, register, series_known, years
from .verifying import FileCheck, find_by_code, verify_file

__all__ = [
    "MAIN_SERIES",
    "STATES",
    "FileCheck",
    "bases",
    "counters",
    "draft_pdf",
    "drafts",
    "find_by_code",
    "in_book_order",
    "issuers",
    "register",
    "series_known",
    "verify_file",
    "years",
]
