"""Awards decided before the system came, or elsewhere."""

from django.db import IntegrityError, transaction

from core.audit import record
from core.exceptions import Refused
from units.models import User

from ..models import Award


@transaction.atomic
def enter_award(*, actor: User | None, award: Award) -> Award:
    """Add a line to the register by hand. Raises Refused when the same decision gave it already."""
    try:
        with transaction.atomic():
            award.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            f"Sổ khen thưởng đã có {award.award_type.name} năm {award.year} của {award.nominee_name} "
            f"theo quyết định {award.decision_code}."
        ) from None
    record(
        actor=actor,
        action="awards.enter_award",
        target=award,
        after={
            "award": award.award_type.code,
            "person": award.person_id,
            "unit": award.unit_id,
            "year": award.year,
        },
    )
    return award
