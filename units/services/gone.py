"""A unit that is dissolved keeps its history and takes nothing new."""

from core.dates import today, vn_date
from core.exceptions import Refused

from ..models import Unit


def refuse_gone(unit: Unit, what: str) -> None:
    """Raises Refused, naming what was to be added, once the unit is dissolved or merged."""
    if unit.dissolved_on is None or unit.dissolved_on > today():
        return
    instead = f"Hãy chọn {unit.successor.name}." if unit.successor else "Hãy chọn đơn vị khác."
    raise Refused(
        f"{unit.name} đã giải thể, sáp nhập từ ngày {vn_date(unit.dissolved_on)} nên không thêm được {what}. {instead}"
    )
