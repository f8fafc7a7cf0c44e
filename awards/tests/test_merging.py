"""What awards keeps about two records that become one."""

import datetime as dt

import pytest
from django.urls import reverse

from awards.models import Award, Initiative, OldCancellation
from core.exceptions import Refused
from units import merging
from units.services import merge_people
from units.tests.factories import PersonFactory

from . import factories as make
from .register_lines import enter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_pages")]


@pytest.fixture
def twin(world):
    """The same person once more."""
    return PersonFactory(unit=world.division, full_name=world.person.full_name)


def merge(world, keep, drop, **answers):
    return merge_people(
        actor=world.users["standing_office"], keep=keep, drop=drop, answers=answers, reason="Đối chiếu hồ sơ gốc"
    )


def test_everything_moves_and_what_stood_twice_stands_once(world, twin):
    for person in (world.person, twin):
        make.rate(person, "HTT", 2024)
        enter(world.division, person=person, year=2023)
        Initiative.objects.create(person=person, title="Sổ mượn phòng", recognised_on=dt.date(2024, 5, 6))
    make.rate(twin, "HTXS", 2023)
    enter(world.division, person=twin, year=2022)
    nomination = make.make_nomination(world, make.make_round(world), person=twin)
    merge(world, world.person, twin)
    assert sorted(world.person.ratings.values_list("year", flat=True)) == [2023, 2024]
    assert sorted(world.person.awards.values_list("year", flat=True)) == [2022, 2023]
    assert world.person.initiatives.count() == 1
    assert make.reload(nomination).person == world.person


@pytest.mark.parametrize("name", ["awards:person_history", "awards:person_outlook", "units:person_edit"])
def test_the_address_of_a_record_that_is_no_more_leads_whoever_may_see_the_person(world, client, twin, name):
    third = PersonFactory(unit=world.division, full_name=world.person.full_name)
    old = reverse(name, args=[third.pk])
    merge(world, twin, third)
    merge(world, world.person, twin)
    for role, status in {"standing_office": 200, "outsider": 404}.items():
        client.force_login(world.users[role])
        assert client.get(old, follow=True).status_code == status
        assert client.get(reverse(name, args=[987654])).status_code == 404
    client.force_login(world.users["standing_office"])
    assert client.get(old).url == reverse(name, args=[world.person.pk])


def test_a_line_that_stands_twice_and_was_cancelled_once_is_settled_by_a_person(world, twin):
    for person in (world.person, twin):
        enter(world.division, person=person, year=2023)
    day, office = dt.date(2026, 1, 5), world.users["standing_office"]
    OldCancellation.objects.create(
        award=Award.objects.get(person=twin), office=world.office, decision_code="9/QĐ-VP", decided_on=day, ground="a",
        reason="Kê khai sai", received_on=day, due_on=day, entered_by=office,
    )  # fmt: skip
    with pytest.raises(Refused, match="một bên đã ghi hủy bỏ"):
        merge(world, world.person, twin)


@pytest.mark.parametrize(("answer", "level"), [("keep", "HT"), ("drop", "HTXS")])
def test_ratings_of_a_year_that_differ_must_be_chosen(world, twin, answer, level):
    make.rate(world.person, "HT", 2024)
    make.rate(twin, "HTXS", 2024)
    assert [question.label for question in merging.questions(world.person, twin)] == ["Xếp loại năm 2024"]
    with pytest.raises(Refused, match="Xếp loại năm 2024"):
        merge(world, world.person, twin)
    merge(world, world.person, twin, **{"rating-2024": answer})
    assert world.person.ratings.get().level == level


def test_both_proposed_for_the_same_in_one_round_is_refused_and_nothing_moves(world, twin):
    around = make.make_round(world)
    first = make.make_nomination(world, around)
    make.make_nomination(world, around, person=twin, dossier=first.dossier)
    make.rate(twin, "HTT", 2020)
    with pytest.raises(Refused, match="đang được đề nghị"):
        merge(world, world.person, twin)
    assert twin.ratings.count() == 1


def test_an_award_that_was_decided_here_outlives_the_one_typed_in(world, twin):
    award = make.make_signed(world, person=twin).awards.get()
    enter(world.division, person=world.person, year=award.year, code=award.decision_code, award=award.award_type.code)
    merge(world, world.person, twin)
    assert Award.objects.get(person=world.person).pk == award.pk
