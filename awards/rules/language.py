"""The language of the conditions: JSON nodes, each with one key that names the test.

    {"all": [node, …], "label": …, "article": …}      every one
    {"any": [node, …], "label": …, "article": …}      at least one
    {"standard": "LDTT"}                               the whole condition of another award of the same rule set
    {"rating": "HTT"}                                  task rating of the year at this level or above
    {"recognised": "sang_kien", "scope": "1_co_so"}    an initiative or scientific work of the period, at this
                                                       scope or a wider one
    {"members": "LDTT", "share": 70}                   per cent of the members that hold a title for the year
    {"no_member_measure": "2_canh_cao"}                no member disciplined in the period at this level or above
    {"judge": "code"}                                  for a person to judge

`share` is an integer per cent. Unknown keys raise ValueError when a rule set is loaded.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from .facts import LEVEL_NAMES, LEVELS, Facts
from .outcome import Outcome, State, all_of, any_of

Node = Mapping[str, Any]
Standards = Mapping[str, Node]


def evaluate(node: Node, facts: Facts, standards: Standards | None = None) -> Outcome:
    """Return the tree of outcomes. `standards` are the conditions that {"standard": …} may name, by award code."""
    if "all" in node:
        return all_of([evaluate(child, facts, standards) for child in node["all"]], _label(node), _article(node))
    if "any" in node:
        return any_of([evaluate(child, facts, standards) for child in node["any"]], _label(node), _article(node))
    if "standard" in node:
        found = evaluate((standards or {})[node["standard"]], facts, standards)
        return replace(found, label=_label(node) or found.label, article=_article(node) or found.article)
    for name, test in _TESTS.items():
        if name in node:
            return test(node, facts)
    raise ValueError(f"unknown condition: {sorted(node)}")


def leaf_codes(node: Node, standards: Standards) -> Iterator[str]:
    """Yield the codes of the conditions that a person judges."""
    for child in [*node.get("all", []), *node.get("any", [])]:
        yield from leaf_codes(child, standards)
    if "standard" in node:
        yield from leaf_codes(standards[node["standard"]], standards)
    if "judge" in node:
        yield node["judge"]


def check(node: Node, standards: Standards) -> None:
    """Raise ValueError or KeyError for a condition that could never be evaluated."""
    for child in [*node.get("all", []), *node.get("any", [])]:
        check(child, standards)
    if "standard" in node:
        check(standards[node["standard"]], standards)
    elif not ({"all", "any"} & node.keys() or _TESTS.keys() & node.keys()):
        raise ValueError(f"unknown condition: {sorted(node)}")


def _label(node: Node) -> str:
    return str(node.get("label", ""))


def _article(node: Node) -> str:
    return str(node.get("article", ""))


def _leaf(node: Node, state: State, evidence: str, code: str = "") -> Outcome:
    return Outcome(state, _label(node), _article(node), evidence, code)


def _rating(node: Node, facts: Facts) -> Outcome:
    if not facts.rating:
        return _leaf(node, State.UNKNOWN, f"Chưa có kết quả xếp loại năm {facts.year}.")
    reached = LEVELS.index(facts.rating) >= LEVELS.index(node["rating"])
    source = f" ({facts.rating_source})" if facts.rating_source else ""
    evidence = f"Xếp loại năm {facts.year}: {LEVEL_NAMES[facts.rating]}{source}."
    return _leaf(node, State.MET if reached else State.NOT_MET, evidence)


def _recognised(node: Node, facts: Facts) -> Outcome:
    scope = node.get("scope", "")
    found = [item for item in facts.recognised if item.kind == node["recognised"] and item.scope >= scope]
    if found:
        return _leaf(node, State.MET, "; ".join(item.cited for item in found) + ".")
    return _leaf(
        node,
        State.NOT_MET,
        f"Không có trong sổ sáng kiến từ {facts.period_start:%d/%m/%Y} đến {facts.period_end:%d/%m/%Y}.",
    )


def _members(node: Node, facts: Facts) -> Outcome:
    members = facts.members.get(node["members"])
    if members is None or members.total == 0:
        return _leaf(node, State.UNKNOWN, "Chưa có danh sách người của tập thể.")
    needed = node["share"] * members.total
    evidence = f"{members.with_title}/{members.total} người ({_percent(members.with_title, members.total)}) đã đạt."
    if 100 * members.with_title >= needed:
        return _leaf(node, State.MET, evidence)
    if members.pending:
        evidence += f" Còn {members.pending} đề nghị trong đợt này chưa có kết luận."
    if 100 * (members.with_title + members.pending) >= needed:
        return _leaf(node, State.UNKNOWN, evidence)
    return _leaf(node, State.NOT_MET, evidence)


def _percent(part: int, total: int) -> str:
    """Round down, so that 69,99 % is never shown as 70 %."""
    tenths = 1000 * part // total
    return f"{tenths // 10},{tenths % 10}%"


def _no_member_measure(node: Node, facts: Facts) -> Outcome:
    found = [measure for measure in facts.measures if measure.level >= node["no_member_measure"]]
    if not found:
        return _leaf(node, State.MET, "Không có ai trong dữ liệu kỷ luật của thời gian xét.")
    who = "; ".join(f"{measure.who}: {measure.name} ngày {measure.on:%d/%m/%Y}" for measure in found)
    return _leaf(node, State.NOT_MET, f"{who}.")


def _judge(node: Node, facts: Facts) -> Outcome:
    code = node["judge"]
    if code not in facts.judgements:
        return _leaf(node, State.TO_JUDGE, "", code)
    met, note = facts.judgements[code]
    return _leaf(node, State.MET if met else State.NOT_MET, note, code)


_TESTS: dict[str, Callable[[Node, Facts], Outcome]] = {
    "rating": _rating,
    "recognised": _recognised,
    "members": _members,
    "no_member_measure": _no_member_measure,
    "judge": _judge,
}
