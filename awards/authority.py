"""Who decides an award: the office itself, or an authority above it (Luật số 06/2022/QH15, Điều 77-80)."""

from units.models import Unit

from .models import AwardType

_COMMUNES = ("ubnd xã", "ubnd phường", "ubnd đặc khu")
_OWN = {AwardType.Authority.PROVINCE: ("ubnd tỉnh", "ubnd thành phố"), AwardType.Authority.COMMUNE: _COMMUNES}


def decides_itself(award_type: AwardType, office: Unit) -> bool:
    """Whether the head of the office that considers an award decides it: nothing of that goes up."""
    name = office.name.casefold().replace("ủy ban nhân dân", "ubnd")
    level = AwardType.Authority(award_type.authority)
    return level == AwardType.Authority.UNIT_HEAD or name.startswith(_OWN.get(level, ("-",)))
