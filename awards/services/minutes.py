"""Writes of the unit's meeting: its minutes with the votes on every nominee, saved as they are typed."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from core.text import nfc
from units.models import User

from ..below import by_hand, vote_said, votes_below
from ..models import Dossier, Nomination, UnitMinutes
from ..models.minutes import MinutesDraft
from ..namesakes import names_of
from .steps import locked

Votes = tuple[int | None, int | None]
HEAD = ("held_on", "begins", "ends", "place", "chair", "secretary", "members", "present", "absent", "opinions")
WRITTEN = (*HEAD, "version", "updated_by", "updated_at")
SETTLED = (
    "Biên bản đã gửi đi cùng những đề nghị không bị trả lại, nên ngày họp, người dự, chủ trì, thư ký và ý kiến "
    "giữ nguyên; chỉ sửa được số phiếu của đề nghị bị trả lại."
)

VOTED = (
    "Hội đồng đã bỏ phiếu trong hệ thống về mọi đề nghị của hồ sơ này: kết quả được lấy từ đó, không ghi biên bản và "
    "số phiếu bằng tay."
)


@transaction.atomic
def keep_minutes(
    *, actor: User, dossier: Dossier, minutes: UnitMinutes, votes: Mapping[int, Votes], version: int
) -> UnitMinutes:
    """Keep the minutes and, by nomination id, the votes for and against. `version` is the one the writer saw, 0 for
    minutes that were not there.

    Raises Refused when the dossier is not open to the unit, somebody saved in between, a day lies ahead, votes are
    more than the people who were there, or the meeting itself is written anew although nominations that are with the
    office rest on it.
    """
    dossier = locked(dossier)
    rows = list(dossier.nominations.select_for_update(of=("self",)).select_related("person", "unit"))
    _check_open(dossier, rows)
    known = UnitMinutes.objects.select_for_update().filter(dossier=dossier).first()
    _check_version(dossier, known, version)
    if faults := faults_of_meeting(vars(minutes)):
        raise Refused(" ".join(faults.values()))
    if known and is_settled(rows) and any(getattr(minutes, name) != getattr(known, name) for name in HEAD):
        raise Refused(SETTLED)
    minutes.pk = known.pk if known else None
    minutes.dossier, minutes.version, minutes.updated_by = dossier, version + 1, actor
    minutes.save(force_insert=known is None, update_fields=WRITTEN if known else None)
    changed = _keep_votes(rows, votes, minutes.present)
    MinutesDraft.objects.filter(dossier=dossier).delete()
    after = {"held_on": minutes.held_on.isoformat(), "present": minutes.present, "votes": changed}
    record(actor=actor, action="awards.keep_minutes", target=dossier, before={"version": version}, after=after)
    return minutes


@transaction.atomic
def keep_typed(*, actor: User, dossier: Dossier, typed: Mapping[str, str], version: int) -> MinutesDraft:
    """Keep what is being typed of the minutes, by field of the form; nothing of it counts as minutes yet.

    Raises Refused when the dossier is not open to the unit or somebody else saved in between.
    """
    dossier = locked(dossier)
    _check_open(dossier, list(dossier.nominations.all()))
    known = UnitMinutes.objects.filter(dossier=dossier).first()
    _check_version(dossier, known, version)
    values = {"typed": {name: nfc(text) for name, text in typed.items()}, "version": version + 1, "updated_by": actor}
    draft, _ = MinutesDraft.objects.update_or_create(dossier=dossier, defaults=values)
    record(
        actor=actor,
        action="awards.type_minutes",
        target=dossier,
        before={"version": version},
        after={"version": draft.version},
    )
    return draft


def _check_open(dossier: Dossier, rows: Collection[Nomination]) -> None:
    if not dossier.is_draft and not any(row.state == Nomination.State.RETURNED for row in rows):
        raise Refused("Hồ sơ đã gửi nên không sửa được biên bản.")
    if rows and not by_hand(rows):
        raise Refused(VOTED)


def _check_version(dossier: Dossier, known: UnitMinutes | None, version: int) -> None:
    draft = MinutesDraft.objects.select_for_update().filter(dossier=dossier).first()
    now = draft.version if draft else known.version if known else 0
    if now != version:
        raise Refused("Có người khác vừa lưu biên bản này. Hãy mở trang ở thẻ khác để xem bản mới rồi ghi lại.")


def is_settled(rows: Iterable[Nomination]) -> bool:
    """Whether nominations of the dossier are out of the unit's hands: what their votes rest on is not changed then."""
    return any(not row.open_to_unit for row in rows)


def faults_of_meeting(said: Mapping[str, Any]) -> dict[str, str]:
    """Return what cannot be about a meeting, by field; a field that is not filled in yet is not judged."""
    found = {}
    if said.get("held_on") and said["held_on"] > today():
        found["held_on"] = "Ngày họp ở sau hôm nay. Biên bản được ghi sau khi họp."
    if None not in (said.get("present"), said.get("members")) and said["present"] > said["members"]:
        found["present"] = "Số người có mặt không được lớn hơn số người được triệu tập."
    if said.get("begins") and said.get("ends") and said["ends"] < said["begins"]:
        found["ends"] = "Giờ kết thúc phải sau giờ bắt đầu."
    return found


def fault_of_votes(votes: Votes, present: int) -> str:
    """Return what cannot be about the votes on one nominee, or nothing."""
    yes, no = votes
    if yes is None and no is None:
        return ""
    if yes is None or no is None:
        return "hãy ghi cả số phiếu đồng ý và số phiếu không đồng ý (không có thì ghi 0)."
    return f"{yes} + {no} phiếu nhiều hơn {present} người có mặt." if yes + no > present else ""


def _keep_votes(rows: list[Nomination], votes: Mapping[int, Votes], present: int) -> dict[str, list[int | None]]:
    """Write the votes of what is open to the unit; return those that changed, by nomination id. Votes that stay as
    they are must fit the number of people too."""
    changed: dict[str, list[int | None]] = {}
    names = names_of(rows)
    voted = votes_below(rows)
    for row in rows:
        if not row.open_to_unit:
            continue
        if row.pk in voted:
            if any(count is not None for count in votes.get(row.pk, ())):
                said = f"số phiếu lấy từ hệ thống, không nhập tay ({vote_said(voted[row.pk])})"
                raise Refused(f"{names[row.pk]}: {said}.")
            continue
        yes, no = votes.get(row.pk, (row.votes_for, row.votes_against))
        if fault := fault_of_votes((yes, no), present):
            raise Refused(f"{names[row.pk]}: {fault}")
        if (yes, no) == (row.votes_for, row.votes_against):
            continue
        row.votes_for, row.votes_against = yes, no
        row.save(update_fields=["votes_for", "votes_against"])
        changed[str(row.pk)] = [yes, no]
    return changed
