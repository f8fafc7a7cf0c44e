"""The words of one plan as the beginning of another: what belongs to the old paper is left out."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence

from ..changing import Change, around
from ..content import PlanContent
from .kinds import UNIT
from .texts import texts


def copied(source: PlanContent, year: int, subject: str = "", *, other_office: bool = False) -> PlanContent:
    """Return the words for a new draft of that year: without number, day, stamp and the rows' own marks.

    From another office's plan also without its letterhead, recipients and signer.
    """
    content = copy.deepcopy(source)
    content.year, content.number_text, content.issued_on, content.stamp = year, "", None, ""
    content.subject = subject or content.subject
    if other_office:
        content.header_issuer = content.header_superior = content.place = content.recipients = ""
        content.signer_authority = content.signer_title = content.signer_name = ""
    for section in content.sections:
        section.id = None
        for task in section.tasks:
            task.id = None
    return content


def name_changes(content: PlanContent, old_names: Sequence[str], new_name: str) -> Iterator[Change]:
    """Propose the new issuer's name wherever one of the old issuer's names stands."""
    names = sorted({name for name in old_names if len(name) > 3 and name != new_name}, key=len, reverse=True)
    if not names:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)", re.IGNORECASE)
    for text in texts(content):
        for match in pattern.finditer(text.text):
            left, right = around(text.text, match.start(), match.end())
            new = new_name.upper() if match.group().isupper() else new_name
            yield Change(UNIT, text.field, match.group(), new, left, right, text.label)
