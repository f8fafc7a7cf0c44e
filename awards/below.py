"""What offices below did about nominations that they sent up: the votes of their councils, the opinions of the agencies
that they asked, the submission with which it came.

Votes and opinions belong to the nomination below; the office above reads them beside its own nomination.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from core.dates import vn_date
from documents.models import Document
from units.models import User

from .models import AgendaItem, Dossier, Forwarded, Forwarding, Meeting, Nomination, Opinion, OpinionRequest
from .permissions_council import barred
from .permissions_hearing import can_read_request


@dataclass(frozen=True)
class Vote:
    """One vote of a council below; `paper` are its minutes once they have a number, `opens` whether the reader may
    open them."""

    item: AgendaItem
    paper: Document | None
    opens: bool

    @property
    def said(self) -> str:
        return vote_said(self.item)


@dataclass(frozen=True)
class Heard:
    """What one agency answered to an office below; `opens` whether the reader may open the request."""

    opinion: Opinion
    opens: bool


@dataclass
class Below:
    """What was voted and heard of one nomination in the offices below, the first first."""

    votes: list[Vote] = field(default_factory=list)
    opinions: list[Heard] = field(default_factory=list)


def vote_said(item: AgendaItem) -> str:
    """ "Hội đồng … họp ngày 02/12/2026 thông qua: 3/5 phiếu đồng ý, 60,0%, tính trên số thành viên dự họp"."""
    day, result = vn_date(timezone.localdate(item.meeting.starts_at)), "thông qua" if item.passed else "không thông qua"
    return f"{item.meeting.council.name} họp ngày {day} {result}: {item.figures}"


def _sources(nominations: Iterable[int]) -> dict[int, int]:
    """Return the ids of what was sent up as some nominations, and of what stood below that, each with the id of the
    nomination in question; a query a level."""
    level = {pk: pk for pk in nominations}
    found: dict[int, int] = {}
    while level:
        pairs = Forwarded.objects.filter(above__in=level).values_list("nomination", "above")
        level = {below: level[above or 0] for below, above in pairs}
        found |= level
    return found


def _voted_on(nominations: Iterable[int]) -> list[AgendaItem]:
    """Return the votes that ended meetings counted about some nominations, the latest last."""
    items = AgendaItem.objects.filter(
        nomination__in=nominations, state=AgendaItem.State.COUNTED, meeting__state=Meeting.State.CLOSED
    ).select_related("meeting__council__unit", "meeting__minutes__document")
    return list(items.order_by("meeting__closed_at", "pk"))


def votes_below(nominations: Iterable[Nomination]) -> dict[int, AgendaItem]:
    """Return, by id, the latest vote of a council below on those that it sent up; none for all others."""
    sources = _sources(row.pk for row in nominations)
    return {sources[item.nomination_id]: item for item in _voted_on(sources)} if sources else {}


def below_of(nominations: Iterable[Nomination], user: User) -> dict[int, Below]:
    """Return, by id, what offices below voted and heard, but for what the user declared a conflict about there; a
    number of queries that does not grow with the nominations."""
    sources = _sources(row.pk for row in nominations)
    if not sources:
        return {}
    shut = Nomination.objects.filter(barred(user), pk__in=sources).values_list("pk", flat=True)
    for pk in list(shut):
        sources.pop(pk)
    items = _voted_on(sources)
    opinions = Opinion.objects.filter(nomination__in=sources, request__cancelled_at=None)
    opinions = opinions.select_related("request__agency", "request__round__unit").order_by("request__due_on", "pk")
    found: dict[int, Below] = {}
    papers = {item.pk: item.meeting.minutes.document if item.meeting.minutes else None for item in items}
    issued = [paper.pk for paper in papers.values() if paper]
    open_papers = set(Document.objects.visible_to(user).filter(pk__in=issued).values_list("pk", flat=True))
    for item in items:
        paper = papers[item.pk]
        vote = Vote(item, paper, bool(paper and paper.pk in open_papers))
        found.setdefault(sources[item.nomination_id], Below()).votes.append(vote)
    rows = list(opinions)
    asked = OpinionRequest.objects.visible_to(user).filter(pk__in={row.request_id for row in rows})
    open_requests = set(asked.values_list("pk", flat=True))
    for row in rows:
        opens = row.request_id in open_requests and can_read_request(user, row.request)
        found.setdefault(sources[row.nomination_id], Below()).opinions.append(Heard(row, opens))
    return found


def sent_with(nominations: Iterable[Nomination]) -> dict[int, Forwarding]:
    """Return, by id, the forwarding by which an office below sent a nomination up; one query."""
    rows = Forwarded.objects.filter(above__in=[row.pk for row in nominations]).exclude(
        result=Forwarded.Result.CALLED_BACK
    )
    rows = rows.select_related("forwarding__paper__document", "forwarding__round__unit")
    one: dict[int, Forwarding] = {}  # the same for all of its nominations: what it has read it reads once
    return {row.above_id or 0: one.setdefault(row.forwarding_id, row.forwarding) for row in rows}


def by_hand(nominations: Iterable[Nomination]) -> list[Nomination]:
    """Return those whose votes the unit writes down: no council below voted on them in here."""
    rows = list(nominations)
    voted = votes_below(rows)
    return [row for row in rows if row.pk not in voted]


def waiting_papers(dossiers: Iterable[int]) -> list[Forwarding]:
    """Return the forwardings into some dossiers whose submission is neither signed nor numbered."""
    rows = Forwarding.objects.filter(dossier__in=list(dossiers), items__result=Forwarded.Result.WAITING).distinct()
    return [row for row in rows.select_related("paper__document", "round__unit") if not row.signed]


@dataclass(frozen=True)
class PapersUp:
    """The submissions with which a dossier came, each with whether the reader may open the forwarding; `whole` when
    they tell of all of its nominations, so that it needs no other."""

    rows: list[tuple[Forwarding, bool]]
    whole: bool


def papers_up(dossier: Dossier, user: User) -> PapersUp:
    """Return them; a number of queries that does not grow with them."""
    rows = list(Forwarding.objects.filter(dossier=dossier).select_related("paper__document", "round__unit"))
    seen = Forwarding.objects.visible_to(user).filter(dossier=dossier)
    open_ = set(seen.values_list("pk", flat=True)) if rows else set()
    listed = [(row, row.pk in open_) for row in reversed(rows)]
    return PapersUp(listed, bool(rows) and wholly_sent_up(dossier))


def wholly_sent_up(dossier: Dossier) -> bool:
    """Whether each nomination of a dossier was sent up by the office, so that one submission serves both."""
    return dossier.nominations.exists() and not dossier.nominations.filter(forwarded_from=None).exists()
