"""What should change when a plan goes from one year to another, and what somebody must look at."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.dates import vn_date

from ..changing import Change, around
from ..content import PlanContent
from ..reading.dates import find_dates
from .kinds import ANNIVERSARY, BASIS, DUE, NEW_NUMBER, ORDINAL, SCHOOL, TERM, TIME, UNKNOWN_BASIS, YEAR
from .texts import Cited, Text, citations, texts

_YEAR = re.compile(r"(?:\b(?:[Nn]ăm|NĂM|[Xx]uân|[Tt]ết)\s+|(?<=\bvà\s))(20\d\d)\b(?!\s*[-–/]\s*(?:20)?\d)")
_MONTH = re.compile(
    r"(?:\b[Tt]háng\s+(?:0?[1-9]|1[0-2])|\b[Qq]uý\s+(?:IV|I{1,3}|[1-4]))\s*(?:/|\s+năm\s+)\s*(20\d\d)\b"
)
_SCHOOL = re.compile(r"\b[Nn]ăm học\s+(20\d\d)\s*[-–]\s*(20\d\d)\b")
_TERM = re.compile(r"(?:giai đoạn|nhiệm kỳ|5 năm|05 năm|năm năm)\s*\(?\s*(20\d\d)\s*[-–]\s*(20\d\d)", re.IGNORECASE)
_ANNIVERSARY = re.compile(r"(?:kỷ niệm|lần thứ)\s+(?:lần thứ\s+)?(\d{1,4})\s+năm\b|kỷ niệm lần thứ\s+(\d{1,4})\b", re.I)
_ORDINAL = re.compile(r"(?:lần thứ|khóa|khoá)\s+(?:[IVXLC]+|\d{1,3})\b(?!\s*năm)")
_OWN = frozenset({"Chỉ thị", "Kế hoạch", "Công văn", "Hướng dẫn", "Thông báo", "Quyết định", "Chương trình", "Báo cáo"})
_NATIONAL = re.compile(r"/(?:20\d\d/)?(?:NĐ-CP|QH\d+|TT-|TTLT-|UBTVQH)|CT-TTg|QĐ-TTg|-CT/TW|-NQ/TW|NQ-CP|-KL/TW", re.I)
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class BasisFact:
    """What the catalogue knows of a cited document: until when it holds, and how its successor is cited."""

    name: str
    in_force: bool
    ends_on: dt.date | None = None
    successor: str = ""


BasisLookup = Callable[[Cited, str], BasisFact | None]


def proposals(content: PlanContent, old_year: int, new_year: int, basis_of: BasisLookup) -> list[Change]:
    """Return all changes and marks for a plan of `old_year` that becomes one of `new_year`, in the plan's order."""
    roller = _Roller(old_year, new_year, basis_of)
    found: list[Change] = []
    for text in texts(content):
        found += sorted(roller.changes(text), key=lambda change: text.text.find(change.left + change.before))
    found += roller.due_dates(content)
    return found


class _Roller:
    def __init__(self, old_year: int, new_year: int, basis_of: BasisLookup) -> None:
        self._old, self._new, self._shift = old_year, new_year, new_year - old_year
        self._basis_of = basis_of
        self._marked: set[tuple[str, str]] = set()

    def changes(self, text: Text) -> Iterator[Change]:
        """All for one text. A place that one rule has dealt with is left alone by the next."""
        taken: list[tuple[int, int]] = []
        for cited in citations(text.text):
            yield from self._cited(text, cited, taken)
        for rule in (self._terms, self._schools, self._anniversaries, self._days, self._months, self._years,
                     self._ordinals):  # fmt: skip
            if self._shift or rule is self._ordinals or rule is self._terms:
                yield from rule(text, taken)

    def _cited(self, text: Text, cited: Cited, taken: list[tuple[int, int]]) -> Iterator[Change]:
        """A cited document: replaced when it has ended, marked when it is last year's own or unknown."""
        words = text.text[cited.start:cited.end]
        fact = self._basis_of(cited, words)
        own = cited.kind in _OWN and not _NATIONAL.search(cited.number)
        if fact is not None and not fact.in_force:
            end = cited.title_end
            taken.append((cited.start, end))
            note = f"{fact.name} hết hiệu lực{f' từ sau ngày {vn_date(fact.ends_on)}' if fact.ends_on else ''}."
            if fact.successor:
                yield self._change(BASIS, text, cited.start, end, fact.successor, note)
            else:
                yield self._mark(BASIS, text, cited.start, end, f"{note} Hãy tìm văn bản thay thế.")
            return
        taken.append((cited.start, cited.end))
        if fact is not None:
            if fact.ends_on is not None and fact.ends_on.year <= self._new:
                note = f"Sẽ hết hiệu lực sau ngày {vn_date(fact.ends_on)}."
                yield self._mark(BASIS, text, cited.start, cited.end, note)
            return
        if own and cited.date is not None and cited.date.year in (self._old, self._old - 1) and self._shift:
            note = f"Văn bản của năm {cited.date.year}; hãy ghi số và ngày của văn bản năm {self._new}."
            yield self._mark(NEW_NUMBER, text, cited.start, cited.end, note)
        elif cited.number and words not in {seen for _, seen in self._marked}:
            yield self._mark(UNKNOWN_BASIS, text, cited.start, cited.end,
                             "Danh mục căn cứ chưa có văn bản này; hãy kiểm tra còn hiệu lực.")  # fmt: skip
        if not own or (cited.date is not None and cited.date.year < self._old - 1):
            taken.append((cited.end, cited.title_end))  # a year in the title of an older document is its own

    def _terms(self, text: Text, taken: list[tuple[int, int]]) -> Iterator[Change]:
        """Terms stay; one that is over by the new year is marked."""
        for match in _TERM.finditer(text.text):
            first, last = int(match[1]), int(match[2])
            if not _free(match.span(), taken):
                continue
            taken.append(match.span())
            if last < self._new and first < last and self._once(TERM, match.group()):
                note = f"Giai đoạn này đã hết khi sang năm {self._new}; hãy cân nhắc giai đoạn mới."
                yield self._mark(TERM, text, *match.span(), note)

    def _schools(self, text: Text, taken: list[tuple[int, int]]) -> Iterator[Change]:
        for match in _SCHOOL.finditer(text.text):
            if _free(match.span(), taken):
                taken.append(match.span())
                words = text.text[match.start():match.end()]
                after = words.replace(match[2], str(int(match[2]) + self._shift))
                after = after.replace(match[1], str(int(match[1]) + self._shift), 1)
                yield self._change(SCHOOL, text, *match.span(), after)

    def _anniversaries(self, text: Text, taken: list[tuple[int, int]]) -> Iterator[Change]:
        for match in _ANNIVERSARY.finditer(text.text):
            group = 1 if match[1] else 2
            if _free(match.span(), taken):
                taken.append(match.span())
                count = int(match[group]) + self._shift
                note = "" if count % 5 == 0 else f"{count} năm không phải năm tròn; có thể bỏ ý này."
                start, end = match.start(group), match.end(group)
                words = text.text[match.start():match.end()]
                after = words[:start - match.start()] + str(count) + words[end - match.start():]
                yield self._change(ANNIVERSARY, text, *match.span(), after, note)

    def _days(self, text: Text, taken: list[tuple[int, int]]) -> Iterator[Change]:
        """Dates in the running text; those of cited documents are taken already."""
        for start, end, day in find_dates(text.text):
            if not _free((start, end), taken):
                continue
            taken.append((start, end))
            if abs(day.year - self._old) > 1:
                continue
            moved = same_day(day, day.year + self._shift)
            words = text.text[start:end]
            after = words[: -len(str(day.year))] + str(moved.year)
            if moved.day != day.day:
                after = vn_date(moved)
            yield self._change(TIME, text, start, end, after, weekend_note(moved))

    def _months(self, text: Text, taken: list[tuple[int, int]]) -> Iterator[Change]:
        for match in _MONTH.finditer(text.text):
            if _free(match.span(), taken) and abs(int(match[1]) - self._old) <= 1:
                taken.append(match.span())
                words = match.group()
                yield self._change(TIME, text, *match.span(), words[:-4] + str(int(match[1]) + self._shift))

    def _years(self, text: Text, taken: list[tuple[int, int]]) -> Iterator[Change]:
        """ "năm 2025", "năm 2025 và 2026"; the year before and the year after move along."""
        for match in _YEAR.finditer(text.text):
            year = int(match[1])
            if abs(year - self._old) <= 1 and _free(match.span(), taken):
                taken.append(match.span())
                words = match.group()
                yield self._change(YEAR, text, *match.span(), words[:-4] + str(year + self._shift))

    def _ordinals(self, text: Text, taken: list[tuple[int, int]]) -> Iterator[Change]:
        for match in _ORDINAL.finditer(text.text):
            if _free(match.span(), taken) and self._once(ORDINAL, match.group()):
                yield self._mark(ORDINAL, text, *match.span(), "Giữ nguyên; hãy kiểm tra có còn đúng kỳ không.")

    def due_dates(self, content: PlanContent) -> Iterator[Change]:
        """The days until which tasks are to be done: the same day of the new year."""
        for section in content.sections:
            for row, task in enumerate(section.tasks, start=1):
                if task.due_on is None or not self._shift:
                    continue
                moved = same_day(task.due_on, task.due_on.year + self._shift)
                label = f"{section.heading[:120] or 'Bảng nhiệm vụ'}, nhiệm vụ {row}: {' '.join(task.content.split())}"
                yield Change(DUE, f"task:{task.id}:due_on", vn_date(task.due_on), vn_date(moved), label=label[:190],
                             note=weekend_note(moved))  # fmt: skip

    def _once(self, kind: str, words: str) -> bool:
        """Whether these words are marked for the first time: one mark for what stands ten times is enough."""
        if (kind, words) in self._marked:
            return False
        self._marked.add((kind, words))
        return True

    def _change(self, kind: str, text: Text, start: int, end: int, after: str, note: str = "") -> Change:
        left, right = around(text.text, start, end)
        return Change(kind, text.field, text.text[start:end], after, left, right, text.label, note)

    def _mark(self, kind: str, text: Text, start: int, end: int, note: str) -> Change:
        left, right = around(text.text, start, end)
        return Change(kind, text.field, text.text[start:end], "", left, right, text.label, note, mark=True)


def same_day(day: dt.date, year: int) -> dt.date:
    """Return the same day of another year; 29 February becomes the 28th where there is none."""
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def weekend_note(day: dt.date) -> str:
    """Say that the day falls on a weekend, or nothing."""
    return f"{vn_date(day)} là {_WEEKDAYS[day.weekday()]}; hãy cân nhắc dời sang ngày làm việc." if (
        day.weekday() >= 5) else ""  # fmt: skip


def _free(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return all(span[1] <= start or span[0] >= end for start, end in taken)
