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
