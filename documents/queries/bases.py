"""Reads of the legal bases."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, Value, When

from core.lists import matches
from core.text import fold
from units.models import Unit

from .. import citing
from ..citing import NAMED_TYPES
from ..models import LegalBasis

_LOCAL = re.compile(r"(?:uy ban|hoi dong) nhan dan ((?:tinh|thanh pho|xa|phuong|dac khu) .+)")

_LOOKED_AT = 100  # rows among which a writer's choice is sought


def bases(*, text: str = "", on: dt.date | None = None, confidence: str = "") -> QuerySet[LegalBasis]:
    """Return legal bases, the newest first: those in force on a day, those of one degree of confidence.

    Who types a number wants that document before those which only speak of it.
    """
    found = LegalBasis.objects.select_related("replaced_by")
    if on:
        found = found.in_force_on(on)
    if confidence:
        found = found.filter(confidence=confidence)
    if not text:
        return found
    numbers = [word for word in fold(text).split() if word[:1].isdigit()]
    meant = Q(*(("number_key__startswith", number) for number in numbers)) if numbers else Q(pk__in=[])
    nearest = Case(When(meant, then=Value(0)), default=Value(1))
    return found.filter(matches(text)).order_by(nearest, "-issued_on", "number")


def to_pick(text: str, day: dt.date) -> list[LegalBasis]:
    """Return what a writer most likely means: in force on the day, of that number, called so, ours, confirmed first."""
    said = fold(text).strip()
    digits = re.compile(r"\d")
    own = [fold(name) for name in Unit.objects.values_list("name", flat=True)]

    def distance(basis: LegalBasis) -> tuple[bool, bool, bool, bool, bool]:
        name = fold(f"{basis.type_name} {basis.number}")
        numbered = bool(digits.search(said)) and all(word in name for word in said.split())
        called = bool(said) and fold(basis.subject).startswith(said)
        unsure = basis.confidence == LegalBasis.Confidence.UNVERIFIED
        return not basis.in_force(day), not numbered, not called, _of_another_place(basis, own), unsure

    return sorted(bases(text=text)[:_LOOKED_AT], key=distance)


def _of_another_place(basis: LegalBasis, own: Sequence[str]) -> bool:
    """Whether the people's committee or council of a place that is not in the tree issued it."""
    place = _LOCAL.match(fold(basis.issuer_name))
    return place is not None and not any(place.group(1) in name for name in own)


def alike(basis: LegalBasis) -> list[LegalBasis]:
    """Return the bases that are easily taken for this one: the same leading number, another suffix."""
    leading = re.match(r"\d+", basis.number)
    if leading is None:
        return []
    others = LegalBasis.objects.filter(number_key__startswith=leading.group()).exclude(pk=basis.pk)
    return [other for other in others if re.match(rf"{leading.group()}(?!\d)", other.number)]


def ending_between(first: dt.date, last: dt.date) -> QuerySet[LegalBasis]:
    """Return the bases whose last day in force lies between the two days, both included."""
    return LegalBasis.objects.filter(in_force_to__range=(first, last)).select_related("replaced_by")


@dataclass(frozen=True)
class Citation:
    """How a text names a basis: what it wrote of number, title and day."""

    number: str = ""
    title: str = ""
    date: dt.date | None = None


def find_cited(citations: Sequence[Citation]) -> list[LegalBasis | None]:
    """Return the basis that each citation means, None when in doubt; one query for any number of citations.

    By the whole number, and by the day where several issuers or years share it; of a law by its name with its
    day or year, because it is cited without number (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.6.a).
    """
    keys = {fold(citation.number).replace(" ", "") for citation in citations if citation.number}
    wanted = Q(number_key__in=keys)
    if any(not citation.number for citation in citations):
        wanted |= Q(type_name__in=NAMED_TYPES)
    known = list(LegalBasis.objects.filter(wanted)) if citations else []
    return [_by_number(citation, known) if citation.number else _by_name(citation, known) for citation in citations]


def _by_number(citation: Citation, known: list[LegalBasis]) -> LegalBasis | None:
    key = fold(citation.number).replace(" ", "")
    found = [basis for basis in known if basis.number_key == key]
    if len(found) > 1:
        found = [basis for basis in found if basis.issued_on == citation.date]
    return found[0] if len(found) == 1 else None


def _by_name(citation: Citation, known: list[LegalBasis]) -> LegalBasis | None:
    said = fold(citation.title)
    year = re.search(r"\bnam (\d{4})\b", said)
    laws = [law for law in known if citing.is_named(law) and law.issued_on and fold(law.subject) in said]
    if citation.date:
        laws = [law for law in laws if law.issued_on == citation.date]
    elif year:
        laws = [law for law in laws if law.issued_on and law.issued_on.year == int(year.group(1))]
    return laws[0] if len(laws) == 1 else None
