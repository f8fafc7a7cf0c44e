"""The components of a dossier that the procedure asks for: which are there, which are missing, where to mend it.

What the system makes (`made_here`) ticks itself: submission, its list, report, minutes of the meeting; everything else
is a file attached to the nomination under the component's name. An award without a procedure asks for nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from .below import sent_with, vote_said, votes_below
from .content import SHORT_WAY, unwritten
from .made_here import FROM_HERE, LIST, MINUTES, REPORT, SUBMISSION, kind_of
from .models import AgendaItem, Attachment, Forwarding, Nomination, UnitMinutes
from .rulebook import Rulebook
from .way import procedure_of

NO_VOTES = "chưa ghi số phiếu"  # the minutes are there, without the count for this nominee
NOT_SIGNED = "chưa ký và lấy số"


@dataclass(frozen=True)
class Part:
    """One component of one nomination. `url` leads to where it is made or attached, "" where nobody has to; `note` says
    what of it is missing when it has been begun, and of what came from an office below where it is from."""

    code: str
    name: str
    article: str
    required: bool
    done: bool
    url: str
    note: str = ""

    @property
    def uploaded(self) -> bool:
        """Whether it is a file that the unit attaches."""
        return self.code not in FROM_HERE

    @property
    def said(self) -> str:
        return f"{self.name}: {self.note}" if self.note else self.name

    @property
    def lacking(self) -> bool:
        return self.required and not self.done

    @property
    def label(self) -> str:
        return "Đã có" if self.done else "Còn thiếu" if self.required else "Không bắt buộc"

    @property
    def chip(self) -> str:
        return "done" if self.done else "late" if self.required else "neutral"


def parts_of(nominations: Iterable[Nomination], book: Rulebook | None = None) -> Mapping[int, list[Part]]:
    """Return the components by nomination id, in a number of queries that does not grow with them.

    Nominations need their round, award and dossier. What goes the short way needs no minutes (Luật 06/2022/QH15,
    Điều 85).
    """
    rows, book = list(nominations), book or Rulebook()
    minutes = UnitMinutes.objects.filter(dossier__in={row.dossier_id for row in rows})
    attached = Attachment.objects.filter(nomination__in=rows).exclude(component="")
    known = _Known(
        set(minutes.values_list("dossier_id", flat=True)),
        set(attached.values_list("nomination_id", "component")),
        votes_below(rows),
        sent_with(rows),
    )
    return {row.pk: _parts(row, book, known) for row in rows}


@dataclass(frozen=True)
class _Known:
    """What the components of some nominations rest on: minutes by dossier, files, and of what an office below sent up
    the vote of its council and the forwarding."""

    minutes: set[int]
    attached: set[tuple[int, str]]
    voted: Mapping[int, AgendaItem]
    sent: Mapping[int, Forwarding]


def _parts(nomination: Nomination, book: Rulebook, known: _Known) -> list[Part]:
    procedure = procedure_of(nomination, book)
    found = []
    for component in procedure.components if procedure else ():
        stored = component["code"]
        code = kind_of(stored, component["name"]) or stored
        if code == MINUTES and nomination.round.category in SHORT_WAY:
            continue
        done, note = _made(code, nomination, known)
        done = done or (nomination.pk, stored) in known.attached
        article, required = component.get("article", ""), component.get("required", True)
        url = "" if code == MINUTES and nomination.pk in known.voted else _url(code, nomination, known)
        found.append(Part(code, component["name"], article, required, done, url, note))
    return found


def _made(code: str, nomination: Nomination, known: _Known) -> tuple[bool, str]:
    """Return whether the system has it, and what is to be said of it."""
    if code in (SUBMISSION, LIST):
        forwarding = known.sent.get(nomination.pk)
        if forwarding is None:
            return True, ""
        return forwarding.signed, forwarding.paper_said if forwarding.signed else NOT_SIGNED
    if code == REPORT:
        return not unwritten(nomination), ""
    if code != MINUTES:
        return False, ""
    if vote := known.voted.get(nomination.pk):
        return True, vote_said(vote)
    has_minutes = nomination.dossier_id in known.minutes
    done = has_minutes and nomination.votes_for is not None
    return done, NO_VOTES if has_minutes and not done else ""


def _url(code: str, nomination: Nomination, known: _Known) -> str:
    if code in (SUBMISSION, LIST):
        if nomination.pk in known.sent:  # the page that every writer opens; it leads on whoever may go on
            return f"{reverse('awards:dossier_tasks', args=[nomination.dossier_id])}#to-trinh"
        return reverse("awards:submission_pdf", args=[nomination.dossier_id])
    if code == MINUTES:
        return reverse("awards:unit_minutes", args=[nomination.dossier_id])
    anchor = "bao-cao" if code == REPORT else "minh-chung"
    return f"{reverse('awards:nomination_edit', args=[nomination.pk])}#{anchor}"
