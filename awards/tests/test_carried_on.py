"""What a unit's conditions read of those that it carries on."""

import datetime as dt

import pytest

from awards import permissions
from awards.deadlines import rounds_due
from awards.gathering.carried_on import with_predecessors
from awards.gathering.shelf import read_units
from awards.models import Dossier, Round
from awards.queries import own_dossiers
from awards.services import return_nomination, start_dossier
from awards.worklist import waiting_for
from core import worklist
from reminders.late import find, late_for
from reminders.models import Message
from units.models import RoleKind, Unit, User
from units.services import dissolve_unit
from units.tests.factories import RoleFactory, UnitFactory, UserFactory

from . import factories as make
from .register_lines import enter

pytestmark = pytest.mark.django_db


def shelf_of(unit):
    return with_predecessors(read_units(Unit.objects.filter(pk=unit.pk)), [unit.pk])


def merge_into(world, old, new):
    dissolve_unit(
        actor=world.users["administrator"], unit=old, on=dt.date(2025, 3, 1), successor=new, reason="Sáp nhập"
    )


def test_the_dossier_of_a_unit_that_is_gone_is_written_and_sent_by_the_one_that_carries_it_on(world):
    around, head = make.make_round(world), world.users["head"]
    dossier = start_dossier(actor=head, around=around, unit=world.other_division)
    assert not own_dossiers(head).exists()
    assert not permissions.can_send_dossier(head, dossier)
    merge_into(world, world.other_division, world.division)
    dossier = make.reload(dossier)
    assert list(own_dossiers(head)) == list(Dossier.objects.visible_to(head)) == [dossier]
    assert permissions.can_write_dossier(head, dossier)
    assert permissions.can_send_dossier(head, dossier)
    assert dossier.reference in [item.title.split()[2].rstrip(":") for item in worklist.items(waiting_for(head))]
    assert not permissions.can_send_dossier(world.users["staff"], dossier)


def test_a_dossier_follows_two_mergers_and_a_return_is_told_where_it_is_mended(world):
    """A goes into B, B into C: the head of C writes for A. Units that name each other end the walk."""
    nomination, head = make.make_received(world, make.make_round(world)), UserFactory()
    first, second, third = world.division, world.other_division, UnitFactory(parent=world.office, name="Phòng Mới")
    RoleFactory(user=head, unit=third, kind=RoleKind.HEAD)
    forwards = RoleFactory(user=UserFactory(), unit=first, kind=RoleKind.STANDING_OFFICE).user
    merge_into(world, first, second)
    assert not permissions.can_keep_minutes(reload_user(head), nomination.dossier)
    merge_into(world, second, third)
    nomination = return_nomination(actor=world.users["standing_office"], nomination=nomination, reason="Bổ sung.")
    dossier, head = make.reload(nomination.dossier), reload_user(head)
    assert permissions.writes_for(head, dossier.unit)
    assert permissions.sends_for(head, dossier.unit)
    assert list(own_dossiers(head)) == [dossier]
    told = Message.objects.filter(subject__contains="bị trả lại").values_list("recipient", flat=True)
    assert {head.pk, forwards.pk} <= set(told)  # the standing office of that very unit writes and sends too
    assert world.users["standing_office"].pk not in told
    Unit.objects.filter(pk=third.pk).update(dissolved_on=dt.date(2025, 3, 1), successor=first)
    assert permissions.writes_for(head, make.reload(dossier).unit)
    assert not permissions.writes_for(UserFactory(), make.reload(dossier).unit)


def reload_user(user):
    return User.objects.get(pk=user.pk)


def test_awards_come_over_along_the_chain_with_the_name_of_then(world):
    first = UnitFactory(parent=world.office, name="Phòng Lễ tân")
    enter(first, year=2020)
    enter(world.other_division, year=2022)
    merge_into(world, first, world.other_division)
    merge_into(world, world.other_division, world.division)
    given = [award for award, _ in shelf_of(world.division).awards[world.division.pk]]
    assert sorted(award.year for award in given) == [2020, 2022]
    assert "khi là Phòng Lễ tân" in " ".join(award.cited for award in given)
    assert [award.year for award, _ in shelf_of(world.other_division).awards[world.other_division.pk]] == [2022, 2020]


def test_a_rating_comes_over_only_where_the_predecessors_agree(world):
    first = UnitFactory(parent=world.office, name="Phòng Lễ tân")
    for unit, levels in {
        first: {2022: "HTT", 2023: "HTT", 2024: "HTXS"},
        world.other_division: {2022: "HTT", 2023: "HTXS"},
        world.division: {2024: "HT"},
    }.items():
        for year, level in levels.items():
            make.rate(unit, level, year)
    merge_into(world, first, world.division)
    merge_into(world, world.other_division, world.division)
    ratings = shelf_of(world.division).ratings[world.division.pk]
    assert {year: rated.level for year, rated in ratings.items()} == {2022: "HTT", 2024: "HT"}


def test_who_carries_a_unit_on_is_told_of_its_dossier_and_the_office_urges_him(world):
    around = make.make_round(world)
    around.units.set([world.other_division])
    merge_into(world, world.other_division, world.division)
    day = around.send_by + dt.timedelta(days=2)
    [due] = [due for due in rounds_due(day) if ":send:" in due.key]
    assert world.users["head"].pk in due.recipients
    [late] = [work for work in late_for(world.users["standing_office"], day) if work.kind == "awards.round"]
    assert late.units == (world.division,)
    assert find(world.users["standing_office"], late.key, day).units == (world.division,)


def test_who_carries_a_unit_on_begins_its_dossier_even_from_another_office(world, client):
    """The reminder leads him to the round: it opens, with the row of the unit that is gone."""
    around, other = make.make_round(world), UnitFactory(parent=world.other_office, name="Phòng Nhận")
    around.units.set([world.division])
    head = RoleFactory(unit=other, kind=RoleKind.HEAD).user
    assert not Round.objects.visible_to(head).exists()
    merge_into(world, world.division, other)
    head = reload_user(head)
    assert [item.url for item in worklist.items(waiting_for(head))]
    assert list(Round.objects.visible_to(head)) == [around]
    client.force_login(head)
    assert world.division.name in client.get(around.get_absolute_url()).content.decode()
    start_dossier(actor=head, around=around, unit=world.division)
    assert list(own_dossiers(head).values_list("unit", flat=True)) == [world.division.pk]
