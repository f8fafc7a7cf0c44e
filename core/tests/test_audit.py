"""The audit trail: what was written stays, and what was touched shows."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from core.acts import begin_act, end_act
from core.audit import record, verify
from core.models import AuditEvent, AuditHead
from core.testing import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_events():
    target = user = make_user()
    for number in range(3):
        record(actor=user, action="thu.viec", target=target, after={"lần": number}, reason="Thử")
    return list(AuditEvent.objects.filter(action="thu.viec").order_by("pk"))


def _tamper(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_a_whole_chain_verifies(three_events):
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "Nhật ký toàn vẹn" in out.getvalue()


def test_a_changed_row_is_named(three_events):
    changed = three_events[1]
    _tamper("UPDATE core_auditevent SET reason = %s WHERE id = %s", "Sửa lén", changed.pk)
    assert [fault.event_id for fault in verify()] == [changed.pk]


def test_a_removed_row_is_noticed_at_its_follower(three_events):
    _tamper("DELETE FROM core_auditevent WHERE id = %s", three_events[1].pk)
    assert three_events[2].pk in [fault.event_id for fault in verify()]


def test_a_removed_end_is_noticed(three_events):
    _tamper("DELETE FROM core_auditevent WHERE id = %s", three_events[2].pk)
    assert [fault.event_id for fault in verify()] == [None]
    with pytest.raises(CommandError, match="không toàn vẹn"):
        call_command("verify_audit", stderr=StringIO())


def test_a_removed_head_is_noticed(three_events):
    _tamper("DELETE FROM core_audithead")
    assert [fault.event_id for fault in verify()] == [None]


def test_events_cannot_be_changed_or_removed_through_the_models(three_events):
    event = three_events[0]
    for forbidden in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(reason="x"),
    ):
        with pytest.raises(TypeError):
            forbidden()
    assert AuditEvent.objects.filter(action="thu.viec").count() == len(three_events)


def test_all_that_one_click_did_carries_one_id():
    target = make_user()
    begin_act()
    first, second = (record(actor=None, action="thu.viec", target=target) for _ in range(2))
    end_act()
    assert first.act == second.act
    assert record(actor=None, action="thu.viec", target=target).act != first.act


def test_the_head_follows_the_last_event(three_events):
    assert AuditHead.objects.get().digest == three_events[-1].digest
