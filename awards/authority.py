"""Who decides an award: the office itself, or an authority above it (Luật số 06/2022/QH15, Điều 77-80)."""

from units.models import Unit

from .models import AwardType

_DECIDED_BY = {
    AwardType.Authority.PROVINCE: Unit.Kind.PROVINCE,
    AwardType.Authority.COMMUNE: Unit.Kind.COMMUNE,
}


def decides_itself(award_type: AwardType, office: Unit) -> bool:
    """Whether the head of the office that considers an award decides it: nothing of that goes up."""
    level = AwardType.Authority(award_type.authority)
    return level == AwardType.Authority.UNIT_HEAD or _DECIDED_BY.get(level) == office.kind


def goes_up(award_type: AwardType, office: Unit) -> bool:
    """Whether an authority above decides the award. Of what bodies decide by rules of their own nothing is known here:
    it may go up and need not."""
    return award_type.authority != AwardType.Authority.OTHER and not decides_itself(award_type, office)
