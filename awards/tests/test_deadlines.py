"""The days of an award season: who is told of each, what another day and what finished work do to it.

A row names a way to the deadline (`begin`), its key, whom it tells, where its day stands, and what ends it. That a
moved day moves what was written and an ended one silences it is tried on one of them: all go the planner's one way.
"""

import datetime as dt

import pytest
from django.utils import timezone

from awards import bases, services
from awards.council_work import meetings_due
from awards.deadlines import dossiers_due, rounds_due
from awards.deadlines_returned import returned_due
from awards.hearing_work import hearing_due
from awards.models import Procedure, Round, RuleSet
from awards.rulebook import Rulebook
from awards.services import comments
from documents.models import LegalBasis
from reminders import kinds, registry
from reminders.models import Message
from reminders.queries import working_calendar
from reminders.services import plan_messages
from units.models import RoleKind

from . import factories as make
from . import hearing
from .councils import make_meeting

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def appraised(world):
    return make.make_appraised(world, make.make_round(world))


def to_council(world):
    """An appraised nomination that has to go before the council."""
    Procedure.objects.filter(award_type=make.award_type("LDTT")).delete()
    Procedure.objects.create(
        rule_set=Rulebook().sets_on(timezone.localdate())[0], award_type=make.award_type("LDTT"), council="full",
        ballot="secret", article="Quy định của tỉnh",
    )  # fmt: skip
    return appraised(world)


def submitted(world):
    nomination, office = appraised(world), world.users["standing_office"]
    decision = services.prepare_decision(actor=office, around=nomination.round, nominations=[nomination])
    services.submit_decision(actor=office, decision=decision)
    return decision


def take_back(world, decision):
    type(decision).objects.filter(pk=decision.pk).update(state="draft")


def returned(world):
    nomination = make.make_received(world, make.make_round(world))
    services.return_nomination(actor=world.users["standing_office"], nomination=nomination, reason="Bổ sung.")
    return nomination


def received(world):
    hearing.procedure(appraisal_days=3)
    dossier = make.make_received(world, make.make_round(world)).dossier
    dossier.refresh_from_db()
    return dossier


def asked(world):
    return hearing.ask(world, appraised(world), agency=world.other_office)


def commented(world):
    period = hearing.publish(world)
    hearing.say(period)
    return period


def send(world, around):
    services.send_dossier(actor=world.users["head"], dossier=make.make_nomination(world, around).dossier)


def refuse(world, nomination):
    type(nomination).objects.filter(pk=nomination.pk).update(state="rejected")


def answer(world, period):
    comments.answer_comment(
        actor=world.users["standing_office"], comment=period.comments.get(), answer="Đã xem xét, giữ nguyên đề nghị."
    )


def end_comment(world, period):
    comments.end_early(actor=world.users["standing_office"], period=period, reason="Danh sách còn sai tên.")


def judge(world, dossier):
    nomination = dossier.nominations.get()
    make.agree(world.users["standing_office"], nomination)


def cancel(world, meeting):
    type(meeting).objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - DAY)


OFFICE, UNIT, AGENCY = ("standing_office",), ("head", "staff"), ("outsider",)
# name: begin, provider, key, told, where the day stands (of what was begun), what ends it
TABLE = {
    "send": (make.make_round, rounds_due, "awards.round:{round}:send:{division}", UNIT, "send_by", send),
    "appraise": (
        lambda world: received(world).round, rounds_due, "awards.round:{round}:appraise", OFFICE, "appraise_by",
        lambda world, around: judge(world, around.dossiers.get()),
    ),
    "council": (to_council, rounds_due, "awards.round:{round}:council", OFFICE, "round.decide_by", refuse),
    "decide": (
        appraised, rounds_due, "awards.round:{round}:decide", OFFICE, "round.decide_by", refuse
    ),
    "sign": (submitted, rounds_due, "awards.round:{round}:sign:{pk}", ("leader",), "round.decide_by", take_back),
    "returned": (
        returned, returned_due, "awards.returned:{pk}", UNIT, "round.appraise_by",
        lambda world, nomination: services.resend_nomination(actor=world.users["head"], nomination=nomination),
    ),
    "receipt": (received, dossiers_due, "awards.dossier:{pk}", OFFICE, "appraise_by", judge),
    "opinion of the agency": (
        asked, hearing_due, "awards.hearing:opinion:{pk}:agency", AGENCY, "due_on",
        lambda world, request: hearing.answer(request),
    ),
    "opinion for the office": (
        asked, hearing_due, "awards.hearing:opinion:{pk}:office", OFFICE, "due_on",
        lambda world, request: hearing.answer(request),
    ),
    "comment ends": (
        hearing.publish, hearing_due, "awards.hearing:comment_end:{pk}", OFFICE, "ends_on", end_comment
    ),
    "comments answered": (commented, hearing_due, "awards.hearing:comment:{pk}", OFFICE, "ends_on", answer),
    "meeting": (make_meeting, meetings_due, "awards.meeting:{pk}", None, "starts_at", cancel),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_who_is_told_until_when_and_what_ends_it(world, name):
    begin, provider, key, told, where, end = TABLE[name]
    row = begin(world)
    around = row if isinstance(row, Round) else getattr(row, "round", None)
    key = key.format(pk=row.pk, round=getattr(around, "pk", None), division=world.division.pk)

    due = find(provider, key)
    people = {world.users[one].pk for one in told} if told else set(row.council.members.values_list("user", flat=True))
    assert set(due.recipients) == people
    assert due.due_on == day_of(row, where)

    move(row, where, 3)
    assert find(provider, key).due_on == due.due_on + 3 * DAY

    end(world, row)
    assert find(provider, key) is None


def test_a_decision_submitted_after_its_round_was_closed_still_waits_for_the_leader(world, client):
    """As one that amends or revokes an older decision does: its day is reckoned from the submission."""
    decision = submitted(world)
    past = timezone.localdate() - 400 * DAY
    days = {"opens_on": past, "send_by": past, "appraise_by": past, "decide_by": past}
    Round.objects.filter(pk=decision.round_id).update(state=Round.State.CLOSED, **days)
    due = find(rounds_due, f"awards.round:{decision.round_id}:sign:{decision.pk}")
    assert due.recipients == [world.users["leader"].pk]
    assert due.due_on == working_calendar().after(timezone.localdate(), 3)
    assert "chưa xác minh" in due.title
    client.force_login(world.users["leader"])
    assert f"{due.due_on:%d/%m/%Y}" in client.get("/").content.decode()
    take_back(world, decision)
    assert find(rounds_due, due.key) is None


def find(provider, key):
    return {due.key: due for due in provider(timezone.localdate(), ahead=60)}.get(key)


def day_of(row, where):
    *path, field = where.split(".")
    for name in path:
        row = getattr(row, name)
    row.refresh_from_db()
    value = getattr(row, field)
    return timezone.localdate(value) if isinstance(value, dt.datetime) else value


def move(row, where, days):
    *path, field = where.split(".")
    for name in path:
        row = getattr(row, name)
    type(row).objects.filter(pk=row.pk).update(**{field: getattr(row, field) + days * DAY})
    row.refresh_from_db()


def test_what_was_returned_is_the_units_not_the_offices_and_wakes_anew_when_it_comes_back_again(world):
    nomination, office, head = returned(world), world.users["standing_office"], world.users["head"]
    day = nomination.round.appraise_by
    told = [due for due in rounds_due(day) if set(due.recipients) & {office.pk}]
    assert [due.key for due in told if ":appraise" in due.key] == []
    [first] = returned_due(day)
    services.resend_nomination(actor=head, nomination=nomination)
    services.return_nomination(actor=office, nomination=nomination, reason="Vẫn thiếu.")
    [again] = returned_due(day)
    assert (again.event, again.recipients) == (first.event, first.recipients)
    assert again.key != first.key


def test_what_was_written_follows_the_day_and_falls_silent_with_the_work(world, time_machine):
    time_machine.move_to("2026-03-10 09:00+07:00", tick=False)
    around = make.make_round(world, send_by=dt.date(2026, 3, 13))
    head = Message.objects.filter(recipient=world.users["head"], kind="awards.round").order_by("due_on")
    plan_messages(dt.date(2026, 3, 10))
    assert [(row.due_on, row.stage, row.state) for row in head.all()] == [(around.send_by, "3", "queued")]
    Round.objects.filter(pk=around.pk).update(send_by=dt.date(2026, 3, 17))
    plan_messages(dt.date(2026, 3, 10))
    told = [(row.due_on.day, row.stage, row.state) for row in head.all()]
    assert told == [(13, "3", "silenced"), (17, "7", "queued")]
    send(world, around)
    plan_messages(dt.date(2026, 3, 10))
    assert {row.state for row in head.all()} == {"silenced"}


def test_conditions_that_end_with_their_law_are_nobodys_work(world):
    day = timezone.localdate()
    law = LegalBasis.objects.get(number="06/2022/QH15")
    law.in_force_to = day + 30 * DAY
    rules = next(use for use in bases.resting([law], day))
    assert world.users["standing_office"].pk in rules.keepers
    RuleSet.objects.in_force_on(day).update(in_force_to=law.in_force_to)
    assert list(bases.resting([law], day)) == []


def test_every_kind_of_deadline_is_registered_and_has_a_name():
    codes = {code for code, _ in registry.providers()}
    assert codes >= {
        "plans.task", "plans.date", "plans.basis_ends", "campaigns.registration", "campaigns.phase", "awards.round",
        "awards.dossier", "awards.hearing", "awards.meeting", "awards.recovery", "awards.returned",
        "reminders.recurring",
    }  # fmt: skip
    assert [code for code in codes if kinds.kind_of(code) is kinds.OTHER] == []


def test_no_role_of_a_unit_is_told_of_the_offices_days(world):
    around = appraised(world).round
    office = {world.users[name].pk for name in (RoleKind.STANDING_OFFICE, RoleKind.LEADER)}
    mine = f"awards.round:{around.pk}:"
    rows = [due for due in rounds_due(timezone.localdate(), ahead=60) if due.key.startswith(mine)]
    assert {due.unit for due in rows if set(due.recipients) & office} == {world.office.name}
