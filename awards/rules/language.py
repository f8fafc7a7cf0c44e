"""The language of the conditions: JSON nodes, each with one key that names the test.

Branches
    {"all": [node, …]}                        every one
    {"any": [node, …]}                        at least one
    {"some": [node, …], "least": 2}           at least so many
    {"standard": "LDTT"}                      the whole condition of another award of the same rule set
    {"run": {"rating": "HTT", "years": 5, "or_award": […]}, "after": node, "in": [node, …], "fresh": "BKT"}
        years in a row up to the year, each rated so (or with one of the awards); `after` is the award after which
        they count (the last one; where `in` asks for it again, any of them); `in` are tests within those years;
        `fresh` names the award whose last decision used years up

Single tests
    {"rating": "HTT"}                         rating of the year; within a run `count` of its years
    {"award": "CSTDCS", "times": 3}           awards of the register, within a run those of its years
        "within": 5                           … only those of the last 5 years, the year itself among them
        "latest": 5                           … the last of them at most 5 years before the year; `fresh` as above
        "consecutive": true                   … in a row up to the year; `gap` years apart at most (1), the last at
                                              most `latest` years before the year (0); `fresh` as above
    {"recognised": "sang_kien", "scope": "1_co_so", "count": 2}
                                              initiatives or scientific works of the period, of the run, or of the
                                              last `years`; with `unused` one that carried an award does not count
    {"members": "LDTT", "share": 70}          per cent (or `count`) of the members that hold a title for the year
    {"members_rated": "HT", "share": 100}     per cent of the members rated so in the year
    {"no_member_measure": "2_canh_cao"}       no member disciplined in the period at this level or above
    {"no_measure": "1_khien_trach"}           the same of a person
    {"leads": "tinh"}                         first of a cluster or bloc of this scope in the year
    {"founded": 10}                           a collective of this many years
    {"worked": 6}                             months of work in the period
    {"served": 25}                            years of work without a break; `under` is the year of the next rank
    {"held": "2_vu_truong", "years": 15}      years in a group of posts or a higher one; `under` as above
    {"judge": "code"}                         for a person to judge

Every node has `label` and `article`; `unverified` says that nobody confirmed its text; `doubt` names the question put
to a person where the text leaves room. Unknown keys are refused when a rule is saved (`awards.rules.checking`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from . import chains, leaves, service
from .facts import Facts
from .leaves import Node, Years
from .outcome import Outcome, joined

Standards = Mapping[str, Node]
Test = Callable[[Facts, Years], Outcome]
BRANCHES = ("all", "any", "some")


def evaluate(node: Node, facts: Facts, standards: Standards | None = None) -> Outcome:
    """Return the tree of outcomes. `standards` are the conditions that {"standard": …} may name, by award code."""
    return compiled(node, standards or {})(facts, None)


def compiled(node: Node, standards: Standards) -> Test:
    """Return the condition as a function of the facts (and of the years of the run in which it stands): for one who
    asks it of ten thousand people. Raises ValueError for what is no condition."""
    label, article = node.get("label", ""), node.get("article", "")
    for how in BRANCHES:
        if how in node:
            tests, least = [compiled(child, standards) for child in node[how]], node.get("least", 0)
            return lambda facts, years: joined(how, [test(facts, years) for test in tests], label, article, least)
    if "standard" in node:
        whole = compiled(standards[node["standard"]], standards)
        return lambda facts, years: _renamed(whole(facts, None), label, article)
    if "run" in node:
        inside = {place: compiled(child, standards) for place, child in children_of(node) if place != "run"}
        return lambda facts, years: chains.run(node, facts, inside)
    if "judge" in node:
        asked = leaves.judge(node, {})
        return lambda facts, years: leaves.judge(node, facts.judgements) if facts.judgements else asked
    for name, test in TESTS.items():
        if name in node:
            return partial(_ask, test, node)
    raise ValueError(f"unknown condition: {sorted(node)}")


def _ask(test: Callable[[Node, Facts, Years], Outcome], node: Node, facts: Facts, years: Years) -> Outcome:
    return test(node, facts, years)


def _renamed(outcome: Outcome, label: str, article: str) -> Outcome:
    return replace(outcome, label=label or outcome.label, article=article or outcome.article)


def children_of(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the nodes below a node, each with the name of its place ("all.0", "run", "in.1")."""
    for how in (*BRANCHES, "in"):
        for index, child in enumerate(node.get(how, ())):
            yield f"{how}.{index}", child
    for name in ("run", "after"):
        if name in node:
            yield name, node[name]


def leaf_codes(node: Node, standards: Standards) -> Iterator[str]:
    """Yield the codes of the conditions that a person judges."""
    for _, child in children_of(node):
        yield from leaf_codes(child, standards)
    if "standard" in node:
        yield from leaf_codes(standards[node["standard"]], standards)
    if "judge" in node:
        yield node["judge"]


TESTS: dict[str, Callable[[Node, Facts, Years], Outcome]] = {
    "award": chains.award,
    "recognised": leaves.recognised,
    "members": leaves.members,
    "members_rated": leaves.members_rated,
    "no_member_measure": leaves.no_member_measure,
    "no_measure": leaves.no_measure,
    "leads": leaves.leads,
    "founded": leaves.founded,
    "worked": leaves.worked,
    "served": service.served,
    "held": service.held,
    "rating": leaves.rating,
}
