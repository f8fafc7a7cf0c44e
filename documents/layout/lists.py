"""Lists that end with ";" and ".": recipients and addressees."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from .. import inline
from ..measure import text_width
from ..official import OfficialDocument
from .widths import TEXT_WIDTH

# Lines of recipients that stand beside a signature, and those left there when the list is longer.
_MOST_BESIDE, _FEW_BESIDE = 40, 12


def closed(text: str, mark: str) -> str:
    """Return the text closed by the mark instead of another full stop or semicolon."""
    text = text.rstrip()
    if text.endswith(("...", "…", ",", ":")):
        return text
    return (text[:-1].rstrip() if text.endswith((".", ";")) else text) + mark


def recipients_of(document: OfficialDocument) -> list[SafeString]:
    """Return the lines under "Nơi nhận:", the last one with the mark of who drafted it."""
    items = _closed_list(_without_dashes(document.recipients))
    if items and document.drafter_mark:
        items[-1] += f" {document.drafter_mark}"
    return [inline.html(item) for item in items]


def recipients_beside(recipients: Sequence[str]) -> int:
    """Return how many recipients stand beside the signature; of a list longer than a page the rest goes on below.

    So the signature stays with the last lines of the text however many agencies the document is sent to.
    """
    lines = [1 + int(text_width(inline.visible(f"- {item}"), 11) / (0.45 * TEXT_WIDTH - 8)) for item in recipients]
    if sum(lines) <= _MOST_BESIDE:
        return len(lines)
    return next(place for place in range(len(lines), 0, -1) if place == 1 or sum(lines[:place]) <= _FEW_BESIDE)


def addressees_of(addressees: Sequence[str]) -> list[SafeString]:
    """Return the lines after "Kính gửi:"; one alone has no mark."""
    items = _without_dashes(addressees)
    return [inline.html(item) for item in (items if len(items) == 1 else _closed_list(items))]


def _closed_list(items: Sequence[str]) -> list[str]:
    return [closed(item, "." if index == len(items) - 1 else ";") for index, item in enumerate(items)]


def _without_dashes(items: Sequence[str]) -> list[str]:
    found = [item.strip() for item in items if item.strip()]
    return [item[1:].lstrip() if item[:1] in "-–" else item for item in found]
