"""What a read plan lacks or contradicts, as warnings for the person who imports it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date

from plans.reading import shapes
from plans.reading.characters import fold
from plans.reading.dates import due_date, find_dates
from plans.reading.garbled import is_garbled
from plans.reading.numbering import number_of
from plans.reading.shapes import Block, ReadPlan, ReadSection, Warned

_YEAR = re.compile(r"\bn[aăâi]+m\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"\bnăm\s+học\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_DATED = re.compile(r"\bth[aá]ng\s+\d{1,2}\s+n[aăâ]m\s+\d{4}", re.IGNORECASE)
_ANNEX_NOTE = re.compile(r"\([^()]{0,120}(?:kem theo|dinh kem)[^()]{0,80}\)|phu luc[^.;()]{0,60}kem theo")
_CITED = re.compile(r"(\d{1,4}[a-z]?/(?:\d{4}/)?[A-ZĐ][\wĐƯ\-]+(?:-[A-ZĐƯ]+)*|\d{1,4}-[A-ZĐ]{2}/[A-ZĐƯ]+)\s+ng[aà]y\s+"
                    r"(\d{1,2}/\d{1,2}/\d{4})")


def check(plan: ReadPlan, text: str) -> list[Warned]:
    """Return all warnings for the plan; sets the plan's year."""
    plan.year = year_of(plan, text)
    found = _missing(plan) + _annexes(plan) + _numbering(plan) + _years(plan)
    found += _two_dates(text) + _deadlines(plan)
    if is_garbled(text):
        found.insert(0, Warned(
            "garbled-text",
            "Chữ trong văn bản bị lỗi dấu (do quét hoặc sai bảng mã); nội dung được giữ nguyên như tệp gốc, "
            "cần soát và sửa từng đoạn.",
        ))
    return found


def year_of(plan: ReadPlan, text: str) -> int | None:
    """Return the year of the plan: from its subject, its opening, its date, or the year named most often.

    A school year counts by the year in which it begins; the years of dates ("tháng 6 năm 2022") are those of the
    documents cited.
    """
    for place in (plan.subject, *(block.text for block in reversed(plan.opening))):
        if found := _YEAR.findall(_DATED.sub(" ", place)):
            return int(found[-1])
        if found := _SCHOOL_YEAR.findall(place):
            return int(found[-1])
    if plan.header.issued_on:
        return plan.header.issued_on.year
    if found := re.findall(r"(?<!\d)(20\d\d)(?!\d)", plan.subject):
        return int(found[0])
    named = Counter(_YEAR.findall(text) or re.findall(r"(?<!\d)(20\d\d)(?!\d)", text))
    return int(named.most_common(1)[0][0]) if named else None


def _missing(plan: ReadPlan) -> list[Warned]:
    header, signer = plan.header, plan.signer
    lacking = (
        (not plan.subject, "no-subject", "Không thấy trích yếu dưới chữ KẾ HOẠCH; hãy nhập trích yếu."),
        (plan.year is None, "no-year", "Không thấy năm của kế hoạch; hãy chọn năm."),
        (not re.search(r"\d", header.number), "no-number",
         "Văn bản không ghi số, ký hiệu; nếu kế hoạch đã ban hành, hãy nhập số."),
        (header.issued_on is None, "no-date",
         "Văn bản không ghi đủ ngày ban hành; nếu kế hoạch đã ban hành, hãy nhập ngày."),
        (not plan.bases, "no-bases", "Không thấy căn cứ nào ở phần mở đầu; hãy thêm căn cứ ban hành."),
        (not plan.sections, "no-sections",
         "Văn bản không có mục nào được đánh số; toàn bộ nội dung nằm ở phần mở đầu."),
        (not plan.recipients, "no-recipients", "Không thấy phần Nơi nhận; hãy nhập các nơi nhận."),
        (not signer.title and not signer.authority, "no-signer",
         "Không thấy chức vụ của người ký; hãy nhập quyền hạn, chức vụ."),
        (not signer.name, "no-signer-name", "Không thấy họ tên của người ký; hãy nhập họ tên."),
    )
    return [Warned(code, message) for missing, code, message in lacking if missing]


def _annexes(plan: ReadPlan) -> list[Warned]:
    if any(section.numbering == shapes.ANNEX for section in plan.sections):
        return []
    for text in _texts(plan):
        if match := _ANNEX_NOTE.search(fold(text)):
            where = text[match.start():match.end()] if len(fold(text)) == len(text) else text
            message = f"Văn bản nhắc tới tài liệu kèm theo “{where[:90]}” nhưng tệp không có phụ lục."
            return [Warned("missing-annex", message)]
    return []


def _numbering(plan: ReadPlan) -> list[Warned]:
    """Say where the source's own numbers do not follow one another."""
    found: list[Warned] = []

    def walk(sections: list[ReadSection], above: str, parent: ReadSection | None) -> None:
        places: Counter[str] = Counter()
        for section in sections:
            places[section.numbering] += 1
            parent_number = parent.number if parent is not None else ""
            expected = number_of(section.numbering, places[section.numbering], parent_number)
            given = section.number.lstrip("0") if section.numbering == shapes.ARABIC else section.number
            if section.numbering not in (shapes.ANNEX, shapes.PLAIN) and fold(given) != fold(expected):
                where = f"Trong mục {above}, mục" if above else "Mục"
                found.append(Warned(
                    "numbering",
                    f"{where} “{section.number}. {section.heading[:50]}” sẽ được đánh lại thành {expected}; "
                    "hãy kiểm tra các chỗ dẫn chiếu.",
                ))
            walk(section.children, f"{above}.{section.number}".strip("."), section)

    walk(plan.sections, "", None)
    return found


def _years(plan: ReadPlan) -> list[Warned]:
    """Find years left over from another year's plan."""
    found: list[Warned] = []
    if plan.year is None:
        return found
    issued = plan.header.issued_on
    if issued is not None and issued.year not in (plan.year, plan.year - 1):
        found.append(Warned(
            "year-differs", f"Ngày ban hành {issued:%d/%m/%Y} không khớp với kế hoạch năm {plan.year}."))
    stale = [
        text for text in _texts(plan)
        if any(int(year) < plan.year for year in re.findall(
            r"(?:cong tac thi dua,? ?(?:-|va)? ?khen thuong|dien hinh tien tien|ke hoach nay"
            r"|ke hoach)\s+nam\s+(20\d\d)", fold(text)))
    ]
    stale += [block.text for block in plan.closing
              if block.text not in stale and any(int(year) < plan.year for year in _YEAR.findall(block.text))]
    for text in stale[:5]:
        years = sorted({year for year in _YEAR.findall(text) if int(year) < plan.year})
        found.append(Warned(
            "year-differs",
            f"Kế hoạch năm {plan.year} nhưng có chỗ ghi năm {', '.join(years)}: “{_around(text, years[0])}”; "
            "có thể còn sót từ kế hoạch cũ.",
        ))
    return found


def _two_dates(text: str) -> list[Warned]:
    """Find one document cited with two dates."""
    dates: dict[str, set[str]] = defaultdict(set)
    for number, day in _CITED.findall(re.sub(r"\s+", " ", text)):
        dates[number].add(day)
    return [
        Warned("basis-dates", f"Văn bản số {number} được ghi với nhiều ngày khác nhau: {', '.join(sorted(days))}.")
        for number, days in dates.items() if len(days) > 1
    ]


def _deadlines(plan: ReadPlan) -> list[Warned]:
    """Say which days in the text ask for something and are not a task yet."""
    found: list[Warned] = []
    for section in plan.walk():
        for text in (section.heading, *(block.text for block in section.blocks + section.after)):
            day: date | None = due_date(text) if find_dates(text) else None
            if day is not None:
                found.append(Warned(
                    "deadline-in-text",
                    f"Mục {section.number} có thời hạn {day:%d/%m/%Y} nằm trong lời văn; "
                    "muốn được nhắc, hãy thêm thành nhiệm vụ.",
                ))
    return found[:10]


def _texts(plan: ReadPlan) -> list[str]:
    blocks: list[Block] = list(plan.opening)
    texts: list[str] = []
    for section in plan.walk():
        texts.append(section.heading)
        texts += [block.text for block in section.blocks + section.after]
        texts += [task.content for task in section.tasks]
    return [block.text for block in blocks] + texts + [block.text for block in plan.closing]


def _around(text: str, word: str) -> str:
    place = text.find(word)
    return text[max(0, place - 50):place + len(word) + 10].strip()
