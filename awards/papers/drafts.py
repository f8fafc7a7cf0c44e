"""The words of a unit's submission and minutes, and of an office's submission, as fields of a draft.

The same words as on the printed papers: their blocks are written out in the markup in which drafts are typed.
"""

from collections.abc import Sequence
from typing import Any

from core.dates import vn_long_date
from documents.official import Block, Heading, ListItem, Paragraph, Row, Table

from ..models import Dossier, Nomination, Round, UnitMinutes
from .hearing import submission_annexes
from .minutes import minutes_body
from .submission import by_decider, round_submission_content, submission_content

Words = tuple[dict[str, Any], list[tuple[str, str]]]


def submission_words(dossier: Dossier, nominations: Sequence[Nomination]) -> Words:
    """Return the fields of a unit's submission, and its annex (title, text): the list."""
    content = submission_content(dossier, nominations, None)
    return _fields(content.subject, content.addressees, content.body), submission_annexes(nominations)[:1]


def round_words(around: Round, nominations: Sequence[Nomination], units: int) -> Words:
    """Return the fields of an office's submission over all that it received, and its annexes: to each authority that
    decides some of it its own list."""
    content = round_submission_content(around, nominations, units, None)
    lists = [
        (f"{title} trình {who}", body)
        for who, rows in by_decider(nominations, around.unit).items()
        for title, body in submission_annexes(rows)[:1]
    ]
    return _fields(content.subject, content.addressees, content.body), lists


def minutes_words(dossier: Dossier, minutes: UnitMinutes, nominations: Sequence[Nomination]) -> Words:
    """Return the fields of the minutes of a unit's meeting; when, where and who stand in fields of their own."""
    absent = [f"Vắng mặt: {minutes.absent}"] if minutes.absent else []
    there = f"{minutes.present}/{minutes.members} người được triệu tập"
    details = {
        "begins": f"{minutes.begins:%H} giờ {minutes.begins:%M}, {vn_long_date(minutes.held_on)}",
        "venue": minutes.place,
        "attendees": "\n".join([there, *absent]),
        "chair": minutes.chair,
        "chair_post": "",
        "secretary": minutes.secretary,
        "ends": f"{minutes.ends:%H} giờ {minutes.ends:%M}, {vn_long_date(minutes.held_on)}" if minutes.ends else "",
    }
    body = markup(minutes_body(dossier, minutes, nominations))
    return {"subject": f"Họp xét đề nghị khen thưởng năm {dossier.round.year}", "details": details, "body": body}, []


def _fields(subject: str, addressees: Sequence[str], body: Sequence[Block]) -> dict[str, Any]:
    return {"subject": subject, "addressees": "\n".join(addressees), "body": markup(body)}


def markup(blocks: Sequence[Block]) -> str:
    """Return blocks as the text in which a draft is typed: a paragraph a line, tables with bars."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Heading):
            lines.append(f"{block.number} {block.text}".strip())
        elif isinstance(block, ListItem):
            lines.append(f"- {block.text}")
        elif isinstance(block, Table):
            rows = [block.head, *(row.cells for row in block.rows if isinstance(row, Row))]
            lines += [f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |" for cells in rows]
    return "\n".join(lines)
