"""Opening of ballot boxes: one item's, or those of all items that wait, each under the same conditions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from units.models import User

from ..models import AgendaItem, CouncilMember, Meeting
from ..namesakes import names_of
from ..permissions_council import kept_out, voters_of
from ..queries.council import Unheard, unheard
from ..queries.hearing import flags_on
from ..rulebook import Rulebook
from ..voting import draw_key
from .flags import refuse_flagged
from .meetings import check_attendance, check_quorum, present_of
from .steps import locked, move

LEAST_SECRET = 3
NOT_IN_SESSION = "Phiên họp chưa khai mạc hoặc đã kết thúc nên chưa bỏ phiếu được."
BEGUN = "Nội dung này đang hoặc đã bỏ phiếu."
NAMED = 10
DETAILS = (
    "meeting", "nomination__round", "nomination__award_type", "nomination__person__unit",
    "nomination__unit__parent", "nomination__dossier",
)  # fmt: skip


@dataclass(frozen=True)
class _Table:
    """What the conditions of some items read of their meeting, found once for all."""

    there: int
    members: int
    tellers: Sequence[CouncilMember]
    apart: Mapping[tuple[int, int], str]
    voters: dict[int, list[CouncilMember]]
    flagged: Collection[int]
    unheard: dict[int, Unheard]
    book: Rulebook


def _table(meeting: Meeting, items: Sequence[AgendaItem]) -> _Table:
    there, members = present_of(meeting)
    tellers = list(meeting.tellers.select_related("user"))
    rows = [item.nomination for item in items]
    apart, voters = kept_out(tellers, rows), voters_of(items)
    return _Table(there, members, tellers, apart, voters, flags_on(rows), unheard(rows), Rulebook())


@transaction.atomic
def begin_vote(*, actor: User, item: AgendaItem) -> AgendaItem:
    """Open the box of an item. Raises Refused outside a meeting, without a quorum of voters or when somebody
    who votes on a device has no account, or before the public comment that the law puts first is done."""
    item = locked(item)
    meeting = locked(item.meeting)
    if meeting.state != Meeting.State.OPEN:
        raise Refused(NOT_IN_SESSION)
    if item.state == AgendaItem.State.WAITING:
        check_quorum(meeting)
        _check(item, _table(meeting, [item]))
    _begin(item)
    item.save(update_fields=["state", "box"])
    record(actor=actor, action="awards.begin_vote", target=item, after={"ballot": item.ballot})
    return item


@transaction.atomic
def begin_votes(*, actor: User, meeting: Meeting) -> tuple[list[AgendaItem], list[str]]:
    """Open the boxes of all items that wait, in a number of queries that grows only with what is refused; return those
    opened, and of each other the sentence why not.

    Raises Refused outside a meeting, without a quorum, or when none of those that wait can be opened.
    """
    rows = meeting.items.select_for_update(of=("self",)).filter(state=AgendaItem.State.WAITING)
    items = list(rows.select_related(*DETAILS))
    meeting = locked(meeting)
    if meeting.state != Meeting.State.OPEN:
        raise Refused(NOT_IN_SESSION)
    if not items:
        return [], []
    check_quorum(meeting)
    table = _table(meeting, items)
    names = names_of([item.nomination for item in items])
    opened, refused = [], []
    for item in items:
        try:
            _check(item, table)
        except Refused as refusal:
            refused.append(_said_of(names[item.nomination_id], item, str(refusal)))
        else:
            opened.append(item)
    if not opened:
        raise Refused(f"Chưa mở được nội dung nào. {' '.join(named(refused))}")
    for item in opened:
        _begin(item)
    AgendaItem.objects.bulk_update(opened, ["state", "box"])
    record(
        actor=actor,
        action="awards.begin_votes",
        target=meeting,
        after={"items": [item.pk for item in opened], "refused": len(refused)},
    )
    return opened, refused


def named(sentences: Sequence[str]) -> list[str]:
    """The first of many sentences, and how many more there are."""
    rest = len(sentences) - NAMED
    return [*sentences[:NAMED], *([f"Và {rest} nội dung khác."] if rest > 0 else [])]


def _said_of(name: str, item: AgendaItem, reason: str) -> str:
    """The reason with the nominee's name that tells him from others, which many reasons begin with already."""
    return f"{name}: {reason.removeprefix(f'{item.nomination.nominee_name}: ')}" if name not in reason else reason


def _begin(item: AgendaItem) -> None:
    move(item.begin, BEGUN)
    item.box = draw_key(settings.BALLOT_KEYS) if item.ballot == AgendaItem.Ballot.SECRET else ""


def _check(item: AgendaItem, table: _Table) -> None:
    """Raises Refused with the first thing that stands against a vote on the item now."""
    if item.nomination_id in table.flagged:
        refuse_flagged([item.nomination], "bỏ phiếu")
    early = table.unheard.get(item.nomination_id)
    if early and early.bars:
        raise Refused(
            f"{item.nomination.nominee_name}: {early.sentence} Còn phải {early.step.label}. Hãy bỏ nội dung này khỏi "
            "chương trình để đưa vào phiên sau, hoặc làm xong việc đó rồi mở bỏ phiếu."
        )
    check_attendance(item, there=table.there, members=table.members, book=table.book)
    _check_voters(item, table)


def _check_voters(item: AgendaItem, table: _Table) -> None:
    entitled = table.voters[item.pk]
    if item.secret and len(entitled) < LEAST_SECRET:
        raise Refused(
            f"Chỉ có {len(entitled)} người được bỏ phiếu nội dung này. Phiếu kín cần ít nhất {LEAST_SECRET} người, nếu "
            "không ai cũng suy ra được phiếu của nhau; hãy điểm danh lại hoặc chọn biểu quyết công khai."
        )
    if item.ballot == AgendaItem.Ballot.SECRET and (without := [m.full_name for m in entitled if m.user_id is None]):
        raise Refused(
            f"{', '.join(without)} chưa có tài khoản nên không bỏ phiếu trên thiết bị được. Hãy gắn tài khoản ở trang "
            "hội đồng hoặc chọn phiếu kín trên giấy."
        )
    if item.ballot == AgendaItem.Ballot.PAPER:
        _check_tellers(item, table.tellers, table.apart)


def _check_tellers(item: AgendaItem, tellers: Sequence[CouncilMember], apart: Mapping[tuple[int, int], str]) -> None:
    """Nobody counts the votes about himself, or on what he declared a conflict."""
    if len(tellers) != 2:
        raise Refused("Phiếu giấy do hai người kiểm. Hãy chọn hai người kiểm phiếu của phiên họp.")
    if without := [one.full_name for one in tellers if one.user_id is None]:
        raise Refused(
            f"{', '.join(without)} chưa có tài khoản nên không ghi kết quả kiểm phiếu được. Hãy đổi người kiểm phiếu."
        )
    if shut := [f"{one.full_name} {apart[key]}" for one in tellers if (key := (item.nomination_id, one.pk)) in apart]:
        raise Refused(
            f"{'; '.join(shut)} nên không kiểm phiếu nội dung này được. Hãy đổi người kiểm phiếu ở trang sửa phiên họp "
            "rồi mở bỏ phiếu."
        )
