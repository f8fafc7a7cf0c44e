"""Reads of councils and meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core.dates import vn_date
from units.models import User

from .. import way
from ..models import AgendaItem, Council, CouncilMember, InvitationAnswer, Meeting, Nomination, Procedure
from ..permissions_council import barred, declared, kept_out, voters_of
from ..rulebook import Rulebook
from ..voting import Threshold, at_least

if TYPE_CHECKING:
    pass


def councils(user: User) -> QuerySet[Council]:
    """Return the councils that the user may see, with how many sit in each."""
    sitting = Count("members", filter=Q(members__left_on=None))
    rows = Council.objects.visible_to(user).select_related("unit")
    return rows.annotate(sitting=sitting).order_by("-active", "unit__path", "kind", "name")


def meetings(user: User) -> QuerySet[Meeting]:
    """Return the meetings that the user may see, the latest first."""
    rows = Meeting.objects.visible_to(user).select_related("council__unit")
    return rows.annotate(item_count=Count("items")).order_by("-starts_at", "-pk")


def ready_for(meeting: Meeting, user: User) -> list[Nomination]:
    """Return the appraised nominations of the council's office that wait in no meeting, without those that have what
    they need of a council. What the standing part has passed comes before the whole council where that is asked."""
    waiting = AgendaItem.objects.filter(nomination=OuterRef("pk")).exclude(meeting__state=Meeting.State.CLOSED)
    same_kind = Q(passed=True, meeting__council__kind=meeting.council.kind)
    passed = AgendaItem.objects.filter(same_kind, nomination=OuterRef("pk"))
    rows = list(
        Nomination.objects.visible_to(user)
        .filter(~Exists(waiting), ~Exists(passed), state=Nomination.State.APPRAISED)
        .filter(round__unit=meeting.council.unit_id)
        .select_related("round", "award_type", "person__unit", "unit__parent", "dossier__unit")
        .order_by("-round__send_by", "round", *Nomination._meta.ordering)
    )
    enough = passed_by_council(rows)
    return [row for row in rows if row.pk not in enough]


@dataclass(frozen=True)
class Unheard:
    """That the public comment which the procedure asks is not done. `bars`: the law puts it before the council, for
    what the State gives (Nghị định 152/2025/NĐ-CP, Điều 44.2); of a procedure of the office's own nobody has found
    the order written, so that it only warns."""

    step: way.Step
    bars: bool

    @property
    def sentence(self) -> str:
        """What members and the office read on the agenda."""
        if self.bars:
            return (
                "Chưa lấy ý kiến công khai xong nên chưa mở bỏ phiếu được: danh sách phải công khai trước khi Hội đồng "
                "họp, kết quả báo cáo Hội đồng (Nghị định 152/2025/NĐ-CP, Điều 44.2)."
            )
        return (
            f"Chưa lấy ý kiến công khai xong. Quy trình yêu cầu lấy ý kiến ({self.step.article}); phải trước hay sau "
            "khi Hội đồng bỏ phiếu thì chưa xác minh, vẫn mở bỏ phiếu được."
        )


def unheard(nominations: Sequence[Nomination]) -> dict[int, Unheard]:
    """Return, by id, those whose public comment is not done; a number of queries that does not grow with them."""
    left = way.steps_left_of(nominations) if nominations else {}
    of_state = {one.pk: one.award_type.of_the_state for one in nominations}
    return {pk: Unheard(step, of_state[pk]) for pk, steps in left.items() for step in steps if step.kind == way.COMMENT}


# What the agenda and the steps of its nominations read.
AGENDA = ("nomination__award_type", "nomination__person__unit", "nomination__unit__parent", "nomination__round",
          "nomination__dossier")  # fmt: skip


@dataclass(frozen=True)
class AgendaRow:
    """An item as one user sees it; `cast` is how many of the `entitled` have voted, never what; `apart` are the members
    who take no part in it, and why."""

    item: AgendaItem
    cast: int
    entitled: int
    closed_to_me: bool
    mine: bool
    voted: bool
    apart: dict[CouncilMember, str]
    unheard: "Unheard | None" = None
    members: int = 0

    @property
    def out_of_reach(self) -> str:
        """That it cannot pass even if all who may vote are for it; nothing while nobody was counted as there."""
        threshold = Threshold.read(self.item.threshold)
        needed = threshold.needed(self.members)
        of_all = self.item.threshold_of == AgendaItem.Of.ALL
        if self.item.state == AgendaItem.State.COUNTED or not of_all or not 0 < self.entitled < needed:
            return ""
        return (
            f"Cần {needed} phiếu đồng ý ({at_least(self.item.threshold)} của {self.members} thành viên) mà chỉ có "
            f"{self.entitled} người được bỏ phiếu nội dung này: dù tất cả đồng ý cũng không thông qua."
        )

    @property
    def complete(self) -> bool:
        """Whether a box on devices holds the ballots of all who may vote, so that it may be counted with others."""
        voting = self.item.state == AgendaItem.State.VOTING and self.item.ballot != AgendaItem.Ballot.PAPER
        return voting and 0 < self.entitled <= self.cast


def agenda(meeting: Meeting, user: User, seat: CouncilMember | None) -> list[AgendaRow]:
    """Return the agenda for a user, in a number of queries that does not grow with it."""
    items = list(
        meeting.items.select_related(*AGENDA).annotate(cast=Count("ballots"))
    )
    seat_id = seat.pk if seat else 0
    voted = set(meeting.items.filter(ballots__member=seat_id).values_list("pk", flat=True))
    shut = set(Nomination.objects.filter(barred(user), agenda_items__meeting=meeting).values_list("pk", flat=True))
    entitled = voters_of([item for item in items if item.state != AgendaItem.State.COUNTED])
    seated = list(meeting.council.members.sitting().select_related("user"))  # type: ignore[attr-defined]
    apart = kept_out(seated, [item.nomination for item in items])
    early = unheard([item.nomination for item in items if item.state == AgendaItem.State.WAITING])
    there = meeting.attendance.filter(member=seat_id, kind="present").exists()
    return [
        AgendaRow(
            item=item,
            cast=item.cast,
            entitled=len(entitled.get(item.pk, ())),
            closed_to_me=item.nomination_id in shut,
            mine=there and item.nomination_id not in shut and not _own(item, user),
            voted=item.pk in voted,
            apart={one: apart[item.nomination_id, one.pk] for one in seated if (item.nomination_id, one.pk) in apart},
            unheard=early.get(item.nomination_id),
            members=len(seated),
        )
        for item in items
    ]


def _own(item: AgendaItem, user: User) -> bool:
    """Whether the user is the nominee."""
    return bool(user.person_id) and item.nomination.person_id == user.person_id


@dataclass(frozen=True)
class Answers:
    """What the members of a meeting's council answered to the invitation, by the id of the member."""

    members: list[CouncilMember]
    given: dict[int, InvitationAnswer]

    @property
    def rows(self) -> list[tuple[CouncilMember, InvitationAnswer | None]]:
        return [(member, self.given.get(member.pk)) for member in self.members]

    @property
    def coming(self) -> int:
        return sum(answer.coming for _, answer in self.rows if answer)

    @property
    def away(self) -> int:
        return sum(not answer.coming for _, answer in self.rows if answer)

    @property
    def silent(self) -> int:
        return sum(answer is None for _, answer in self.rows)


def answers_of(meeting: Meeting) -> Answers:
    """Return who comes, who does not, who has not said; two queries."""
    given = {answer.member_id: answer for answer in InvitationAnswer.objects.valid().filter(meeting=meeting)}
    return Answers(list(meeting.council.members.sitting()), given)  # type: ignore[attr-defined]


def declared_by(user: User, nominations: Sequence[Nomination]) -> list[Nomination]:
    """Return those with whom the user declared a conflict of interest."""
    found = set(Nomination.objects.filter(declared(user), pk__in=[row.pk for row in nominations]).values_list("pk"))
    return [row for row in nominations if (row.pk,) in found]


def passed_by_council(nominations: Sequence[Nomination]) -> set[int]:
    """Return the ids of those that a closed meeting has passed: one of the whole council where the procedure asks for
    it, else one of the council or of its standing part; not of those that were voted down since."""
    rows = AgendaItem.objects.filter(nomination__in=nominations, passed=True, meeting__state=Meeting.State.CLOSED)
    kinds: dict[int, set[str]] = {}
    for pk, kind in rows.values_list("nomination", "meeting__council__kind"):
        kinds.setdefault(pk, set()).add(kind)
    book, down = Rulebook(), _voted_down(nominations)
    heard = [one for one in nominations if one.pk not in down]
    return {one.pk for one in heard if _enough(kinds.get(one.pk, set()), way.procedure_of(one, book))}


def _voted_down(nominations: Sequence[Nomination]) -> dict[int, AgendaItem]:
    """Return, by id, the vote that turned a nomination down; one of the whole council that passed it since stands
    over it, one of the standing part does not."""
    voted = AgendaItem.objects.filter(nomination__in=nominations, meeting__state=Meeting.State.CLOSED)
    found: dict[int, AgendaItem] = {}
    for item in voted.select_related("meeting__council").order_by("meeting__closed_at", "pk"):
        if not item.passed:
            found[item.nomination_id] = item
        elif item.meeting.council.kind == Council.Kind.FULL:
            found.pop(item.nomination_id, None)
    return found


def held_by_council(nominations: Sequence[Nomination]) -> dict[int, tuple[str, str]]:
    """Return, by id, why the council must speak before anything else is done with a nomination, and the page of the
    meeting: it stands on the agenda of one that is not over, or was voted down. Whoever laid it before the council
    waits for it, also where the procedure asks for none; two queries however many they are."""
    found = {
        pk: (
            f"Hội đồng họp ngày {_day(item)} không thông qua, phải được toàn thể Hội đồng xét lại và thông qua",
            item.get_absolute_url(),
        )
        for pk, item in _voted_down(nominations).items()
    }
    for pk, item in on_open_agenda(nominations).items():
        said = f"chờ kết thúc “{item.meeting.title}” ngày {_day(item)}, đề nghị đang ở chương trình của phiên họp này"
        found[pk] = (said, item.get_absolute_url())
    return found


def on_open_agenda(nominations: Sequence[Nomination]) -> dict[int, AgendaItem]:
    """Return, by id, the item of a meeting that is not over."""
    rows = AgendaItem.objects.filter(nomination__in=nominations).exclude(meeting__state=Meeting.State.CLOSED)
    return {item.nomination_id: item for item in rows.select_related("meeting__council")}


def settled_by_agenda(nomination: Nomination) -> tuple[str, str]:
    """Return why the conclusion on a nomination stands as long as a meeting has it on its agenda, with what to do, and
    the page of the meeting; twice "" when none has."""
    item = on_open_agenda([nomination]).get(nomination.pk)
    if item is None:
        return "", ""
    begun = item.state != AgendaItem.State.WAITING
    do = (
        "Nội dung này đã mở bỏ phiếu: hãy chờ phiên họp kết thúc" if begun else "Hãy bỏ đề nghị khỏi chương trình trước"
    )
    return (
        f"Đề nghị này đang ở chương trình của “{item.meeting.title}” ngày {_day(item)} nên chưa trả lại hoặc thẩm định "
        f"lại được. {do}, rồi làm tiếp.",
        item.get_absolute_url(),
    )


def _day(item: AgendaItem) -> str:
    return vn_date(timezone.localdate(item.meeting.starts_at))


def _enough(kinds: set[str], procedure: Procedure | None) -> bool:
    whole = procedure is not None and procedure.council == Procedure.Council.FULL
    return Council.Kind.FULL in kinds if whole else bool(kinds)


def attendance_asked(nomination: Nomination, book: Rulebook | None = None) -> list[tuple[Threshold, str]]:
    """Return the shares of all members that must be there when the council votes on a nomination, with the article;
    those who only wrote an opinion are not there."""
    procedure = way.procedure_of(nomination, book)
    if procedure is None or procedure.council == Procedure.Council.NONE:
        return []
    shares = [share for share in (procedure.quorum, procedure.attendance) if share]
    return [(Threshold.read(share), procedure.article) for share in shares]


def rules_of(nominations: Sequence[Nomination]) -> dict[int, dict[str, str]]:
    """Return how the procedure of each nomination has the council decide, by id; those of which it says nothing are
    left out."""
    book, found = Rulebook(), {}
    for one in nominations:
        procedure = way.procedure_of(one, book)
        if procedure and procedure.council != Procedure.Council.NONE and procedure.threshold:
            found[one.pk] = {
                "ballot": procedure.ballot,
                "threshold": procedure.threshold,
                "threshold_of": procedure.threshold_of,
                "tie": AgendaItem.Tie.FAILS,
            }
    return found
