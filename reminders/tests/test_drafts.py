"""Who is told when a document goes its way."""

import pytest

from documents.services import issue_draft, return_draft, submit_draft
from documents.tests.drafting import order_to_sign, sent_letter
from reminders.models import Message
from units.models import User

pytestmark = pytest.mark.django_db


def told(user):
    return list(Message.objects.filter(recipient=user).order_by("pk").values_list("subject", flat=True))


def test_the_leaders_are_told_and_the_writer_of_what_they_decide(world):
    leader, staff = world.users["leader"], world.users["staff"]
    draft = return_draft(draft=sent_letter(world), actor=leader, reason="Thiếu thời hạn.")
    assert told(leader) == ["Có công văn chờ ký ban hành: đăng ký danh hiệu thi đua năm 2026"]
    assert Message.objects.get(recipient=staff).body.endswith("Lý do trả lại: Thiếu thời hạn.")
    draft = submit_draft(draft=draft, actor=staff)
    assert len(told(leader)) == 2
    issue_draft(draft=draft, actor=User.objects.get(pk=leader.pk))
    assert told(staff)[-1].startswith("Đã ban hành Công văn số 01/VP-TH")


def test_a_document_for_one_signer_tells_nobody_else(world):
    order_to_sign(world)
    sent_letter(world, signer=world.users["head"])
    assert told(world.users["leader"]) == []
    assert len(told(world.users["head"])) == 1
