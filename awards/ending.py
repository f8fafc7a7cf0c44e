"""What an office is told before it ends a round: who has not sent, what is not done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.dates import today, vn_date

from .models import Nomination, Round
from .queries.round import UnitRow

State = Nomination.State
NAMED = 5
# What keeps a round from ending.
OPEN = (
    (State.SENT, "chưa tiếp nhận"),
    (State.RECEIVED, "chưa thẩm định"),
    (State.APPRAISED, "đã thẩm định, chưa đưa vào quyết định"),
    (State.PROPOSED, "đang trình ký"),
)
_LEFT = ((State.RETURNED, "đã trả lại, đơn vị chưa bổ sung"), (State.FORWARDED, "đã trình cấp trên, chưa có kết quả"))


@dataclass(frozen=True)
class Ending:
    """`blocked` says why it cannot end yet, "" when it can; `text` what ending it would leave behind."""

    blocked: str
    text: str


def ending_of(around: Round, rows: Sequence[UnitRow], counts: Mapping[str, int]) -> Ending:
    """Return what stands open in a round. `rows` are all its units, `counts` its nominations by state."""
    parts = [_unsent(rows), *_said(_LEFT, counts)]
    if today() <= around.send_by:
        parts.insert(0, f"Hạn gửi hồ sơ là hết ngày {vn_date(around.send_by)}, chưa qua.")
    said = " ".join(filter(None, parts)) or "Mọi đơn vị đã gửi, mọi đề nghị đã có kết quả."
    blocking = _said(OPEN, counts)
    blocked = f"{' '.join(blocking)} Hãy làm xong những việc này rồi mới kết thúc đợt." if blocking else ""
    after = "Kết thúc rồi thì các đơn vị không lập, gửi, bổ sung hồ sơ của đợt này được nữa và không bị nhắc."
    return Ending(blocked, f"{said} {after} Cần thì mở lại đợt được.")


def _unsent(rows: Sequence[UnitRow]) -> str:
    unsent = [row for row in rows if not row.sent]
    if not unsent:
        return ""
    names = ", ".join(row.unit.short_name for row in unsent[:NAMED])
    more = f" và {len(unsent) - NAMED} đơn vị khác" if len(unsent) > NAMED else ""
    drafts = sum(row.total for row in unsent)
    lost = f", đang soạn {drafts} đề nghị" if drafts else ""
    return f"Còn {len(unsent)} đơn vị chưa gửi hồ sơ ({names}{more}){lost}."


def _said(states: Sequence[tuple[State, str]], counts: Mapping[str, int]) -> list[str]:
    return [f"Còn {counts[state]} đề nghị {words}." for state, words in states if counts.get(state)]
