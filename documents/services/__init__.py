"""Every write of the room."""

from .bases import load_legal_bases
from .issuing import issue_document, start_register, take_number, withdraw_document

__all__ = ["issue_document", "load_legal_bases", "start_register", "take_number", "withdraw_document"]
