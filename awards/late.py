"""What units and agencies have not sent to an open round in time, dossiers and opinions, for the office's letters."""

import datetime as dt
from collections.abc import Iterator

from core.dates import vn_long_date
from reminders.late import ANSWER_DAY, LateWork
from units.models import RoleKind, Unit, User
from units.permissions import reached

from . import queries
from .models import Dossier, OpinionRequest, Round

LATE = "awards.round"
OPINIONS = "awards.opinion"


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


def opinions_late(user: User, on: dt.date) -> Iterator[LateWork]:
    """Yield the opinions (hiệp y) that were asked for the user's open rounds and have not come in time."""
    mine = reached(user, RoleKind.STANDING_OFFICE, field="round__unit")
    rows = OpinionRequest.objects.open().filter(mine, due_on__lt=on, round__state=Round.State.OPEN)
    for asked in rows.select_related("round__unit", "agency").order_by("due_on", "pk"):
        yield _opinion_late(asked)


def _opinion_late(asked: OpinionRequest) -> LateWork:
    around = asked.round
    by = "trên phần mềm thi đua, khen thưởng" if asked.agency else "qua đường dẫn đã gửi hoặc bằng văn bản"
    return LateWork(
        key=f"{OPINIONS}:{asked.pk}",
        title=f"Cho ý kiến về đề nghị khen thưởng: {around.title}",
        url=asked.get_absolute_url(),
        due_on=asked.due_on,
        office=around.unit,
        units=(asked.agency,) if asked.agency else (),
        outside="" if asked.agency else asked.name,
        subject=f"đôn đốc cho ý kiến về đề nghị khen thưởng “{around.title}”",
        opening=f"{around.unit.name} đã xin ý kiến {asked.name} về các đề nghị khen thưởng của “{around.title}”; thời "
        f"hạn trả lời: hết {vn_long_date(asked.due_on)}.",
        matter="việc cho ý kiến",
        lacking="ý kiến trả lời",
        asked=(f"Cho ý kiến về các đề nghị khen thưởng nêu trên, trả lời {by} chậm nhất hết {ANSWER_DAY}.",),
    )
