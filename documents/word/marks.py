"""The punctuation that the layout sets: where it stands, and what the text had there itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents import inline

from .names import SET_MARKS


@dataclass(frozen=True)
class Marked:
    """A text, the mark that the layout puts behind it, and what stood there before ("" when nothing did)."""

    text: str
    mark: str = ""
    before: str = ""

    @classmethod
    def of(cls, text: str, mark: str, before: str) -> Marked:
        """Return the text with its mark; a mark that was there already, or of a kind we do not keep, is its own."""
        if before == mark or before not in SET_MARKS:
            return cls(text + mark)
        return cls(text, mark, before)


def listed(text: str, mark: str) -> Marked:
    """Close an item of a list by the mark instead of another full stop or semicolon."""
    text = text.rstrip()
    if text.endswith(("...", "…", ",", ":")):
        return Marked(text)
    before = text[-1] if text.endswith((".", ";")) else ""
    return Marked.of(text[:-1].rstrip() if before else text, mark, before)


def ended(text: str) -> Marked:
    """Close a text by the one "./." of the document."""
    whole = inline.with_end_mark(text)
    closing = re.search(r"\*{1,2}$", whole)
    if closing or not whole.endswith(inline.END_MARK):
        return Marked(whole)
    bare = whole[: -len(inline.END_MARK)]
    before = text.rstrip()[len(bare) :].strip() if text.startswith(bare) else None
    return Marked(whole) if before is None else Marked.of(bare, inline.END_MARK, before)
