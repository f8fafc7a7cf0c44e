"""Drafts of a meeting's papers: written, signed and numbered where all documents are."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from documents.kinds import INVITATION, MINUTES
from documents.models import Draft
from documents.services import create_draft, save_draft
from units.models import User

from ..models import Meeting
from ..papers import meetings as papers
from ..papers.keeping import drafter_of
from .steps import locked

# Paper → its kind, how its words are made, and the state of the meeting from which it can be made.
PAPERS: dict[str, tuple[str, Callable[[Meeting], dict[str, Any]]]] = {
    "invitation": (INVITATION, papers.invitation),
    "minutes": (MINUTES, papers.minutes),
    "counting_minutes": (MINUTES, papers.counting_minutes),
}


@transaction.atomic
def draft_paper(*, actor: User, meeting: Meeting, paper: str) -> Draft:
    """Begin a paper as a draft with the meeting's words in it; the one that was begun before stays.

    Raises Refused for minutes of a meeting that has not ended, or for the count where nothing was secret.
    """
    meeting = locked(meeting)
    known: Draft | None = getattr(meeting, paper)
    if known:
        return known
    if paper != "invitation" and meeting.state != Meeting.State.CLOSED:
        raise Refused("Biên bản được lập khi phiên họp đã kết thúc. Hãy kiểm phiếu hết các nội dung rồi kết thúc họp.")
    if paper == "counting_minutes" and not any(item.secret for item in meeting.items.all()):
        raise Refused("Phiên họp này không có nội dung bỏ phiếu kín nên không có biên bản kiểm phiếu.")
    kind, words = PAPERS[paper]
    unit = meeting.council.unit
    issuer = unit.issuer
    if issuer is None:
        raise Refused(f"{unit.name} chưa được thiết lập để ban hành văn bản; hãy nhờ quản trị hệ thống.")
    # Minutes are read by those who keep or sit in the council only: no unit below the office has a part in them.
    drafter = drafter_of(actor, unit) if kind != MINUTES else None
    draft = create_draft(kind=kind, issuer=issuer, drafting_unit=drafter or unit, actor=actor)
    draft = save_draft(draft=draft, values=words(meeting), annexes=None, version=draft.version, actor=actor)
    setattr(meeting, paper, draft)
    meeting.save(update_fields=[paper])
    record(actor=actor, action="awards.draft_paper", target=meeting, after={"paper": paper, "draft": draft.pk})
    return draft
