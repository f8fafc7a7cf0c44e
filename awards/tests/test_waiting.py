"""What waits for whom: the first page, the deadlines, the messages."""

import datetime as dt

import pytest
from django.utils import timezone

from awards import services
from awards.asking import to_appraise
from awards.deadlines import rounds_due
from awards.worklist import waiting_for
from core import worklist
from core.testing import count_queries
from reminders.models import Message
from units.models import User
from units.tests.factories import PersonFactory, RoleFactory, UserFactory

from . import factories as make

pytestmark = pytest.mark.django_db


def actions(world, role):
    user = User.objects.get(pk=world.users[role].pk)
    return [item.action for item in worklist.items(waiting_for(user))]


def test_each_role_finds_its_own_work(world):
    around = make.make_round(world)
    assert actions(world, "staff") == actions(world, "head") == ["Lập hồ sơ"]
    nomination = make.make_nomination(world, around)
    assert actions(world, "staff") == ["Soạn tiếp"]
    assert actions(world, "head") == ["Kiểm tra và gửi"]
    dossier = services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    assert actions(world, "head") == []
    assert actions(world, "standing_office") == ["Tiếp nhận"]
    services.receive_dossier(actor=world.users["standing_office"], dossier=dossier)
    assert actions(world, "standing_office") == ["Thẩm định"]
    office = world.users["standing_office"]
    services.return_nomination(actor=office, nomination=nomination, reason="Bổ sung.")
    assert actions(world, "staff") == actions(world, "head") == ["Bổ sung"]
    services.resend_nomination(actor=world.users["head"], nomination=nomination)
    make.agree(office, nomination)
    assert actions(world, "standing_office") == ["Lập quyết định"]
    decision = services.prepare_decision(actor=office, around=around, nominations=[nomination])
    assert actions(world, "standing_office") == ["Xem và trình ký"]
    services.submit_decision(actor=office, decision=decision)
    assert actions(world, "leader") == ["Xem và ký"]
    for role in ("outsider", "information_centre", "administrator", "council_member"):
        assert actions(world, role) == []


def test_what_was_given_back_asks_the_clerk_for_nothing_until_it_comes_again(world):
    office = world.users["standing_office"]
    nomination = make.make_received(world, make.make_round(world))
    services.assign_clerk(actor=office, dossier=nomination.dossier, clerk=office)
    told = [(f"awards.clerk_assigned:{nomination.dossier_id}:1", office.pk)]
    assert to_appraise(told) == told
    services.return_nomination(actor=office, nomination=nomination, reason="Bổ sung.")
    assert to_appraise(told) == []
    services.resend_nomination(actor=world.users["head"], nomination=make.reload(nomination))
    assert to_appraise(told) == told


def test_the_office_finds_what_the_round_offers_while_another_nomination_is_not_appraised(world):
    around, office = make.make_round(world), world.users["standing_office"]
    first = make.make_nomination(world, around)
    second = make.make_nomination(world, around, person=PersonFactory(unit=world.division), dossier=first.dossier)
    services.receive_dossier(
        actor=office, dossier=services.send_dossier(actor=world.users["head"], dossier=first.dossier)
    )
    second.refresh_from_db()
    make.agree(office, second)
    assert actions(world, "standing_office") == ["Thẩm định", "Lập quyết định"]
    found = {item.key.rpartition(":")[2]: item.title for item in rounds_due(around.decide_by)}
    assert found["appraise"].startswith("Thẩm định 1 đề nghị:")
    assert found["decide"].startswith("Lập quyết định cho 1 đề nghị:")


def test_the_first_page_does_not_grow(world):
    around = make.make_round(world)
    nomination = make.make_nomination(world, around)
    user = world.users["staff"]
    before = count_queries(lambda: worklist.items(waiting_for(User.objects.get(pk=user.pk))))
    for number in range(2):
        make.make_round(world, title=f"Đợt {number}")
    for person in PersonFactory.create_batch(2, unit=world.division):
        make.make_nomination(world, around, person=person, dossier=nomination.dossier)
    assert count_queries(lambda: worklist.items(waiting_for(User.objects.get(pk=user.pk)))) == before


def due(days=0):
    return {item.key.split(":", 2)[2]: item for item in rounds_due(timezone.localdate() + dt.timedelta(days=days))}


def test_units_are_reminded_until_they_sent(world):
    around = make.make_round(world, send_by=timezone.localdate() + dt.timedelta(days=7))
    key, other = f"send:{world.division.pk}", f"send:{world.other_division.pk}"
    assert due().keys() == {key, other}
    assert due()[key].recipients == sorted([world.users["staff"].pk, world.users["head"].pk])
    assert due()[other].recipients == []
    nomination = make.make_nomination(world, around)
    assert key in due()
    services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    assert key not in due()


def test_a_last_day_that_is_far_is_left_alone(world):
    make.make_round(world, send_by=timezone.localdate() + dt.timedelta(days=15))
    assert due() == {}
    assert due(1)


def test_the_office_is_reminded_of_appraisal_and_decision(world):
    around = make.make_round(world)
    nomination = make.make_received(world, around)
    clerk, leader = world.users["standing_office"], world.users["leader"]
    assert due(20)["appraise"].recipients == [clerk.pk]
    make.agree(clerk, nomination)
    later = due(25)
    assert "appraise" not in later
    assert later["decide"].recipients == [clerk.pk]
    decision = services.prepare_decision(actor=clerk, around=around, nominations=[nomination])
    services.submit_decision(actor=clerk, decision=decision)
    later = due(25)
    assert "decide" not in later
    assert later[f"sign:{decision.pk}"].recipients == [leader.pk]


def test_a_closed_round_reminds_nobody(world):
    around = make.make_round(world, send_by=timezone.localdate())
    services.close_round(actor=world.users["standing_office"], around=around)
    assert due() == {}


def test_deadlines_cost_the_same_for_many_rounds(world):
    make.make_received(world, make.make_round(world, send_by=timezone.localdate()))
    before = count_queries(lambda: list(rounds_due(timezone.localdate())))
    for number in range(3):
        make.make_round(world, send_by=timezone.localdate(), title=f"Đợt {number}")
    assert count_queries(lambda: list(rounds_due(timezone.localdate()))) == before


def test_who_is_told_at_once(world):
    second = UserFactory()
    RoleFactory(user=second, unit=world.office, kind="leader")
    nomination = make.make_received(world, make.make_round(world))
    office = world.users["standing_office"]
    services.return_nomination(actor=office, nomination=nomination, reason="Lần một.")
    services.resend_nomination(actor=world.users["head"], nomination=nomination)
    services.return_nomination(actor=office, nomination=nomination, reason="Lần hai.")
    told = list(Message.objects.order_by("pk").values_list("recipient__username", "body"))
    assert told.count(("thu_staff", "Lý do: Lần một.")) == 1
    assert told.count(("thu_head", "Lý do: Lần hai.")) == 1
    assert [name for name, _ in told].count("thu_standing_office") == 1
