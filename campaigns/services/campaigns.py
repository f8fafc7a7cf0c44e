"""Writing a campaign's draft."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from units.models import Unit

from ..models import Campaign, Criterion

if TYPE_CHECKING:
    from units.models import User


@dataclass(frozen=True)
class CriterionLine:
    """A criterion as it was typed; the order of the lines is the order on the page."""

    text: str
    max_points: Decimal | None = None


@transaction.atomic
def create_campaign(
    *, actor: "User", unit: Unit, units: Iterable[Unit], criteria: Sequence[CriterionLine] = (), **fields: Any
) -> Campaign:
    """Write the draft of a campaign. Raises Refused when a unit stands outside the launching unit."""
    campaign = Campaign(unit=unit, created_by=actor, **fields)
    campaign.save(force_insert=True)
    _write_parts(campaign, units, criteria)
    record(actor=actor, action="campaigns.create", target=campaign, after={"unit": unit.pk})
    return campaign


@transaction.atomic
def change_campaign(
    *,
    actor: "User",
    campaign: Campaign,
    version: int,
    units: Iterable[Unit],
    criteria: Sequence[CriterionLine],
    **fields: Any,
) -> Campaign:
    """Change a draft. Raises Refused when it was launched, or saved by somebody else since it was opened."""
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not row.is_draft:
        raise Refused("Phong trào đã phát động nên không sửa được nữa. Hãy mở trang phong trào để xem.")
    if row.version != version:
        raise Refused(
            "Người khác vừa lưu phong trào này. Hãy mở lại trang sửa ở thẻ khác, xem bản mới rồi sửa tiếp."
        )
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*fields, "version", "sort_key", "search_text"])
    _write_parts(row, units, criteria)
    before, after = {"version": version}, {"version": row.version}
    record(actor=actor, action="campaigns.change", target=row, before=before, after=after)
    return row


def _write_parts(campaign: Campaign, units: Iterable[Unit], criteria: Sequence[CriterionLine]) -> None:
    units = list(units)
    outside = [unit.name for unit in units if not campaign.unit.holds(unit)]
    if outside:
        raise Refused(f"{outside[0]} không thuộc {campaign.unit.name}. Hãy bỏ chọn đơn vị này.")
    campaign.units.set(units)
    campaign.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(campaign=campaign, position=position, text=line.text, max_points=line.max_points)
        for position, line in enumerate(criteria, start=1)
    )
