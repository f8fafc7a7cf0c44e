"""Which conditions a nomination must meet, and how far it meets them: for one and for many at the same cost.

The rule set is the one in force on the day on which the dossier was received (for what is not yet received:
today), or on the day that the office chose for the round; see `awards.choice_of_rules` for why.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.dates import today

from .gathering import gather_facts
from .models import AwardType, Nomination, Rule, RuleSet
from .rulebook import Rulebook, standards_of
from .rules import Outcome, State, evaluate
from .rules.facts import Facts, Measure

DISCIPLINE_ARTICLE = "Nghị định 152/2025/NĐ-CP, Điều 4.4"


class Block(str):
    """Why nothing may be proposed yet, as a sentence; `kind` (one of the two below) is what the audit keeps of it."""

    DISCIPLINE, SAME_TITLE = "discipline", "same_title"
    kind: str

    def __new__(cls, kind: str, sentence: str) -> "Block":
        block = super().__new__(cls, sentence)
        block.kind = kind
        return block


@dataclass(frozen=True)
class Assessment:
    """What the conditions say about one nomination. The system never decides: a person reads this and does."""

    tree: Outcome
    rule_set: RuleSet | None
    blocks: Sequence[Block] = ()
    rule_set_else: RuleSet | None = None
    rule: Rule | None = None

    @property
    def had_a_choice(self) -> bool:
        """Whether the achievements ended, or the dossier was received, under another rule set than the one that is
        taken."""
        return self.rule_set_else is not None and self.rule_set_else != self.rule_set

    @property
    def clear(self) -> bool:
        """Everything is met and nothing blocks: fit for agreeing in bulk."""
        return self.tree.state == State.MET and not self.blocks

    @property
    def unverified(self) -> bool:
        return self.rule_set is not None and not (self.rule_set.verified and (self.rule is None or self.rule.verified))

    @property
    def doubt(self) -> str:
        """What nobody confirmed about the rule."""
        own = self.rule.note if self.rule and not self.rule.verified else ""
        return own or (self.rule_set.note if self.rule_set else "")

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
    book = Rulebook()
    return {nomination.pk: _assess(nomination, facts[nomination.pk], book) for nomination in found}


def received_on(nomination: Nomination) -> dt.date:
    """The day that chooses the procedure and, where the office chose no other, the conditions."""
    received = nomination.dossier.received_at
    return received.astimezone().date() if received else today()


def conditions_of(nomination: Nomination) -> dt.date:
    """The day whose conditions are taken: the office's choice for the round, else the day of receipt."""
    return nomination.round.rules_on or received_on(nomination)


def _assess(nomination: Nomination, facts: Facts, book: Rulebook) -> Assessment:
    day = conditions_of(nomination)
    rules = book.rules_on(day)
    rule = rules.get((nomination.award_type.code, nomination.target))
    if rule is None:
        missing = Outcome(State.UNKNOWN, "Chưa có bộ tiêu chuẩn", evidence="Cơ quan chưa nhập tiêu chuẩn cho ngày này.")
        return Assessment(missing, book.law_on(day))
    tree = evaluate(rule.condition, facts, standards_of(rules, nomination.target))
    other = received_on(nomination) if nomination.round.rules_on else nomination.round.period_end
    instead = book.rules_on(other).get((nomination.award_type.code, nomination.target))
    blocks = blocks_of(nomination.award_type, facts, individual=nomination.individual)
    return Assessment(tree, rule.rule_set, blocks, instead.rule_set if instead else None, rule)


def blocks_of(award_type: AwardType, facts: Facts, *, individual: bool) -> list[Block]:
    """Reasons for which nothing may be proposed yet: a discipline that is considered or still runs, or the same
    title of the same year in the register. A form may be given many times (Luật 06/2022/QH15, Điều 5)."""
    found = [running(measure) for measure in facts.measures if _runs(measure)] if individual else []
    if award_type.kind == AwardType.Kind.TITLE:
        same = [row for row in facts.awards if row.code == award_type.code and row.year == facts.year]
        said = f"Đã được tặng danh hiệu này năm {facts.year} theo"
        found += [Block(Block.SAME_TITLE, f"{said} {row.cited}.") for row in same]
    return found


def _runs(measure: Measure) -> bool:
    return measure.until is None or measure.until >= today()


def running(measure: Measure) -> Block:
    """Say that a discipline, or its consideration, still runs (Nghị định 152/2025/NĐ-CP, Điều 4.4)."""
    until = f"hết hiệu lực sau ngày {measure.until:%d/%m/%Y}" if measure.until else "chưa hết hiệu lực"
    sentence = f"{measure.name} từ ngày {measure.on:%d/%m/%Y}, {until} ({DISCIPLINE_ARTICLE})."
    return Block(Block.DISCIPLINE, sentence)
