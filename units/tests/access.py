"""Who may use the addresses of the unit tree."""

from types import SimpleNamespace

from core.testing import EVERYONE, Access
from units.tests.factories import RoleFactory, UnitFactory

ADMIN = {"administrator"}
PEOPLE = {"administrator", "standing_office"}


def build(world):
    unit = UnitFactory(parent=world.office)
    role = RoleFactory(unit=unit)
    return SimpleNamespace(unit=world.division, person=world.person, twin=world.person2, role=role, account=role.user)


def _unit(objects):
    return {"unit": objects.unit.pk}


def _pair(objects):
    return {"first": objects.person.pk, "second": objects.twin.pk}


TABLE = {
    "units:unit_list": Access(allow=EVERYONE),
    "units:unit_detail": Access(allow=EVERYONE, kwargs=lambda o: {"pk": o.unit.pk}),
    "units:unit_edit": Access(allow=ADMIN, kwargs=lambda o: {"pk": o.unit.pk}),
    "units:unit_move": Access(allow=ADMIN, kwargs=lambda o: {"pk": o.unit.pk}),
    "units:unit_dissolve": Access(allow=ADMIN, kwargs=lambda o: {"pk": o.unit.pk}),
    "units:roles_on": Access(allow=ADMIN, kwargs=lambda o: {"pk": o.unit.pk}),
    "units:people_on": Access(allow=PEOPLE, kwargs=lambda o: {"pk": o.unit.pk}, method="post"),
    "units:unit_create": Access(allow=ADMIN, kwargs=lambda o: {"parent": o.unit.pk}),
    "units:person_create": Access(allow=PEOPLE, kwargs=_unit),
    "units:person_edit": Access(allow=PEOPLE, kwargs=lambda o: {"pk": o.person.pk}),
    "units:duplicate_list": Access(allow=PEOPLE),
    "units:duplicate_compare": Access(allow=PEOPLE, kwargs=_pair),
    "units:duplicate_different": Access(allow=PEOPLE, kwargs=_pair, method="post"),
    "units:role_grant": Access(allow=ADMIN, kwargs=_unit),
    "units:role_end": Access(allow=ADMIN, kwargs=lambda o: {"pk": o.role.pk}, method="post"),
    "units:account_list": Access(allow=ADMIN),
    "units:account_edit": Access(allow=ADMIN, kwargs=lambda o: {"pk": o.account.pk}),
    "units:my_account": Access(allow=EVERYONE),
    "units:password": Access(allow=EVERYONE),
    "units:common_keepers": Access(allow=PEOPLE),
    "units:audit_list": Access(allow=ADMIN),
}
