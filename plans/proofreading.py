"""A plan as proofreading reads it: every field the editor has, with its text word for word.

Fields are named as the editor names them: "subject", "opening", "closing", "recipients", "signer_title",
"signer_name", "section:<uid>:heading|body|after", "task:<key>:content|agencies|cooperating|time" and, for a column
that only this table has, "task:<key>:<column>". <uid> is the section's id and <key> the task's, or "<uid>.<row>" for
a task that is not stored yet. Offsets in a finding count in the text of its field.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError

from core.dates import today
from documents.models import LegalBasis
from documents.proofreading import BasisFact, Finding, HeadingFact, Passage, ProofText, TaskFact, check
from documents.proofreading import shapes as proof
from documents.services.bases import SHIPPED
from units.models import Unit

from .content import PlanContent, SectionContent, TaskContent, from_plan, from_read
from .models import DismissedFinding, Plan
from .outline import task_numbers
from .reading import shapes
from .reading.shapes import ReadPlan
from .reading.sources import read_file

_FIELD_NAMES = {"subject": "Trích yếu", "opening": "Phần mở đầu", "closing": "Lời kết", "recipients": "Nơi nhận"}
_PLAIN_FIELDS = frozenset({"subject", "opening", "closing", "recipients", "signer_title", "signer_name"})
_SPAN = re.compile(r"((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)")


def findings_of(plan: Plan) -> list[Finding]:
    """Return what proofreading finds in a stored plan."""
    return check(proof_text_of(plan))


def proof_text_of(plan: Plan) -> ProofText:
    """Return a stored plan as proofreading reads it, with the units and the legal bases that are known."""
    return text_of(from_plan(plan), finished=plan.in_force, units=unit_names(), bases=known_bases())


@dataclass(frozen=True)
class Proof:
    """What proofreading says of a plan now: what is open by its weight, and what was set aside."""

    errors: list[Finding]
    warnings: list[Finding]
    notes: list[Finding]
    dismissed: list[DismissedFinding]

    @property
    def open(self) -> list[Finding]:
        """All that is open, the heaviest first."""
        return [*self.errors, *self.warnings, *self.notes]

    @property
    def certain(self) -> list[Finding]:
        """What one press can mend."""
        return [each for each in self.open if each.certain]


def proof_of(plan: Plan) -> Proof:
    """Return the findings of a stored plan, without those that somebody set aside with a reason."""
    dismissed = list(plan.dismissed_findings.select_related("dismissed_by"))
    keys = {each.key for each in dismissed}
    found = [each for each in findings_of(plan) if each.key not in keys]
    errors, warnings, notes = (
        [each for each in found if each.severity == severity] for severity in (proof.ERROR, proof.WARNING, proof.NOTE)
    )
    return Proof(errors, warnings, notes, dismissed)


def mended(content: PlanContent, findings: Sequence[Finding]) -> tuple[PlanContent, int]:
    """Return the content with these findings mended, and how many could be: those whose words still stand there."""
    count = 0
    by_field: dict[str, list[Finding]] = {}
    for each in findings:
        by_field.setdefault(each.field, []).append(each)
    for name, own in by_field.items():
        place = _place_of(content, name)
        if place is None:
            continue
        text, before = _text_at(*place), None
        for each in sorted(own, key=lambda finding: finding.start, reverse=True):
            if text[each.start : each.end] != each.words or (before is not None and each.end > before):
                continue
            text, before, count = text[: each.start] + each.suggestion + text[each.end :], each.start, count + 1
        _put_at(*place, text)
    return content, count


def _text_at(holder: object, name: str) -> str:
    return str(holder.get(name, "") if isinstance(holder, dict) else getattr(holder, name))


def _put_at(holder: object, name: str, text: str) -> None:
    if isinstance(holder, dict):
        holder[name] = text
    else:
        setattr(holder, name, text)


def _place_of(content: PlanContent, name: str) -> tuple[object, str] | None:
    """Return what holds a field's text, and the name of the attribute or of the cell in it."""
    if name in _PLAIN_FIELDS:
        return content, name
    kind, _, rest = name.partition(":")
    key, _, part = rest.rpartition(":")
    for section in content.sections:
        if kind == "section" and section.uid == key:
            return section, {"heading": "heading", "body": "body", "after": "body_after"}[part]
        for place, task in enumerate(section.tasks):
            if kind == "task" and key in (str(task.id or ""), f"{section.uid}.{place}"):
                return (task.extra if part in task.extra else task), part
    return None


def proof_text_of_file(name: str, data: bytes) -> ProofText:
    """Return a file as proofreading reads it. Raises `Refused` when it holds no plan.

    The numbers of the headings are those of the file: an import would count them anew.
    """
    return read_text(read_file(name, data), units=unit_names(), bases=known_bases())


def read_text(read: ReadPlan, *, units: Sequence[str] = (), bases: Sequence[BasisFact] = ()) -> ProofText:
    """Return a plan that was read from a file, as proofreading reads it."""
    content = from_read(read)
    given = [section.number for section in read.walk()]
    return text_of(content, finished=True, units=units, bases=bases, given=given)


def text_of(
    content: PlanContent,
    *,
    finished: bool,
    units: Sequence[str] = (),
    bases: Sequence[BasisFact] = (),
    given: Sequence[str] | None = None,
) -> ProofText:
    """Return the plan as proofreading reads it.

    `finished` says that it claims to be issued; `given` are the numbers that a file gave its sections.
    """
    labels = _labels(content)
    annexes = sum(section.numbering == shapes.ANNEX for section in content.sections)
    return ProofText(
        passages=list(_passages(content, labels)),
        year=content.year,
        years=_years(content),
        issued_on=content.issued_on,
        today=today(),
        number=content.number_text,
        place=content.place,
        recipients=content.recipients.splitlines(),
        signer_title=content.signer_title or content.signer_authority,
        signer_name=content.signer_name,
        finished=finished,
        ends_with_mark=given is None,
        annexes=annexes,
        units=units,
        people=[content.signer_name] if content.signer_name else [],
        bases=bases,
        headings=_headings(content, labels, given) if given is not None else [],
        tasks=list(_tasks(content, labels)),
    )


def known_bases() -> list[BasisFact]:
    """Return the catalogue of legal bases; those shipped with the product where no database is at hand."""
    try:
        rows = list(LegalBasis.objects.select_related("replaced_by"))
    except DatabaseError:
        rows = []
    return [_fact(row) for row in rows] if rows else _shipped()


def unit_names() -> list[str]:
    """Return the names and short names of the living units; none where no database is at hand."""
    try:
        rows = list(Unit.objects.filter(dissolved_on=None).values_list("name", "short_name"))
    except DatabaseError:
        return []
    return [name for row in rows for name in row if name]


def _fact(row: LegalBasis) -> BasisFact:
    return BasisFact(
        number=row.number,
        kind=row.type_name,
        subject=row.subject,
        issuer=row.issuer_name,
        issued_on=row.issued_on,
        in_force_from=row.in_force_from,
        in_force_to=row.in_force_to,
        replaced_by=str(row.replaced_by) if row.replaced_by else "",
        sure=row.confidence != LegalBasis.Confidence.UNVERIFIED,
        read=row.confidence == LegalBasis.Confidence.CONFIRMED,
    )


def _shipped() -> list[BasisFact]:
    entries: list[dict[str, Any]] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["basis"]
    kinds = {entry["number"]: entry["type_name"] for entry in entries}
    found = []
    for entry in entries:
        successor = entry.get("replaced_by", "")
        confidence = entry.get("confidence", LegalBasis.Confidence.UNVERIFIED)
        found.append(
            BasisFact(
                number=entry["number"],
                kind=entry["type_name"],
                subject=entry.get("subject", ""),
                issuer=entry.get("issuer_name", ""),
                issued_on=entry.get("issued_on"),
                in_force_from=entry.get("in_force_from"),
                in_force_to=entry.get("in_force_to"),
                replaced_by=f"{kinds[successor]} số {successor}" if successor else "",
                sure=confidence != LegalBasis.Confidence.UNVERIFIED,
                read=confidence == LegalBasis.Confidence.CONFIRMED,
            )
        )
    return found


def _years(content: PlanContent) -> frozenset[int]:
    years = {content.year} if content.year else set()
    for first, last in _SPAN.findall(content.subject):
        years |= set(range(int(first), min(int(last), int(first) + 30) + 1))
    return frozenset(years)


def _labels(content: PlanContent) -> list[str]:
    """Return what a reader calls each section: "Mục II.1", "Phụ lục"."""
    above: dict[int, str] = {}
    labels = []
    for section, number in zip(content.sections, content.numbers(), strict=True):
        above = {level: label for level, label in above.items() if level < section.level}
        if section.numbering in (shapes.ANNEX, shapes.PART):
            label = number or "Phụ lục"
        else:
            parent = above[max(above)] if above else ""
            own = number.rsplit(".", 1)[-1] if section.numbering == shapes.DECIMAL else number
            label = f"{parent}.{own}" if parent.startswith("Mục") and own else f"Mục {own}" if own else parent or "Mục"
            if parent and not parent.startswith("Mục") and own:
                label = f"Mục {own} của {parent}"
        above[section.level] = label
        labels.append(label)
    return labels


def _passages(content: PlanContent, labels: Sequence[str]) -> Iterator[Passage]:
    yield _head("subject", content.subject, proof.SUBJECT)
    yield _head("opening", content.opening, proof.OPENING)
    for section, label in zip(content.sections, labels, strict=True):
        uid = section.uid
        yield Passage(f"section:{uid}:heading", label, section.heading, proof.HEADING)
        yield Passage(f"section:{uid}:body", label, section.body, proof.BODY)
        for task, number, key in _rows(section):
            where = f"{label}, nhiệm vụ {number}" if number else f"{label}, nhiệm vụ"
            yield Passage(f"{key}:content", where, task.content, proof.TASK)
            yield Passage(f"{key}:agencies", where, task.agencies, proof.AGENCIES)
            yield Passage(f"{key}:cooperating", where, task.cooperating, proof.COOPERATING)
            yield Passage(f"{key}:time", where, task.time, proof.TIME)
            for name, cell in task.extra.items():
                yield Passage(f"{key}:{name}", where, cell, proof.CELL)
        yield Passage(f"section:{uid}:after", label, section.body_after, proof.BODY)
    yield _head("closing", content.closing, proof.CLOSING)
    yield _head("recipients", content.recipients, proof.RECIPIENTS)
    yield Passage("signer_title", "Người ký", content.signer_title, proof.SIGNER)
    yield Passage("signer_name", "Người ký", content.signer_name, proof.SIGNER)


def _head(field: str, text: str, kind: str) -> Passage:
    return Passage(field, _FIELD_NAMES[field], text, kind)


def _rows(section: SectionContent) -> Iterator[tuple[TaskContent, str, str]]:
    """Yield each task that says something, with its printed number and its key."""
    numbers = task_numbers(section.tasks, restart=section.numbers_restart)
    for place, (task, number) in enumerate(zip(section.tasks, numbers, strict=True)):
        if not task.empty:
            yield task, number, f"task:{task.id or f'{section.uid}.{place}'}"


def _tasks(content: PlanContent, labels: Iterable[str]) -> Iterator[TaskFact]:
    for section, label in zip(content.sections, labels, strict=True):
        owned = not section.columns or section.has_column(shapes.AGENCIES)
        for task, number, key in _rows(section):
            yield TaskFact(
                key=key,
                section=label,
                number=number,
                content=task.content,
                agencies=task.agencies,
                cooperating=task.cooperating,
                time=task.time,
                quarter=task.quarter,
                group=task.group,
                due_on=task.due_on,
                wants_owner=owned,
            )


def _headings(content: PlanContent, labels: Sequence[str], given: Sequence[str]) -> list[HeadingFact]:
    above: dict[int, str] = {}
    found = []
    for place, (section, number, label) in enumerate(zip(content.sections, given, labels, strict=True)):
        above = {level: uid for level, uid in above.items() if level < section.level}
        if section.numbering not in (shapes.ANNEX, shapes.PLAIN):
            parent = above[max(above)] if above else ""
            found.append(HeadingFact(f"section:{section.uid}:heading", label, section.numbering, number, parent))
        above[section.level] = str(place)
    return found
