"""What was read of a Word file, before it becomes a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.text import fold
from documents.kinds import KINDS, OFFICIAL_LETTER

from .names import Style

KIND_NAMES = {fold(name): code for code, name in KINDS.items() if code != OFFICIAL_LETTER}


@dataclass
class ReadAnnex:
    """An annex of the file; `label` is what stands above its title ("Phụ lục I", "Quy chế")."""

    label: str = "Phụ lục"
    title: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    landscape: bool = False


@dataclass
class ReadDocument:
    """What the file says; `body` in the markup of `documents.markup`, a line each."""

    kind: str = ""
    subject: list[str] = field(default_factory=list)
    authority_line: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    annexes: list[ReadAnnex] = field(default_factory=list)
    urgency: str = ""
    drafter_mark: str = ""  # "PL.(300)"
    circulation: str = ""
    contact: str = ""
    sender: str = ""  # of a telegram
    post: str = ""  # what stands above the signer's name


@dataclass(frozen=True)
class FoundLine:
    """A line of the file: its text, its style when it is ours, whether it is a row of a table."""

    text: str
    style: Style | None = None
    row: bool = False
    page_end: str = ""  # "landscape" or "portrait" at the end of a part


def without_about(text: str) -> str:
    """Return the subject of a công văn without its "V/v"."""
    return re.sub(r"^(?:v/v|về việc)\s*:?\s*", "", text, flags=re.IGNORECASE)


def addressees_of(text: str) -> list[str]:
    """Return the addressees of a line of Kính gửi: after the colon, or after a dash."""
    text = re.sub(r"^[^-–:]{0,40}:\s*", "", text, count=1) if not text.startswith(("-", "–")) else text
    text = re.sub(r"^[-–]\s*", "", text).rstrip(" ;.")
    return [text] if text else []
