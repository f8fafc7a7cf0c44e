"""Households: nominees of their own, not their unit: in lists, in warnings, in histories, in what a decision counts."""

import datetime as dt

import pytest
from django.urls import reverse

from awards import queries
from awards.conflicts import conflicts_of
from awards.models import Award, Nomination
from awards.papers.lists import called, counted, in_order
from awards.services import filling

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(world):
    """One dossier: a person, the unit itself, two households that live where the unit governs."""
    around = make.make_round(world, codes=("GK",))
    dossier = make.make_nomination(world, around, code="GK").dossier
    make.make_nomination(world, around, unit=world.division, code="GK", dossier=dossier)
    for name in ("Hộ ông Lò Văn Thịnh", "Hộ bà Ỷ Lan"):
        filling.nominate_household(
            actor=world.users["staff"], dossier=dossier, award_type=make.award_type("GK"), unit=world.division,
            name=name, address="Bản A",
        )  # fmt: skip
    return list(dossier.nominations.all())


def test_a_household_is_called_one_so_that_its_certificate_does_not_name_a_person(world, client, rows):
    client.force_login(world.users["staff"])
    url = reverse("awards:household_add", args=[rows[0].dossier_id])
    said = {"award_type": make.award_type("GK").pk, "unit": world.division.pk, "household_address": "Bản B"}
    page = client.post(url, said | {"household_name": "Hồ  Văn Chư"}).content.decode()
    assert "Chỉ ghi “Hồ Văn Chư” thì quyết định" in page
    assert 'value="Hồ  Văn Chư"' in page
    assert client.post(url, said | {"household_name": "hộ ông Hồ Văn Chư"}).status_code == 302


def test_lists_of_pages_and_papers_put_collectives_first_then_households_then_people(world, rows):
    assert [row.target for row in rows] == ["collective", "household", "household", "individual"]
    assert in_order(reversed(rows)) == rows == list(Nomination.objects.listed())


def test_a_decision_counts_each_household_and_calls_it_one(rows):
    assert counted(rows) == "01 tập thể, 02 hộ gia đình và 01 cá nhân"
    assert called(rows) == "các tập thể, hộ gia đình, cá nhân"
    assert (counted(rows[1:2]), called(rows[1:2])) == ("01 hộ gia đình", "hộ gia đình")


def test_two_households_of_one_unit_are_not_the_unit_twice(world, rows):
    assert conflicts_of(rows, world.users["head"]) == {}


def test_what_a_household_got_is_not_in_the_history_of_its_unit(world, client, rows):
    household = rows[1]
    Award.objects.create(
        award_type=household.award_type, target="household", unit=world.division, nominee_name=household.nominee_name,
        year=2024, decision_code="5/QĐ-VP", decided_on=dt.date(2024, 5, 6), issuer_name="Chánh Văn phòng",
    )  # fmt: skip
    assert not queries.history_of(world.division).exists()
    assert [row.decision_code for row in queries.history_for(household)] == ["5/QĐ-VP"]
    assert not queries.history_for(rows[2]).exists()
    client.force_login(world.users["head"])
    page = client.get(reverse("awards:unit_history", args=[world.division.pk])).content.decode()
    assert "Khen thưởng của hộ gia đình trong đơn vị" in page
    assert "5/QĐ-VP" not in page


def test_the_page_of_a_household_is_written_and_shown(world, client, rows):
    household = rows[1]
    client.force_login(world.users["staff"])
    for name in ("nomination_edit", "nomination_detail"):
        page = client.get(reverse(f"awards:{name}", args=[household.pk])).content.decode()
        assert "Hộ bà Ỷ Lan" in page or "Hộ ông Lò Văn Thịnh" in page
        assert "Bản A" in page
