"""Tasks: who does them, by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from core.text import fold

from ..citations import citations, clause_of
from ..registry import rule
from ..romans import roman
from ..shapes import BODY, CLOSING, ERROR, HEADING, NOTE, WARNING, Flaw, Passage, ProofText, TaskFact

_GENERAL = re.compile(
    r"^(?:cac|nhung|moi|toan|tat ca|tung|co quan|don vi|thanh vien|lanh dao|truong|pho|thu truong|ca nhan|tap the"
    r"|nguoi|bo phan|can bo|cong chuc|vien chuc|nhan dan|chu tich|giam doc|bi thu|chanh|thu ky|hoi dong tdkt)\b"
    r"|lien quan|truc thuoc|co lien|khac$|noi tren|neu tren|duoc giao|phan cong|^\W*$"
)
_SHORT_FORMS = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("thi dua - khen thuong", "tdkt"),
    ("thi dua, khen thuong", "tdkt"),
    ("thi dua khen thuong", "tdkt"),
)
_PIECES = re.compile(r"[;\n]|\.(?:\s|$)|(?<=[.;,:])\s*[-+]\s|^\s*[-+]\s*")


@rule("agency-unknown")
def agency_unknown(text: ProofText) -> Iterator[Flaw]:
    """An agency named by a task that is not in the tree of units: nobody there will be reminded."""
    if not text.units:
        return
    known = {_key(name) for name in text.units}
    told: set[str] = set()
    for task in text.tasks:
        for part in ("agencies", "cooperating"):
            passage = text.passage(f"{task.key}:{part}")
            if passage is None:
                continue
            for name, start in _names(passage.text, known):
                key = _key(name)
                if key in told or _GENERAL.search(key) or _is_known(key, known):
                    continue
                told.add(key)
                message = f"“{name}” không có trong cây đơn vị nên không ai được nhắc việc; hãy kiểm tra tên."
                yield Flaw(NOTE if text.finished else WARNING, message, passage, start, start + len(name))


def _names(text: str, known: set[str]) -> Iterator[tuple[str, int]]:
    place = 0
    for piece in _PIECES.split(text):
        start = text.find(piece, place) if piece else place
        place = start + len(piece)
        bare = re.sub(r"\([^)]*\)", lambda match: " " * len(match.group()), piece)
        parts = [bare] if _key(bare) in known else bare.split(",")
        at = start
        for part in parts:
            name = part.strip(" \t-+.:")
            name = re.sub(r"^(?:chủ trì|phối hợp)\s*:\s*", "", name, flags=re.IGNORECASE)
            found = text.find(name, at) if name else -1
            if len(name) > 2 and found >= 0:
                yield name, found
            at += len(part) + 1


def _key(name: str) -> str:
    key = fold(name).strip(" .;:-")
    for long, short in _SHORT_FORMS:
        key = key.replace(long, short)
    return key


def _is_known(key: str, known: set[str]) -> bool:
    """Whether it is a unit's name, or one of the two goes on where the other ends ("UBND tỉnh" and its full name)."""
    return key in known or any(f"{name} ".startswith(f"{key} ") or f"{key} ".startswith(f"{name} ") for name in known)


@rule("task-without-owner")
def task_without_owner(text: ProofText) -> Iterator[Flaw]:
    """A task that nobody leads and nobody cooperates in."""
    for task in text.tasks:
        if task.wants_owner and task.content.strip() and not task.agencies.strip() and not task.cooperating.strip():
            passage = text.passage(f"{task.key}:content")
            message = f"{task.name.capitalize()} chưa có cơ quan thực hiện; hãy ghi cơ quan chủ trì."
            yield Flaw(WARNING, message, passage, 0, len(task.content))


_DATE = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)(?!\d)")
_LONG_DATE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)")
_BY = re.compile(r"(?:trước|chậm nhất|đến hết|hạn|xong|hoàn thành|muộn nhất|báo cáo|gửi)[^.;\n]{0,40}$", re.IGNORECASE)
_IN_FORCE = re.compile(r"hiệu lực|quy định trước|tiếp nhận|thành lập|sinh|nhập ngũ|công tác trước", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:quý\s+(?P<quarter>IV|I{1,3}|[1-4])|tháng\s+(?P<month>1[0-2]|0?[1-9]))(?:\s*[/,.-]?\s*(?:năm\s+)?(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@rule("deadline-outside")
def deadline_outside(text: ProofText) -> Iterator[Flaw]:
    """A deadline outside the plan's years, before the plan was issued, or outside the quarter of its task."""
    if text.year is None:
        return
    years = text.years or frozenset({text.year})
    for task in text.tasks:
        yield from _of_task(text, task, years)
    for passage in text.of(HEADING, BODY, CLOSING):
        yield from _in_text(text, passage, years)


def _of_task(text: ProofText, task: TaskFact, years: frozenset[int]) -> Iterator[Flaw]:
    content = text.passage(f"{task.key}:content")
    time = text.passage(f"{task.key}:time")
    if task.due_on and content is not None:
        span = content, 0, min(len(content.text), 80)
        day = f"{task.due_on:%d/%m/%Y}"
        if text.issued_on and task.due_on < text.issued_on:
            yield Flaw(ERROR, f"Thời hạn {day} trước ngày ban hành kế hoạch {text.issued_on:%d/%m/%Y}.", *span)
        elif not min(years) <= task.due_on.year <= max(years) and not _is_early_next(task.due_on, years):
            yield Flaw(WARNING, f"Thời hạn {day} nằm ngoài năm {_said(years)} của kế hoạch.", *span)
        elif task.quarter and task.due_on.year in years and (task.due_on.month + 2) // 3 != task.quarter:
            yield Flaw(WARNING, f"Thời hạn {day} nằm ngoài quý {roman(task.quarter)} của nhiệm vụ.", *span)
    if time is not None and time.text.strip():
        yield from _time_cell(time, task, years)


def _is_early_next(day: dt.date, years: frozenset[int]) -> bool:
    """The year's own report is due in the first quarter of the next."""
    return day.year == max(years) + 1 and day.month <= 3


def _said(years: frozenset[int]) -> str:
    return str(min(years)) if len(years) == 1 else f"{min(years)} - {max(years)}"


def _time_cell(time: Passage, task: TaskFact, years: frozenset[int]) -> Iterator[Flaw]:
    named = list(_PERIOD.finditer(time.text))
    quarters = set()
    for match in named:
        if match["year"] and not min(years) <= int(match["year"]) <= max(years) + 1:
            message = f"Thời gian “{match.group()}” nằm ngoài năm {_said(years)} của kế hoạch."
            yield Flaw(WARNING, message, time, match.start(), match.end())
        quarters.add(_QUARTERS[match["quarter"].lower()] if match["quarter"] else (int(match["month"]) + 2) // 3)
    if not named:
        for start, end, day in _days(time.text):
            if not min(years) <= day.year <= max(years) and not _is_early_next(day, years):
                yield Flaw(
                    WARNING, f"Thời hạn {day:%d/%m/%Y} nằm ngoài năm {_said(years)} của kế hoạch.", time, start, end
                )
            quarters.add((day.month + 2) // 3)
    if task.quarter and len(quarters) == 1 and task.quarter not in quarters:
        message = f"Thời gian “{' '.join(time.text.split())}” nằm ngoài quý {roman(task.quarter)} của nhiệm vụ."
        yield Flaw(WARNING, message, time, 0, len(time.text))


def _days(text: str) -> Iterator[tuple[int, int, dt.date]]:
    for pattern in (_DATE, _LONG_DATE):
        for match in pattern.finditer(text):
            try:
                day = dt.date(int(match.group(3)), int(match.group(2)), int(match.group(1)))
            except ValueError:
                continue
            yield match.start(), match.end(), day


def _in_text(text: ProofText, passage: Passage, years: frozenset[int]) -> Iterator[Flaw]:
    """Days by which the running text asks for something; days of cited documents are none."""
    cited = [(citation.start, clause_of(passage.text, citation.end)) for citation in citations(passage)]
    for start, end, day in _days(passage.text):
        before = passage.text[:start]
        if any(low <= start < high for low, high in cited) or not _BY.search(before[-70:]):
            continue
        clause = re.split(r"[.;\n]", before)[-1]
        if _IN_FORCE.search(clause) or day.year >= min(years):
            continue
        message = f"Thời hạn {day:%d/%m/%Y} trước năm {_said(years)} của kế hoạch; có thể còn sót từ văn bản cũ."
        yield Flaw(WARNING, message, passage, start, end)
