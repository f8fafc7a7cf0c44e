"""Who may change the rules besides the root's standing office."""

from collections.abc import Iterable

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from units.models import Unit, User

from ..models import RuleKeeper
from ..permissions_rules import can_keep_rules


@transaction.atomic
def choose_rule_keepers(*, actor: User, units: Iterable[Unit]) -> list[RuleKeeper]:
    """Name the offices whose standing offices may change rule sets, procedures, base salaries and rates; none named
    means those that stand highest. Raises Refused when the actor would no longer be among them."""
    rows = list(RuleKeeper.objects.select_for_update().order_by("pk"))
    before = {row.unit_id for row in rows}
    wanted = {unit.pk: unit for unit in units}
    RuleKeeper.objects.filter(unit__in=before - set(wanted)).delete()
    for pk in sorted(set(wanted) - before):
        RuleKeeper.objects.create(unit=wanted[pk], added_by=actor)
    if not can_keep_rules(actor):
        raise Refused("Hãy giữ cơ quan của bạn trong danh sách: bỏ ra thì bạn không còn sửa được tiêu chuẩn.")
    record(
        actor=actor, action="awards.choose_rule_keepers", target=actor,
        before={"units": sorted(before)}, after={"units": sorted(wanted)},
    )  # fmt: skip
    return list(RuleKeeper.objects.select_related("unit"))
