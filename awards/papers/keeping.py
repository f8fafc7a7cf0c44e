"""The last line of the recipients: who keeps the paper (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.d)."""

from units.models import Unit, User


def kept_by(office: Unit, drafter: Unit | None) -> str:
    """Return "Lưu: VT, TCHC": the clerk of the office that issues, and the abbreviation of the unit that drafts; the
    clerk alone where the office drafts itself or the unit has none."""
    apart = drafter is not None and drafter.pk != office.pk and drafter.symbol
    return f"Lưu: VT, {drafter.symbol}" if drafter and apart else "Lưu: VT"


def drafter_of(user: User | None, office: Unit) -> Unit | None:
    """Return the unit of the office in which a clerk works; None for one from elsewhere."""
    unit = user.person.unit if user is not None and user.person else None
    return unit if unit is not None and office.holds(unit) else None
