"""Writes that fill a dossier in other ways: a household, a list from a file, last season's list, the order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from core.audit import record
from core.exceptions import Refused
from core.text import nfc
from units.models import Person, Unit, User

from ..content import fields_of
from ..models import AwardType, Dossier, Nomination, Target
from .nominations import nominate
from .steps import locked

# What hardly changes from one season to the next; figures and achievements are written anew.
CARRIED = ("background", "members", "posts", "nationality")


@dataclass(frozen=True)
class Wish:
    """One nominee for one award, as a file or last season's list names it."""

    award_type: AwardType
    nominee: Person | Unit


@transaction.atomic
def nominate_household(
    *, actor: User, dossier: Dossier, award_type: AwardType, unit: Unit, name: str, address: str
) -> Nomination:
    """Propose a household that lives where `unit` governs. Raises Refused when the award is not for households, the
    unit is another's, or the household is proposed already."""
    dossier = locked(dossier)
    name, address = nfc(name).strip(), nfc(address).strip()
    if not dossier.is_draft:
        raise Refused("Hồ sơ đã gửi nên không thêm được đề nghị.")
    if not dossier.round.award_types.filter(pk=award_type.pk).exists() or not award_type.fits(Target.HOUSEHOLD):
        raise Refused(f"Đợt xét này không xét {award_type.name} cho hộ gia đình.")
    if not dossier.unit.holds(unit):
        raise Refused(f"{unit.name} không thuộc {dossier.unit.name}.")
    if not name or not address:
        raise Refused("Hãy ghi tên hộ gia đình và địa chỉ.")
    nomination = Nomination(
        dossier=dossier,
        round=dossier.round,
        award_type=award_type,
        target=Target.HOUSEHOLD,
        unit=unit,
        household_name=name,
        household_address=address,
        updated_by=actor,
    )
    try:
        with transaction.atomic():
            nomination.save(force_insert=True)
    except IntegrityError:
        raise Refused(f"{name} ({address}) đã được đề nghị {award_type.name} trong đợt này.") from None
    record(
        actor=actor,
        action="awards.nominate",
        target=nomination,
        after={"dossier": dossier.pk, "award": award_type.code, "unit": unit.pk, "target": Target.HOUSEHOLD.value},
    )
    return nomination


@transaction.atomic
def nominate_many(*, actor: User, dossier: Dossier, wishes: Sequence[Wish]) -> list[Nomination]:
    """Propose many for several awards, all or none. Raises Refused as `nominate` does."""
    added: list[Nomination] = []
    for wish in wishes:
        people = [wish.nominee] if isinstance(wish.nominee, Person) else []
        units = [wish.nominee] if isinstance(wish.nominee, Unit) else []
        added += nominate(actor=actor, dossier=dossier, award_type=wish.award_type, people=people, units=units)
    record(actor=actor, action="awards.fill_dossier", target=dossier, after={"added": len(added)})
    return added


@transaction.atomic
def copy_nominations(*, actor: User, dossier: Dossier, sources: Iterable[Nomination]) -> list[Nomination]:
    """Propose last season's nominees again with what hardly changes in their reports. Raises Refused as `nominate`
    does, and for a household (its circumstances are told anew)."""
    chosen = list(sources)
    wishes = [Wish(source.award_type, source.nominee) for source in chosen]
    added = nominate_many(actor=actor, dossier=dossier, wishes=wishes)
    for fresh, source in zip(added, chosen, strict=True):
        asked = {field.key for field in fields_of(fresh)}
        kept = {key: source.content[key] for key in CARRIED if key in asked and source.content.get(key)}
        if kept:
            fresh.content = kept
            fresh.save(update_fields=["content"])
    return added


@transaction.atomic
def move_nomination(*, actor: User, nomination: Nomination, up: bool) -> None:
    """Move a nominee one place within the nominees of its award and kind. Raises Refused once the dossier is sent."""
    dossier = locked(nomination.dossier)
    if not dossier.is_draft:
        raise Refused("Hồ sơ đã gửi nên không đổi được thứ tự.")
    rows = list(
        dossier.nominations.select_for_update()
        .filter(award_type=nomination.award_type_id, target=nomination.target)
        .order_by("rank", "sort_key", "pk")
    )
    at = next((index for index, row in enumerate(rows) if row.pk == nomination.pk), None)
    if at is None:
        raise Refused("Đề nghị này không còn trong hồ sơ.")
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for place, row in enumerate(rows, start=1):
        row.rank = place
    Nomination.objects.bulk_update(rows, ["rank"])
    record(actor=actor, action="awards.order_dossier", target=dossier, after={"order": [row.pk for row in rows]})
