"""The way of a nomination between its appraisal and the decision: which steps its procedure asks, which are left.

A step is asked only when this installation can take it: the module that does the work registers its kind here, with a
function that says for many nominations at once which have it behind them. What an authority above decides goes up
(Luật 06/2022/QH15, Điều 77-80). For the rest an award without a procedure asks for nothing, and what goes by the simple
procedure (Điều 85: đột xuất, cống hiến, niên hạn, đối ngoại) is neither published for comment nor laid before the
council.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects

from .assessment import received_on
from .authority import goes_up
from .models import Category, Nomination, Procedure
from .rulebook import Rulebook

COMMENT = "comment"
COUNCIL = "council"
FORWARD = "forward"
# In the order in which they are taken.
KINDS = (COMMENT, COUNCIL, FORWARD)
SIMPLE = (Category.SUDDEN, Category.DEVOTION, Category.SERVICE, Category.FOREIGN)
# Returns the ids of those that have the step behind them.
Done = Callable[[Sequence[Nomination]], set[int]]
# Returns, by id of those of which a step has begun, what is left of it (after "còn phải") and where it is done.
Rest = Callable[[Sequence[Nomination]], Mapping[int, tuple[str, str]]]
_done: dict[str, Done] = {}
_rest: dict[str, Rest] = {}
# Returns, by id, what of a step stands before a nomination by an act, whatever its procedure asks; and where.
Held = Callable[[Sequence[Nomination]], Mapping[int, tuple[str, str]]]
_held: dict[str, Held] = {}
_NAMES = {COMMENT: "lấy ý kiến công khai", COUNCIL: "qua Hội đồng", FORWARD: "trình cấp trên"}


@dataclass(frozen=True)
class Step:
    """What a procedure asks before the decision, in the words that follow "còn phải"; `url` is where what is left of
    it is done, for those who run the round."""

    kind: str
    label: str
    article: str
    procedure: Procedure | None = None
    url: str = ""

    @property
    def said(self) -> str:
        """With the article that asks it; what came about by an act has none."""
        return f"{self.label} ({self.article})" if self.article else self.label


def register(kind: str, done: Done, rest: Rest | None = None, held: Held | None = None) -> None:
    """Make a kind of step known. The functions get nominations with their round, award, person and unit; without
    `rest` a step that is not done is said as its procedure says it. Whom `held` names has the step before him even
    where his procedure asks none, until he is not held any more."""
    if kind not in KINDS:
        raise ValueError(kind)
    _done[kind] = done
    if rest is not None:
        _rest[kind] = rest
    if held is not None:
        _held[kind] = held


def is_available(kind: str) -> bool:
    """Whether somebody can take steps of this kind here."""
    return kind in _done


def procedure_of(nomination: Nomination, book: Rulebook | None = None) -> Procedure | None:
    """Return the procedure that holds for a nomination: by the day of receipt, the province's over the law's."""
    return (book or Rulebook()).procedure_on(received_on(nomination), nomination.award_type.code, nomination.target)


def planned_steps(nomination: Nomination, book: Rulebook | None = None) -> list[Step]:
    """Return all steps that the procedure names, also those that cannot be taken here yet."""
    procedure = procedure_of(nomination, book)
    steps = []
    simple = nomination.round.category in SIMPLE
    if procedure and procedure.comment_days and not simple:
        said = f"lấy ý kiến công khai {procedure.comment_days} ngày làm việc"
        steps.append(Step(COMMENT, said, procedure.article, procedure))
    if procedure and procedure.council != Procedure.Council.NONE and not simple:
        said = f"qua {procedure.get_council_display()}"
        steps.append(Step(COUNCIL, said, procedure.article, procedure))
    if goes_up(nomination.award_type, nomination.round.unit):
        said = f"trình cấp trên ({nomination.award_type.get_authority_display()} quyết định)"
        steps.append(Step(FORWARD, said, nomination.award_type.article, procedure))
    return steps


def required_steps(nomination: Nomination, book: Rulebook | None = None) -> list[Step]:
    """Return the steps that must be behind a nomination before it may stand in a decision."""
    return [step for step in planned_steps(nomination, book) if is_available(step.kind)]


def steps_left(nomination: Nomination) -> list[Step]:
    """Return the required steps that are not done."""
    return steps_left_of([nomination])[nomination.pk]


def steps_left_of(nominations: Iterable[Nomination]) -> Mapping[int, list[Step]]:
    """Return the steps left by nomination id, in a number of queries that does not grow with them."""
    rows, book = list(nominations), Rulebook()
    prefetch_related_objects(rows, "round__unit")
    required = {nomination.pk: required_steps(nomination, book) for nomination in rows}
    asked = {step.kind for steps in required.values() for step in steps}
    done = {kind: _done[kind](rows) for kind in KINDS if kind in asked}
    left = {pk: [step for step in steps if pk not in done[step.kind]] for pk, steps in required.items()}
    return _with_what_holds(rows, _as_far_as_begun(rows, left))


def held_of(nominations: Iterable[Nomination]) -> Mapping[int, list[Step]]:
    """Return only what holds nominations by an act, by id of those that are held: for what stands in a decision."""
    rows = list(nominations)
    held = _with_what_holds(rows, {nomination.pk: [] for nomination in rows})
    return {pk: steps for pk, steps in held.items() if steps}


def _as_far_as_begun(rows: Sequence[Nomination], left: dict[int, list[Step]]) -> dict[int, list[Step]]:
    """The same steps; one that has begun says what is left of it."""
    for kind, rest in _rest.items():
        waiting = [row for row in rows if any(step.kind == kind for step in left[row.pk])]
        for pk, (label, url) in rest(waiting).items() if waiting else ():
            left[pk] = [replace(step, label=label, url=url) if step.kind == kind else step for step in left[pk]]
    return left


def _with_what_holds(rows: Sequence[Nomination], left: dict[int, list[Step]]) -> dict[int, list[Step]]:
    """The same steps, and those of which an act made a step; in the order in which they are taken."""
    for kind, held in _held.items():
        for pk, (said, url) in held(rows).items() if rows else ():
            own = next((step for step in left[pk] if step.kind == kind), Step(kind, _NAMES[kind], ""))
            others = [step for step in left[pk] if step.kind != kind]
            steps = [*others, replace(own, label=f"{own.label}: {said}", url=url)]
            left[pk] = sorted(steps, key=lambda step: KINDS.index(step.kind))
    return left


def sentence(nomination: Nomination, steps: Sequence[Step]) -> str:
    """Return why a nomination may not stand in a decision yet."""
    said = "; ".join(step.said for step in steps)
    return (
        f"{nomination.nominee_name} chưa lập quyết định được: {nomination.award_type.name} còn phải {said}. "
        "Hãy làm xong các bước đó rồi lập quyết định, hoặc bỏ chọn người này."
    )
