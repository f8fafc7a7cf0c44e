"""From the list of late work to the letter, and what the units have of it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.dates import today
from core.exceptions import Refused
from core.models import AuditEvent
from core.testing import same_queries
from documents.composing import official_document
from documents.models import Draft
from documents.services import delete_draft, issue_draft, save_draft, submit_draft, withdraw_document
from reminders import late
from reminders.late import LateWork
from reminders.models import Message, UrgingLetter
from reminders.queries_urging import people_of
from reminders.services.urging import UrgedAlready, draft_urging
from units.models import RoleKind, User
from units.permissions import holds
from units.tests.factories import RoleFactory, UnitFactory

pytestmark = pytest.mark.django_db
LIST, URGE = reverse("reminders:late_list"), reverse("reminders:urge")
KEY = "tests.task:1"
SUNDAY = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _sunday():
    with time_machine.travel(SUNDAY, tick=False):
        yield


def work(world, **changes):
    said = {
        "key": KEY, "title": "Làm đất vườn thuốc", "url": "/ke-hoach/", "due_on": dt.date(2026, 9, 30),
        "office": world.office, "units": (world.division, world.other_division),
        "subject": "đôn đốc thực hiện nhiệm vụ theo Kế hoạch số 05/KH-VP",
        "opening": "Thực hiện Kế hoạch số 05/KH-VP ngày 05 tháng 01 năm 2026, các đơn vị chủ trì “Làm đất”.",
        "matter": "nhiệm vụ nêu trên", "lacking": "báo cáo", "asked": (f"Hoàn thành trước hết {late.ANSWER_DAY}.",),
    }  # fmt: skip
    return LateWork(**(said | changes))


@pytest.fixture
def works(monkeypatch, world):
    """The only late work there is; for whoever runs its office."""
    found = [work(world)]

    def provider(user, on):
        return [each for each in found if holds(user, each.office, RoleKind.STANDING_OFFICE)]

    monkeypatch.setattr(late, "_lists", {"tests.task": late.LateList("tests.task", "Việc thử", provider)})
    return found


@pytest.fixture
def office(world, client):
    client.force_login(world.users["standing_office"])
    return world.users["standing_office"]


def urge(office, whom, **changes):
    said = {"key": KEY, "units": [unit.pk for unit in whom], "answer_by": dt.date(2026, 11, 27)} | changes
    return draft_urging(actor=office, **said)


def issued(world, letter):
    draft = submit_draft(draft=letter.draft, actor=world.users["standing_office"])
    issue_draft(draft=draft, actor=User.objects.get(pk=world.users["leader"].pk))
    return UrgingLetter.objects.get(pk=letter.pk)


def test_two_presses_lead_from_the_list_to_a_letter_that_can_be_sent_as_it_is(world, works, office, client):
    page = client.get(LIST).content.decode()
    assert page.count(" checked>") == 2
    ticked = {"viec": KEY, "han": "27/11/2026", "don_vi": [f"{KEY}|{world.division.pk}", "tests.task:2|7"]}
    answer = client.post(URGE, ticked)
    draft = Draft.objects.get()
    assert answer.url == draft.get_absolute_url()
    paper = official_document(draft)
    assert (paper.kind, paper.addressees, paper.subject) == ("CV", ["Phòng Tổng hợp"], works[0].subject)
    assert paper.recipients == ["Như trên", "Lãnh đạo Văn phòng (để báo cáo)", "Lưu: VT"]
    assert paper.signer.title == "CHÁNH VĂN PHÒNG"
    assert "Tính đến hết ngày 22 tháng 11 năm 2026, nhiệm vụ nêu trên đã quá hạn 53 ngày" in draft.body
    assert "Hoàn thành trước hết ngày 27 tháng 11 năm 2026." in draft.body
    submit_draft(draft=draft, actor=office)
    event = AuditEvent.objects.get(action="reminders.urge")
    assert event.after["units"] == [world.division.pk]


def test_five_working_days_are_proposed_for_the_answer(works, office, client):
    """Tuesday the 24th is a day off (Ngày Văn hóa Việt Nam), so that five of them end on the Monday after."""
    assert 'value="30/11/2026"' in client.get(LIST).content.decode()


def test_the_number_carries_the_unit_of_the_writer_which_is_not_asked_to_report_to_itself(world, works, office):
    office.person = world.person
    letter = urge(office, [world.division])
    assert official_document(letter.draft).symbol == "VP-TH"
    assert "báo cáo Văn phòng UBND tỉnh An Sơn bằng văn bản" in letter.draft.body


def test_after_issue_the_units_are_told_once_and_the_page_names_the_letter(world, works, office, client):
    letter = issued(world, urge(office, [world.division]))
    assert set(Message.objects.filter(kind="reminders.urging").values_list("recipient__username", flat=True)) == {
        "thu_staff", "thu_head",
    }  # fmt: skip
    assert "Công văn số 01/VP ngày 22/11/2026" in Message.objects.filter(kind="reminders.urging").first().body
    page = client.get(LIST).content.decode()
    assert "Công văn số 01/VP, ngày 22/11/2026" in page
    assert letter.document.get_absolute_url() in page
    assert page.count(" checked>") == 1, "who was urged today is not ticked again"


def test_a_unit_that_the_office_struck_from_the_letter_was_not_urged(world, works, office):
    letter = urge(office, [world.division, world.other_division])
    draft = letter.draft
    mended = {"addressees": "Phòng Hành chính"}
    save_draft(draft=draft, values=mended, annexes=None, version=draft.version, actor=office)
    letter = issued(world, letter)
    assert list(letter.units.all()) == [world.other_division]
    assert not Message.objects.filter(kind="reminders.urging", recipient=world.users["staff"]).exists()


def test_a_second_letter_on_the_same_day_asks_first(world, works, office, client):
    issued(world, urge(office, [world.division]))
    ticked = {"viec": KEY, "han": "27/11/2026", "don_vi": [f"{KEY}|{world.division.pk}"]}
    answer = client.post(URGE, ticked)
    assert answer.status_code == 409
    assert "Công văn số 01/VP" in answer.content.decode()
    assert UrgingLetter.objects.count() == 1
    client.post(URGE, ticked | {"lai": "1"})
    assert UrgingLetter.objects.count() == 2


def test_another_letter_of_the_day_about_other_work_is_told_of(world, works, office, client):
    works.append(work(world, key="tests.task:2", title="Trồng cây"))
    ticked = {"viec": KEY, "han": "27/11/2026", "don_vi": [f"{KEY}|{world.division.pk}"]}
    said = "đã có 1 công văn đôn đốc về việc khác"
    assert said not in client.post(URGE, ticked, follow=True).content.decode()
    other = {"viec": "tests.task:2", "don_vi": [f"tests.task:2|{world.division.pk}"]}
    assert said in client.post(URGE, ticked | other, follow=True).content.decode()


def test_tomorrow_or_for_others_or_after_deletion_nobody_asks(world, works, office):
    issued(world, urge(office, [world.division]))
    second = urge(office, [world.other_division])
    with pytest.raises(UrgedAlready):
        urge(office, [world.other_division])
    delete_draft(draft=second.draft, actor=office, reason="Soạn nhầm")
    urge(office, [world.other_division])
    with time_machine.travel(SUNDAY + dt.timedelta(days=1), tick=False):
        urge(office, [world.division])
        with pytest.raises(UrgedAlready):  # yesterday's draft still waits
            urge(office, [world.other_division])


def test_a_withdrawn_letter_is_no_letter(world, works, office, client):
    letter = issued(world, urge(office, [world.division]))
    withdraw_document(document=letter.document, reason="Ban hành nhầm", actor=world.users["leader"])
    page = client.get(LIST).content.decode()
    assert "Đã thu hồi" in page
    assert page.count(" checked>") == 2
    urge(office, [world.division])


def test_a_letter_that_another_replaced_still_urges(world, works, office, client):
    first = issued(world, urge(office, [world.division]))
    second = issued(world, urge(office, [world.other_division]))
    why = {"reason": "Sai ngày", "actor": world.users["leader"], "replaced_by": second.document}
    withdraw_document(document=first.document, **why)
    assert "thay bằng Công văn số 02/VP, ngày 22/11/2026" in client.get(LIST).content.decode()
    with pytest.raises(UrgedAlready):
        urge(office, [world.division])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"units": []}, "Chưa đánh dấu đơn vị nào"),
        ({"units": [10**9]}, "không còn chậm"),
        ({"answer_by": dt.date(2026, 11, 21)}, "Ngày trả lời phải từ hôm nay"),
        ({"key": "tests.task:2"}, "không còn trong danh sách quá hạn"),
        ({"key": "unknown"}, "không còn trong danh sách quá hạn"),
    ],
)
def test_what_cannot_be_urged(world, works, office, changes, said):
    with pytest.raises(Refused, match=said):
        urge(office, [world.division], **changes)
    assert not Draft.objects.exists()


def test_a_wrong_day_keeps_the_ticks_and_says_so(world, works, office, client):
    ticked = {"viec": KEY, "han": "hôm nào", "don_vi": [f"{KEY}|{world.division.pk}"]}
    answer = client.post(URGE, ticked)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(" checked>") == 1
    assert "hôm nào" in page
    none = client.post(URGE, {"viec": KEY, "han": "27/11/2026"})
    assert "Chưa đánh dấu đơn vị nào" in none.content.decode()


def test_the_office_of_another_house_sees_and_urges_nothing(world, works, client):
    stranger = RoleFactory(unit=world.other_office, kind=RoleKind.STANDING_OFFICE).user
    client.force_login(stranger)
    assert "Không có đơn vị nào đang chậm" in client.get(LIST).content.decode()
    with pytest.raises(Refused):
        urge(stranger, [world.division])


def test_the_first_page_has_one_line_for_all_of_it(world, works, office, client):
    assert "1 việc quá hạn của 2 đơn vị" in client.get("/").content.decode()


def test_a_unit_without_people_is_told_by_the_nearest_above_that_has_some(world):
    team = UnitFactory(parent=world.division)
    assert people_of([team]) == people_of([world.division]) != []


def test_the_list_costs_the_same_for_many(world, works, office, client):
    urge(office, [world.division])

    def more():
        for place in range(2, 5):
            works.append(work(world, key=f"tests.task:{place}"))
            urge(office, [world.division, world.other_division], key=f"tests.task:{place}")

    same_queries(lambda: client.get(LIST), more)
    assert today() == dt.date(2026, 11, 22)
