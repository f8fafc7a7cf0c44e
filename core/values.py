"""Plain values from what a request posts as text: nothing that somebody may send makes a page fail."""

from __future__ import annotations

import json
from typing import Any

_DIGITS = 18  # what a database's number holds for certain
_JSON_LENGTH = 100_000


def number(text: str) -> int | None:
    """Return the number that the text is, or None: "²" and "٣" count as digits in Python but are no number here."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def read_json(text: str) -> Any:
    """Return what the JSON text holds; None when there is nothing, when it is none, too long or nested too deep."""
    if not text or len(text) > _JSON_LENGTH:
        return None
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return None


def plain(value: Any) -> str:
    """Return a text that every database and page takes: JSON may hide a NUL or half a letter ("\\ud83d") in one."""
    if isinstance(value, dict | list) or value is None:
        return ""
    return str(value).encode("utf-8", "ignore").decode().replace("\x00", "")
