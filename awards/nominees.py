"""The nominees of a round as its office lists them: filtered, and as a workbook of what is filtered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core.dates import today, vn_date
from core.exceptions import Refused
from core.sheets import add_sheet, content_of, new_book
from core.values import number
from units.models import Unit, User

from . import parts, queries
from .assessment import Assessment, assess_many
from .models import Nomination, Opinion, OpinionRequest, Round, Target
from .rules import State

STAGES = [("cho", "Chờ thẩm định"), ("tra", "Đã trả lại"), ("xong", "Đã kết luận"), ("", "Tất cả")]
STATES: dict[str, list[str]] = {
    "cho": [Nomination.State.RECEIVED],
    "tra": [Nomination.State.RETURNED],
    "xong": ["appraised", "rejected", "proposed", "forwarded", "awarded"],
}
SMALL, DIRECT = "tap-the-nho", "truc-tiep"
# Whom plans ask to be counted (tập thể nhỏ, người lao động trực tiếp), beside the three kinds of nominee.
WHO: dict[str, tuple[str, Q]] = {
    "ca-nhan": ("Cá nhân", Q(target=Target.INDIVIDUAL)),
    DIRECT: ("Người lao động trực tiếp", Q(target=Target.INDIVIDUAL, person__direct_worker=True)),
    "tap-the": ("Tập thể", Q(target=Target.COLLECTIVE)),
    SMALL: ("Tập thể nhỏ (tổ, bộ phận)", Q(target=Target.COLLECTIVE, unit__kind=Unit.Kind.TEAM)),
    "ho": ("Hộ gia đình", Q(target=Target.HOUSEHOLD)),
}


def _says(state: State) -> Callable[[Assessment], bool]:
    return lambda found: not found.blocks and found.tree.state == state


# What the conditions say, as the list's own chips say it: who is blocked is that before all else.
RESULTS: dict[str, tuple[str, Callable[[Assessment], bool]]] = {
    "bi-chan": ("Đang bị chặn", lambda found: bool(found.blocks)),
    "chua-dat": (State.NOT_MET.label, _says(State.NOT_MET)),
    "thieu": (State.UNKNOWN.label, _says(State.UNKNOWN)),
    "danh-gia": (State.TO_JUDGE.label, _says(State.TO_JUDGE)),
    "dat": (State.MET.label, _says(State.MET)),
}


def _lacks_parts(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    lacking = [pk for pk, found in parts.parts_of(rows).items() if any(part.lacking for part in found)]
    return rows.filter(pk__in=lacking)


def _lacks_judgement(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Narrow to those with a condition that no data answers and nobody has judged yet, whatever the others say."""
    found = assess_many(rows).items()
    return rows.filter(
        pk__in=[pk for pk, one in found if any(leaf.state == State.TO_JUDGE for leaf in one.tree.leaves())]
    )


def _lacks_opinion(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    waiting = Opinion.objects.filter(nomination=OuterRef("pk"), verdict="", request__in=OpinionRequest.objects.open())
    return rows.filter(Exists(waiting))


# What an appraiser still waits for before concluding.
LACKS: dict[str, tuple[str, Callable[[QuerySet[Nomination]], QuerySet[Nomination]]]] = {
    "thanh-phan": ("Thành phần hồ sơ", _lacks_parts),
    "danh-gia": ("Đánh giá của người thẩm định", _lacks_judgement),
    "hiep-y": ("Trả lời của cơ quan được hỏi ý kiến", _lacks_opinion),
}
MOST = 5000
COLUMNS = (
    ("STT", 6), ("Họ và tên, tập thể", 34), ("Đối tượng", 14), ("Tập thể nhỏ", 12), ("Lao động trực tiếp", 12),
    ("Chức vụ, đơn vị", 40), ("Đề nghị tặng", 30), ("Hồ sơ của", 28), ("Trạng thái", 18),
)  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """What is asked of a round's list; nonsense is left out."""

    stage: str = "cho"
    award: str = ""
    unit: int | None = None
    who: str = ""
    result: str = ""
    lack: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Filter":
        """Read the filter from an address or a form."""
        who, result, lack = (str(data.get(name, "")) for name in ("who", "result", "lack"))
        return cls(
            stage=str(data.get("stage", "cho")),
            award=str(data.get("award", ""))[:40],
            unit=number(str(data.get("unit", ""))),
            who=who if who in WHO else "",
            result=result if result in RESULTS else "",
            lack=lack if lack in LACKS else "",
        )

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The filter as the hidden fields of a form."""
        named = {
            "stage": self.stage, "award": self.award, "unit": self.unit or "", "who": self.who, "result": self.result,
            "lack": self.lack,
        }  # fmt: skip
        return [(name, str(value)) for name, value in named.items()]


def nominees(around: Round, user: User, chosen: Filter) -> QuerySet[Nomination]:
    """Return what was received of a round and fits the filter, in the order of a list."""
    rows = queries.to_appraise(around, user)
    if chosen.stage in STATES:
        rows = rows.filter(state__in=STATES[chosen.stage])
    if chosen.award:
        rows = rows.filter(award_type__code=chosen.award)
    if chosen.unit:
        rows = rows.filter(dossier__unit=chosen.unit)
    if chosen.who:
        rows = rows.filter(WHO[chosen.who][1])
    if chosen.lack:
        rows = LACKS[chosen.lack][1](rows)
    return _with_result(rows, chosen.result) if chosen.result else rows


def _with_result(rows: QuerySet[Nomination], result: str) -> QuerySet[Nomination]:
    """Narrow to those of which the conditions say so, asked of all in one pass."""
    says = RESULTS[result][1]
    return rows.filter(pk__in=[pk for pk, found in assess_many(rows).items() if says(found)])


@dataclass(frozen=True)
class Counted:
    """How many nominations of a round were received, each number as long as the list that it opens; and how many
    people they are for, each once: who is proposed for two titles is one person."""

    people: int
    direct_workers: int
    collectives: int
    small_collectives: int
    households: int
    persons: int

    @property
    def total(self) -> int:
        return self.people + self.collectives + self.households


def counted(around: Round, user: User) -> Counted:
    """Count what `nominees` lists of a round for a user, by whom plans ask to be counted; one query."""
    parts = {"people": "ca-nhan", "direct_workers": DIRECT, "collectives": "tap-the", "small_collectives": SMALL,
             "households": "ho"}  # fmt: skip
    rows = nominees(around, user, Filter(stage="")).order_by()
    numbers = {name: Count("pk", filter=WHO[who][1]) for name, who in parts.items()}
    return Counted(**rows.aggregate(**numbers, persons=Count("person", distinct=True)))


def workbook(around: Round, rows: QuerySet[Nomination], taker: User) -> tuple[bytes, int]:
    """Return the list as a workbook, and how many rows it has. Raises Refused for none, or for more than MOST."""
    found = list(rows[: MOST + 1])
    if not found:
        raise Refused("Không có đề nghị nào khớp với điều kiện đang lọc nên không có gì để xuất.")
    if len(found) > MOST:
        raise Refused(f"Có hơn {MOST} đề nghị. Hãy lọc theo đơn vị hoặc danh hiệu rồi xuất lại.")
    lines = [
        (
            place, row.nominee_name, row.get_target_display(), "x" if is_small(row) else "",
            "x" if row.person and row.person.direct_worker else "", row.nominee_note, row.award_type.name,
            row.dossier.unit.short_name, row.get_state_display(),
        )
        for place, row in enumerate(found, start=1)
    ]  # fmt: skip
    book = new_book()
    title = f"{around.title}: {len(lines)} đề nghị. {taker.full_name} xuất ngày {vn_date(today())}"
    add_sheet(book, "Danh sách đề nghị", COLUMNS, lines, title=title)
    return content_of(book), len(lines)


def is_small(nomination: Nomination) -> bool:
    """Whether the nominee is a small collective (tổ, bộ phận)."""
    unit = nomination.unit
    return nomination.target == Target.COLLECTIVE and unit is not None and unit.kind == Unit.Kind.TEAM
