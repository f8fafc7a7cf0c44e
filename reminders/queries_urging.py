"""Reads of letters of urging."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from core.dates import today
from documents.models import Document, Draft
from units.models import Role, RoleKind, Unit, User
from units.models.tree import PATH_STEP

from .models import UrgingLetter


@dataclass(frozen=True)
class Urged:
    """A letter as a page shows it: with the address of what this user may open of it, or none."""

    letter: UrgingLetter
    url: str

    @property
    def units(self) -> list[Unit]:
        return list(self.letter.units.all())


def letters_about(user: User, keys: Collection[str]) -> dict[str, list[Urged]]:
    """Return, by work, the letters that the user may know of, the latest first; four queries at most."""
    rows = UrgingLetter.objects.visible_to(user).filter(work_key__in=keys)
    letters = list(rows.select_related("draft__document__replaced_by", "created_by").prefetch_related("units"))
    documents = {letter.draft.document_id for letter in letters if letter.draft.document_id}
    drafts = {letter.draft_id for letter in letters if not letter.draft.document_id}
    readable = _open_to(user, documents, drafts)
    found: dict[str, list[Urged]] = defaultdict(list)
    for letter in letters:
        shown = letter.document or letter.draft
        found[letter.work_key].append(Urged(letter, shown.get_absolute_url() if shown in readable else ""))
    return found


def _open_to(user: User, documents: Collection[int], drafts: Collection[int]) -> set[Document | Draft]:
    """What of these the user may open."""
    found: set[Document | Draft] = set()
    if documents:
        found |= set(Document.objects.visible_to(user).filter(pk__in=documents))
    if drafts:
        found |= set(Draft.objects.visible_to(user).filter(pk__in=drafts))
    return found


def urged_lately(key: str, units: Iterable[Unit]) -> list[UrgingLetter]:
    """Return the letters about this work to one of these units (without any: to one outside) that were written today
    or have not gone out yet."""
    recent = Q(created_at__date=today()) | Q(draft__document=None) | Q(draft__document__issued_on=today())
    to = list(units)
    rows = UrgingLetter.objects.filter(recent, Q(units__in=to) if to else Q(units=None), work_key=key).distinct()
    found = rows.select_related("draft__document", "created_by").prefetch_related("units")
    return [letter for letter in found if letter.counts]


def other_letters_today(letter: UrgingLetter) -> int:
    """Return how many letters about other work were written today to some of the same units."""
    same = UrgingLetter.objects.filter(created_at__date=today(), units__in=letter.units.all())
    return same.exclude(work_key=letter.work_key).distinct().count()


def is_fresh(letter: UrgingLetter) -> bool:
    """Whether its units need no other one today: it is being written, or was written or issued today."""
    document = letter.document
    if document is None:
        return True
    return letter.counts and today() in (document.issued_on, timezone.localdate(letter.created_at))


def people_of(units: Iterable[Unit]) -> list[int]:
    """Return the ids of those who do the units' work: their staff and heads, else those of the nearest unit above
    that has some; one query."""
    chains = [[unit.path[:end] for end in range(len(unit.path), 0, -PATH_STEP)] for unit in units]
    roles = Role.objects.in_force_on(today()).filter(
        kind__in=(RoleKind.STAFF, RoleKind.HEAD),
        unit__path__in={path for chain in chains for path in chain},
        user__is_active=True,
    )
    people: dict[str, set[int]] = defaultdict(set)
    for path, user in roles.values_list("unit__path", "user_id"):
        people[path].add(user)
    nearest = (next((people[path] for path in chain if path in people), set()) for chain in chains)
    return sorted(set().union(*nearest))
