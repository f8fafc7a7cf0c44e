"""The same person or unit proposed twice: who is told what."""

import datetime as dt

import pytest
from django.urls import reverse

from awards import services
from awards.conflicts import conflicts_of
from awards.models import Round
from core.testing import count_queries
from units.models import NotSame, User
from units.services import dissolve_unit
from units.tests.factories import PersonFactory, RoleFactory, UserFactory

from . import factories as make
from .register_lines import enter

pytestmark = pytest.mark.django_db


def said(nomination, user):
    """What the user is told about a nomination, in one string."""
    fresh = User.objects.get(pk=user.pk)
    return " ".join(conflict.sentence for conflict in conflicts_of([nomination], fresh).get(nomination.pk, []))


def round_above(world, **fields):
    """A round of the province that asks the office itself, which proposes for the province."""
    chief = UserFactory(username="tinh")
    RoleFactory(user=chief, unit=world.province, kind="standing_office")
    day = dt.date.today()
    values = {
        "unit": world.province, "year": day.year, "title": "Xét khen cấp tỉnh", "period_start": dt.date(day.year, 1, 1),
        "period_end": dt.date(day.year, 12, 31), "opens_on": day, "send_by": day + dt.timedelta(days=10),
        "appraise_by": day + dt.timedelta(days=20), "decide_by": day + dt.timedelta(days=30), **fields,
    }  # fmt: skip
    around = services.save_round(
        actor=chief,
        around=Round(**values),
        award_types=[make.award_type("LDTT"), make.award_type("GK"), make.award_type("CSTDCS")],
        units=[world.office],
    )
    return chief, services.open_round(actor=chief, around=around)


def propose(world, around, unit, person=None, code="LDTT", units=()):
    """A nomination of a unit, by a member of staff of its own."""
    clerk = UserFactory()
    RoleFactory(user=clerk, unit=unit, kind="head")
    dossier = services.start_dossier(actor=clerk, around=around, unit=unit)
    people = [person] if person else []
    added = services.nominate(
        actor=clerk, dossier=dossier, award_type=make.award_type(code), people=people, units=units
    )
    return clerk, added[0]


def sent(clerk, nomination):
    make.hold_meeting(services.save_content(actor=clerk, nomination=nomination, content=make.full_content(), version=1))
    services.send_dossier(actor=clerk, dossier=nomination.dossier)
    return make.reload(nomination)


def test_at_two_levels_each_is_told_what_he_may_know(world):
    first = make.make_nomination(world, make.make_round(world))
    chief, above = round_above(world)
    head, second = propose(world, above, world.office, world.person)
    assert said(first, world.users["staff"]) == ""  # the other one is only a draft
    assert first.dossier.reference in said(second, head)  # reaches the division below him
    sent(head, second)
    neutral = said(first, world.users["staff"])
    assert "còn được đề nghị ở nơi khác" in neutral
    for secret in ("Xét khen cấp tỉnh", second.dossier.reference, world.person.full_name, "Lao động"):
        assert secret not in neutral
    assert said(second, chief) == ""
    services.send_dossier(actor=world.users["head"], dossier=first.dossier)
    assert "cùng danh hiệu" in said(second, chief)


def test_two_titles_in_one_dossier_are_no_conflict_but_two_forms_are(world):
    around = make.make_round(world, codes=("LDTT", "CSTDCS", "GK", "BKT"))
    first = make.make_nomination(world, around)
    make.make_nomination(world, around, code="CSTDCS", dossier=first.dossier)
    assert said(first, world.users["staff"]) == ""
    form = make.make_nomination(world, around, code="GK", dossier=first.dossier)
    other = make.make_nomination(world, around, code="BKT", dossier=first.dossier)
    assert "cho một thành tích" in said(form, world.users["staff"])
    assert "Điều 5" in said(other, world.users["staff"])


def test_a_title_that_is_a_step_to_the_next_is_no_conflict_at_two_levels(world):
    """LĐTT and CSTĐCS are the conditions of CSTĐ tỉnh, and a title is given beside a form: none is proposed twice."""
    around = make.make_round(world, codes=("LDTT", "CSTDCS", "GK"))
    first = make.make_nomination(world, around)
    base = make.make_nomination(world, around, code="CSTDCS", dossier=first.dossier)
    _, above = round_above(world)
    above.award_types.add(make.award_type("CSTDT"), make.award_type("BKT"))
    head, higher = propose(world, above, world.office, world.person, code="CSTDT")
    assert [said(row, head) for row in (first, base, higher)] == ["", "", ""]
    [form] = services.nominate(
        actor=head, dossier=higher.dossier, award_type=make.award_type("BKT"), people=[world.person], units=[]
    )
    assert said(form, head) == said(base, head) == ""
    make.make_nomination(world, around, code="GK", dossier=first.dossier)
    assert "hai cấp; nhiều hình thức có thể cho một thành tích" in said(form, head)


def test_a_form_already_given_for_the_period_is_said(world):
    around = make.make_round(world, codes=("GK",))
    nomination = make.make_nomination(world, around, code="GK")
    enter(world.division, person=world.person, year=around.year, code="5/QĐ-VP", award="GK")
    enter(world.division, person=world.person, year=around.year - 1, code="4/QĐ-VP", award="GK")
    told = said(nomination, world.users["staff"])
    assert "5/QĐ-VP" in told
    assert "4/QĐ-VP" not in told


def test_a_second_record_of_the_same_person_does_not_hide_it(world):
    world.person.birth_date = dt.date(1985, 3, 4)
    world.person.save()
    twin = PersonFactory(unit=world.division, full_name="Dang Thi Hong Uu-Nguyen", birth_date=dt.date(1985, 3, 4))
    around = make.make_round(world)
    first = make.make_nomination(world, around)
    make.make_nomination(world, around, person=twin, dossier=first.dossier)
    assert "có thể cùng một người" in said(first, world.users["staff"])
    NotSame.objects.create(first=world.person, second=twin, by=world.users["standing_office"])
    assert said(first, world.users["staff"]) == ""


def test_a_merged_unit_is_the_unit_that_carries_it_on(world):
    around = make.make_round(world)
    first = make.make_nomination(world, around, unit=world.division, code="TTLDTT")
    propose(world, around, world.other_division, code="TTLDTT", units=[world.other_division])
    assert said(first, world.users["standing_office"]) == ""
    dissolve_unit(
        actor=world.users["administrator"], unit=world.other_division, on=dt.date.today(),
        successor=world.division, reason="Sáp nhập",
    )  # fmt: skip
    head = UserFactory()
    RoleFactory(user=head, unit=world.office, kind="head")
    assert "đơn vị tiền thân" in said(first, head)


def test_it_is_said_at_once_and_on_the_pages_of_dossier_and_appraisal(world, client):
    day = dt.date.today()
    earlier = make.make_round(world, title="Xét khen thưởng sáu tháng")
    make.make_received(world, earlier)
    around = make.make_round(world, title=f"Xét khen thưởng năm {day.year}")
    dossier = services.start_dossier(actor=world.users["head"], around=around, unit=world.division)
    client.force_login(world.users["head"])
    data = {"award_type": make.award_type("LDTT").pk, "people": [world.person.pk]}
    page = client.post(reverse("awards:nominate", args=[dossier.pk]), data, follow=True).content.decode()
    assert "Xét khen thưởng sáu tháng" in page
    nomination = dossier.nominations.get()
    assert "có thể đề nghị trùng" in client.get(dossier.get_absolute_url()).content.decode()
    sent(world.users["head"], nomination)
    services.receive_dossier(actor=world.users["standing_office"], dossier=make.reload(dossier))
    client.force_login(world.users["standing_office"])
    for url in (reverse("awards:appraise", args=[nomination.pk]), reverse("awards:appraisal_list", args=[around.pk])):
        assert "cùng danh hiệu, hình thức trong một năm" in client.get(url).content.decode()


def test_many_nominations_need_no_more_queries_than_one(world):
    around, again = make.make_round(world), make.make_round(world)
    people = PersonFactory.create_batch(4, unit=world.division, birth_date=dt.date(1990, 1, 2))
    first = make.make_nomination(world, around, person=people[0])
    rows = [first, *(make.make_nomination(world, around, person=one, dossier=first.dossier) for one in people[1:])]
    other = make.make_nomination(world, again, person=people[0])
    for one in people[1:]:
        make.make_nomination(world, again, person=one, dossier=other.dossier)

    def ask(some):
        user = User.objects.get(pk=world.users["staff"].pk)
        return lambda: conflicts_of(some, user)

    assert len(conflicts_of(rows, world.users["staff"])) == 4
    assert count_queries(ask(rows)) == count_queries(ask(rows[:1]))
