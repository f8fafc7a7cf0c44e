"""The steps between appraisal and decision that a procedure asks."""

import re

import pytest
from django.urls import reverse

from awards import services, way
from awards.models import AwardType, Nomination, Procedure, RuleSet
from awards.rulebook import Rulebook
from core.exceptions import Refused
from core.testing import count_queries
from units.tests.factories import PersonFactory

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps(monkeypatch):
    """`steps["council"] = {…}`: the ids that have the step behind them."""
    done = {}
    monkeypatch.setattr(way, "_done", {})

    def known(kind, *pks):
        done[kind] = set(pks)
        way.register(kind, lambda rows: done[kind])

    return known


def ask(code="LDTT", target="", rule_set=None, **fields):
    """A procedure in the rule set of today."""
    rule_set = rule_set or Rulebook().sets_on(make.timezone.localdate())[0]
    values = {"components": [], "article": "Điều 5", **fields}
    Procedure.objects.filter(rule_set=rule_set, award_type=make.award_type(code), target=target).delete()
    return Procedure.objects.create(rule_set=rule_set, award_type=make.award_type(code), target=target, **values)


def loaded(nomination):
    return Nomination.objects.select_related("dossier", "round", "award_type", "person__unit", "unit__parent").get(
        pk=nomination.pk
    )


def prepare(world, nomination):
    office = world.users["standing_office"]
    return services.prepare_decision(actor=office, around=nomination.round, nominations=[nomination])


def test_a_step_that_nobody_can_take_yet_is_named_but_not_asked(world, steps):
    nomination = make.make_appraised(world, make.make_round(world))
    ask(council="full", comment_days=10)
    row = loaded(nomination)
    assert [step.kind for step in way.planned_steps(row)] == ["comment", "council"]
    assert way.required_steps(row) == []
    assert prepare(world, nomination).pk


def test_a_decision_waits_for_the_steps_that_are_left(world, steps):
    nomination = make.make_appraised(world, make.make_round(world))
    ask(council="full", comment_days=10)
    steps("council")
    steps("comment", nomination.pk)
    with pytest.raises(Refused, match=r"còn phải qua Toàn thể Hội đồng \(Điều 5\)"):
        prepare(world, nomination)
    assert make.reload(nomination).state == "appraised"
    steps("council", nomination.pk)
    assert prepare(world, nomination).nominations.get() == nomination


def test_what_is_not_ready_is_shown_with_its_reason_and_is_not_ticked(world, steps, client):
    around = make.make_round(world)
    waits, ready = (make.make_nomination(world, around, person=one) for one in (world.person, world.person2))
    Nomination.objects.update(state="appraised")
    ask(council="full")
    steps("council", ready.pk)
    client.force_login(world.users["standing_office"])
    page = client.get(reverse("awards:decision_prepare", args=[around.pk])).content.decode()
    boxes = dict(re.findall(r'<input[^>]*value="(\d+)"([^>]*)>', page))
    assert "disabled" in boxes[str(waits.pk)]
    assert "checked" in boxes[str(ready.pk)]
    assert page.count("Chưa lập quyết định được: còn phải qua") == 1


def test_an_award_without_a_procedure_asks_for_nothing(world, steps):
    nomination = make.make_appraised(world, make.make_round(world))
    Procedure.objects.all().delete()
    steps("council")
    steps("comment")
    assert way.steps_left(loaded(nomination)) == []


@pytest.mark.parametrize(("category", "left"), [("cong_trang", ["council"]), ("phong_trao", ["council"]),
                                                ("dot_xuat", []), ("doi_ngoai", [])])  # fmt: skip
def test_the_simple_procedure_takes_the_short_path(world, steps, category, left):
    """Luật 06/2022/QH15, Điều 85."""
    nomination = make.make_nomination(world, make.make_round(world, category=category))
    ask(council="full")
    steps("council")
    assert [step.kind for step in way.steps_left(loaded(nomination))] == left


def test_what_the_state_decides_is_forwarded(world, steps):
    steps("forward")
    AwardType.objects.filter(code="LDTT").update(authority="prime_minister")
    nomination = make.make_appraised(world, make.make_round(world))
    ask()
    assert [step.kind for step in way.steps_left(loaded(nomination))] == ["forward"]


def test_the_province_comes_before_the_law_and_one_kind_before_all(world):
    today = make.timezone.localdate()
    ask(council="none")
    province = RuleSet.objects.create(
        code="T", title="Quy định của tỉnh", layer="2_province", in_force_from=today, citation="Quyết định"
    )
    book = Rulebook()
    assert book.procedure_on(today, "LDTT", "individual").council == "none"
    ask(rule_set=province, council="standing")
    ask(rule_set=province, target="individual", council="full")
    assert Rulebook().procedure_on(today, "LDTT", "individual").council == "full"
    assert Rulebook().procedure_on(today, "LDTT", "collective").council == "standing"


def test_a_procedure_holds_from_its_day(world):
    """Nghị định 152/2025/NĐ-CP is in force from 01/07/2025; before it the set has no procedure for the order."""
    day = make.dt.date
    assert Rulebook().procedure_on(day(2025, 6, 30), "CSTDTQ", "individual") is None
    found = Rulebook().procedure_on(day(2025, 7, 1), "CSTDTQ", "individual")
    assert (found.threshold, found.threshold_of, found.ballot, found.comment_days) == ("90%", "all", "secret", 10)
    flag = Rulebook().procedure_on(day(2025, 7, 1), "COTDCP", "collective")
    assert (flag.threshold, flag.threshold_of, flag.ballot) == ("80%", "all", "secret")


def test_the_cost_does_not_grow_with_the_nominations(world, steps):
    steps("council")
    ask(council="full")
    first = make.make_nomination(world, make.make_round(world))
    one = [loaded(first)]
    before = count_queries(lambda: way.steps_left_of(one))
    for person in PersonFactory.create_batch(3, unit=world.division):
        make.make_nomination(world, first.round, person=person, dossier=first.dossier)
    many = [loaded(row) for row in Nomination.objects.all()]
    assert count_queries(lambda: way.steps_left_of(many)) == before


def test_the_sheet_says_which_steps_come_before_the_decision(world, steps, client):
    nomination = make.make_appraised(world, make.make_round(world))
    ask(council="full", comment_days=10)
    steps("council", nomination.pk)
    client.force_login(world.users["standing_office"])
    page = client.get(f"/khen-thuong/de-nghi/{nomination.pk}/tham-dinh/").content.decode()
    assert "Lấy ý kiến công khai 10 ngày làm việc" in page
    assert "làm ngoài hệ thống" in page
    assert "Đã xong" in page
