"""Any acts in any order, by whoever may act: nobody is awarded without the steps that the rule set asks for."""

import io

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import booleans, sampled_from
from pypdf import PdfWriter

from awards import services
from awards.models import AgendaItem, Award, Decision, Flag, Meeting, Nomination, Procedure, RuleSet
from awards.services import flags, meetings, voting
from core.exceptions import Refused
from units.tests.factories import make_world

from . import factories as make
from .councils import attend, make_council, make_meeting

State = Nomination.State


class Season(RuleBasedStateMachine):
    """One nomination for an award that goes through the council. What is refused is refused; nothing else happens."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.world = make_world()
        self.office, self.leader = self.world.users["standing_office"], self.world.users["leader"]
        Procedure.objects.update_or_create(
            rule_set=RuleSet.objects.in_force_on(timezone.localdate()).first(),
            award_type=make.award_type("LDTT"),
            target="",
            defaults={"council": "full", "ballot": "secret", "threshold": 80, "article": "Quy định của tỉnh"},
        )
        self.around = make.make_round(self.world)
        self.pk = make.make_nomination(self.world, self.around).pk
        make.hold_meeting(self.nomination)
        self.meeting = make_meeting(self.world, make_council(self.world, size=3))

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def nomination(self):
        return Nomination.objects.get(pk=self.pk)

    @property
    def item(self):
        return AgendaItem.objects.filter(nomination=self.pk).last()

    def attempt(self, act, **given):
        """Do it, or be refused with nothing changed."""
        if any(value is None for value in given.values()):
            return
        try:
            with transaction.atomic():
                act(**given)
        except Refused:
            pass

    @rule(shortcut=booleans())
    def next_step(self, shortcut):
        """What an office would do next; or, once it is appraised, straight to the decision."""
        state = self.nomination.state
        if state == State.APPRAISED and not shortcut:
            return self._council()
        acts = {
            State.DRAFT: self.send, State.SENT: self.receive, State.RETURNED: self.resend,
            State.REJECTED: self.appraise_again, State.APPRAISED: self.prepare,
            State.PROPOSED: self.submit if shortcut else self.sign,
        }  # fmt: skip
        if state == State.RECEIVED:
            self.release()
            return self.attempt(
                services.appraise, actor=self.office, nomination=self.nomination, proposal="accept",
                opinion="Đã xem.", override_reason="Đủ hồ sơ giấy.",
            )  # fmt: skip
        return acts[state]() if state in acts else None

    def _council(self):
        item = self.item
        if item is None or item.meeting.state == Meeting.State.CLOSED:
            return self.convene()
        if item.meeting.state == Meeting.State.PLANNED:
            return self.open()
        if item.state == AgendaItem.State.WAITING:
            return self.vote(choices="yyy")
        return self.count() if item.state == AgendaItem.State.VOTING else self.close()

    @rule()
    def send(self):
        self.attempt(services.send_dossier, actor=self.world.users["head"], dossier=self.nomination.dossier)

    @rule()
    def receive(self):
        self.attempt(services.receive_dossier, actor=self.office, dossier=self.nomination.dossier)

    @rule(proposal=sampled_from(["accept", "accept", "reject"]))
    def appraise(self, proposal):
        said = {"opinion": "Đã xem.", "override_reason": "Đủ hồ sơ giấy."}
        self.attempt(services.appraise, actor=self.office, nomination=self.nomination, proposal=proposal, **said)

    @rule()
    def appraise_again(self):
        self.attempt(services.open_appraisal_again, actor=self.office, nomination=self.nomination)

    @rule()
    def give_back(self):
        self.attempt(services.return_nomination, actor=self.office, nomination=self.nomination, reason="Bổ sung.")

    @rule()
    def resend(self):
        self.attempt(services.resend_nomination, actor=self.world.users["head"], nomination=self.nomination)

    @rule()
    def flag(self):
        given = {"nomination": self.nomination, "person": None}
        try:
            with transaction.atomic():
                flags.set_flag(
                    actor=self.office, kind=Flag.Kind.values[0], reason="Có đơn.", since=timezone.localdate(), **given
                )
        except Refused:
            pass

    @rule()
    def release(self):
        found = Flag.objects.filter(released_at=None).first()
        self.attempt(flags.release_flag, actor=self.office, flag=found, outcome=Flag.Outcome.values[0], reason="Xong.")

    @rule()
    def convene(self):
        if self.meeting.state == Meeting.State.CLOSED:
            self.meeting = make_meeting(self.world, self.meeting.council)
        self.attempt(meetings.add_to_agenda, actor=self.office, meeting=self.meeting, nominations=[self.nomination])

    @rule()
    def open(self):
        if self.meeting.state == Meeting.State.PLANNED:
            attend(self.world, self.meeting)
        self.attempt(meetings.open_meeting, actor=self.office, meeting=self.meeting)
        self.meeting = Meeting.objects.get(pk=self.meeting.pk)

    @rule(choices=sampled_from(["yyy", "yyy", "yyn", "nnn", "y"]))
    def vote(self, choices):
        self.attempt(voting.begin_vote, actor=self.office, item=self.item)
        for seat, choice in zip(self.meeting.council.members.all(), choices, strict=False):
            self.attempt(voting.cast_ballot, actor=seat.user, item=self.item, choice=choice)

    @rule()
    def count(self):
        self.attempt(voting.count_votes, actor=self.office, item=self.item)

    @rule()
    def close(self):
        self.attempt(meetings.close_meeting, actor=self.office, meeting=self.meeting)
        self.meeting = Meeting.objects.get(pk=self.meeting.pk)

    @rule()
    def prepare(self):
        self.attempt(
            services.prepare_decision, actor=self.office, around=self.around, nominations=[self.nomination]
        )

    @rule()
    def submit(self):
        self.attempt(services.submit_decision, actor=self.office, decision=Decision.objects.last())

    @rule()
    def sign(self):
        self.attempt(services.sign_decision, actor=self.leader, decision=Decision.objects.last())

    @invariant()
    def nobody_is_awarded_by_another_way(self):
        nomination = self.nomination
        passed = AgendaItem.objects.filter(nomination=nomination, passed=True, meeting__state=Meeting.State.CLOSED)
        if nomination.state in (State.PROPOSED, State.AWARDED):
            assert passed.exists()
            assert nomination.appraisal.proposal == "accept"
        if nomination.state == State.AWARDED:
            assert nomination.decision.state == Decision.State.SIGNED
            assert nomination.decision.document_id
        assert Award.objects.filter(nomination=nomination).exists() == (nomination.state == State.AWARDED)


@pytest.mark.django_db
def test_no_way_leads_past_the_steps_of_the_rule_set(monkeypatch):
    from documents.services import issuing

    page, file = PdfWriter(), io.BytesIO()
    page.add_blank_page(width=595, height=842)
    page.write(file)
    monkeypatch.setattr(issuing, "render_in_parts", lambda content: file.getvalue())
    checks = settings(
        max_examples=15,
        stateful_step_count=40,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Season, settings=checks)
