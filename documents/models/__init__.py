"""Issued documents, the counters of their numbers, legal bases."""

from .bases import LegalBasis
from .books import PaperNumbers, RegisterBook, RegisterEntry, RegisterSeries
from .copies import DocumentCopy
from .drafts import Draft, DraftAnnex
from .mandates import SigningMandate
from .register import Document, RegisterCounter
from .signatures import Signature, SigningMeans

__all__ = [
    "Document",
    "DocumentCopy",
    "Draft",
    "DraftAnnex",
    "LegalBasis",
    "PaperNumbers",
    "RegisterBook",
    "RegisterCounter",
    "RegisterEntry",
    "RegisterSeries",
    "Signature",
    "SigningMandate",
    "SigningMeans",
]
