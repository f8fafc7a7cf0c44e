"""Writes of councils: who sits in them."""

import datetime as dt

from django.db import IntegrityError, transaction

from core.audit import record
from core.exceptions import Refused
from units.models import User

from ..models import Council, CouncilMember, Meeting
from .steps import locked, said_before


@transaction.atomic
def save_council(*, actor: User, council: Council) -> Council:
    """Add a council or change its words. Raises Refused when the office has another one of this name."""
    verb = "change_council" if council.pk else "create_council"
    try:
        with transaction.atomic():
            council.save()
    except IntegrityError:
        raise Refused(f"{council.unit.name} đã có hội đồng tên “{council.name}”. Hãy đặt tên khác.") from None
    record(
        actor=actor,
        action=f"awards.{verb}",
        target=council,
        after={"unit": council.unit_id, "kind": council.kind, "name": council.name, "active": council.active},
    )
    return council


@transaction.atomic
def seat_member(*, actor: User, member: CouncilMember) -> CouncilMember:
    """Give a seat. Raises Refused when the account, or the same name without one, sits there already, or a second chair
    would."""
    council = locked(member.council)
    sitting = council.members.sitting()  # type: ignore[attr-defined]
    chair = CouncilMember.Post.CHAIR
    if member.post == chair and sitting.filter(post=chair).exists():
        raise Refused("Hội đồng đã có Chủ tịch. Hãy cho người trước thôi tham gia rồi thêm người mới.")
    if member.user_id and sitting.filter(user=member.user_id).exists():
        raise Refused(f"{member.full_name} đã là thành viên của hội đồng này.")
    if member.user_id is None and said_before(member, "council", "user", "full_name", "title", "post", "left_on"):
        raise Refused(
            f"{member.full_name} đã có trong danh sách của hội đồng này. Nếu là người khác cùng tên, hãy ghi chức vụ, "
            "đơn vị để phân biệt."
        )
    member.save(force_insert=True)
    record(
        actor=actor,
        action="awards.seat_member",
        target=council,
        after={"member": member.pk, "user": member.user_id, "post": member.post},
    )
    return member


@transaction.atomic
def unseat_member(*, actor: User, member: CouncilMember, on: dt.date) -> CouncilMember:
    """End a seat; the meetings in which the member took part keep the name. Raises Refused during a meeting."""
    council = locked(member.council)
    if council.meetings.filter(state=Meeting.State.OPEN).exists():
        raise Refused("Hội đồng đang họp nên chưa đổi thành viên được. Hãy kết thúc phiên họp trước.")
    member = locked(member)
    if member.left_on:
        raise Refused(f"{member.full_name} đã thôi tham gia trước đó.")
    member.left_on = on
    member.save(update_fields=["left_on"])
    record(actor=actor, action="awards.unseat_member", target=council, after={"member": member.pk})
    return member
