"""Any acts in any order, by whoever may act, at two levels: nobody is awarded without the steps that the rule set asks.

Two offices, one above the other, each with a round, a council and a leader. A nomination of the lower one is published
for comment, laid before the council, decided there, handed up into the round above or sent outside.
"""

import datetime as dt
import io
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import booleans, sampled_from
from pypdf import PdfWriter

from awards import services
from awards.models import (
    AgendaItem,
    Award,
    AwardType,
    Comment,
    CommentPeriod,
    Decision,
    Flag,
    Forwarded,
    Meeting,
    Nomination,
    Procedure,
    RuleSet,
)
from awards.services import comments, flags, forwarding, meetings, voting
from awards.services.forwarding_results import take_back_result
from core.exceptions import Refused
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory, make_world

from . import factories as make
from . import hearing
from .councils import attend, make_council, make_meeting

State = Nomination.State
LOW, HIGH = False, True


class Season(RuleBasedStateMachine):
    """What is refused is refused; nothing else happens. A rule's `up` says at which of the two offices it is done.
    `skip` is a step that the offices leave out."""

    skip = ""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.world = make_world()
        Procedure.objects.update_or_create(
            rule_set=RuleSet.objects.in_force_on(timezone.localdate()).first(),
            award_type=make.award_type("LDTT"),
            target="",
            defaults={
                "council": "full", "ballot": "secret", "threshold": "80%", "comment_days": 5, "components": [],
                "article": "Quy định của tỉnh",
            },
        )  # fmt: skip
        hearing.decided_above(authority=AwardType.Authority.OTHER)  # may go up and need not: all ways are open
        users, province = self.world.users, self.world.province
        above = {"standing_office": UserFactory(), "leader": UserFactory()}
        for kind, user in above.items():
            RoleFactory(user=user, unit=province, kind=RoleKind(kind), title="CHỦ TỊCH")
        self.offices = {
            LOW: SimpleNamespace(office=self.world.office, users=users, head=users["head"]),
            HIGH: SimpleNamespace(office=province, users=above, head=users["head"]),
        }
        day = timezone.localdate()
        self.offices[LOW].around = make.make_round(self.world)
        self.offices[HIGH].around = self._round_above(day)
        self.pk = make.make_nomination(self.world, self.offices[LOW].around).pk
        for place in self.offices.values():
            place.meeting = make_meeting(place, make_council(place, size=3))

    def _round_above(self, day):
        clerk, fields = self.offices[HIGH].users["standing_office"], ("opens_on", "send_by", "appraise_by", "decide_by")
        around = make.Round(
            unit=self.world.province, year=day.year, title="Cấp tỉnh", period_start=dt.date(day.year, 1, 1),
            period_end=dt.date(day.year, 12, 31), **dict.fromkeys(fields, day),
        )  # fmt: skip
        asked = {"award_types": [make.award_type("LDTT")], "units": [self.world.office]}
        return services.open_round(actor=clerk, around=services.save_round(actor=clerk, around=around, **asked))

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def nomination(self, up):
        """The nomination at a level; above there is one only when it was handed up."""
        if not up:
            return Nomination.objects.get(pk=self.pk)
        return Nomination.objects.filter(forwarded_from__nomination=self.pk).last()

    def item(self, up):
        return AgendaItem.objects.filter(nomination=self.nomination(up)).last() if self.nomination(up) else None

    @property
    def forwarded(self):
        return Forwarded.objects.filter(nomination=self.pk).last()

    def attempt(self, act, **given):
        """Do it, or be refused with nothing changed."""
        if any(value is None for value in given.values()):
            return
        try:
            with transaction.atomic():
                act(**given)
        except Refused:
            pass

    def office(self, up):
        return self.offices[up].users["standing_office"]

    @rule(ahead=sampled_from([False, False, False, True]), way=sampled_from(["here", "up", "outside"]))
    def next_step(self, ahead, way):
        """What the offices would do next; `ahead`: past what the way still asks."""
        up = self.nomination(LOW).state == State.FORWARDED and self.nomination(HIGH) is not None
        nomination = self.nomination(up)
        state = nomination.state
        if state == State.APPRAISED and not ahead and (waits := self._before_the_decision(up)):
            return waits(up)
        if state == State.APPRAISED and way != "here" and not up:
            return self.forward(way == "up")
        acts = {
            State.DRAFT: self.send, State.SENT: self.receive, State.RETURNED: self.resend,
            State.REJECTED: self.appraise_again, State.APPRAISED: self.prepare,
            State.PROPOSED: self.submit if ahead else self.sign,
        }  # fmt: skip
        if state == State.PROPOSED and nomination.decision.state == Decision.State.DRAFT:
            return self.submit(up)
        if state == State.RECEIVED:
            self.release()
            return self.appraise(up, "accept")
        if state == State.FORWARDED:
            return self.enter_result()
        return acts[state](up) if state in acts else None

    def _before_the_decision(self, up):
        """The next act of comment and council, None when both are behind."""
        return (self.skip != "publish" and self._comment(up)) or (self.skip != "council" and self._council(up)) or None

    def _comment(self, up):
        stood = CommentPeriod.objects.filter(nominations=self.nomination(up))
        period = stood.last() if self.skip == "days" else stood.filter(ended_early_at=None).last()
        if period is None:
            return self.publish
        if self.skip == "answer" and not period.comments.exists():
            return self.say
        if self.skip == "wait":
            return None
        if not period.over:
            return self.end_early if self.skip == "days" else self.days_go_by
        waits = period.comments.filter(answered_at=None).exists()
        return self.answer if waits and self.skip != "answer" else None

    def _council(self, up):
        item = self.item(up)
        if item is None or item.meeting.state == Meeting.State.CLOSED:
            return None if item and (item.passed or self.skip == "votes") else self.convene
        if item.meeting.state == Meeting.State.PLANNED:
            return self.open
        if item.state == AgendaItem.State.COUNTED:
            return None if self.skip == "close" else self.close
        choices = "ynn" if self.skip == "votes" else "yyy"
        return (lambda up: self.vote(up, choices)) if item.state == AgendaItem.State.WAITING else self.count

    @rule(
        what=sampled_from([
            "send", "receive", "appraise_again", "give_back", "resend", "flag", "publish", "say", "days_go_by",
            "end_early", "answer", "convene", "open", "count", "close", "prepare", "submit", "sign", "forward",
            "enter_result", "refuse_above", "call_back", "take_back", "reject", "vote_down",
        ]),
        up=booleans(),
    )  # fmt: skip
    def anything(self, what, up):
        """Any act of anybody at any time."""
        {"reject": lambda up: self.appraise(up, "reject"), "vote_down": lambda up: self.vote(up, "ynn")}.get(
            what, getattr(self, what, None)
        )(up)

    def send(self, up):
        nomination = self.nomination(up)
        if up and self.forwarded and not self.forwarded.forwarding.signed:  # nothing goes up without its submission
            hearing.sign_paper(self.forwarded.forwarding)
        self.attempt(services.send_dossier, actor=self.offices[up].head, dossier=nomination and nomination.dossier)

    def receive(self, up):
        nomination = self.nomination(up)
        self.attempt(services.receive_dossier, actor=self.office(up), dossier=nomination and nomination.dossier)

    def appraise(self, up, proposal):
        nomination = self.nomination(up)
        if nomination and nomination.state == State.RECEIVED:
            make.judge_all(self.office(up), nomination)
        said = {"opinion": "Đã xem.", "override_reason": "Đủ hồ sơ giấy.", "proposal": proposal}
        self.attempt(services.appraise, actor=self.office(up), nomination=self.nomination(up), **said)

    def appraise_again(self, up):
        self.attempt(services.open_appraisal_again, actor=self.office(up), nomination=self.nomination(up))

    def give_back(self, up):
        given = {"nomination": self.nomination(up), "reason": "Bổ sung."}
        self.attempt(services.return_nomination, actor=self.office(up), **given)

    def resend(self, up):
        self.attempt(services.resend_nomination, actor=self.offices[up].head, nomination=self.nomination(up))

    def flag(self, up):
        given = {"kind": Flag.Kind.values[0], "reason": "Có đơn.", "since": timezone.localdate()}
        self.attempt(flags.set_flag, actor=self.office(up), nomination=self.nomination(up), **given)

    def release(self, up=LOW):
        for found in Flag.objects.filter(released_at=None):
            said = {"outcome": Flag.Outcome.values[0], "reason": "Xong."}
            self.attempt(flags.release_flag, actor=self.office(LOW), flag=found, **said)

    def publish(self, up):
        nomination = self.nomination(up)
        rows = nomination and [nomination]
        self.attempt(comments.publish, actor=self.office(up), around=self.offices[up].around, nominations=rows)

    def _period(self, up):
        return CommentPeriod.objects.filter(nominations=self.nomination(up) or 0).last()

    def say(self, up):
        words = {"name": "Trần Thị Góp Ý", "contact": "0912 345 678", "text": "Cần xem lại."}
        self.attempt(comments.comment, period=self._period(up), **words)

    def days_go_by(self, up):
        if period := self._period(up):
            day = timezone.localdate()
            period.starts_on, period.ends_on = day - dt.timedelta(days=20), day - dt.timedelta(days=1)
            period.save(update_fields=["starts_on", "ends_on"])

    def end_early(self, up):
        self.attempt(comments.end_early, actor=self.office(up), period=self._period(up), reason="Ghi nhầm.")

    def answer(self, up):
        found = Comment.objects.filter(period__nominations=self.nomination(up) or 0, answered_at=None).last()
        self.attempt(comments.answer_comment, actor=self.office(up), comment=found, answer="Đã xem.")

    def convene(self, up):
        place, nomination = self.offices[up], self.nomination(up)
        if Meeting.objects.get(pk=place.meeting.pk).state == Meeting.State.CLOSED:
            place.meeting = make_meeting(place, place.meeting.council)
        rows = nomination and [nomination]
        self.attempt(meetings.add_to_agenda, actor=self.office(up), meeting=place.meeting, nominations=rows)

    def open(self, up):
        place = self.offices[up]
        if place.meeting.state == Meeting.State.PLANNED:
            attend(place, place.meeting)
        self.attempt(meetings.open_meeting, actor=self.office(up), meeting=place.meeting)
        place.meeting = Meeting.objects.get(pk=place.meeting.pk)

    def vote(self, up, choices):
        self.attempt(voting.begin_vote, actor=self.office(up), item=self.item(up))
        for seat, choice in zip(self.offices[up].meeting.council.members.all(), choices, strict=False):
            self.attempt(voting.cast_ballot, actor=seat.user, item=self.item(up), choice=choice)

    def count(self, up):
        self.attempt(voting.count_votes, actor=self.office(up), item=self.item(up))

    def close(self, up):
        place = self.offices[up]
        self.attempt(meetings.close_meeting, actor=self.office(up), meeting=place.meeting)
        place.meeting = Meeting.objects.get(pk=place.meeting.pk)

    def prepare(self, up):
        nomination = self.nomination(up)
        rows = nomination and [nomination]
        around = self.offices[up].around
        self.attempt(services.prepare_decision, actor=self.office(up), around=around, nominations=rows)

    def _decision(self, up):
        return Decision.objects.filter(round=self.offices[up].around).last()

    def submit(self, up):
        self.attempt(services.submit_decision, actor=self.office(up), decision=self._decision(up))

    def sign(self, up):
        self.attempt(services.sign_decision, actor=self.offices[up].users["leader"], decision=self._decision(up))

    def forward(self, up):
        where = {"to_round": self.offices[HIGH].around} if up else {"to_name": "Bộ Nội vụ"}
        given = {"around": self.offices[LOW].around, "nominations": [self.nomination(LOW)], **where}
        self.attempt(forwarding.forward, actor=self.office(LOW), **given)

    def enter_result(self, up=LOW):
        words = {"decision_code": "1500/QĐ-TTg", "decided_on": timezone.localdate(), "issuer_name": "Thủ tướng"}
        self.attempt(forwarding.enter_award_above, actor=self.office(LOW), item=self.forwarded, **words)

    def refuse_above(self, up):
        self.attempt(forwarding.refuse_above, actor=self.office(LOW), item=self.forwarded, reason="Chưa đủ.")

    def call_back(self, up):
        self.attempt(forwarding.call_back, actor=self.office(LOW), item=self.forwarded, reason="Bổ sung.")

    def take_back(self, up):
        self.attempt(take_back_result, actor=self.office(LOW), item=self.forwarded, reason="Ghi nhầm.")

    @invariant()
    def nobody_goes_past_a_step(self):
        for up in (LOW, HIGH):
            nomination = self.nomination(up)
            if nomination and nomination.state in (State.PROPOSED, State.FORWARDED, State.AWARDED):
                assert nomination.appraisal.proposal == "accept"
                assert _heard(nomination), "not published for its days, or a comment waits"
                passed = AgendaItem.objects.filter(nomination=nomination, passed=True)
                assert passed.filter(meeting__state=Meeting.State.CLOSED).exists()

    @invariant()
    def every_award_has_its_decision(self):
        high = self.nomination(HIGH)
        if high and high.state == State.AWARDED:
            assert _decided(high)
            assert self.nomination(LOW).state == State.AWARDED
        low, item = self.nomination(LOW), self.forwarded
        if low.state == State.AWARDED:
            if low.decision_id:
                assert _decided(low)
            else:
                assert item.result == "awarded"
                assert item.above.state == State.AWARDED if item.above_id else item.decision_code == "1500/QĐ-TTg"
        awarded = low.state == State.AWARDED
        assert Award.objects.filter(nomination__in=[low, high]).count() == int(awarded)


def _heard(nomination):
    stood = CommentPeriod.objects.filter(nominations=nomination)
    whole = stood.filter(ended_early_at=None, ends_on__lt=timezone.localdate())
    return whole.exists() and not Comment.objects.filter(period__in=stood, answered_at=None).exists()


def _decided(nomination):
    decision = nomination.decision
    return decision.state == Decision.State.SIGNED and decision.document_id and nomination.award_row.decision


@pytest.fixture(autouse=True)
def _quick_paper(monkeypatch):
    from documents.services import issuing

    page, file = PdfWriter(), io.BytesIO()
    page.add_blank_page(width=595, height=842)
    page.write(file)
    monkeypatch.setattr(issuing, "render_in_parts", lambda content: file.getvalue())


@pytest.mark.django_db
@pytest.mark.parametrize("skip", ["publish", "wait", "days", "answer", "council", "votes", "close"])
def test_whoever_leaves_one_step_out_gets_to_no_decision_and_not_up(skip):
    season = Season()
    season.skip = skip
    try:
        for _ in range(16):
            season.next_step(ahead=False, way="here")
            season.nobody_goes_past_a_step()
        season.prepare(LOW)
        season.forward(HIGH)
        season.forward(LOW)
        assert season.nomination(LOW).state == State.APPRAISED
        assert not Decision.objects.exists()
        assert not Forwarded.objects.exists()
    finally:
        season.teardown()


@pytest.mark.django_db
@pytest.mark.parametrize(("way", "steps"), [("here", 14), ("outside", 12), ("up", 25)])
def test_whoever_takes_every_step_gets_to_an_award_by_each_way(way, steps):
    """Otherwise the machine would prove nothing."""
    season = Season()
    try:
        for _ in range(steps):
            season.next_step(ahead=False, way=way)
            if way == "up":
                season.enter_result()  # what the office above decides nobody types in
                season.every_award_has_its_decision()
        season.every_award_has_its_decision()
        season.nobody_goes_past_a_step()
        assert season.nomination(LOW).state == State.AWARDED
        assert (season.nomination(HIGH) is not None) == (way == "up")
    finally:
        season.teardown()


@pytest.mark.django_db
def test_no_way_leads_past_the_steps_of_the_rule_set():
    checks = settings(
        max_examples=6,
        stateful_step_count=50,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Season, settings=checks)
