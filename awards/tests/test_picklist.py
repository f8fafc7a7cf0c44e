"""The people of a large unit to tick: searched, paged, and nobody who was ticked is lost on the way."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from awards import services
from core.dates import today
from core.testing import count_queries
from units.models import Person, RoleKind, Unit
from units.tests.factories import PersonFactory, RoleFactory

from . import factories as make

pytestmark = pytest.mark.django_db
TICKED = re.compile(r'name="people" id="person-(\d+)" value="\d+" checked')
BOX = re.compile(r'name="people" id="person-(\d+)"')


@pytest.fixture
def pages(world, client, monkeypatch):
    """`pages()` opens the form of a unit with more people than a page shows, `pages(field=value)` posts it."""
    monkeypatch.setattr("awards.picklist.SHOWN", 3)
    dossier = services.start_dossier(actor=world.users["staff"], around=make.make_round(world), unit=world.division)
    client.force_login(world.users["staff"])
    url = reverse("awards:nominate", args=[dossier.pk])

    def ask(**data):
        return (client.post(url, data) if data else client.get(url)).content.decode()

    ask.dossier, ask.url = dossier, url
    return ask


def test_who_was_ticked_stays_ticked_through_search_and_pages(world, pages):
    names = ("Đặng Ưu", "Lò Văn Ón", "Vừ A Páo", "Lò Thị Thu", "Lò Thị Thú")
    people = [PersonFactory(unit=world.division, full_name=name) for name in names]
    first = pages()
    assert len(BOX.findall(first)) == 3
    assert "trang 1/" in first
    ticked = [str(people[0].pk), str(people[1].pk)]
    found = pages(**{"people": ticked, "tim": "lo thi", "tim-nguoi": "1", "award_type": make.award_type("LDTT").pk})
    assert sorted(TICKED.findall(found)) == sorted(ticked)
    assert {str(person.pk) for person in people[3:]} < set(BOX.findall(found))
    assert str(people[2].pk) not in BOX.findall(found)
    turned = pages(people=ticked, trang="2")
    assert sorted(TICKED.findall(turned)) == sorted(ticked)
    assert not pages.dossier.nominations.exists()
    refused = pages(people=ticked, tim="lo thi")
    assert "Hãy chọn một danh hiệu" in refused
    assert sorted(TICKED.findall(refused)) == sorted(ticked)
    pages(people=ticked, tim="lo thi", award_type=make.award_type("LDTT").pk)
    assert pages.dossier.nominations.count() == 2


def test_the_list_costs_the_same_and_stays_short_however_many_there_are(world, pages):
    PersonFactory.create_batch(3, unit=world.division)
    before = count_queries(pages)
    PersonFactory.create_batch(3, unit=world.division)
    assert count_queries(pages) == before
    assert len(BOX.findall(pages())) == 3


def test_two_of_one_name_are_told_apart_in_the_list(world, pages, monkeypatch):
    monkeypatch.setattr("awards.picklist.SHOWN", 60)
    for day, name in ((1, "Lò Thị Thu"), (2, "Lò Thị Thú"), (3, "Vừ A Páo")):
        PersonFactory(unit=world.division, full_name=name, birth_date=dt.date(1990, 2, day))
    page = pages()
    assert "sinh ngày 01/02/1990" in page
    assert "sinh ngày 02/02/1990" in page
    assert "sinh ngày 03/02/1990" not in page


def test_whose_people_moved_on_with_the_unit_is_told_where_to_propose_them(world, pages):
    Unit.objects.filter(pk=world.division.pk).update(
        dissolved_on=today() - dt.timedelta(days=1), successor=world.other_division
    )
    Person.objects.filter(unit=world.division).update(unit=world.other_division)
    RoleFactory(user=world.users["staff"], unit=world.other_division, kind=RoleKind.STAFF)
    assert f"thì đề nghị trong hồ sơ của {world.other_division.short_name}" in pages()
