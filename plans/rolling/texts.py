"""The texts of a plan that are read for changes, and the documents that a text cites, with their places."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..content import PlanContent
from ..outline import full_numbers
from ..reading.dates import find_dates

_KIND = (
    r"(?P<kind>Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư liên tịch|Thông tư|Kế hoạch"
    r"|Công văn|Kết luận|Hướng dẫn|Chương trình|Thông báo|Công điện|Báo cáo|Tờ trình|QĐ|CT|KH|NQ|NĐ|TT|CV)"
)
_NUMBER = r"(?P<number>\d{1,5}[a-z]?\s*(?:[/\-–]\s*[0-9A-ZĐƯa-zđ]+){1,5})"
_NUMBERED = re.compile(rf"(?<!\w){_KIND}\s+số\s*:?\s*{_NUMBER}(?!\w)")
_LAW = re.compile(r"(?<!\w)(?P<kind>Bộ luật|Luật)(?!\s+số\b)(?:\s+[\w,]+){1,16}?\s+ngày\s+(?=\d)")
_DAY = re.compile(r"\s*,?\s*ngày\s+")
_END = re.compile(
    r";|\n|\.(?=\s|$|/)|\s+và các văn bản|,\s*(?=(?:Kế hoạch|Chỉ thị|Nghị định|Quyết định|Thông tư)\s+số)"
    r"|,\s+(?=[A-ZĐÀ-Ỹ][^,;.\n]{0,80}?\s(?:ban hành|xây dựng)\s+(?:Kế hoạch|kế hoạch))"
)


@dataclass(frozen=True)
class Text:
    """A field of the plan and what it says."""

    field: str
    label: str
    text: str


@dataclass(frozen=True)
class Cited:
    """A document cited in a text: from its type to its number and day, and on to the end of its title."""

    kind: str
    number: str
    date: dt.date | None
    start: int
    end: int  # after the day, or after the number when there is none
    title_end: int


def texts(content: PlanContent) -> Iterator[Text]:
    """Return the texts that may name a year, in the order in which they print; `id`s name the fields."""
    yield Text("subject", "Trích yếu", content.subject)
    yield Text("opening", "Mở đầu và căn cứ", content.opening)
    for section, number in zip(content.sections, full_numbers(content.sections), strict=True):
        name = f"Mục {number}" if number else "Mục không đánh số"
        title = f"{name}. {section.heading}"[:160] if section.heading else name
        yield Text(f"section:{section.id}:heading", title, section.heading)
        yield Text(f"section:{section.id}:body", title, section.body)
        for row, task in enumerate(section.tasks, start=1):
            for part in ("content", "time", "group", "agencies", "cooperating"):
                if value := getattr(task, part):
                    yield Text(f"task:{task.id}:{part}", f"{name}, nhiệm vụ {row}", value)
        yield Text(f"section:{section.id}:body_after", title, section.body_after)
    yield Text("closing", "Lời kết", content.closing)
    yield Text("recipients", "Nơi nhận", content.recipients)


def citations(text: str) -> list[Cited]:
    """Return the documents that the text cites by number, and laws cited by their day."""
    found: list[Cited] = []
    for match in _NUMBERED.finditer(text):
        date, end = _date_after(text, match.end())
        number = re.sub(r"\s+", "", match["number"])
        found.append(Cited(match["kind"], number, date, match.start(), end, _title_end(text, end)))
    for match in _LAW.finditer(text):
        date, end = _date_after(text, match.end() - 1, said=True)
        taken = any(one.start <= match.start() < one.title_end for one in found)
        if date is not None and not taken:
            found.append(Cited(match["kind"], "", date, match.start(), end, end))
    return sorted(found, key=lambda one: one.start)


def _date_after(text: str, at: int, *, said: bool = False) -> tuple[dt.date | None, int]:
    if not said:
        match = _DAY.match(text, at)
        if match is None:
            return None, at
        at = match.end()
    for start, end, day in find_dates(text[at:at + 40]):
        if start <= 6:
            return day, at + end
    return None, at


def _title_end(text: str, at: int) -> int:
    match = _END.search(text, at)
    return match.start() if match else len(text)
