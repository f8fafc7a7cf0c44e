"""Issued documents, the counters of their numbers, legal bases."""

from .bases import LegalBasis
from .books import PaperNumbers, RegisterBook, RegisterEntry, RegisterSeries
from .register import Document, RegisterCounter

__all__ = [
    "Document",
    "LegalBasis",
    "PaperNumbers",
    "RegisterBook",
    "RegisterCounter",
    "RegisterEntry",
    "RegisterSeries",
]
