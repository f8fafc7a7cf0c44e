"""Votes: a box is opened, ballots go in once each, the box is opened and its key destroyed."""

from collections.abc import Sequence

from django.conf import settings
from django.db import IntegrityError, transaction

from core.audit import record
from core.exceptions import Refused
from units.models import User

from ..models import AgendaItem, Ballot, CouncilMember, Meeting, PaperCount
from ..permissions_council import kept_out, voters, voters_of
from ..voting import Choice, KeyLost, Tally, Threshold, count, drop_key, open_ballot, seal_ballot
from .meetings import present_of
from .opening import DETAILS, LEAST_SECRET
from .opening import begin_vote as begin_vote
from .opening import begin_votes as begin_votes
from .opening import named as named
from .steps import locked, move, reason_of

SUMS = ("yes", "no", "invalid", "members", "present", "needed", "passed")
NOT_OPEN = "Nội dung này không mở bỏ phiếu (nữa). Hãy tải lại trang để xem trạng thái mới."
LOST = (
    "Không mở được hòm phiếu: khóa của hòm không còn trên máy chủ (máy chủ vừa được khôi phục?). Phiếu đã bỏ không ai "
    "đọc được; hãy chọn Bỏ phiếu lại."
)


@transaction.atomic
def cast_ballot(*, actor: User, item: AgendaItem, choice: str) -> None:
    """Put the actor's ballot into the box: once, while it is open, by somebody who may vote.

    The audit trail says that he voted, never how in a secret vote. Of a ballot and a count that come at once one
    waits for the other: the ballot is in the count or refused.
    """
    item = locked(item)
    member = next((one for one in voters(item) if one.user_id == actor.pk), None)
    if member is None:
        raise Refused("Bạn không bỏ phiếu nội dung này: chưa được điểm danh có mặt, hoặc đã khai báo xung đột lợi ích.")
    _put(item, member, choice)
    after = {} if item.secret else {"choice": choice}
    record(actor=actor, action="awards.cast_ballot", target=item, after={"member": member.pk, **after})


@transaction.atomic
def enter_open_vote(*, actor: User, item: AgendaItem, member: CouncilMember, choice: str) -> None:
    """Enter what a member said aloud, or wrote beforehand, in an open vote."""
    item = locked(item)
    if item.secret:
        raise Refused("Phiếu kín do chính thành viên bỏ, không ghi thay được.")
    if member.pk not in {one.pk for one in voters(item)}:
        raise Refused(
            f"{member.full_name} không có mặt, không có ý kiến bằng văn bản hoặc đã khai báo xung đột lợi ích."
        )
    _put(item, member, choice)
    record(actor=actor, action="awards.enter_open_vote", target=item, after={"member": member.pk, "choice": choice})


def _put(item: AgendaItem, member: CouncilMember, choice: str) -> None:
    if choice not in set(Choice):
        raise Refused("Hãy chọn Đồng ý, Không đồng ý hoặc Phiếu trắng.")
    if item.state != AgendaItem.State.VOTING or item.ballot == AgendaItem.Ballot.PAPER:
        raise Refused(NOT_OPEN)
    if item.secret:
        try:
            ballot = Ballot(sealed=seal_ballot(settings.BALLOT_KEYS, item.box, Choice(choice), _owner(item, member)))
        except KeyLost:
            raise Refused(LOST) from None
    else:
        ballot = Ballot(choice=choice)
    ballot.item, ballot.member = item, member
    try:
        with transaction.atomic():
            ballot.save(force_insert=True)
    except IntegrityError:
        raise Refused("Phiếu của thành viên này đã ở trong hòm; mỗi người bỏ một lần.") from None


def _owner(item: AgendaItem, member: CouncilMember | int) -> str:
    """What a sealed ballot is bound to."""
    return f"{item.pk}:{member if isinstance(member, int) else member.pk}"


@transaction.atomic
def enter_count(*, actor: User, item: AgendaItem, teller: CouncilMember, yes: int, no: int, invalid: int) -> bool:
    """Enter what a teller counted from paper; return whether the vote is decided: two tellers agree.

    Raises Refused for more ballots than voters, outside the vote, or from one who has no part in the item.
    """
    item = locked(item)
    if item.state != AgendaItem.State.VOTING or item.ballot != AgendaItem.Ballot.PAPER:
        raise Refused(NOT_OPEN)
    if why := kept_out([teller], [item.nomination]).get((item.nomination_id, teller.pk)):
        raise Refused(f"{teller.full_name} {why} nên không kiểm phiếu nội dung này được. Hãy đổi người kiểm phiếu.")
    entitled = len(voters(item))
    total = yes + no + invalid
    if not total:
        raise Refused("Chưa có phiếu nào được đếm. Hãy ghi số phiếu thu về, hoặc chọn Bỏ phiếu lại.")
    if total > entitled:
        raise Refused(f"Tổng số phiếu là {total} nhưng chỉ có {entitled} người được bỏ phiếu. Hãy đếm lại.")
    PaperCount.objects.update_or_create(item=item, teller=teller, defaults={"yes": yes, "no": no, "invalid": invalid})
    record(
        actor=actor, action="awards.enter_count", target=item, after={"teller": teller.pk, "sums": [yes, no, invalid]}
    )
    sums = _counted(item)
    if len(sums) < 2 or len(set(sums)) > 1:
        return False
    _decide(actor, item, *sums[0], chair="")
    return True


def _counted(item: AgendaItem) -> list[tuple[int, int, int]]:
    """What each teller wrote down; what was counted by one who has been changed since does not stand."""
    return [one.sums for one in item.counts.filter(teller__in=item.meeting.tellers.all())]


def tellers_differ(item: AgendaItem) -> bool:
    """Whether both have written down what they counted, and not the same."""
    return len(set(_counted(item))) > 1


@transaction.atomic
def count_votes(*, actor: User, item: AgendaItem) -> AgendaItem:
    """Close the box and count. Raises Refused for paper (tellers count), when no ballot came, when a secret box holds
    so few that the sums would say who chose what, or the key is lost.

    A secret box's ballots are wiped in the transaction that writes the sums, and its key is destroyed with it.
    """
    item = locked(item)
    if item.state != AgendaItem.State.VOTING:
        raise Refused(NOT_OPEN)
    if item.ballot == AgendaItem.Ballot.PAPER:
        raise Refused("Phiếu giấy được tính khi hai người kiểm phiếu ghi cùng một kết quả.")
    ballots = list(item.ballots.select_related("member"))
    if not ballots:
        raise Refused("Chưa có phiếu nào trong hòm. Hãy chờ các thành viên bỏ phiếu.")
    if _tells_on(item, ballots):
        raise Refused(
            f"Hòm phiếu kín mới có {len(ballots)} phiếu, kiểm lúc này sẽ lộ ai chọn gì. Hãy chờ có ít nhất "
            f"{LEAST_SECRET} phiếu, hoặc chọn Bỏ phiếu lại."
        )
    sums, chair = _read(item, ballots)
    item.ballots.update(sealed=b"")
    return _decide(actor, item, *sums, chair=chair)


@transaction.atomic
def count_complete(*, actor: User, meeting: Meeting) -> tuple[list[AgendaItem], list[str]]:
    """Close and count all boxes on devices in which the ballot of everybody who may vote is, no other; return those
    counted, and of each whose key is lost a sentence. What still waits for somebody's ballot is counted one by one."""
    rows = meeting.items.select_for_update(of=("self",)).filter(state=AgendaItem.State.VOTING)
    waiting = list(rows.exclude(ballot=AgendaItem.Ballot.PAPER).select_related(*DETAILS).prefetch_related("ballots"))
    entitled = voters_of(waiting)
    _, members = present_of(meeting)
    counted: list[AgendaItem] = []
    lost, boxes = [], []
    for item in waiting:
        ballots, cast = list(item.ballots.all()), {ballot.member_id for ballot in item.ballots.all()}
        if not ballots or _tells_on(item, ballots) or {member.pk for member in entitled[item.pk]} - cast:
            continue
        try:
            sums, chair = _read(item, ballots)
        except Refused as refusal:
            lost.append(f"{item.nomination.nominee_name}: {refusal}")
            continue
        boxes.append(_write_sums(item, Tally(*sums, members, len(entitled[item.pk])), chair))
        counted.append(item)
    if not counted:
        return [], lost
    Ballot.objects.filter(item__in=counted).update(sealed=b"")
    AgendaItem.objects.bulk_update(counted, ["state", "box", *SUMS])
    after = {str(one.pk): [one.yes, one.no, one.invalid, one.passed] for one in counted}
    record(actor=actor, action="awards.count_complete", target=meeting, after={"sums": after})
    for box in boxes:
        _drop(box)
    return counted, lost


def _tells_on(item: AgendaItem, ballots: Sequence[Ballot]) -> bool:
    """Whether a secret box holds so few ballots that its sums, beside the list of who voted, would open them."""
    return item.secret and len(ballots) < LEAST_SECRET


def _read(item: AgendaItem, ballots: Sequence[Ballot]) -> tuple[tuple[int, int, int], str]:
    """The sums of a box, and the chair's choice where a tie goes with it. Raises Refused when the key is lost."""
    choices = _open(item, ballots)
    sums = choices.count(Choice.YES), choices.count(Choice.NO), choices.count(Choice.BLANK)
    return sums, _chair_choice(item, ballots)


def _open(item: AgendaItem, ballots: Sequence[Ballot]) -> list[Choice]:
    if not item.secret:
        return [Choice(ballot.choice) for ballot in ballots]
    try:
        return [
            open_ballot(settings.BALLOT_KEYS, item.box, bytes(ballot.sealed), _owner(item, ballot.member_id))
            for ballot in ballots
        ]
    except KeyLost:
        raise Refused(LOST) from None


def _chair_choice(item: AgendaItem, ballots: Sequence[Ballot]) -> str:
    """The chair's own open vote, where a tie goes with it."""
    if item.secret or item.tie != AgendaItem.Tie.CHAIR:
        return ""
    return next((ballot.choice for ballot in ballots if ballot.member_id == item.meeting.chair_id), "")


def _decide(actor: User, item: AgendaItem, yes: int, no: int, invalid: int, *, chair: str) -> AgendaItem:
    _, members = present_of(item.meeting)
    box = _write_sums(item, Tally(yes, no, invalid, members, len(voters(item))), chair)
    item.save(update_fields=["state", "box", *SUMS])
    record(
        actor=actor,
        action="awards.count_votes",
        target=item,
        after={"yes": yes, "no": no, "invalid": invalid, "passed": item.passed, "by_chair": item.by_chair},
    )
    _drop(box)
    return item


def _write_sums(item: AgendaItem, tally: Tally, chair: str) -> str:
    """Write what was counted and what it means; return the box whose key has to go once that is saved."""
    of_all = item.threshold_of == AgendaItem.Of.ALL
    outcome = count(tally, Threshold.read(item.threshold), of_all=of_all, chair=chair)
    box, item.box = item.box, ""
    item.yes, item.no, item.invalid = tally.yes, tally.no, tally.invalid
    item.members, item.present = tally.members, tally.present
    item.needed, item.passed = outcome.needed, outcome.passed
    move(item.end, NOT_OPEN)
    return box


def _drop(box: str) -> None:
    """Only when the sums stand for certain: a rolled-back count still needs the key."""
    if box:
        transaction.on_commit(lambda: drop_key(settings.BALLOT_KEYS, box))


@transaction.atomic
def vote_again(*, actor: User, item: AgendaItem, reason: str) -> AgendaItem:
    """Void what was cast and begin anew. Raises Refused without a reason, or once the meeting is closed."""
    said = reason_of(reason)
    item = locked(item)
    if locked(item.meeting).state != Meeting.State.OPEN:
        raise Refused("Phiên họp đã kết thúc nên không bỏ phiếu lại được.")
    before = {"state": item.state, "yes": item.yes, "no": item.no, "invalid": item.invalid}
    move(item.vote_again, "Nội dung này chưa bỏ phiếu.")
    item.ballots.all().delete()
    item.counts.all().delete()
    box, item.box = item.box, ""
    for name in SUMS:
        setattr(item, name, None)
    item.save(update_fields=["state", "box", *SUMS])
    record(actor=actor, action="awards.vote_again", target=item, before=before, reason=said)
    _drop(box)
    return item
