"""Writes of people."""

from django.db import transaction

from core.audit import record

from ..models import Person, User


@transaction.atomic
def save_person(*, actor: User | None, person: Person) -> Person:
    """Add or change a person; the audit trail keeps which fields changed, not what stands in them."""
    if person.pk is None:
        person.save(force_insert=True)
        record(actor=actor, action="units.create_person", target=person, after={"unit": person.unit_id})
        return person
    person.prepare()
    stored = Person.objects.select_for_update().get(pk=person.pk)
    fields = [field.attname for field in Person._meta.concrete_fields]
    changed = [name for name in fields if getattr(stored, name) != getattr(person, name)]
    if changed:
        person.save(update_fields=changed)
        record(
            actor=actor,
            action="units.change_person",
            target=person,
            after={"unit": person.unit_id, "fields": changed},
        )
    return person
