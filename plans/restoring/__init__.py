"""Restoring a plan that an OCR broke: the clean wording is proposed from plans that say nearly the same. Pure."""

from .decoding import Decoded, Doubt
from .places import Place, places, with_changes
from .restoration import Proposal, Restoration, restore

__all__ = ["Decoded", "Doubt", "Place", "Proposal", "Restoration", "places", "restore", "with_changes"]
