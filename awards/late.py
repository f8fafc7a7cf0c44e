"""Open rounds whose last day for sending has passed, with the units that have not sent, for the office's letters."""

import datetime as dt
from collections.abc import Iterator

from core.dates import vn_long_date
from reminders.late import ANSWER_DAY, LateWork
from units.models import RoleKind, Unit, User
from units.permissions import reached

from . import queries
from .models import Dossier, Round

LATE = "awards.round"


def dossiers_late(user: User, on: dt.date) -> Iterator[LateWork]:
    """Yield the rounds that the user runs and to which units have not sent their dossier in time."""
    rounds = queries.open_rounds(on).filter(reached(user, RoleKind.STANDING_OFFICE), send_by__lt=on)
    for around in rounds.order_by("send_by", "pk"):
        sent = {dossier.unit_id for dossier in around.known_dossiers if dossier.state != Dossier.State.DRAFT}  # type: ignore[attr-defined]
        units = tuple(unit for unit in around.units.all() if unit.pk not in sent)
        if units:
            yield _late(around, units)


def _late(around: Round, units: tuple[Unit, ...]) -> LateWork:
    return LateWork(
        key=f"{LATE}:{around.pk}",
        title=f"Gửi hồ sơ khen thưởng: {around.title}",
        url=around.get_absolute_url(),
        due_on=around.send_by,
        office=around.unit,
        units=units,
        subject=f"đôn đốc gửi hồ sơ đề nghị khen thưởng “{around.title}”",
        opening=f"{around.unit.name} tổ chức “{around.title}”; thời hạn các đơn vị gửi hồ sơ đề nghị khen thưởng: hết "
        f"{vn_long_date(around.send_by)}.",
        matter="việc gửi hồ sơ",
        lacking="hồ sơ đề nghị khen thưởng",
        asked=(
            "Khẩn trương hoàn thiện hồ sơ đề nghị khen thưởng và gửi trên phần mềm thi đua, khen thưởng chậm nhất hết "
            f"{ANSWER_DAY}; đơn vị không đề nghị khen thưởng thì báo cáo rõ.",
        ),
        note="Đã quá hạn nên đơn vị chỉ gửi được sau khi bạn đồng ý nhận muộn ở trang của đợt xét.",
    )
