"""Demo: the legal bases that are shipped with the product. Documents come from the rooms that issue them."""

from types import SimpleNamespace

from .services import load_legal_bases


def load(ctx: SimpleNamespace) -> None:
    """Load the shipped legal bases."""
    load_legal_bases()
