"""Two clerks (or two clicks) at the same moment on one dossier: it happens once, the other reads why not."""

import threading

import pytest
from django.db import connection

from awards import services
from awards.models import CommentPeriod, Decision, Forwarding, Nomination
from awards.services import comments, meetings
from core.exceptions import Refused
from core.models import AuditEvent
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory, make_world

from . import factories as make
from . import hearing
from .councils import make_council, make_meeting

State = Nomination.State


def at_once(*works):
    """Do all at the same moment; return how many were done and the sentences of those refused."""
    start, done, said, other = threading.Barrier(len(works)), [], [], []

    def act(work):
        try:
            start.wait(timeout=60)
            done.append(work())
        except Refused as refusal:
            said.append(str(refusal))
        except Exception as error:
            other.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert other == []
    return done, said


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_each_step_of_a_dossier_is_taken_once():
    """One dossier from receipt to decision; at every step both clerks press at the same moment."""
    world = make_world()
    second = UserFactory()
    RoleFactory(user=second, unit=world.office, kind=RoleKind.STANDING_OFFICE)
    clerks = [world.users["standing_office"], second]
    hearing.procedure(comment_days=5)
    nomination = make.make_nomination(world, make.make_round(world))
    services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)

    def both(act, **given):
        done, said = at_once(*[lambda clerk=clerk: act(actor=clerk, **given) for clerk in clerks])
        assert (len(done), len(said)) == (1, 1), said
        assert all(sentence.endswith(".") for sentence in said)

    both(services.receive_dossier, dossier=nomination.dossier)
    row = make.reload(nomination)
    make.judge_all(clerks[0], row)
    done, said = at_once(
        lambda: services.appraise(actor=clerks[0], nomination=row, proposal="accept", override_reason="Đủ hồ sơ."),
        lambda: services.appraise(actor=clerks[1], nomination=row, proposal="reject", opinion="Chưa đủ."),
    )
    assert (len(done), len(said)) == (1, 1)
    assert AuditEvent.objects.filter(action="awards.appraise").count() == 1
    Nomination.objects.update(state=State.APPRAISED)
    around = nomination.round
    both(comments.publish, around=around, nominations=[nomination])
    assert CommentPeriod.objects.count() == 1
    hearing.close(CommentPeriod.objects.get())
    meeting = make_meeting(world, make_council(world))
    both(meetings.add_to_agenda, meeting=meeting, nominations=[make.reload(nomination)])
    assert meeting.items.count() == 1
    meetings.take_off_agenda(actor=clerks[0], item=meeting.items.get())  # what a meeting holds is not decided
    done, said = at_once(
        lambda: services.prepare_decision(actor=clerks[0], around=around, nominations=[nomination]),
        lambda: services.prepare_decision(actor=clerks[1], around=around, nominations=[nomination]),
        lambda: hearing.forward(world, nomination),
    )
    assert (len(done), len(said)) == (1, 2)
    assert Decision.objects.count() + Forwarding.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_are_agreed_to_once_by_two_clerks():
    world = make_world()
    nomination = make.make_received(world, make.make_round(world))
    make.rate(world.person, "HTT")
    services.judge(actor=world.users["standing_office"], nomination=nomination, answers=_all_met(nomination))
    done, said = at_once(
        *[lambda: services.accept_clear(actor=world.users["standing_office"], nominations=[nomination])] * 2
    )
    assert said == []
    assert sorted(len(accepted) for accepted, _ in done) == [0, 1]
    assert AuditEvent.objects.filter(action="awards.appraise").count() == 1


def _all_met(nomination):
    from awards.assessment import assess

    return {leaf.code: (True, "") for leaf in assess(nomination).tree.leaves() if leaf.code}
