"""Issued documents, the counters of their numbers, legal bases."""

from .bases import LegalBasis
from .register import Document, RegisterCounter

__all__ = ["Document", "LegalBasis", "RegisterCounter"]
