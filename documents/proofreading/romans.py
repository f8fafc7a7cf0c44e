"""Roman numbers of headings and annexes."""

from __future__ import annotations

_SIGNS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(value: int) -> str:
    """Return the Roman number of 1 to 39."""
    text = ""
    for size, sign in _SIGNS:
        while value >= size:
            text, value = text + sign, value - size
    return text


def roman_value(text: str) -> int:
    """Return the value of a Roman number up to 39, 0 when it is none."""
    return next((value for value in range(1, 40) if roman(value) == text), 0)
