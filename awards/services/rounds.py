"""Writes of rounds."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit import record
from core.dates import vn_date
from core.exceptions import Refused
from units.models import Unit, User

from ..ending import OPEN
from ..kinds import misfits
from ..models import AwardType, Dossier, Round, RuleSet
from .steps import locked, move, reason_of, said_before

# What the form of a round may change: never its office (dossiers and decisions hang on it), never its state.
WRITTEN = (
    "year",
    "title",
    "category",
    "campaign",
    "period_start",
    "period_end",
    "opens_on",
    "send_by",
    "appraise_by",
    "decide_by",
    "note",
)


@transaction.atomic
def save_round(*, actor: User, around: Round, award_types: Iterable[AwardType], units: Iterable[Unit]) -> Round:
    """Add or change a round. `around` carries the words and dates; its state and its office stay as they are stored.
    The same new round sent twice is one.

    Raises Refused without awards or units, for dates out of order, when a unit or an award with nominations would
    fall out, for awards that the law binds to another kind, and when somebody else changed the round since
    `around.version`.
    """
    asked, awards = list(units), list(award_types)
    if not asked or not awards:
        raise Refused("Hãy chọn ít nhất một đơn vị lập hồ sơ và một danh hiệu, hình thức khen thưởng.")
    verb = "change_round" if around.pk else "create_round"
    _check_kind(around, awards)
    if around.pk:
        around = _changed(around)
        _check_dropped(around, asked, awards)
        fields: list[str] | None = [*WRITTEN, "version"]
    else:
        locked(around.unit)
        if before := said_before(around, "unit", *WRITTEN):
            return before
        around.created_by, fields = actor, None
    try:
        with transaction.atomic():
            around.save(update_fields=fields)
    except IntegrityError:
        raise Refused(
            "Các ngày phải theo thứ tự: mở, hạn gửi hồ sơ, hạn thẩm định, hạn quyết định. Hãy xem lại."
        ) from None
    around.award_types.set(awards)
    around.units.set(asked)
    dates = {name: getattr(around, name).isoformat() for name in ("opens_on", "send_by", "appraise_by", "decide_by")}
    record(actor=actor, action=f"awards.{verb}", target=around, after={"unit": around.unit_id, **dates})
    return around


def _check_kind(around: Round, awards: Iterable[AwardType]) -> None:
    """What a round holds already it may keep, as long as its kind stays."""
    same = Round.objects.filter(pk=around.pk, category=around.category)
    kept = set(same.values_list("award_types", flat=True)) if around.pk else set()
    if said := misfits(around.category, [award for award in awards if award.pk not in kept]):
        raise Refused(" ".join(said))


def _changed(around: Round) -> Round:
    """Return the stored round under a lock with the new words and dates on it."""
    stored = locked(around)
    if stored.version != around.version:
        raise Refused(
            "Có người khác vừa sửa đợt xét này. Hãy mở trang này ở thẻ khác để xem bản mới rồi ghi lại phần của bạn."
        )
    for name in WRITTEN:
        setattr(stored, name, getattr(around, name))
    stored.version += 1
    return stored


def _check_dropped(around: Round, units: list[Unit], awards: list[AwardType]) -> None:
    kept = {unit.pk for unit in units}
    gone = Dossier.objects.filter(round=around).exclude(unit__in=kept).select_related("unit").first()
    if gone:
        raise Refused(f"{gone.unit.name} đã lập hồ sơ cho đợt này nên không bỏ ra được.")
    used = around.nominations.exclude(award_type__in=awards).select_related("award_type").first()
    if used:
        raise Refused(f"Đã có đề nghị {used.award_type.name} trong đợt này nên không bỏ danh hiệu đó được.")


@transaction.atomic
def choose_rules(*, actor: User, around: Round, day: dt.date | None, reason: str) -> Round:
    """Hold the round's nominations against the conditions of a day, or (None) again of each dossier's receipt.

    Conclusions that were reached stay with what was known then. Raises Refused without a reason, for an ended round,
    for a day that has no rule set in use, and when nothing would change.
    """
    said = reason_of(reason)
    around = locked(around)
    if around.state == Round.State.CLOSED:
        raise Refused("Đợt xét đã kết thúc nên không đổi tiêu chuẩn được. Hãy mở lại đợt xét trước.")
    if day == around.rules_on:
        raise Refused("Đợt xét đang theo đúng tiêu chuẩn bạn chọn nên không có gì để đổi.")
    if day and not RuleSet.objects.in_force_on(day).exists():
        raise Refused(f"Ngày {vn_date(day)} không có bộ tiêu chuẩn nào đang dùng. Hãy chọn ngày khác.")
    before = around.rules_on
    around.rules_on, around.rules_reason = day, said if day else ""
    around.rules_chosen_by, around.rules_chosen_at = actor, timezone.now()
    around.save(update_fields=["rules_on", "rules_reason", "rules_chosen_by", "rules_chosen_at"])
    days = {"before": before and before.isoformat(), "after": day and day.isoformat()}
    record(actor=actor, action="awards.choose_rules", target=around, reason=said,
           before={"rules_on": days["before"]}, after={"rules_on": days["after"]})  # fmt: skip
    return around


@transaction.atomic
def open_round(*, actor: User, around: Round) -> Round:
    """Let the units begin."""
    around = locked(around)
    move(around.open, "Đợt xét này đã mở rồi.")
    around.save(update_fields=["state"])
    record(actor=actor, action="awards.open_round", target=around, after={"state": around.state})
    return around


@transaction.atomic
def close_round(*, actor: User, around: Round) -> Round:
    """End the round. Raises Refused while something in it waits for the office."""
    around = locked(around)
    waiting = around.nominations.filter(state__in=[state for state, _ in OPEN]).count()
    if waiting:
        raise Refused(f"Còn {waiting} đề nghị chưa xong trong đợt này. Hãy thẩm định, ra quyết định rồi mới kết thúc.")
    move(around.close, "Chỉ kết thúc được đợt xét đang mở.")
    around.save(update_fields=["state"])
    record(actor=actor, action="awards.close_round", target=around, after={"state": around.state})
    return around


@transaction.atomic
def reopen_round(*, actor: User, around: Round) -> Round:
    """Open a round that was ended."""
    around = locked(around)
    move(around.reopen, "Chỉ mở lại được đợt xét đã kết thúc.")
    around.save(update_fields=["state"])
    record(actor=actor, action="awards.reopen_round", target=around, after={"state": around.state})
    return around
