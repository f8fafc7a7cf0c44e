"""Which offices keep what is one for the whole installation."""

from collections.abc import Iterable

from django.db import transaction

from core.audit import record
from core.exceptions import Refused

from ..models import CommonKeeper, Unit, User
from ..permissions_common import can_name_keepers


@transaction.atomic
def name_keepers(*, actor: User, units: Iterable[Unit]) -> list[CommonKeeper]:
    """Name the offices that keep rules, calendar and schedules for everybody; none named means the one that stands
    highest. Raises Refused when the actor would no longer be among them."""
    rows = list(CommonKeeper.objects.select_for_update().order_by("pk"))
    before = {row.unit_id for row in rows}
    wanted = {unit.pk: unit for unit in units}
    CommonKeeper.objects.filter(unit__in=before - set(wanted)).delete()
    for pk in sorted(set(wanted) - before):
        CommonKeeper.objects.create(unit=wanted[pk], added_by=actor)
    if not can_name_keepers(actor):
        raise Refused("Hãy giữ cơ quan của bạn trong danh sách: bỏ ra thì bạn không còn sửa được phần dùng chung.")
    record(
        actor=actor, action="units.name_keepers", target=actor,
        before={"units": sorted(before)}, after={"units": sorted(wanted)},
    )  # fmt: skip
    return list(CommonKeeper.objects.select_related("unit"))
