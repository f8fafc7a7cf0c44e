"""What a cell means: days, years, codes, choices. A reader returns the value or raises ValueError with a sentence."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from core.dates import today

from .files import Cell
from .workbooks import clean, heading_key

Reader = Callable[[Cell], Any]
_DAY = re.compile(r"^(\d{1,4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,4})(?:[ T]0?0:00(?::00)?)?$")
_SERIALS = range(5000, 80_000)  # 1913 to 2119: the days that a spreadsheet counts from 30/12/1899
_EPOCH = dt.date(1899, 12, 30)
EARLIEST = dt.date(1900, 1, 1)
_YES = {"co", "x", "1", "true", "yes", "dung"}
_NO = {"khong", "0", "false", "no", "sai", "k"}


def text_of(cell: Cell) -> str:
    """Return the cell as text, numbers as they are shown: leading zeros kept, no ".0" behind whole numbers."""
    value = cell.value
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        return f"{value:0{cell.zeros}d}" if cell.zeros else str(value)
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return clean(str(value)) if value is not None else ""


def text(most: int) -> Reader:
    """A text of at most so many characters."""

    def read(cell: Cell) -> str:
        found = text_of(cell)
        if len(found) > most:
            raise ValueError(f"Dài quá: nhiều nhất {most} ký tự, đang có {len(found)}.")
        return found

    return read


def code(most: int) -> Reader:
    """A code of one word; zeros in front stay."""
    read_text = text(most)

    def read(cell: Cell) -> str:
        found: str = read_text(cell)
        if isinstance(cell.value, float) and not cell.value.is_integer():
            raise ValueError(f"“{found}” là số lẻ, không phải mã. Hãy định dạng cột này là Text rồi gõ lại mã.")
        if isinstance(cell.value, dt.date):
            raise ValueError("Bảng tính đã đổi mã này thành ngày. Hãy định dạng cột này là Text rồi gõ lại mã.")
        if re.search(r"\s", found):
            raise ValueError(f"Mã “{found}” không được có dấu cách.")
        if re.fullmatch(r"\d(?:[.,]\d+)?E\+\d+", found, re.IGNORECASE):
            raise ValueError(f"Bảng tính đã rút gọn mã thành “{found}”. Hãy định dạng cột này là Text rồi gõ lại mã.")
        return found

    return read


def decision_code(cell: Cell) -> str:
    """The number of a decision: 123/QĐ-UBND, without blanks around the strokes."""
    found = text(80)(cell)
    if isinstance(cell.value, dt.date):
        raise ValueError("Bảng tính đã đổi số quyết định này thành ngày. Hãy định dạng cột là Text rồi gõ lại.")
    return re.sub(r"\s*([/\-])\s*", r"\1", found)


def day(*, future: bool = False) -> Reader:
    """A day; one that has not come yet only where `future`."""

    def read(cell: Cell) -> dt.date:
        found = _day(cell)
        if found < EARLIEST:
            raise ValueError(f"Năm {found.year} quá xa. Hãy xem lại ngày.")
        if not future and found > today():
            raise ValueError(f"Ngày {found:%d/%m/%Y} chưa đến. Hãy xem lại ngày.")
        return found

    return read


def _day(cell: Cell) -> dt.date:
    value = cell.value
    if isinstance(value, dt.date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if value in (1, 0) or 1900 <= value <= 2100:
            raise ValueError(f"Chỉ có năm {int(value)}. Hãy ghi đủ dạng ngày/tháng/năm.")
        if int(value) in _SERIALS:
            return _EPOCH + dt.timedelta(days=int(value))
    found = text_of(cell)
    if re.fullmatch(r"\d{4}", found):
        raise ValueError(f"Chỉ có năm {found}. Hãy ghi đủ dạng ngày/tháng/năm.")
    match = _DAY.match(found)
    if not match:
        raise ValueError(f"“{found}” không phải ngày. Hãy ghi dạng ngày/tháng/năm, ví dụ 05/01/2026.")
    first, month, last = match.groups()
    if len(first) == 4 and len(last) <= 2:
        return _real_day(int(first), int(month), int(last), found)
    if len(first) > 2:
        raise ValueError(f"“{found}” không phải ngày. Hãy ghi dạng ngày/tháng/năm, ví dụ 05/01/2026.")
    if len(last) != 4:
        raise ValueError(f"“{found}” ghi năm không đủ 4 chữ số. Hãy ghi dạng ngày/tháng/năm, ví dụ 05/01/1980.")
    return _real_day(int(last), int(month), int(first), found)


def _real_day(year: int, month: int, number: int, found: str) -> dt.date:
    try:
        return dt.date(year, month, number)
    except ValueError:
        if month > 12 and number <= 12:
            said = f"“{found}” có tháng {month}: có lẽ ghi tháng trước ngày. Hãy ghi ngày/tháng/năm."
            raise ValueError(said) from None
        raise ValueError(f"Không có ngày {found}. Hãy xem lại lịch.") from None


def year(cell: Cell) -> int:
    """A year of four digits that has begun."""
    found = text_of(cell)
    if not re.fullmatch(r"\d{4}", found):
        raise ValueError(f"“{found}” không phải năm. Hãy ghi 4 chữ số, ví dụ 2025.")
    number = int(found)
    if not 1945 <= number <= today().year:
        raise ValueError(f"Năm {number} không hợp lý: phải từ 1945 đến {today().year}.")
    return number


def yes_or_no(cell: Cell) -> bool:
    """Có or Không; x counts as có."""
    key = heading_key(text_of(cell))
    if key in _YES or key in _NO:
        return key in _YES
    raise ValueError(f"“{text_of(cell)}” không rõ. Hãy ghi Có hoặc Không.")


def choice(names: Mapping[str, Any], *, what: str) -> Reader:
    """One of a list: `names` maps each accepted name (as written for people) to the value that is stored."""
    known = {heading_key(name): value for name, value in names.items()}
    shown = list(dict.fromkeys(names))

    def read(cell: Cell) -> Any:
        found = text_of(cell)
        key = heading_key(found)
        if key not in known:
            few = "; ".join(shown[:8]) + ("…" if len(shown) > 8 else "")
            raise ValueError(f"“{found}” không phải {what}. Hãy chọn trong danh sách: {few}.")
        return known[key]

    return read
