"""Units, people and users for tests of every room."""

from types import SimpleNamespace

import factory
from django.db import transaction
from factory.django import DjangoModelFactory

from units.models import Person, Role, RoleKind, Unit, User
from units.models.tree import PATH_STEP, next_path
from units.services import create_unit


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"DV{n:04d}")
    name = factory.Sequence(lambda n: f"Phòng Nghiệp vụ số {n}")
    short_name = factory.LazyAttribute(lambda unit: unit.name)
    kind = Unit.Kind.DIVISION
    parent = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return create_unit(actor=None, **kwargs)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    unit = factory.SubFactory(UnitFactory)
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn An {n}")
    staff_code = factory.Sequence(lambda n: f"CB{n:05d}")
    gender = Person.Gender.MALE
    position = "Chuyên viên"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoidung{n}")
    full_name = factory.Sequence(lambda n: f"Đặng Thị Hồng Ưu-Nguyễn {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@vidu.vn")


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = Role

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    kind = RoleKind.STAFF


TITLES = {RoleKind.LEADER: "CHÁNH VĂN PHÒNG", RoleKind.HEAD: "TRƯỞNG PHÒNG"}
OFFICE_ROLES = [kind for kind in RoleKind.values if kind not in (RoleKind.STAFF, RoleKind.HEAD)]


@transaction.atomic
def plant(parent, *units):
    """Write units below a unit that has none yet (None: new roots) in one statement: most tests begin with a world."""
    first = next_path(parent)
    step = int(first[-PATH_STEP:-1])
    for number, unit in enumerate(units, start=step):
        unit.path = f"{first[:-PATH_STEP]}{number:05d}."
        unit.prepare()
    return Unit.objects.bulk_create(units)


def make_world() -> SimpleNamespace:
    """One province, one office with two divisions, another office, a user per role and an outsider."""
    province = UnitFactory.build(
        name="Ủy ban nhân dân tỉnh An Sơn",
        short_name="UBND tỉnh",
        kind=Unit.Kind.PROVINCE,
        symbol="UBND",
        place="An Sơn",
        letterhead_name="Ủy ban nhân dân tỉnh An Sơn",
        head_title="CHỦ TỊCH",
        collective_led=True,
        issues_documents=True,
    )
    plant(None, province)
    office = UnitFactory.build(
        parent=province,
        name="Văn phòng UBND tỉnh An Sơn",
        short_name="Văn phòng",
        kind=Unit.Kind.OFFICE,
        symbol="VP",
        place="An Sơn",
        superior_name="Ủy ban nhân dân tỉnh An Sơn",
        letterhead_name="Văn phòng",
        head_title="CHÁNH VĂN PHÒNG",
        issues_documents=True,
    )
    other_office = UnitFactory.build(
        parent=province,
        name="Sở Ví dụ",
        short_name="Sở Ví dụ",
        kind=Unit.Kind.DEPARTMENT,
        symbol="SVD",
        place="An Sơn",
        superior_name="Ủy ban nhân dân tỉnh An Sơn",
        letterhead_name="Sở Ví dụ",
        head_title="GIÁM ĐỐC",
        issues_documents=True,
    )
    plant(province, office, other_office)
    division = UnitFactory.build(parent=office, name="Phòng Tổng hợp", symbol="TH")
    other_division = UnitFactory.build(parent=office, name="Phòng Hành chính", symbol="HC")
    plant(office, division, other_division)
    users = {
        str(kind): UserFactory.build(username=f"thu_{kind}", full_name=f"Lê Thị {RoleKind(kind).label[:20]}")
        for kind in RoleKind.values
    } | {"outsider": UserFactory.build(username="thu_outsider")}
    User.objects.bulk_create(users.values())
    roles = [
        Role(user=users[kind], unit=office if kind in OFFICE_ROLES else division, kind=kind, title=TITLES.get(kind, ""))
        for kind in RoleKind.values
    ]
    Role.objects.bulk_create([*roles, Role(user=users["outsider"], unit=other_office, kind=RoleKind.STAFF)])
    person = PersonFactory.build(unit=division, full_name="Đặng Thị Hồng Ưu-Nguyễn")
    person2 = PersonFactory.build(unit=division, full_name="Trần Văn Bình")
    for each in (person, person2):
        each.prepare()
    Person.objects.bulk_create([person, person2])
    return SimpleNamespace(
        province=province,
        office=office,
        other_office=other_office,
        division=division,
        other_division=other_division,
        users=users,
        person=person,
        person2=person2,
    )
