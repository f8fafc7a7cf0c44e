"""Facts gathered from the database, for one and for many."""

import datetime as dt

import pytest
from django.db.models.signals import post_init
from django.utils import timezone

from awards import services
from awards.assessment import assess, assess_many
from awards.gathering import gather_facts
from awards.models import Discipline, Dossier, Nomination, Rule
from awards.rulebook import Rulebook
from core.testing import count_queries
from units.tests.factories import PersonFactory

from . import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_pages")]


def fresh(pks=None):
    rows = Nomination.objects.select_related("dossier", "round", "award_type", "person", "unit")
    return list(rows.filter(pk__in=pks) if pks else rows)


def test_the_cost_does_not_grow_with_the_number(world):
    around = make.make_round(world)
    nomination = make.make_nomination(world, around)
    make.make_nomination(world, around, unit=world.division, code="TTLDTT", dossier=nomination.dossier)
    one = fresh()
    before = count_queries(lambda: assess_many(one))
    for person in PersonFactory.create_batch(4, unit=world.division):
        make.make_nomination(world, around, person=person, code="CSTDCS", dossier=nomination.dossier)
    many = fresh()
    assert count_queries(lambda: assess_many(many)) == before


def test_rules_of_a_set_that_did_not_hold_are_not_read():
    """However many sets the office keeps from other years, a page reads those of the day it asks for."""
    read = []

    def note(instance, **_):
        read.append(instance.rule_set.code)

    post_init.connect(note, sender=Rule)
    try:
        Rulebook().rules_on(dt.date(2026, 9, 30))
    finally:
        post_init.disconnect(note, sender=Rule)
    assert set(read) == {"RS-2022"}


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (dt.datetime(2026, 9, 30, 16, 30, tzinfo=dt.UTC), "RS-2022"),  # 23:30 on 30/09 in Vietnam
        (dt.datetime(2026, 9, 30, 17, 30, tzinfo=dt.UTC), "RS-2026"),  # 00:30 on 01/10 in Vietnam
        (dt.datetime(2024, 1, 1, 3, 0, tzinfo=dt.UTC), "RS-2022"),
    ],
)
def test_the_day_of_receipt_chooses_the_rules(world, received, expected):
    nomination = make.make_received(world, make.make_round(world))
    Dossier.objects.update(received_at=received)
    assessment = assess(fresh()[0])
    assert assessment.rule_set.code == expected
    assert assessment.unverified == (expected == "RS-2026")
    assert nomination.pk


def test_before_any_rule_the_answer_is_unknown(world):
    make.make_received(world, make.make_round(world))
    Dossier.objects.update(received_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert assess(fresh()[0]).tree.state == "unknown"


def test_the_share_counts_register_and_round(world):
    """Four people serve in the unit: one holds the title, one is agreed to, one is open, one is not proposed."""
    around = make.make_round(world)
    people = [world.person, world.person2, *PersonFactory.create_batch(2, unit=world.division)]
    services.enter_award(actor=None, award=_ldtt(people[0], around.year))
    collective = make.make_nomination(world, around, unit=world.division, code="TTLDTT")
    agreed = make.make_nomination(world, around, person=people[1], dossier=collective.dossier)
    make.make_nomination(world, around, person=people[2], dossier=collective.dossier)
    Nomination.objects.filter(pk=agreed.pk).update(state="appraised")
    members = gather_facts(fresh([collective.pk]))[collective.pk].members["LDTT"]
    assert (members.total, members.with_title, members.pending) == (4, 2, 1)


def _ldtt(person, year):
    from awards.models import Award

    return Award(
        award_type=make.award_type("LDTT"),
        target="individual",
        person=person,
        unit=person.unit,
        nominee_name=person.full_name,
        year=year,
        decision_code="9/QĐ-VP",
        decided_on=timezone.localdate(),
        issuer_name="Chánh Văn phòng",
    )


def test_people_who_left_are_not_members(world):
    around = make.make_round(world)
    PersonFactory(unit=world.division, left_on=dt.date(around.year, 3, 1))
    collective = make.make_nomination(world, around, unit=world.division, code="TTLDTT")
    assert gather_facts(fresh([collective.pk]))[collective.pk].members["LDTT"].total == 2


def test_a_title_of_the_year_is_not_given_twice_but_a_form_may_be(world):
    around = make.make_round(world)
    make.rate(world.person, "HTT")
    services.enter_award(actor=None, award=_ldtt(world.person, around.year))
    title = make.make_nomination(world, around)
    assert "Quyết định số 9/QĐ-VP" in assess(fresh([title.pk])[0]).blocks[0]
    form = make.make_nomination(world, around, code="GK", dossier=title.dossier)
    assert not assess(fresh([form.pk])[0]).blocks


def test_an_awarded_nomination_is_not_blocked_by_its_own_line(world):
    make.rate(world.person, "HTT")
    make.make_signed(world)
    assert not assess(fresh()[0]).blocks


@pytest.mark.parametrize(("month", "state"), [(5, "not_met"), (None, "to_judge")])
def test_discipline_of_a_member_counts_only_within_the_period(world, month, state):
    around = make.make_round(world)
    make.rate(world.division, "HTT")
    for person in (world.person, world.person2):
        services.enter_award(actor=None, award=_ldtt(person, around.year))
    day = dt.date(around.year, month, 2) if month else dt.date(around.year - 1, 5, 2)
    Discipline.objects.create(person=world.person, level=Discipline.Level.WARNING, decided_on=day)
    collective = make.make_nomination(world, around, unit=world.division, code="TTLDTT")
    assert assess(fresh([collective.pk])[0]).tree.state == state
