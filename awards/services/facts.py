"""Writes of what the conditions read: ratings, initiatives, discipline."""

from django.db import IntegrityError, transaction

from core.audit import record
from core.exceptions import Refused
from core.text import nfc
from units.models import Person, Unit, User

from ..models import Absence, ClusterResult, Discipline, Initiative, PostHeld, YearlyRating
from .steps import locked, reason_of, said_before

Fact = Initiative | Discipline | Absence | ClusterResult | PostHeld


@transaction.atomic
def set_rating(*, actor: User, nominee: Person | Unit, year: int, level: str, source: str = "") -> YearlyRating:
    """Set the rating of a person or a unit for a year; a later one replaces it and the trail keeps both."""
    key = {"person": nominee, "unit": None} if isinstance(nominee, Person) else {"person": None, "unit": nominee}
    before = YearlyRating.objects.select_for_update().filter(**key, year=year).first()
    rating, _ = YearlyRating.objects.update_or_create(
        **key, year=year, defaults={"level": level, "source": nfc(source).strip()}
    )
    record(
        actor=actor,
        action="awards.set_rating",
        target=rating,
        before={"level": before.level} if before else None,
        after={"level": level, "year": year},
    )
    return rating


@transaction.atomic
def add_fact(*, actor: User, row: Fact) -> None:
    """Add an initiative, a disciplinary measure, leave, a post, or a place in a cluster; what says all that another row
    says is that row, sent twice. Raises Refused when its end lies before its beginning, or the cluster's place of the
    year is known already."""
    if isinstance(row, Discipline) and row.ended_on and row.ended_on < row.decided_on:
        raise Refused("Ngày hết hiệu lực của kỷ luật phải sau ngày quyết định. Hãy xem lại ngày.")
    if isinstance(row, Absence) and row.until < row.since:
        raise Refused("Ngày cuối của thời gian nghỉ phải sau ngày đầu. Hãy xem lại ngày.")
    if isinstance(row, PostHeld) and row.until and row.until < row.since:
        raise Refused("Ngày cuối giữ chức vụ phải sau ngày đầu. Hãy xem lại ngày.")
    if not isinstance(row, ClusterResult):
        locked(row.person)
        if said_before(row, *(field.name for field in row._meta.concrete_fields if not field.primary_key)):
            return
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("Kết quả của cụm, khối này trong năm đó đã có. Hãy bỏ dòng cũ nếu cần sửa.") from None
    record(actor=actor, action=f"awards.add_{row._meta.model_name}", target=row, after=_owner(row))


def _owner(row: Fact) -> dict[str, int]:
    return {"unit": row.unit_id} if isinstance(row, ClusterResult) else {"person": row.person_id}


@transaction.atomic
def remove_fact(*, actor: User, row: Fact, reason: str) -> None:
    """Take back what was entered wrongly. Raises Refused without a reason."""
    said = reason_of(reason)
    record(
        actor=actor,
        action=f"awards.remove_{row._meta.model_name}",
        target=row,
        before=_owner(row),
        reason=said,
    )
    row.delete()
