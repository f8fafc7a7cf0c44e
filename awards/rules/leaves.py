"""The single tests that look at the year or the period: rating, members, discipline, initiatives, clusters, service."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from .facts import LEVEL_NAMES, LEVELS, Facts, Members, Recognised
from .outcome import Outcome, State

Node = Mapping[str, Any]
Years = Sequence[int] | None


def leaf(node: Node, state: State, evidence: str, *, uses: tuple[int, ...] = ()) -> Outcome:
    """Return the outcome of a single test with the words of its node."""
    return Outcome(
        state,
        node.get("label", ""),
        node.get("article", ""),
        evidence,
        unverified=node.get("unverified", False),
        uses=uses,
    )


def doubtful(node: Node, facts: Facts, evidence: str) -> Outcome:
    """Return what holds where the text leaves room: a person judges when the node names a code, else not met."""
    code = node.get("doubt")
    if not code:
        return leaf(node, State.NOT_MET, evidence)
    if code not in facts.judgements:
        state, said = State.TO_JUDGE, evidence
    else:
        met, note = facts.judgements[code]
        state, said = State.MET if met else State.NOT_MET, f"{evidence} {note}".strip()
    return Outcome(
        state,
        node.get("label", ""),
        node.get("article", ""),
        said,
        code,
        unverified=node.get("unverified", False),
    )


def reaches(level: str, wanted: str) -> bool:
    """Whether a rating is at this level or above."""
    return LEVELS.index(level) >= LEVELS.index(wanted)


def rating(node: Node, facts: Facts, years: Years) -> Outcome:
    """The rating of the year; within a run, in how many of its years."""
    if years is not None:
        return _rated_years(node, facts, years)
    found = facts.ratings.get(facts.year)
    if found is None:
        return leaf(node, State.UNKNOWN, f"Chưa có kết quả xếp loại năm {facts.year}.")
    source = f" ({found.source})" if found.source else ""
    evidence = f"Xếp loại năm {facts.year}: {LEVEL_NAMES[found.level]}{source}."
    return leaf(node, State.MET if reaches(found.level, node["rating"]) else State.NOT_MET, evidence)


def _rated_years(node: Node, facts: Facts, years: Sequence[int]) -> Outcome:
    least, wanted = node.get("count", 1), node["rating"]
    good = [year for year in years if year in facts.ratings and reaches(facts.ratings[year].level, wanted)]
    missing = [year for year in years if year not in facts.ratings]
    evidence = f"{len(good)}/{least} năm {LEVEL_NAMES[wanted]}{_in_years(good)}."
    if len(good) >= least:
        return leaf(node, State.MET, evidence)
    if missing and len(good) + len(missing) >= least:
        return leaf(node, State.UNKNOWN, f"{evidence} Chưa có kết quả xếp loại năm {listed(missing)}.")
    return leaf(node, State.NOT_MET, evidence)


def _in_years(years: Sequence[int]) -> str:
    return f" ({listed(years)})" if years else ""


def listed(years: Sequence[int]) -> str:
    """ "2021, 2023" """
    return ", ".join(str(year) for year in sorted(years))


def recognised(node: Node, facts: Facts, years: Years) -> Outcome:
    """Initiatives or scientific works of this scope or a wider one, in the period, in the years of a run, or in the
    last `years`; with `unused`, one that another award rests on is left to a person."""
    least, scope = node.get("count", 1), node.get("scope", "")
    fitting = [row for row in facts.recognised if row.kind == node["recognised"] and row.scope >= scope]
    fitting = [row for row in fitting if row.on <= facts.period_end]
    found = [row for row in fitting if _is_in(row.on, facts, years, node.get("years"))]
    fresh = [row for row in found if not row.used_for] if node.get("unused") else found
    if len(fresh) >= least:
        return leaf(node, State.MET, _cited(fresh), uses=tuple(row.pk for row in fresh[:least]))
    if len(found) >= least:
        used = "; ".join(f"{row.cited} đã dùng cho {row.used_for}" for row in found if row.used_for)
        return doubtful(node, facts, f"{used}. Một sáng kiến chỉ dùng một lần làm căn cứ.")
    older = len(fitting) - len(found)
    evidence = f"{len(found)}/{least} trong sổ sáng kiến {_window(facts, years, node.get('years'))}."
    if older and len(fitting) >= least:
        return doubtful(node, facts, f"{evidence} Có {older} được công nhận trước đó: {_cited(fitting)}")
    return leaf(node, State.NOT_MET, f"{evidence} {_cited(found)}".strip())


def _is_in(day: dt.date, facts: Facts, years: Years, last: int | None) -> bool:
    if last:
        return facts.year - last < day.year <= facts.year
    if years is not None:
        return day.year in years
    return facts.period_start <= day <= facts.period_end


def _window(facts: Facts, years: Years, last: int | None) -> str:
    if last:
        return f"từ năm {facts.year - last + 1} đến năm {facts.year}"
    if years is not None:
        return f"trong các năm {listed(years)}" if years else "trong thời gian đó"
    return f"từ {facts.period_start:%d/%m/%Y} đến {facts.period_end:%d/%m/%Y}"


def _cited(rows: Sequence[Recognised]) -> str:
    return "; ".join(row.cited for row in rows) + "." if rows else ""


def members(node: Node, facts: Facts, years: Years) -> Outcome:
    """A share of the members, or (with `count`) so many of them, hold a title for the year."""
    found = facts.members.get(node["members"])
    if found is None or found.total == 0:
        return leaf(node, State.UNKNOWN, "Chưa có danh sách người của tập thể.")
    evidence = f"{found.with_title}/{found.total} người ({percent(found.with_title, found.total)}) đã đạt."
    if _enough(node, found, found.with_title):
        return leaf(node, State.MET, evidence)
    if found.pending:
        evidence += f" Còn {found.pending} đề nghị trong đợt này chưa có kết luận."
    if _enough(node, found, found.with_title + found.pending) or facts.open_year:
        return leaf(node, State.UNKNOWN, evidence)
    return leaf(node, State.NOT_MET, evidence)


def _enough(node: Node, found: Members, holders: int) -> bool:
    if "count" in node:
        return bool(holders >= node["count"])
    return bool(100 * holders >= node["share"] * found.total)


def percent(part: int, total: int) -> str:
    """Round down, so that 69,99 % is never shown as 70 %."""
    tenths = 1000 * part // total
    return f"{tenths // 10},{tenths % 10}%"


def members_rated(node: Node, facts: Facts, years: Years) -> Outcome:
    """A share of the members rated at a level or above in the year."""
    everybody = next(iter(facts.members.values()), None)
    if everybody is None or everybody.total == 0:
        return leaf(node, State.UNKNOWN, "Chưa có danh sách người của tập thể.")
    good = sum(count for level, count in facts.levels.items() if reaches(level, node["members_rated"]))
    unrated = everybody.total - sum(facts.levels.values())
    evidence = f"{good}/{everybody.total} người {LEVEL_NAMES[node['members_rated']]} trở lên."
    needed = node["share"] * everybody.total
    if 100 * good >= needed:
        return leaf(node, State.MET, evidence)
    if unrated > 0 and 100 * (good + unrated) >= needed:
        return leaf(node, State.UNKNOWN, f"{evidence} {unrated} người chưa có kết quả xếp loại năm {facts.year}.")
    return leaf(node, State.NOT_MET, evidence)


def no_member_measure(node: Node, facts: Facts, years: Years) -> Outcome:
    """Nobody of the collective disciplined in the period at this level or above."""
    found = [measure for measure in facts.measures if measure.level >= node["no_member_measure"]]
    if not found:
        return leaf(node, State.MET, "Không có ai trong dữ liệu kỷ luật của thời gian xét.")
    who = "; ".join(f"{measure.who}: {measure.name} ngày {measure.on:%d/%m/%Y}" for measure in found)
    return leaf(node, State.NOT_MET, f"{who}.")


def no_measure(node: Node, facts: Facts, years: Years) -> Outcome:
    """The person was not disciplined in the period at this level or above."""
    found = [
        measure
        for measure in facts.measures
        if measure.level >= node["no_measure"] and facts.period_start <= measure.on <= facts.period_end
    ]
    if not found:
        return leaf(node, State.MET, "Không có trong dữ liệu kỷ luật của thời gian xét.")
    return leaf(node, State.NOT_MET, "; ".join(f"{row.name} ngày {row.on:%d/%m/%Y}" for row in found) + ".")


def leads(node: Node, facts: Facts, years: Years) -> Outcome:
    """First in its cluster or bloc in the year, in one organised at this scope."""
    rows = [row for row in facts.clusters if row.year == facts.year and row.scope == node["leads"]]
    if not rows:
        return leaf(node, State.UNKNOWN, f"Chưa có kết quả cụm, khối thi đua năm {facts.year}.")
    said = "; ".join(f"{row.cluster}: hạng {row.rank}{f' ({row.source})' if row.source else ''}" for row in rows) + "."
    return leaf(node, State.MET if any(row.rank == 1 for row in rows) else State.NOT_MET, said)


def founded(node: Node, facts: Facts, years: Years) -> Outcome:
    """The collective is at least so many years old at the end of the period."""
    if facts.founded_on is None:
        return leaf(node, State.UNKNOWN, "Chưa ghi ngày thành lập của tập thể.")
    old_enough = add_years(facts.founded_on, node["founded"]) <= facts.period_end
    return leaf(node, State.MET if old_enough else State.NOT_MET, f"Thành lập ngày {facts.founded_on:%d/%m/%Y}.")


def add_years(day: dt.date, years: int) -> dt.date:
    """The same day so many years later; 29/02 becomes 28/02."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def worked(node: Node, facts: Facts, years: Years) -> Outcome:
    """At least so many months of work in the period; leave that counts by its rule is no gap."""
    start = max(facts.period_start, facts.joined_on or facts.period_start)
    end = min(facts.period_end, facts.left_on or facts.period_end)
    away = sum(_days(max(row.since, start), min(row.until, end)) for row in facts.leaves if not row.counts)
    months = round((_days(start, end) - away) / 30.4375, 1)
    counted = [row for row in facts.leaves if row.counts and row.since <= end and row.until >= start]
    evidence = f"{format(months, 'g').replace('.', ',')} tháng công tác trong thời gian xét."
    for row in counted:
        evidence += f" {row.name} từ {row.since:%d/%m/%Y} được tính ({row.article})."
    if _days(start, end) - away >= node["worked"] * 30:
        return leaf(node, State.MET, evidence)
    return doubtful(node, facts, evidence)


def _days(start: dt.date, end: dt.date) -> int:
    return max(0, (end - start).days + 1)


def judge(node: Node, judgements: Mapping[str, tuple[bool, str]]) -> Outcome:
    """For a person to judge; the code names the question."""
    code = node["judge"]
    label, article = node.get("label", ""), node.get("article", "")
    unverified = node.get("unverified", False)
    if code not in judgements:
        return Outcome(State.TO_JUDGE, label, article, "", code, judged_only=True, unverified=unverified)
    met, note = judgements[code]
    state = State.MET if met else State.NOT_MET
    return Outcome(state, label, article, note, code, judged_only=True, unverified=unverified)
