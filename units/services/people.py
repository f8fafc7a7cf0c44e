"""Writes of people."""

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused

from ..models import Person, Unit, User
from .gone import refuse_gone


@transaction.atomic
def save_person(*, actor: User | None, person: Person) -> Person:
    """Add or change a person; the audit trail keeps which fields changed, not what stands in them.

    Raises Refused for a unit that is dissolved: nobody new comes into it.
    """
    if person.pk is None:
        refuse_gone(person.unit, "cá nhân")
        person.save(force_insert=True)
        record(actor=actor, action="units.create_person", target=person, after={"unit": person.unit_id})
        return person
    person.prepare()
    stored = Person.objects.select_for_update().get(pk=person.pk)
    fields = [field.attname for field in Person._meta.concrete_fields]
    changed = [name for name in fields if getattr(stored, name) != getattr(person, name)]
    if "unit_id" in changed:
        refuse_gone(person.unit, "cá nhân")
    if changed:
        person.save(update_fields=changed)
        record(
            actor=actor,
            action="units.change_person",
            target=person,
            after={"unit": person.unit_id, "fields": changed},
        )
    return person


@transaction.atomic
def move_people_on(*, actor: User, unit: Unit) -> int:
    """Put whoever still stands in a dissolved unit into the one that carries it on; return how many they are.

    What they were awarded keeps the unit of then. Raises Refused where no living unit carries it on, or nobody is left.
    """
    successor = unit.successor
    if unit.dissolved_on is None or unit.dissolved_on > today() or successor is None:
        raise Refused(f"{unit.name} chưa giải thể hoặc không có đơn vị kế thừa. Hãy chuyển từng người ở trang của họ.")
    if successor.dissolved_on is not None:
        raise Refused(f"{successor.name} cũng đã giải thể, sáp nhập. Hãy chuyển từng người ở trang của họ.")
    people = moved_on(unit, successor)
    if not people:
        raise Refused(f"{unit.name} không còn ai đang công tác. Hãy tải lại trang.")
    after = {"unit": successor.pk, "people": people}
    record(actor=actor, action="units.move_people_on", target=unit, after=after)
    return len(people)


def moved_on(unit: Unit, successor: Unit) -> list[int]:
    """Put those in service into the unit that carries on, inside a caller's transaction and event; return their ids."""
    people = list(Person.objects.not_left_on(today()).select_for_update().filter(unit=unit).order_by("pk"))
    for person in people:
        person.unit = successor
    Person.objects.bulk_update(people, ["unit"], batch_size=500)
    return [person.pk for person in people]
