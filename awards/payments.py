"""The payment list of a decision, for the accountant: a workbook, every cell as what it is."""

from django.utils import timezone

from core.dates import today, vn_date
from core.sheets import Value, add_sheet, content_of, new_book
from units.models import User

from .models import AwardBonus, Decision
from .money import higher_of

COLUMNS = [
    ("STT", 6), ("Họ và tên, tập thể", 34), ("Chức vụ, đơn vị", 38), ("Danh hiệu, hình thức", 32), ("Hệ số", 8),
    ("Lương cơ sở", 13), ("Tiền thưởng (đồng)", 16), ("Ngày chi", 12), ("Ghi chú", 44), ("Ký nhận", 18),
]  # fmt: skip


def payment_list(decision: Decision, taker: User) -> tuple[bytes, int]:
    """Return the workbook of the bonuses of a signed decision, and how many rows it has; cancelled ones stand without
    money, as do unpaid ones beside which something higher is paid."""
    assert decision.document is not None
    found = AwardBonus.objects.with_higher().filter(award__decision=decision)
    bonuses = list(found.select_related("award__award_type", "award__unit").order_by("award__golden_number", "pk"))
    over = higher_of(bonuses)
    lines = [_cells(bonus, over.get(bonus.pk, "")) for bonus in bonuses]
    rows: list[tuple[Value, ...]] = [(number, *cells) for number, cells in enumerate(lines, start=1)]
    total = sum(_to_pay(bonus, bonus.pk in over) for bonus in bonuses)
    rows.append(("", "Tổng cộng", "", "", "", "", total, "", "", ""))
    rows.append(("", f"{taker.full_name} xuất lúc {timezone.localtime():%H:%M} ngày {vn_date(today())}"))
    title = f"Danh sách chi tiền thưởng theo Quyết định số {decision.document.code} ngày {vn_date(decision.decided_on)}"
    book = new_book()
    sheet = add_sheet(book, "Chi tiền thưởng", COLUMNS, rows, title=title)
    for times, *money in sheet.iter_rows(min_row=3, min_col=5, max_col=7):
        times.number_format = "0.0#"
        for cell in money:
            cell.number_format = "#,##0"
    return content_of(book), len(bonuses)


def _to_pay(bonus: AwardBonus, is_under: bool) -> int:
    """What was or is to be paid: nothing of a cancelled award, nor of one that a higher one stands over unpaid."""
    return 0 if not bonus.award.in_force or (is_under and not bonus.paid_on) else bonus.amount


def _cells(bonus: AwardBonus, over: str) -> tuple[Value, ...]:
    award = bonus.award
    said = [] if award.in_force else ["đã hủy bỏ"]
    said += [part for part in (bonus.note, over if bonus.amount else "", *bonus.doubts) if part]
    amount = _to_pay(bonus, bool(over))
    return (
        award.nominee_name, award.nominee_note or award.unit.name, award.award_type.name, bonus.multiplier, bonus.base,
        amount, bonus.paid_on, "; ".join(said), "",
    )  # fmt: skip
