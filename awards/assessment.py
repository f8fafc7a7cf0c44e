"""Which conditions a nomination must meet, and how far it meets them: for one and for many at the same cost.

The rule set is the one in force on the day on which the dossier was received (for what is not yet received:
today). A dossier received before a new text came into force stays under the old one: the transitional clause
of the law amended from 01/10/2026.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.dates import today

from .gathering import gather_facts
from .models import AwardType, Nomination, Rule, RuleSet
from .rules import Outcome, State, evaluate
from .rules.facts import Facts, Measure

DISCIPLINE_ARTICLE = "Nghị định 152/2025/NĐ-CP, Điều 4.4"


@dataclass(frozen=True)
class Assessment:
    """What the conditions say about one nomination. The system never decides: a person reads this and does."""

    tree: Outcome
    rule_set: RuleSet | None
    blocks: Sequence[str] = ()
    rule_set_then: RuleSet | None = None

    @property
    def from_before(self) -> bool:
        """Whether the achievements ended under an earlier rule set than the one that the day of receipt chooses."""
        return self.rule_set_then is not None and self.rule_set_then != self.rule_set

    @property
    def clear(self) -> bool:
        """Everything is met and nothing blocks: fit for agreeing in bulk."""
        return self.tree.state == State.MET and not self.blocks

    @property
    def unverified(self) -> bool:
        return self.rule_set is not None and not self.rule_set.verified

    @property
    def label(self) -> str:
        return "Đang bị chặn" if self.blocks else self.tree.state.label

    @property
    def chip(self) -> str:
        return "late" if self.blocks else self.tree.state.chip


def assess(nomination: Nomination) -> Assessment:
    """Return the assessment of one nomination."""
    return assess_many([nomination])[nomination.pk]


def assess_many(nominations: Iterable[Nomination]) -> dict[int, Assessment]:
    """Return the assessments by nomination id, in a number of queries that does not grow with them."""
    found = list(nominations)
    facts = gather_facts(found)
    shelf = _Shelf()
    return {nomination.pk: _assess(nomination, facts[nomination.pk], shelf) for nomination in found}


def received_on(nomination: Nomination) -> dt.date:
    """The day that chooses the rule set."""
    received = nomination.dossier.received_at
    return received.astimezone().date() if received else today()


class _Shelf:
    """All rule sets with their rules, read once."""

    def __init__(self) -> None:
        self.rule_sets = list(RuleSet.objects.order_by("-in_force_from"))
        self.rules: dict[tuple[int, str, str], Rule] = {}
        for rule in Rule.objects.select_related("award_type"):
            self.rules[rule.rule_set_id, rule.award_type.code, rule.target] = rule

    def on(self, day: dt.date) -> RuleSet | None:
        """The latest rule set in force on the day."""
        for rule_set in self.rule_sets:
            if rule_set.in_force_from <= day and (rule_set.in_force_to is None or day <= rule_set.in_force_to):
                return rule_set
        return None


def _assess(nomination: Nomination, facts: Facts, shelf: _Shelf) -> Assessment:
    rule_set = shelf.on(received_on(nomination))
    rule = shelf.rules.get((rule_set.pk, nomination.award_type.code, nomination.target)) if rule_set else None
    if rule is None:
        missing = Outcome(State.UNKNOWN, "Chưa có bộ tiêu chuẩn", evidence="Cơ quan chưa nhập tiêu chuẩn cho ngày này.")
        return Assessment(missing, rule_set)
    standards = {
        code: other.condition
        for (rule_set_id, code, target), other in shelf.rules.items()
        if rule_set_id == rule.rule_set_id and target == nomination.target
    }
    tree = evaluate(rule.condition, facts, standards)
    return Assessment(tree, rule_set, _blocks(nomination, facts), shelf.on(nomination.round.period_end))


def _blocks(nomination: Nomination, facts: Facts) -> list[str]:
    """Reasons for which nothing may be proposed yet: a discipline that is considered or still runs, or the same
    title of the same year in the register. A form may be given many times (Luật 06/2022/QH15, Điều 5)."""
    found = [_running(measure) for measure in facts.measures if _runs(measure)] if nomination.individual else []
    if nomination.award_type.kind == AwardType.Kind.TITLE:
        found += [f"Đã được tặng danh hiệu này năm {facts.year} theo {cited}." for cited in facts.given]
    return found


def _runs(measure: Measure) -> bool:
    return measure.until is None or measure.until >= today()


def _running(measure: Measure) -> str:
    until = f"hết hiệu lực sau ngày {measure.until:%d/%m/%Y}" if measure.until else "chưa hết hiệu lực"
    return f"{measure.name} từ ngày {measure.on:%d/%m/%Y}, {until} ({DISCIPLINE_ARTICLE})."
