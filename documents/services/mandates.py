"""Orders and mandates to sign are given and ended; nothing of them is ever deleted."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from units.models import Unit, User

from ..kinds import COPY, KINDS
from ..models import SigningMandate

_MANDATE = SigningMandate.Authority.MANDATE


@transaction.atomic
def give_mandate(
    *,
    unit: Unit,
    user: User,
    authority: str,
    own_unit: Unit,
    title: str,
    kinds: Sequence[str],
    content: str,
    basis: str,
    since: dt.date,
    until: dt.date | None,
    actor: User | None,
) -> SigningMandate:
    """Write down that the head of the unit lets the user sign documents of these types.

    Raises `Refused` when the written basis or the types are missing, when the signer's own unit is not below
    the issuer, when a mandate (TUQ.) has no end or no content, or is passed on to a deputy (Điều 13.3, 13.4).
    """
    if not basis.strip():
        raise Refused("Chưa ghi văn bản giao ký: giao ký phải bằng văn bản (Nghị định 30/2020/NĐ-CP, Điều 13).")
    if not kinds or not set(kinds) <= {*KINDS, COPY}:
        raise Refused("Chưa chọn loại văn bản được giao ký; hãy chọn ít nhất một loại.")
    if not title.strip():
        raise Refused("Chưa ghi chức vụ của người được ký; hãy ghi chức vụ sẽ in trên văn bản.")
    if not unit.holds(own_unit) or own_unit.pk == unit.pk:
        raise Refused(f"{own_unit.name} không phải đơn vị thuộc {unit.name}; hãy chọn đơn vị của người được ký.")
    if until is not None and until < since:
        raise Refused("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    if authority == _MANDATE:
        _check_mandate(own_unit, title, content, until)
    mandate = SigningMandate(
        unit=unit, user=user, authority=authority, own_unit=own_unit, title=title, kinds=sorted(set(kinds)),
        content=content.strip(), basis=basis.strip(), since=since, until=until, given_by=actor,
    )  # fmt: skip
    mandate.save(force_insert=True)
    record(
        actor=actor, action="documents.mandate_give", target=mandate,
        after={"unit": unit.pk, "user": user.pk, "authority": authority, "kinds": mandate.kinds,
               "since": since.isoformat(), "until": until.isoformat() if until else None},
    )  # fmt: skip
    return mandate


def _check_mandate(own_unit: Unit, title: str, content: str, until: dt.date | None) -> None:
    """A mandate is limited in time and content, given to the head of a unit, and never passed on (Điều 13.3)."""
    if until is None:
        raise Refused("Ký thừa ủy quyền phải có thời hạn; hãy ghi ngày kết thúc.")
    if not content.strip():
        raise Refused("Ký thừa ủy quyền phải giới hạn nội dung; hãy ghi nội dung được ủy quyền.")
    head = own_unit.head_title.upper().strip()
    if head and title.upper().strip() not in (head, f"Q. {head}"):
        raise Refused(
            f"Chỉ ủy quyền cho người đứng đầu đơn vị ({head.capitalize()} của {own_unit.name}); người được ủy quyền "
            "không được ủy quyền lại cho cấp phó."
        )


@transaction.atomic
def end_mandate(*, mandate: SigningMandate, reason: str, actor: User) -> SigningMandate:
    """End an order or a mandate before its time. Raises `Refused` without a reason, or when it has ended."""
    if not reason.strip():
        raise Refused("Chưa ghi lý do chấm dứt; hãy ghi lý do.")
    mandate = SigningMandate.objects.select_for_update().get(pk=mandate.pk)
    if mandate.ended_at is not None:
        raise Refused("Việc giao ký này đã chấm dứt trước đó.")
    mandate.ended_at, mandate.ended_reason = timezone.now(), reason.strip()
    mandate.save(update_fields=["ended_at", "ended_reason"])
    record(
        actor=actor, action="documents.mandate_end", target=mandate, before={"ended": None},
        after={"ended": today().isoformat()}, reason=reason.strip(),
    )  # fmt: skip
    return mandate
