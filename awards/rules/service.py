"""Tests of long service: years of work without a break, and years in posts of leadership."""

import datetime as dt
from dataclasses import replace

from .facts import Facts, Held
from .leaves import Node, Years, add_years, doubtful, leaf
from .outcome import Outcome, State

POSTS = {
    "1_pho_vu_truong": "Phó Vụ trưởng và tương đương",
    "2_vu_truong": "Vụ trưởng, Giám đốc sở và tương đương",
    "3_pho_tong_cuc": "Phó Tổng cục trưởng và tương đương",
    "4_tong_cuc": "Tổng cục trưởng và tương đương",
    "5_thu_truong": "Thứ trưởng và tương đương",
}
WOMEN = "nữ được giảm 1/3 thời gian, trừ chức danh có tuổi nghỉ hưu cao hơn (Nghị định 152/2025/NĐ-CP, Điều 4.7)"


def served(node: Node, facts: Facts, years: Years) -> Outcome:
    """Work without a break for `served` years, and (with `under`) for less than so many, at the end of the period."""
    if facts.joined_on is None:
        return leaf(node, State.UNKNOWN, "Chưa ghi ngày vào cơ quan, vào ngành.")
    last = min(facts.period_end, facts.left_on or facts.period_end)
    evidence = f"Công tác từ ngày {facts.joined_on:%d/%m/%Y}, đến {last:%d/%m/%Y}."
    if add_years(facts.joined_on, node["served"]) > last:
        return doubtful(node, facts, evidence)
    if "under" in node and add_years(facts.joined_on, node["under"]) <= last:
        return leaf(node, State.NOT_MET, f"{evidence} Đủ thời gian của hạng cao hơn.")
    return leaf(node, State.MET, evidence)


def held(node: Node, facts: Facts, years: Years) -> Outcome:
    """Years in a group of posts or a higher one; a woman needs a third less, and who was disciplined in such a post
    is not proposed (Nghị định 152/2025/NĐ-CP, Điều 4.7, 9.2, 9.3)."""
    rows = [row for row in facts.posts if row.since <= facts.period_end]
    fitting = [row for row in rows if row.group >= node["held"]]
    if not fitting:
        open_rows = [row for row in rows if not row.group]
        if open_rows:
            titles = "; ".join(row.title for row in open_rows)
            return leaf(node, State.UNKNOWN, f"Chưa xác định chức vụ tương đương của: {titles}.")
        never = leaf(node, State.NOT_MET, "Chưa ghi thời gian giữ chức vụ này hoặc cao hơn.")
        return replace(never, foreign=not rows)
    total = _years(fitting, facts.period_end)
    evidence = f"{_said(total)} năm: {'; '.join(_cited(row) for row in fitting)}."
    if broken := _disciplined(fitting, facts):
        return leaf(node, State.NOT_MET, f"{evidence} {broken}")
    part = 2 / 3 if facts.woman else 1.0
    if facts.woman:
        evidence += f" Cần {_said(node['years'] * part)} năm: {WOMEN}."
    if total < node["years"] * part - 1e-9:
        waiting = [row for row in rows if not row.group]
        if waiting and _years([*fitting, *waiting], facts.period_end) >= node["years"] * part:
            titles = "; ".join(row.title for row in waiting)
            return leaf(node, State.UNKNOWN, f"{evidence} Chưa xác định chức vụ tương đương của: {titles}.")
        return leaf(node, State.NOT_MET, evidence)
    if "under" in node and total >= node["under"] * part:
        return leaf(node, State.NOT_MET, f"{evidence} Đủ thời gian của hạng cao hơn.")
    return leaf(node, State.MET, evidence)


def _years(rows: list[Held], last: dt.date) -> float:
    """How many years the posts cover: whole years by the calendar, what is left in days of 365; days in two posts at
    once count once."""
    years, days = 0, 0
    for since, end in _spans(rows, last):
        whole = end.year - since.year
        whole -= add_years(since, whole) > end
        years, days = years + whole, days + (end - add_years(since, whole)).days
    return years + days / 365


def _spans(rows: list[Held], last: dt.date) -> list[tuple[dt.date, dt.date]]:
    """The time of the posts without overlaps: first day, and the day after the last."""
    found: list[tuple[dt.date, dt.date]] = []
    for since, end in sorted((row.since, min(row.until or last, last) + dt.timedelta(days=1)) for row in rows):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif since < end:
            found.append((since, end))
    return found


def _disciplined(rows: list[Held], facts: Facts) -> str:
    for measure in facts.measures:
        for row in rows:
            if measure.level >= "1" and row.since <= measure.on <= (row.until or facts.period_end):
                return f"Bị {measure.name.lower()} ngày {measure.on:%d/%m/%Y} trong thời gian giữ chức vụ."
    return ""


def _cited(row: Held) -> str:
    return f"{row.title} từ {row.since:%d/%m/%Y}" + (f" đến {row.until:%d/%m/%Y}" if row.until else " đến nay")


def _said(years: float) -> str:
    return f"{int(years * 10 + 1e-6) / 10:g}".replace(".", ",")
