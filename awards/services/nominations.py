"""Writes of nominations: proposed, filled in, removed, sent again after a return."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit import record
from core.exceptions import Refused
from core.text import nfc
from units.models import Person, Unit, User

from ..content import fields_of
from ..content.figures import LONGEST, MOST_POSTS, MOST_ROWS
from ..models import AwardType, Dossier, Initiative, Nomination, Target
from ..namesakes import names_of
from ..queries import missing_in
from .steps import locked, move


class Stale(Refused):
    """Somebody else saved in between."""


@transaction.atomic
def nominate(
    *,
    actor: User,
    dossier: Dossier,
    award_type: AwardType,
    people: Iterable[Person] = (),
    units: Iterable[Unit] = (),
) -> list[Nomination]:
    """Add nominees for one award, all or none. Raises Refused when one is outside the unit, is not meant by the
    award, or is proposed for it in this round already."""
    dossier = locked(dossier)
    if not dossier.is_draft:
        raise Refused("Hồ sơ đã gửi nên không thêm được đề nghị.")
    if not dossier.round.award_types.filter(pk=award_type.pk).exists():
        raise Refused(f"Đợt xét này không xét {award_type.name}.")
    nominees: list[Person | Unit] = [*people, *units]
    if not nominees:
        raise Refused("Hãy chọn ít nhất một người hoặc một tập thể.")
    return [_add(actor, dossier, award_type, nominee) for nominee in nominees]


def _add(actor: User, dossier: Dossier, award_type: AwardType, nominee: Person | Unit) -> Nomination:
    individual = isinstance(nominee, Person)
    target = Target.INDIVIDUAL if individual else Target.COLLECTIVE
    name = nominee.full_name if isinstance(nominee, Person) else nominee.name
    home = nominee.unit if isinstance(nominee, Person) else nominee
    if not award_type.fits(target):
        raise Refused(f"{award_type.name} không dành cho {target.label.lower()}.")
    if not dossier.unit.holds(home):
        raise Refused(f"{name} không thuộc {dossier.unit.name}.")
    nomination = Nomination(
        dossier=dossier,
        round=dossier.round,
        award_type=award_type,
        target=target,
        person=nominee if isinstance(nominee, Person) else None,
        unit=None if isinstance(nominee, Person) else nominee,
        updated_by=actor,
    )
    try:
        with transaction.atomic():
            nomination.save(force_insert=True)
    except IntegrityError:
        raise Refused(_twice(nomination, name)) from None
    record(
        actor=actor,
        action="awards.nominate",
        target=nomination,
        after={"dossier": dossier.pk, "award": award_type.code, "nominee": nominee.pk, "target": str(target)},
    )
    return nomination


def _twice(nomination: Nomination, name: str) -> str:
    same = Nomination.objects.select_related("dossier__unit", "dossier__round").filter(
        round=nomination.round,
        award_type=nomination.award_type,
        person=nomination.person,
        unit=nomination.unit,
    )
    other = same.first()
    where = other.dossier.reference if other else "khác"
    return (
        f"{name} đã được đề nghị {nomination.award_type.name} trong đợt này (hồ sơ {where}). "
        "Mỗi người, mỗi tập thể chỉ được đề nghị một lần."
    )


@transaction.atomic
def save_content(*, actor: User, nomination: Nomination, content: dict[str, Any], version: int) -> Nomination:
    """Keep what the unit wrote. `version` is the one the writer saw.

    Raises Stale when somebody else saved in between, Refused when the nomination is not open to the unit.
    """
    fresh = locked(nomination)
    if not fresh.open_to_unit:
        raise Refused("Đề nghị này đã gửi nên không sửa được nữa.")
    if fresh.version != version:
        who = fresh.updated_by.full_name if fresh.updated_by else "Người khác"
        raise Stale(
            f"{who} vừa lưu đề nghị này lúc {timezone.localtime(fresh.updated_at):%H:%M}. "
            "Hãy chép phần vừa gõ, tải lại trang rồi sửa tiếp."
        )
    cleaned = clean_content(fresh, content)
    if cleaned == fresh.content:
        return fresh
    fresh.content, fresh.version, fresh.updated_by = cleaned, version + 1, actor
    fresh.save(update_fields=["content", "version", "updated_by", "updated_at"])
    record(
        actor=actor,
        action="awards.save_nomination",
        target=fresh,
        before={"version": version},
        after={"version": fresh.version},
    )
    return fresh


def clean_content(nomination: Nomination, content: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept: the texts of the form in NFC, its tables without empty lines, the nominee's own
    initiatives. What an earlier form asked and this one does not stays as it was."""
    texts = [field.key for field in fields_of(nomination) if field.key != "posts"]
    cleaned: dict[str, Any] = {**nomination.content}
    cleaned |= {key: nfc(str(content.get(key, ""))).strip() for key in texts}
    cleaned["figures"] = _lines(content.get("figures", []), MOST_ROWS)
    if years := content.get("figure_years"):
        cleaned["figure_years"] = [int(year) for year in years]
    else:
        cleaned.pop("figure_years", None)
    if "posts" in content:
        cleaned["posts"] = _lines(content["posts"], MOST_POSTS)
    if "picked" in content:
        own = Initiative.objects.filter(person=nomination.person_id, pk__in=content["picked"])
        cleaned["picked"] = sorted(own.values_list("pk", flat=True)) if nomination.person_id else []
    return cleaned


def _lines(rows: Iterable[Iterable[Any]], most: int) -> list[list[str]]:
    found = [[nfc(str(cell)).strip()[:LONGEST] for cell in row] for row in rows]
    return [row for row in found if any(row)][:most]


@transaction.atomic
def remove_nomination(*, actor: User, nomination: Nomination) -> None:
    """Take a nomination out of a dossier that was not sent. Raises Refused later than that."""
    nomination = locked(nomination)
    if nomination.state != Nomination.State.DRAFT:
        raise Refused("Đề nghị đã gửi nên không bỏ ra được. Hãy báo bộ phận thường trực nếu cần rút.")
    facts = {"award": nomination.award_type.code, "person": nomination.person_id, "unit": nomination.unit_id}
    record(actor=actor, action="awards.remove_nomination", target=nomination, before=facts)
    for attachment in nomination.attachments.all():
        transaction.on_commit(partial(attachment.file.delete, save=False))
    nomination.delete()


@transaction.atomic
def resend_nomination(*, actor: User, nomination: Nomination) -> Nomination:
    """Send a returned nomination again. Raises Refused while something is missing."""
    nomination = locked(nomination)
    names = names_of(nomination.dossier.nominations.select_related("person__unit", "unit__parent"))
    if missing := missing_in([nomination], names=names):
        raise Refused(f"Còn thiếu: {missing.sentence}.")
    move(nomination.resend, "Đề nghị này không ở trạng thái trả lại.")
    nomination.resent_at = timezone.now()
    nomination.save(update_fields=["state", "resent_at"])
    record(
        actor=actor,
        action="awards.resend_nomination",
        target=nomination,
        before={"state": "returned"},
        after={"state": nomination.state},
    )
    return nomination
