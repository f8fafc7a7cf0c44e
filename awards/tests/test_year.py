"""The year at a glance: every round stands at one step, and the register's filters part it without a rest."""

import datetime as dt

import pytest

from awards import register
from awards.models import AwardType, Nomination, Round
from awards.queries import rounds
from awards.queries.year import STEPS, late_by_unit, with_step
from core.dates import today

from . import factories as make

pytestmark = pytest.mark.django_db


def test_each_round_stands_at_one_step_of_its_way(world):
    office, day = world.users["standing_office"], today()
    make.make_round(world, state="draft")
    around = make.make_round(world)
    make.make_received(world, around)
    assert dict(with_step(Round.objects.all()).values_list("step", "state")) == {
        "chuan-bi": "draft",
        "nhan-ho-so": "open",
    }
    past = {"opens_on": day - dt.timedelta(days=9), "send_by": day - dt.timedelta(days=1)}
    Round.objects.filter(pk=around.pk).update(**past)
    steps = {"received": "tham-dinh", "returned": "tham-dinh", "appraised": "quyet-dinh", "awarded": "cho-ket-thuc"}
    for state, step in steps.items():
        Nomination.objects.update(state=state)
        assert [row.pk for row in rounds(office, step=step)] == [around.pk], state
    assert sum(rounds(office, step=step).count() for step in STEPS) == rounds(office).count() == 2


def test_who_is_late_is_counted_as_the_list_finds_it(world):
    office = world.users["standing_office"]
    around = make.make_round(world)
    make.make_received(world, around)
    assert late_by_unit(office, around.year) == {}
    Round.objects.update(opens_on=today() - dt.timedelta(days=9), send_by=today() - dt.timedelta(days=1))
    assert late_by_unit(office, around.year) == {world.other_division.pk: 1}
    assert [row.pk for row in rounds(office, late=world.other_division.pk)] == [around.pk]
    assert late_by_unit(world.users["staff"], around.year) == {}
    assert late_by_unit(world.users["outsider"], around.year) == {}


def test_kinds_and_levels_part_the_register(world):
    office = world.users["standing_office"]
    for code in ("LDTT", "CSTDCS"):
        kind = AwardType.objects.get(code=code)
        make_line(world, kind)
    year = today().year
    assert sum(register.by_type(office, [year]).values()) == 2
    for field, values in (("kind", AwardType.Kind.values), ("level", AwardType.Authority.values)):
        parts = [
            register.lines(office, register.Filter.of({field: value, "state": "in_force"})).count() for value in values
        ]
        assert sum(parts) == 2
    assert register.Filter.of({"kind": "x", "level": "x", "state": "x"}) == register.Filter()


def make_line(world, kind):
    from awards.models import Award

    return Award.objects.create(
        award_type=kind, target="individual", person=world.person, unit=world.division, nominee_name="Lò Thị An",
        year=today().year, decision_code=f"1/{kind.code}", decided_on=today(), issuer_name="Văn phòng",
    )  # fmt: skip
