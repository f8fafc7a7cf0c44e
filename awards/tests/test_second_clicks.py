"""The same button twice, or the back button and the same button: it happens once and the answer makes sense."""

import pytest
from django.urls import reverse
from django.utils import timezone

from awards import services
from awards.models import Decision, Forwarding, FundEntry, Nomination, Reissue, Round
from awards.services import voting
from core.models import AuditEvent
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory

from . import factories as make
from . import hearing
from .councils import make_council, make_meeting, make_sitting

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def twice(client):
    """`twice(user, name, pk, data)`: press twice; the answers' last page, which must not be an error page."""

    def press(user, name, pk, data=None):
        client.force_login(user)
        url = reverse(f"awards:{name}", args=[pk])
        before = AuditEvent.objects.count()
        first = client.post(url, data or {}, follow=True, headers={"referer": "http://testserver/"})
        done = AuditEvent.objects.count()
        assert done > before, first.content.decode()
        second = client.post(url, data or {}, follow=True, headers={"referer": "http://testserver/"})
        assert AuditEvent.objects.count() == done
        assert second.status_code == 200, second.request
        return second.content.decode()

    return press


@pytest.fixture
def office(world):
    return world.users["standing_office"]


def test_from_sending_to_what_is_mended(world, office, twice):
    nomination = make.make_nomination(world, make.make_round(world))
    assert nomination.dossier.reference in twice(world.users["head"], "dossier_send", nomination.dossier_id)
    assert f"đã được {office} tiếp nhận lúc" in twice(office, "dossier_receive", nomination.dossier_id)
    assert "Thẩm định" in twice(office, "nomination_return", nomination.pk, {"reason": "Bổ sung."})
    assert "Chờ thẩm định" in twice(world.users["head"], "nomination_resend", nomination.pk)


def test_agreed_to_in_bulk_says_what_was_concluded_before(world, office, twice):
    nomination = make.make_received(world, make.make_round(world))
    make.rate(world.person, "HTT")
    page = twice(office, "appraisal_bulk", nomination.round_id, {"nominations": nomination.pk, "judged": "1"})
    assert f"từ trước, không đổi: {world.person.full_name}" in page
    assert "chưa rõ" not in page
    assert "Thẩm định" in twice(office, "appraise_again", nomination.pk)


def test_published_convened_declared(world, office, twice):
    hearing.procedure(comment_days=5)
    nomination = make.make_appraised(world, make.make_round(world))
    page = twice(office, "comment_publish", nomination.round_id, {"nominations": nomination.pk})
    assert "Danh sách công khai" in page
    meeting = make_meeting(world, make_council(world))
    rules = {"ballot": "secret", "threshold": "80%", "threshold_of": "all", "tie": "fails"}
    twice(office, "meeting_agenda", meeting.pk, {"nominations": nomination.pk, **rules})
    assert meeting.items.count() == 1
    member = meeting.council.members.last().user
    assert "không tham gia" in twice(member, "conflict_declare", meeting.items.get().pk, {"reason": "Em ruột."})


def test_prepared_and_submitted(world, office, twice):
    nomination = make.make_appraised(world, make.make_round(world))
    page = twice(office, "decision_prepare", nomination.round_id, {"nominations": nomination.pk})
    assert "Trình ký" in page
    assert Decision.objects.count() == 1
    assert "Chờ ký" in twice(office, "decision_submit", Decision.objects.get().pk)


def test_what_left_the_list_is_said_and_nothing_is_done(world, office, client):
    """Two are ticked, one was given back meanwhile: not half of it in silence."""
    around = make.make_round(world, codes=("BKTTG",))
    people = (world.person, world.person2)
    rows = [make.make_nomination(world, around, person=person, code="BKTTG") for person in people]
    make.send_and_receive(world, rows[0].dossier)
    for row in rows:
        make.agree(office, row)
    services.return_nomination(actor=office, nomination=rows[0], reason="Bổ sung.")
    both = {"nominations": [row.pk for row in rows]}
    client.force_login(office)
    meeting = make_meeting(world, make_council(world))
    for name, pk, more in (
        ("decision_prepare", around.pk, {}),
        ("forward_new", around.pk, {"to_name": "Bộ Nội vụ"}),
        ("meeting_agenda", meeting.pk, {"ballot": "open", "threshold": "2/3", "threshold_of": "all", "tie": "fails"}),
    ):
        url = reverse(f"awards:{name}", args=[pk])
        page = client.post(url, both | more, follow=True, headers={"referer": f"http://testserver{url}"})
        assert "1 đề nghị bạn chọn không còn trong danh sách này" in page.content.decode(), name
    assert make.reload(rows[1]).state == Nomination.State.APPRAISED
    assert not meeting.items.exists()


def test_a_box_is_opened_and_counted_once(world, office, client, twice):
    sitting = make_sitting(world)
    assert "đang hoặc đã bỏ phiếu" in twice(office, "vote_begin", sitting.item.pk)
    for seat in sitting.seats[1:]:
        voting.cast_ballot(actor=seat.user, item=sitting.item, choice="y")
    client.force_login(sitting.seats[0].user)
    url = reverse("awards:ballot", args=[sitting.item.pk])
    assert client.post(url, {"choice": "y"}).status_code == 302
    assert "Phiếu của bạn đã ở trong hòm" in client.post(url, {"choice": "y"}).content.decode()
    assert "không mở bỏ phiếu (nữa)" in twice(office, "vote_count", sitting.item.pk)
    assert "chưa khai mạc hoặc đã kết thúc" in twice(office, "meeting_close", sitting.meeting.pk)


def test_reissued_corrected_and_sent_up_once(world, office, client, twice):
    award = make.make_signed(world).awards.get()
    page = twice(office, "certificate_reissue", award.pk, {"reason": "Bản cũ bị ướt."})
    assert "01/CL-" in page
    assert [row.number for row in Reissue.objects.all()] == [1]
    page = twice(office, "decision_amend", award.decision_id, {"kind": "correct", "awards": award.pk})
    assert "Sửa dự thảo" in page
    nomination = make.make_appraised(world, make.make_round(world))
    hearing.decided_above()
    page = twice(office, "forward_new", nomination.round_id, {"nominations": nomination.pk, "to_name": "Bộ Nội vụ"})
    assert "Trình Bộ Nội vụ" in page
    assert Forwarding.objects.count() == 1


def test_a_visitors_comment_sent_twice_is_one(world, client):
    period = hearing.publish(world)
    data = {"name": "Trần Thị Góp", "contact": "0912 345 678", "text": "Tôi thấy rất xứng đáng."}
    for _ in range(2):
        client.post(reverse("hearing:comment_public", args=[period.pk]), data)
    assert period.comments.count() == 1
    client.post(reverse("hearing:comment_public", args=[period.pk]), data | {"text": "Tôi nói thêm điều khác nữa."})
    assert period.comments.count() == 2


def test_what_an_office_keeps_is_kept_once(world, office, client, twice):
    work = {"kind": "initiative", "initiative-kind": "sang_kien", "initiative-title": "Sổ tay",
            "initiative-number": "1", "initiative-recognised_on": "01/02/2025",
            "initiative-scope": "1_co_so"}  # fmt: skip
    twice(office, "person_facts", world.person.pk, work)
    assert world.person.initiatives.count() == 1
    council = make_council(world)
    seats = council.members.count()
    seat = {"full_name": "Bùi Thị Mời", "title": "Chủ tịch Công đoàn", "post": "5_member"}
    url = reverse("awards:member_seat", args=[council.pk])
    said = [client.post(url, seat).content.decode() for _ in range(2)][1]
    assert "đã có trong danh sách" in said
    assert council.members.count() == seats + 1
    meeting = {"title": "Phiên 1", "day": "02/03/2027", "time": "08:00", "place": "Phòng họp", "quorum": "2/3"}
    twice(office, "meeting_create", council.pk, meeting)
    assert council.meetings.count() == 1


def test_money_and_a_round_sent_twice(world, office, client):
    client.force_login(office)
    year = timezone.localdate().year
    url = reverse("awards:fund_detail", args=[world.office.pk, year])
    money = {"kind": "set_aside", "amount": "5.000.000", "on": f"01/01/{year}", "note": ""}
    pages = [client.post(url, money, follow=True, headers={"referer": f"http://testserver{url}"}) for _ in range(2)]
    assert "đã ghi vào quỹ trước đó" in pages[1].content.decode()
    assert FundEntry.objects.count() == 1
    around = {"unit": world.office.pk, "year": year, "title": "Xét năm", "category": "cong_trang", "note": "",
              "award_types": make.award_type("LDTT").pk, "units": world.division.pk}  # fmt: skip
    days = ("period_start", "period_end", "opens_on", "send_by", "appraise_by", "decide_by")
    around |= {name: f"{place:02d}/12/{year}" for place, name in enumerate(days, start=1)}
    ways = {client.post(reverse("awards:round_create"), around).headers.get("location") for _ in range(2)}
    assert ways == {Round.objects.get().get_absolute_url()}


@pytest.mark.parametrize("quicker", ["returned", "concluded"])
def test_the_slower_clerk_reads_who_was_quicker_and_keeps_his_words(world, client, quicker):
    nomination = make.make_received(world, make.make_round(world))
    first = world.users["standing_office"]
    second = UserFactory()
    RoleFactory(user=second, unit=world.office, kind=RoleKind.STANDING_OFFICE)
    if quicker == "returned":
        services.return_nomination(actor=first, nomination=nomination, reason="Thiếu số liệu.")
    else:
        services.appraise(actor=first, nomination=nomination, proposal="reject", opinion="Chưa đủ.")
    client.force_login(second)
    data = {"judge-LDTT.b": "yes", "note-LDTT.b": "Theo biên bản", "opinion": "Có cân nhắc", "verdict": "accept"}
    answer = client.post(reverse("awards:appraise", args=[nomination.pk]), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    done = {"returned": "trả lại", "concluded": "kết luận"}[quicker]
    for part in (f"{first.full_name} đã {done}", "Có cân nhắc", "Theo biên"):
        assert part in page, part
    assert make.reload(nomination).judgements.count() == 0
