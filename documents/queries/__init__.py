"""Reads that span tables."""

from .bases import Citation, alike, bases, ending_between, find_cited, to_pick
from .copies import copy_is_whole, copy_signature, find_copy_by_code
from .drafts import draft_pdf, drafts
from .register import MAIN_SERIES, STATES, counters, in_book_order, issuers, register, series_known, years
from .verifying import FileCheck, find_by_code, verify_file

__all__ = [
    "Citation",
    "MAIN_SERIES",
    "STATES",
    "FileCheck",
    "alike",
    "bases",
    "counters",
    "copy_is_whole",
    "copy_signature",
    "draft_pdf",
    "drafts",
    "ending_between",
    "find_by_code",
    "find_cited",
    "find_copy_by_code",
    "in_book_order",
    "issuers",
    "register",
    "series_known",
    "to_pick",
    "verify_file",
    "years",
]
