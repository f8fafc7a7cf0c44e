"""A line of the answer: one nominee, one award, what the register and the ratings say."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..assessment import blocks_of
from ..models import AwardType, Rule, Target
from ..rules import Outcome, State
from ..rules.facts import Facts
from ..rules.language import Test


class Answer(StrEnum):
    """What the data says about a nominee and an award; a person always concludes."""

    MET = "du"
    JUDGE = "danh-gia"
    UNKNOWN = "thieu-du-lieu"
    NOT_MET = "chua-du"
    BLOCKED = "bi-chan"
    GIVEN = "da-tang"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def chip(self) -> str:
        return _CHIPS[self]


_LABELS = {
    Answer.MET: "Đủ theo số liệu",
    Answer.JUDGE: "Do người đánh giá",
    Answer.UNKNOWN: "Chưa đủ dữ liệu",
    Answer.NOT_MET: "Chưa đủ",
    Answer.BLOCKED: "Đang bị chặn",
    Answer.GIVEN: "Đã được tặng",
}
_CHIPS = {
    Answer.MET: "done",
    Answer.JUDGE: "info",
    Answer.UNKNOWN: "soon",
    Answer.NOT_MET: "late",
    Answer.BLOCKED: "late",
    Answer.GIVEN: "awarded",
}
_OF = {
    State.MET: Answer.MET,
    State.NOT_MET: Answer.NOT_MET,
    State.UNKNOWN: Answer.UNKNOWN,
    State.TO_JUDGE: Answer.JUDGE,
    None: Answer.JUDGE,
}


@dataclass(frozen=True, slots=True)
class Nominee:
    """Whom a line is about. `note` says where: position and unit of a person, the unit above a collective."""

    pk: int
    name: str
    note: str
    target: str
    sort_key: str


@dataclass(frozen=True, slots=True)
class Line:
    """One nominee and one award. `given` cites the decisions of this year that gave it already. The tree is not kept
    but answered again when it is shown: ten thousand trees would fill the memory."""

    nominee: Nominee
    rule: Rule
    facts: Facts
    test: Test
    answer: Answer
    blocks: Sequence[str] = ()
    given: Sequence[str] = ()

    @property
    def tree(self) -> Outcome:
        return self.test(self.facts, None)

    @property
    def award_type(self) -> AwardType:
        return self.rule.award_type

    @property
    def reasons(self) -> list[str]:
        """Why: what carries a "met", what is lacking otherwise."""
        if self.answer == Answer.GIVEN:
            return list(self.given)
        if self.answer == Answer.BLOCKED:
            return list(self.blocks)
        tree = self.tree
        leaves = tree.grounds if self.answer == Answer.MET else tree.needs
        said = [f"{leaf.label}: {leaf.evidence or leaf.state.label.lower()}" for leaf in leaves]
        return said or ["Không có điều kiện nào đối chiếu được bằng số liệu."]

    @property
    def open_questions(self) -> int:
        """How many conditions a person must still judge."""
        return sum(leaf.state == State.TO_JUDGE for leaf in self.tree.leaves())


def line_of(nominee: Nominee, rule: Rule, facts: Facts, test: Test) -> Line:
    """Answer one nominee for one award."""
    award_type = rule.award_type
    given = [row.cited for row in facts.awards if row.year == facts.year and row.code == award_type.code]
    if given:
        return Line(nominee, rule, facts, test, Answer.GIVEN, given=given)
    blocks = blocks_of(award_type, facts, individual=nominee.target == Target.INDIVIDUAL)
    answer = Answer.BLOCKED if blocks else _OF[test(facts, None).measured]
    return Line(nominee, rule, facts, test, answer, blocks)
