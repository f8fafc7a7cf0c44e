"""Tests that look back over years: awards won so many times or in a row, ratings year after year since an award."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from .facts import OUTSIDE_CHAINS, Facts, Given
from .leaves import Node, Years, doubtful, leaf, listed, reaches
from .outcome import Outcome, State, joined

# Awards without a loại hình are taken for công trạng only where they can be nothing else.
FORMS = ("BK", "HC", "GK")
_RANK = (State.NOT_MET, State.UNKNOWN, State.TO_JUDGE, State.MET)


def codes_of(node: Node) -> list[str]:
    """Return the codes that an award node names."""
    named = node["award"]
    return [named] if isinstance(named, str) else list(named)


def countable(facts: Facts, codes: Sequence[str]) -> list[Given]:
    """Return the nominee's awards with these codes that may stand in a chain of công trạng, the oldest first."""
    rows = [row for row in facts.awards if row.code in codes and row.category not in OUTSIDE_CHAINS]
    return sorted(rows, key=lambda row: (row.counted_from, row.decided_on)) if len(rows) > 1 else rows


def _unsure(rows: Sequence[Given]) -> list[Given]:
    return [row for row in rows if not row.category and row.code.startswith(FORMS)]


def floor_of(facts: Facts, fresh: str = "") -> tuple[int, str]:
    """Return the last year that may not count any more, and why: the last award of the same kind has used it up
    (Điều 33.7), or a discipline ended in it (Điều 4.4)."""
    floor, why = _used_up(facts, fresh)
    for measure in facts.measures:
        if measure.until and measure.until.year > floor and measure.until < facts.period_end:
            floor = measure.until.year
            why = f"Chỉ tính sau khi hết thời hạn kỷ luật ngày {measure.until:%d/%m/%Y}, từ năm {floor + 1}."
    return floor, why


def _used_up(facts: Facts, fresh: str) -> tuple[int, str]:
    """The same of the last award alone; (0, "") where there was none."""
    rows = countable(facts, [fresh]) if fresh else []
    if not rows:
        return 0, ""
    floor = rows[-1].counted_from
    return floor, f"Chỉ tính sau lần khen trước ({rows[-1].cited or rows[-1].year}), từ năm {floor + 1}."


def award(node: Node, facts: Facts, years: Years) -> Outcome:
    """So many awards: ever, within the years of a run, in the last years (`within`), the last of them not long ago
    (`latest`), since another award (`fresh`), or in a row up to the year."""
    if node.get("consecutive"):
        return _in_a_row(node, facts)
    codes, least = codes_of(node), node.get("times", 1)
    floor, why = _used_up(facts, node.get("fresh", ""))
    if "within" in node and facts.year - node["within"] >= floor:
        floor, why = facts.year - node["within"], f"Chỉ tính từ năm {facts.year - node['within'] + 1}."
    rows = [row for row in countable(facts, codes) if floor < row.year <= facts.year]
    if years is not None:
        rows = [row for row in rows if row.year in years]
    unsure = _unsure(rows)
    sure = [row for row in rows if row not in unsure]
    evidence = f"{len(rows)}/{least} lần trong sổ khen thưởng{_cited(rows)}. {why}".strip()
    if len(sure) >= least and _late_enough(node, facts, sure):
        return leaf(node, State.MET, evidence)
    if len(rows) >= least and _late_enough(node, facts, rows):
        return leaf(node, State.UNKNOWN, f"{evidence} {unsure[0].cited} chưa ghi loại hình khen thưởng.")
    near = facts.year in years if years is not None else bool({"within", "latest"} & set(node))
    held = any(row.year == facts.year for row in rows)
    if near and not held and len(rows) + 1 >= least and any(map(facts.awaited, codes)):
        return leaf(node, State.UNKNOWN, f"{evidence} Kết quả năm {facts.year} chưa có.")
    if len(rows) >= least:
        evidence = f"{evidence} Lần cuối là năm {_last_year(rows)}, cách năm xét hơn {node['latest']} năm."
    return leaf(node, State.NOT_MET, evidence)


def _last_year(rows: Sequence[Given]) -> int:
    return max(row.year for row in rows)


def _late_enough(node: Node, facts: Facts, rows: Sequence[Given]) -> bool:
    return "latest" not in node or facts.year - _last_year(rows) <= node["latest"]


def _cited(rows: Sequence[Given]) -> str:
    return " (" + "; ".join(row.cited or f"năm {row.year}" for row in rows) + ")" if rows else ""


def _in_a_row(node: Node, facts: Facts) -> Outcome:
    codes, least = codes_of(node), node.get("times", 1)
    gap, latest = node.get("gap", 1), node.get("latest", 0)
    floor, why = floor_of(facts, node.get("fresh", ""))
    won = sorted({row.year for row in countable(facts, codes) if floor < row.year <= facts.year})
    streak = _streak(won, gap)
    evidence = f"{len(streak)}/{least} lần liên tục{f' ({listed(streak)})' if streak else ''}. {why}".strip()
    behind = facts.year - streak[-1] if streak else facts.year - floor
    if len(streak) >= least and behind <= latest:
        return leaf(node, State.MET, evidence)
    next_one = streak if streak and behind <= gap else []
    if behind and len(next_one) + 1 >= least and any(map(facts.awaited, codes)):
        return leaf(node, State.UNKNOWN, f"{evidence} Kết quả năm {facts.year} chưa có.")
    if len(streak) >= least:
        ended = f"{evidence} Lần cuối là năm {streak[-1]}, không phải năm xét {facts.year}."
        return doubtful(node, facts, ended) if behind <= latest + 1 else leaf(node, State.NOT_MET, ended)
    return leaf(node, State.NOT_MET, evidence)


def _streak(years: Sequence[int], gap: int) -> list[int]:
    """Return the last years that follow one another at most `gap` apart."""
    found: list[int] = []
    for year in reversed(years):
        if found and found[0] - year > gap:
            break
        found.insert(0, year)
    return found


def run(node: Node, facts: Facts, inside: Mapping[str, Callable[[Facts, Years], Outcome]]) -> Outcome:
    """Years in a row up to the year, each rated at a level (or with an award); what must have happened before it
    (`after`) and what within it (`in`). `inside` are those tests, by their place."""
    floor, why = floor_of(facts, node.get("fresh", ""))
    if not (after := node.get("after")):
        return _run_from(node, facts, inside, [], floor, why)
    first = inside["after"](facts, None)
    if first.state == State.NOT_MET:
        waits = "Chỉ tính từ sau khi được tặng."
        rest = [leaf(child, State.NOT_MET, waits) for child in (node["run"], *node.get("in", ()))]
        return joined("all", [first, *rest], node.get("label", ""), node.get("article", ""))
    found = []
    for start in reversed(_starts(node, countable(facts, codes_of(after)))):
        begins, since = floor, why
        if start.counted_from > floor:
            begins, since = start.counted_from, f"Tính từ năm {start.counted_from + 1}, sau {start.cited}."
        found.append(_run_from(node, facts, inside, [first], begins, since))
        if found[-1].state == State.MET:
            break
    return max(found, key=lambda outcome: _RANK.index(outcome.state))


def _starts(node: Node, given: Sequence[Given]) -> Sequence[Given]:
    """Return the awards after which the years may begin, the oldest first: the last one alone, but where the same award
    is asked for again within the years, any of them (Luật 06/2022/QH15, Điều 73.4.e: two more after the first)."""
    again = len(given) > 1 and set(codes_of(node["after"])) & set(_named(node.get("in", ())))
    return given if again else given[-1:]


def _named(part: Any) -> Iterator[str]:
    """Yield the codes of all awards that a part of a condition asks for."""
    if isinstance(part, Mapping):
        if "award" in part:
            yield from codes_of(part)
        part = part.values()
    elif isinstance(part, str) or not isinstance(part, Iterable):
        return
    for below in part:
        yield from _named(below)


def _run_from(
    node: Node,
    facts: Facts,
    inside: Mapping[str, Callable[[Facts, Years], Outcome]],
    before: Sequence[Outcome],
    floor: int,
    why: str,
) -> Outcome:
    """The years after `floor`, and what must have happened within them."""
    line, years = _years_in_a_row(node["run"], facts, floor, why)
    tests = [test(facts, years) for place, test in inside.items() if place != "after"]
    return joined("all", [*before, line, *tests], node.get("label", ""), node.get("article", ""))


def _years_in_a_row(node: Node, facts: Facts, floor: int, why: str) -> tuple[Outcome, list[int]]:
    """Return the line of the years, and the years: those that are known, or that still may count."""
    wanted, least = node["rating"], node["years"]
    won = {row.year for row in countable(facts, node.get("or_award", ()))}
    first = min([*facts.ratings, *won], default=facts.year)
    sure: list[int] = []
    possible: list[int] = []
    missing: list[int] = []
    for year in range(facts.year, floor, -1):
        if year < first and len(possible) >= least:
            break
        if year in won or (year in facts.ratings and reaches(facts.ratings[year].level, wanted)):
            if not missing:
                sure.insert(0, year)
        elif year in facts.ratings:
            break
        else:
            missing.insert(0, year)
        possible.insert(0, year)
        if year < first - least:
            break
    last = facts.year
    while last in missing:
        last -= 1
    evidence = " ".join(filter(None, [_told(facts.year, last, least, possible, missing), why]))
    if len(sure) >= least:
        return leaf(node, State.MET, evidence), sure
    if len(possible) >= least:
        unsaid = [year for year in missing[-least:] if year < last]
        also = f" Chưa có kết quả xếp loại năm {listed(unsaid)}." if unsaid else ""
        return leaf(node, State.UNKNOWN, evidence + also), possible
    return leaf(node, State.NOT_MET, evidence), sure


def _told(year: int, last: int, least: int, possible: Sequence[int], missing: Sequence[int]) -> str:
    """Say how long the row is. While the years after `last` are not rated yet, also what is known of those before."""
    row = _streak([known for known in possible if known <= last and known not in missing], 1)
    row = row if row and row[-1] == last else []
    if last == year:
        return f"{len(row)}/{least} năm liên tục đến năm {year}{f' ({_from_to(row)})' if row else ''}."
    unrated = range(max(last, year - least) + 1, year + 1)
    waits = f"Cần {least} năm liên tục: năm {_from_to(unrated)} chưa xếp loại"
    if len(unrated) == least:
        return f"{waits}."
    before = f"{len(row)} năm liên tục ({_from_to(row)})" if row else "chưa có năm nào được tính"
    return f"{waits}, trước đó {before}."


def _from_to(years: Sequence[int]) -> str:
    return f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])
