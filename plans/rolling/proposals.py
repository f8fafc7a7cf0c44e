"""What should change when a plan goes from one year to another, and what somebody must look at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from core.dates import vn_date
from core.working_days import WorkingCalendar

from ..changing import Change, around
from ..content import PlanContent
from . import phrases
from .days import days, rest_note, same_day
from .kinds import BASIS, DUE, NEW_NUMBER, PARENT, TERM, UNKNOWN_BASIS, YEAR
from .phrases import Found
from .texts import Cited, Text, citations, texts

_OWN = frozenset({"Chỉ thị", "Kế hoạch", "Công văn", "Hướng dẫn", "Thông báo", "Quyết định", "Chương trình", "Báo cáo"})
_NATIONAL = re.compile(r"/(?:20\d\d/)?(?:NĐ-CP|QH\d+|TT-|TTLT-|UBTVQH)|CT-TTg|QĐ-TTg|-CT/TW|-NQ/TW|NQ-CP|-KL/TW", re.I)
_LONG_DAY = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_SHORT_DAY = re.compile(r"ngày\s+\d{1,2}/\d{1,2}/\d{4}")


@dataclass(frozen=True)
class BasisFact:
    """What the catalogue knows of a cited document: until when it holds, and how its successor is cited."""

    name: str
    in_force: bool
    ends_on: dt.date | None = None
    successor: str = ""


BasisLookup = Callable[[Cited, str], BasisFact | None]


@dataclass(frozen=True)
class Known:
    """What else is known: the plan that follows a cited one, the worked days, years that were wrong already.

    `stale` holds (field, place) of years that the old plan itself kept by mistake from an earlier one.
    """

    next_plan: Callable[[Cited], str] = lambda cited: ""
    worked: WorkingCalendar = field(default_factory=WorkingCalendar)
    stale: Collection[tuple[str, int]] = frozenset()


def proposals(
    content: PlanContent, old_year: int, new_year: int, basis_of: BasisLookup, known: Known | None = None
) -> list[Change]:
    """Return all changes and marks for a plan of `old_year` that becomes one of `new_year`, in the plan's order."""
    roller = _Roller(old_year, new_year, basis_of, known or Known())
    found: list[Change] = []
    for text in texts(content):
        found += roller.changes(text)
    found += roller.due_dates(content)
    return found


class _Roller:
    def __init__(self, old_year: int, new_year: int, basis_of: BasisLookup, known: Known) -> None:
        self._old, self._new, self._shift = old_year, new_year, new_year - old_year
        self._basis_of, self._known = basis_of, known
        self._marked: set[tuple[str, str]] = set()

    def changes(self, text: Text) -> list[Change]:
        """All for one text, in its order. A place that one rule has dealt with is left alone by the next."""
        taken: list[tuple[int, int]] = []
        titles: list[tuple[int, int, str]] = []
        found = [one for cited in citations(text.text) for one in self._cited(text, cited, taken, titles)]
        for one in self._phrases(text.text):
            if _free((one.start, one.end), taken):
                taken.append((one.start, one.end))
                if one.kind:
                    found.append(self._right(text, one, titles))
        return [self._change(text, one) for one in sorted(found, key=lambda one: one.start)
                if not one.once or self._once(one.kind, text.text[one.start:one.end])]  # fmt: skip

    def _phrases(self, text: str) -> Iterator[Found]:
        if not self._shift:
            for rule in phrases.STANDING:
                yield from rule(text, self._old, self._new)
            return
        for rule in phrases.BEFORE_DAYS:
            yield from rule(text, self._old, self._new)
        yield from days(text, self._old, self._new, self._known.worked)
        for rule in phrases.AFTER_DAYS:
            yield from rule(text, self._old, self._new)

    def _right(self, text: Text, one: Found, titles: list[tuple[int, int, str]]) -> Found:
        """A year that was wrong in the old plan goes to the new year; one in a title waits for the title's number."""
        if one.kind != YEAR or one.mark:
            return one
        if (text.field, one.end - 4) in self._known.stale:
            note = f"Bản năm {self._old} còn sót năm {text.text[one.end - 4:one.end]}; đề xuất ghi năm {self._new}."
            return Found(one.start, one.end, YEAR, one.after[:-4] + str(self._new), note)
        for start, end, name in titles:
            if start <= one.start < end:
                return Found(one.start, one.end, YEAR, one.after, f"Trong tên của {name}; đổi cùng với số, ngày mới.")
        return one

    def _cited(
        self, text: Text, cited: Cited, taken: list[tuple[int, int]], titles: list[tuple[int, int, str]]
    ) -> Iterator[Found]:
        """A cited document: replaced when it has ended, marked when it is last year's own or unknown."""
        words = text.text[cited.start:cited.end]
        fact = self._basis_of(cited, words)
        own = cited.kind in _OWN and not _NATIONAL.search(cited.number)
        if fact is not None and not fact.in_force:
            taken.append((cited.start, cited.title_end))
            yield self._ended(text.text, cited, fact)
            return
        taken.append((cited.start, cited.end))
        ended_term = phrases.over(text.text[cited.end:cited.title_end], self._new)
        if fact is not None:
            taken.append((cited.end, cited.title_end))
            if fact.ends_on is not None and fact.ends_on.year <= self._new:
                yield _mark(BASIS, cited, f"Sẽ hết hiệu lực sau ngày {vn_date(fact.ends_on)}.")
            elif ended_term:
                yield _mark(TERM, cited, f"Văn bản gắn với {ended_term}, đã hết khi sang năm {self._new}.")
            return
        title = text.text[cited.end:cited.title_end]
        if self._shift and cited.date is not None and cited.date.year in (self._old, self._old - 1) and (
            own or f"năm {self._old}" in title
        ):
            titles.append((cited.end, cited.title_end, f"{cited.kind} số {cited.number}"))
            yield self._yearly(cited)
            return
        gone = f" Văn bản gắn với {ended_term}, đã hết khi sang năm {self._new}." if ended_term else ""
        yield _mark(UNKNOWN_BASIS, cited,
                    f"Danh mục căn cứ chưa có văn bản này; hãy kiểm tra còn hiệu lực.{gone}", once=True)  # fmt: skip
        if not own or (cited.date is not None and cited.date.year < self._old - 1):
            taken.append((cited.end, cited.title_end))  # a year in the title of an older document is its own

    def _ended(self, text: str, cited: Cited, fact: BasisFact) -> Found:
        """The successor in place of what has ended, its day written as the text writes days."""
        note = f"{fact.name} hết hiệu lực{f' từ sau ngày {vn_date(fact.ends_on)}' if fact.ends_on else ''}."
        if not fact.successor:
            note = f"{note} Hãy tìm văn bản thay thế."
            return Found(cited.start, cited.title_end, BASIS, note=note, mark=True)
        after = fact.successor
        if _SHORT_DAY.search(text[cited.start:cited.end]):
            after = _LONG_DAY.sub(r"ngày \1/\2/\3", after, count=1)
        return Found(cited.start, cited.title_end, BASIS, after, note)

    def _yearly(self, cited: Cited) -> Found:
        """A document that comes every year: the new one when the system has it, else its number is asked for."""
        if words := self._known.next_plan(cited):
            note = f"Kế hoạch năm {self._new} của cùng cơ quan, đã có trong hệ thống."
            return Found(cited.start, cited.end, PARENT, words, note)
        assert cited.date is not None
        return _mark(NEW_NUMBER, cited,
                     f"Văn bản của năm {cited.date.year}; hãy ghi số và ngày của văn bản năm {self._new}.")  # fmt: skip

    def due_dates(self, content: PlanContent) -> Iterator[Change]:
        """The days until which tasks are to be done: the same day of the new year."""
        for section in content.sections:
            for row, task in enumerate(section.tasks, start=1):
                if task.due_on is None or not self._shift:
                    continue
                moved = same_day(task.due_on, task.due_on.year + self._shift)
                label = f"{section.heading[:120] or 'Bảng nhiệm vụ'}, nhiệm vụ {row}: {' '.join(task.content.split())}"
                yield Change(DUE, f"task:{task.id}:due_on", vn_date(task.due_on), vn_date(moved), label=label[:190],
                             note=rest_note(moved, self._known.worked))  # fmt: skip

    def _once(self, kind: str, words: str) -> bool:
        """Whether these words are marked for the first time: one mark for what stands ten times is enough."""
        if (kind, words) in self._marked:
            return False
        self._marked.add((kind, words))
        return True

    def _change(self, text: Text, one: Found) -> Change:
        left, right = around(text.text, one.start, one.end)
        return Change(one.kind, text.field, text.text[one.start:one.end], one.after, left, right, text.label, one.note,
                      mark=one.mark)  # fmt: skip


def _mark(kind: str, cited: Cited, note: str, *, once: bool = False) -> Found:
    return Found(cited.start, cited.end, kind, note=note, mark=True, once=once)


def _free(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return all(span[1] <= start or span[0] >= end for start, end in taken)
