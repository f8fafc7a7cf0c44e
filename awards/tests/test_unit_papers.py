"""Papers of units that issue documents of their own: drafted with the dossier's words, signed and numbered by the
register; those of the others leave the number to be written in."""

import datetime as dt

import pytest
from django.urls import reverse

from awards.models import UnitMinutes, UnitPaper
from awards.papers.report import report_content
from awards.papers.submission import submission_content
from awards.services.minutes import keep_minutes
from awards.tests import factories as make
from core.exceptions import Refused
from core.models import AuditEvent
from documents.layout import lay_out
from documents.services.drafts_way import issue_draft, submit_draft
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory

from ..services import send_dossier
from ..services.unit_papers import draft_round_paper, draft_unit_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_register(world):
    """The division as a unit that issues documents (a centre of the office), with its leader."""
    world.division.issues_documents, world.division.head_title = True, "GIÁM ĐỐC"
    world.division.place, world.division.letterhead_name = "An Sơn", "Trung tâm Ví dụ"
    world.division.save()
    leader = UserFactory(full_name="Đặng Thị Hồng Ưu-Nguyễn")
    RoleFactory(user=leader, unit=world.division, kind=RoleKind.LEADER, title="GIÁM ĐỐC")
    return leader


@pytest.fixture
def nomination(world):
    return make.make_nomination(world, make.make_round(world))


def kept_minutes(world, dossier):
    minutes = UnitMinutes(
        held_on=dt.date(2026, 1, 5), begins=dt.time(8), ends=dt.time(9, 30), place="Phòng họp 2",
        chair="Lò Thị Thu, Giám đốc", secretary="Trần Văn Bình", members=12, present=10, absent="2 người đi công tác",
        opinions="Nhất trí với danh sách.",
    )  # fmt: skip
    votes = {row.pk: (9, 1) for row in dossier.nominations.all()}
    return keep_minutes(actor=world.users["staff"], dossier=dossier, minutes=minutes, votes=votes, version=0)


def test_a_unit_with_its_own_register_gets_a_number_and_a_signer(world, client, own_register, nomination):
    dossier = nomination.dossier
    client.force_login(world.users["staff"])
    url = reverse("awards:unit_paper", args=[dossier.pk, "submission"])
    answer = client.post(url)
    draft = UnitPaper.objects.get(dossier=dossier).draft
    assert answer.url == draft.get_absolute_url()
    assert nomination.nominee_name in draft.annexes.get().body
    assert "Kính trình" in draft.body
    assert client.post(url).url == answer.url  # a second time: the same draft
    assert UnitPaper.objects.count() == 1
    assert AuditEvent.objects.filter(action="awards.draft_unit_paper").count() == 1
    submit_draft(draft=draft, actor=world.users["head"])
    draft.refresh_from_db()
    document = issue_draft(draft=draft, actor=own_register)
    assert document.code == "01/TTr-TH"
    page = client.get(reverse("awards:dossier_tasks", args=[dossier.pk])).content.decode()
    assert "số 01/TTr-TH" in page
    send_dossier(actor=world.users["head"], dossier=dossier)
    client.force_login(world.users["standing_office"])
    page = client.get(dossier.get_absolute_url()).content.decode()
    assert f'<a href="{document.get_absolute_url()}">số 01/TTr-TH</a> ngày' in page


def test_minutes_become_a_draft_with_the_votes(world, own_register, nomination):
    dossier = nomination.dossier
    staff = world.users["staff"]
    UnitMinutes.objects.filter(dossier=dossier).delete()
    with pytest.raises(Refused, match="chưa có biên bản"):
        draft_unit_paper(actor=staff, dossier=dossier, kind="minutes")
    kept_minutes(world, dossier)
    draft = draft_unit_paper(actor=staff, dossier=dossier, kind="minutes")
    assert draft.details["venue"] == "Phòng họp 2"
    assert draft.details["begins"] == "08 giờ 00, ngày 05 tháng 01 năm 2026"
    assert "10/12 người được triệu tập" in draft.details["attendees"]
    assert nomination.nominee_name in draft.body
    assert "| 9 | 1 | 90,0% |" in draft.body
    assert "Nhất trí với danh sách." in draft.body


def test_a_unit_without_a_register_writes_its_number_by_hand(world, client, nomination):
    dossier = nomination.dossier
    client.force_login(world.users["staff"])
    assert "Văn bản lấy số" not in client.get(reverse("awards:dossier_tasks", args=[dossier.pk])).content.decode()
    with pytest.raises(Refused, match="ghi số bằng tay"):
        draft_unit_paper(actor=world.users["staff"], dossier=dossier, kind="submission")
    [line] = lay_out(submission_content(dossier, [nomination], None)).number_lines
    assert line.startswith("Số:")
    assert line.endswith("/TTr-TH")


def test_a_report_of_a_person_has_no_number(world, nomination):
    assert lay_out(report_content(nomination, [], [], None)).number_lines == []


def test_the_office_numbers_its_own_submission(world, client):
    received = make.make_received(world, make.make_round(world))
    client.force_login(world.users["standing_office"])
    page = client.get(received.round.get_absolute_url()).content.decode()
    assert "Soạn tờ trình tổng hợp và danh sách" in page
    answer = client.post(reverse("awards:round_paper", args=[received.round_id]))
    draft = UnitPaper.objects.get(round=received.round).draft
    assert answer.url == draft.get_absolute_url()
    assert received.nominee_name in draft.annexes.get().body
    assert draft.issuer == world.office


def test_the_office_s_draft_has_a_list_for_each_authority(world, client):
    around = make.make_round(world, codes=("LDTT", "BKTTG"))
    first = make.make_nomination(world, around)
    make.make_nomination(world, around, person=world.person2, code="BKTTG", dossier=first.dossier)
    make.send_and_receive(world, first.dossier)
    draft = draft_round_paper(actor=world.users["standing_office"], around=around)
    lists = {annex.title: annex.body for annex in draft.annexes.all()}
    assert len(lists) == 2
    [above] = [body for title, body in lists.items() if title.endswith("trình Thủ tướng Chính phủ")]
    assert world.person2.full_name in above
    assert world.person.full_name not in above
