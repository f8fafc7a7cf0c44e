"""Which rule sets a dossier is held against when its achievements and its receipt fall under different ones, and why.

Nghị định 152/2025/NĐ-CP, Điều 60.3: what was received before a new text came into force stays under the old one. It
does not speak of achievements that ended under the old text and were received under the new; so the day of receipt is
taken, marked as not confirmed, and an office may choose another day for a round, with its reason.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.dates import vn_date

from .models import Round, RuleSet
from .rulebook import Rulebook

ARTICLE = "Nghị định 152/2025/NĐ-CP, Điều 60.3"


@dataclass(frozen=True)
class Held:
    """What holds for achievements that ended on a day, in a dossier received on another. `instead` are the sets that
    the other of the two days has, `chosen` the day that the office chose."""

    received: dt.date
    period_end: dt.date
    sets: Sequence[RuleSet]
    instead: Sequence[RuleSet]
    chosen: dt.date | None = None
    reason: str = ""

    @property
    def differ(self) -> bool:
        return list(self.sets) != list(self.instead)

    @property
    def confirmed(self) -> bool:
        """Whether a text says so: not where it is silent and the day of receipt is only the usual answer."""
        return not self.differ or self.chosen is not None

    @property
    def why(self) -> list[str]:
        """Why these sets, in sentences."""
        if self.chosen:
            return [f"Cơ quan xét chọn tiêu chuẩn của ngày {vn_date(self.chosen)} cho đợt này: “{self.reason}”."]
        if not self.sets and not self.instead:
            return ["Chưa có bộ tiêu chuẩn nào cho hai ngày này. Hãy lập bộ tiêu chuẩn hoặc xem lại ngày."]
        if not self.differ:
            return ["Ngày tiếp nhận và ngày thành tích kết thúc cùng một bộ nên không phải chọn."]
        old = (
            "Hồ sơ tiếp nhận trước ngày văn bản mới có hiệu lực thì theo văn bản cũ, tiếp nhận từ ngày đó thì theo văn "
            f"bản mới ({ARTICLE}): lấy bộ của ngày tiếp nhận."
        )
        if self.received < self.period_end:
            return [old, "Quy định mới có lợi hơn có được áp dụng cho hồ sơ này hay không thì chưa xác minh."]
        return [old, "Văn bản không nói riêng về thành tích đạt được khi văn bản cũ còn hiệu lực."]


def held(book: Rulebook, *, received: dt.date, period_end: dt.date, around: Round | None = None) -> Held:
    """Return what holds for a pair of days; with a round, as its office chose."""
    chosen = around.rules_on if around else None
    if around is None or chosen is None:
        return Held(received, period_end, book.sets_on(received), book.sets_on(period_end))
    return Held(
        received, period_end, book.sets_on(chosen), book.sets_on(received), chosen=chosen, reason=around.rules_reason
    )
