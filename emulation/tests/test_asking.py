"""Every message of every room that asks for an act falls silent with the act; no event is forgotten."""

import datetime as dt
import re
from pathlib import Path

import pytest

from awards import services as awards
from awards.services.answers import answer_invitation
from awards.tests import factories as make
from awards.tests import hearing
from awards.tests.councils import make_meeting
from campaigns import services as campaigns
from campaigns.models import Registration
from campaigns.tests.factories import CampaignFactory, RegistrationFactory
from core.dates import today
from documents.services import return_draft, submit_draft
from documents.tests.drafting import sent_letter
from plans import services as plans
from plans.tests.factories import make_recorded, make_submitted
from reminders import asking, registry
from reminders.models import Message
from reminders.services.dispatching import dispatch
from units.models import RoleKind
from units.tests.factories import RoleFactory

ROOT = Path(__file__).resolve().parents[2]
# What only says that something is so: nobody has to do anything.
TELLS = {
    "awards.decision_signed", "awards.opinion_answered", "awards.invitation_answer", "awards.awarded",
    "awards.nothing_proposed",
    "documents.issue", "plans.issue",
}  # fmt: skip


def draft_to_sign(world):
    draft = sent_letter(world)
    return lambda: return_draft(draft=draft, actor=world.users["leader"], reason="Thiếu thời hạn.")


def draft_to_mend(world):
    draft = return_draft(draft=sent_letter(world), actor=world.users["leader"], reason="Thiếu thời hạn.")
    return lambda: submit_draft(draft=draft, actor=world.users["staff"])


def plan_to_sign(world):
    plan = make_submitted(world)
    return lambda: plans.take_back_plan(plan=plan, actor=world.users["standing_office"])


def plan_to_mend(world):
    plan = plans.return_plan(plan=make_submitted(world), actor=world.users["leader"], reason="Sai mốc.")
    return lambda: plans.submit_plan(plan=plan, actor=world.users["standing_office"])


def task_to_finish(world):
    task = make_recorded(world).tasks.get(content="Làm đất")
    plans.report_task(task=task, actor=world.users["staff"])
    plans.refuse_task(task=task, actor=world.users["standing_office"], reason="Chưa có biên bản.")
    return lambda: plans.report_task(task=task, actor=world.users["staff"])


def registered(world, campaign):
    row = Registration.objects.filter(campaign=campaign, unit=world.division).first()
    row = row or RegistrationFactory(campaign=campaign, unit=world.division)
    row.send()
    row.save()


def around_today():
    on = today()
    return {"starts_on": on, "register_by": on + dt.timedelta(20), "ends_on": on + dt.timedelta(60)}


def campaign_launched(world):
    campaign = CampaignFactory(unit=world.office, units=[world.division], **around_today())
    campaigns.launch_campaign(actor=world.users["standing_office"], campaign=campaign)
    return lambda: registered(world, campaign)


def deadline_moved(world):
    campaign = CampaignFactory(unit=world.office, units=[world.division], launched=True, **around_today())
    campaigns.move_deadline(
        actor=world.users["standing_office"], campaign=campaign, register_by=today() + dt.timedelta(30), reason="Bão."
    )
    return lambda: registered(world, campaign)


def late_accepted(world):
    days = around_today() | {"starts_on": today() - dt.timedelta(9), "register_by": today() - dt.timedelta(1)}
    campaign = CampaignFactory(unit=world.office, units=[world.division], launched=True, **days)
    campaigns.accept_late(
        actor=world.users["standing_office"], campaign=campaign, unit=world.division, reason="Mất điện."
    )
    return lambda: registered(world, campaign)


def dossier_sent(world):
    nomination = make.make_nomination(world, make.make_round(world))
    dossier = awards.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    return lambda: awards.receive_dossier(actor=world.users["standing_office"], dossier=dossier)


def clerk_assigned(world):
    office = world.users["standing_office"]
    clerk = RoleFactory(unit=world.office, kind=RoleKind.STANDING_OFFICE).user
    dossier = make.make_received(world, make.make_round(world)).dossier
    awards.assign_clerk(actor=office, dossier=dossier, clerk=clerk)
    return lambda: awards.assign_clerk(actor=office, dossier=dossier, clerk=None)


def nomination_returned(world):
    nomination = make.make_received(world, make.make_round(world))
    awards.return_nomination(actor=world.users["standing_office"], nomination=nomination, reason="Thiếu số liệu.")
    return lambda: awards.resend_nomination(actor=world.users["head"], nomination=make.reload(nomination))


def decision_submitted(world):
    decision = make.make_submitted(world)
    return lambda: awards.return_decision(actor=world.users["leader"], decision=decision, reason="Sai tên.")


def meeting_planned(world):
    meeting = make_meeting(world)
    members = [seat.user for seat in meeting.council.members.all()]
    return lambda: [answer_invitation(actor=user, meeting=meeting, coming=True) for user in members]


def opinion_asked(world):
    nomination = make.make_received(world, make.make_round(world))
    RoleFactory(unit=world.other_division, kind=RoleKind.STAFF)
    request = hearing.ask(world, nomination, agency=world.other_division)
    return lambda: hearing.answer(request, actor=world.users["standing_office"])


ASKS = {
    "documents.submit": draft_to_sign,
    "documents.return": draft_to_mend,
    "plans.submit": plan_to_sign,
    "plans.return": plan_to_mend,
    "plans.refuse_task": task_to_finish,
    "campaigns.launch": campaign_launched,
    "campaigns.deadline": deadline_moved,
    "campaigns.late": late_accepted,
    "awards.dossier_sent": dossier_sent,
    "awards.clerk_assigned": clerk_assigned,
    "awards.nomination_returned": nomination_returned,
    "awards.decision_submitted": decision_submitted,
    "awards.meeting_planned": meeting_planned,
    "awards.opinion_asked": opinion_asked,
}


@pytest.mark.parametrize("name", ASKS)
def test_an_act_silences_the_message_that_asked_for_it(world, name):
    act = ASKS[name](world)
    asked = Message.objects.filter(event_key__startswith=f"{name}:")
    dispatch()
    assert asked
    assert not asked.filter(state="silenced").exists()
    act()
    dispatch()
    assert not asked.exclude(state="silenced").exists()


def test_every_event_is_known_to_ask_or_only_to_tell():
    assert set(asking.names()) == set(ASKS)
    written = set()
    for room in ("documents", "reminders", "plans", "campaigns", "awards"):
        for file in (ROOT / room).rglob("*.py"):
            if "tests" not in file.parts:
                text = file.read_text()
                written |= set(re.findall(r'(?:event_key=|return )f"([a-z]+\.[a-z_]+):', text))
                written |= {f"{room}.{step}" for step in re.findall(r'_tell\(plan, "([a-z]+)"', text)}
                written |= {f"documents.{step}" for step in re.findall(r'_tell\(draft, "([a-z]+)"', text)}
    deadlines = {kind for kind, _ in registry.providers()}
    assert written - deadlines == set(ASKS) | TELLS
