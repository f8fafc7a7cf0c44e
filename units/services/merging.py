"""Two records become one: everything that is known about either belongs to the one that stays."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, models, transaction

from core.audit import record
from core.exceptions import Refused

from ..merging import FIELDS, parts, questions
from ..models import FormerCode, NotSame, Person, User


@transaction.atomic
def merge_people(*, actor: User, keep: Person, drop: Person, answers: Mapping[str, str], reason: str) -> Person:
    """Move all that is known about `drop` to `keep` and remove the empty record; its code still finds the person.

    `answers` says "keep" or "drop" for each of `merging.questions(keep, drop)`. Raises Refused when one is open,
    when both have an account, or when two rows cannot stand together.
    """
    if keep.pk == drop.pk:
        raise Refused("Hãy chọn hai người khác nhau.")
    if not reason.strip():
        raise Refused("Hãy ghi căn cứ: vì sao xác định hai hồ sơ là một người.")
    people = Person.objects.select_for_update(of=("self",)).select_related("unit")
    found = {person.pk: person for person in people.filter(pk__in=[keep.pk, drop.pk])}
    if len(found) != 2:
        raise Refused("Một trong hai hồ sơ không còn. Có thể đã có người gộp; hãy tải lại danh sách.")
    keep, drop = found[keep.pk], found[drop.pk]
    asked = questions(keep, drop)
    if open_ := [question.label for question in asked if answers.get(question.key) not in ("keep", "drop")]:
        raise Refused(f"Hai hồ sơ khác nhau, hãy chọn một: {', '.join(open_)}.")
    for part in parts:
        part.settle(keep, drop, answers)
    NotSame.objects.filter(models.Q(first=drop) | models.Q(second=drop)).delete()
    moved = _move_all(keep, drop)
    taken = _take_fields(keep, drop, answers)
    code, gone = drop.staff_code, drop.pk
    drop.delete()
    FormerCode.objects.create(code=code, record=gone, person=keep)
    keep.save()
    record(
        actor=actor,
        action="units.merge_people",
        target=keep,
        before={"merged": gone, "moved": moved},
        after={"fields": taken},
        reason=reason.strip(),
    )
    return keep


def _take_fields(keep: Person, drop: Person, answers: Mapping[str, str]) -> list[str]:
    """Fill what the kept record lacks, and take what was chosen; return the names of the changed fields."""
    taken = []
    for name in FIELDS:
        theirs = getattr(drop, name)
        blank = name != "left_on" and getattr(keep, name) in (None, "") and theirs not in (None, "")
        if blank or answers.get(f"field-{name}") == "drop":
            setattr(keep, name, theirs)
            taken.append(name)
    return taken


def _move_all(keep: Person, drop: Person) -> dict[str, list[Any]]:
    """Point every row of every table from one record to the other; return the ids that were moved, by table."""
    moved: dict[str, list[Any]] = {}
    for relation in Person._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        table, name = relation.related_model, relation.field.name  # type: ignore[union-attr]
        rows = table._base_manager.filter(**{name: drop})  # type: ignore[union-attr]
        ids = list(rows.values_list("pk", flat=True))
        if not ids:
            continue
        label = table._meta.verbose_name  # type: ignore[union-attr]
        if relation.one_to_one and table._base_manager.filter(**{name: keep}).exists():  # type: ignore[union-attr]
            raise Refused(f"Cả hai hồ sơ đều có {label} riêng. Hãy bỏ một {label} trước khi gộp.")
        try:
            with transaction.atomic():
                rows.update(**{name: keep})
        except IntegrityError:
            raise Refused(f"Hai hồ sơ có {label} trùng nhau nên chưa gộp được. Hãy bỏ bớt một rồi gộp lại.") from None
        moved[table._meta.label_lower] = ids  # type: ignore[union-attr]
    return moved


@transaction.atomic
def say_different(*, actor: User, first: Person, second: Person) -> None:
    """Remember that two records are two people: the list does not ask again."""
    one, other = sorted([first, second], key=lambda person: person.pk)
    if one.pk == other.pk:
        raise Refused("Hãy chọn hai người khác nhau.")
    NotSame.objects.get_or_create(first=one, second=other, defaults={"by": actor})
    record(actor=actor, action="units.not_same", target=one, after={"other": other.pk})
