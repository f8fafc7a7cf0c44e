"""The pages, as their users meet them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from awards import services
from awards.models import Award, Decision, Dossier, Nomination, Round
from core.testing import count_queries, same_queries, step_up
from units.tests.factories import PersonFactory

from . import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_pages")]


@pytest.fixture
def as_(world, client):
    """`as_("staff")`: the client of that role."""

    def enter(role):
        client.force_login(world.users[role])
        return client

    return enter


def text(answer):
    return answer.content.decode()


def test_the_office_prepares_and_opens_a_round(world, as_):
    client, day = as_("standing_office"), timezone.localdate()
    data = {
        "unit": world.office.pk,
        "year": day.year,
        "title": "Xét khen thưởng cuối năm",
        "category": "cong_trang",
        "award_types": [make.award_type("LDTT").pk],
        "units": [world.division.pk],
        "period_start": f"01/01/{day.year}",
        "period_end": f"31/12/{day.year}",
        "opens_on": f"{day:%d/%m/%Y}",
        "send_by": f"{day + dt.timedelta(days=5):%d/%m/%Y}",
        "appraise_by": f"{day + dt.timedelta(days=3):%d/%m/%Y}",
        "decide_by": f"{day + dt.timedelta(days=9):%d/%m/%Y}",
    }
    answer = client.post(reverse("awards:round_create"), data)
    assert "Các ngày phải theo thứ tự" in text(answer)
    assert "Xét khen thưởng cuối năm" in text(answer)
    data["appraise_by"] = f"{day + dt.timedelta(days=7):%d/%m/%Y}"
    client.post(reverse("awards:round_create"), data)
    around = Round.objects.get()
    assert as_("staff").get(around.get_absolute_url()).status_code == 404
    as_("standing_office").post(reverse("awards:round_open", args=[around.pk]))
    assert "Lập hồ sơ của" in text(as_("staff").get(around.get_absolute_url()))


def test_many_people_are_ticked_at_once(world, as_):
    around = make.make_round(world)
    dossier = services.start_dossier(actor=world.users["staff"], around=around, unit=world.division)
    url = reverse("awards:nominate", args=[dossier.pk])
    client = as_("staff")
    both = {"award_type": make.award_type("LDTT").pk, "people": [world.person.pk, world.person2.pk]}
    client.post(url, both)
    assert dossier.nominations.count() == 2
    again = client.post(url, both)
    assert "chỉ được đề nghị một lần" in text(again)
    assert f'id="person-{world.person.pk}" value="{world.person.pk}" checked' in text(again)


def test_nothing_chosen_is_said(world, as_):
    dossier = services.start_dossier(actor=world.users["staff"], around=make.make_round(world), unit=world.division)
    answer = as_("staff").post(reverse("awards:nominate", args=[dossier.pk]), {"award_type": make.award_type("GK").pk})
    assert "Hãy chọn ít nhất một cá nhân hoặc một tập thể" in text(answer)


def test_autosave_says_the_time_and_warns_the_second_editor(world, as_):
    nomination = make.make_nomination(world, make.make_round(world))
    url = reverse("awards:nomination_autosave", args=[nomination.pk])
    client = as_("staff")
    first = client.post(url, {"version": 2, "tasks": "Việc mới", "figure-0-0": "Hồ sơ", "figure-0-2": "9"})
    assert first.json()["version"] == 3
    assert first.json()["saved_at"].count(":") == 2
    saved = make.reload(nomination)
    assert saved.content["tasks"] == "Việc mới"
    assert saved.content["figures"] == [["Hồ sơ", "", "9"]]
    second = client.post(url, {"version": 2, "tasks": "Đè lên"}, headers={"X-Autosave": "1"})
    assert second.status_code == 409
    assert "vừa lưu" in second.json()["error"]
    assert make.reload(nomination).content["tasks"] == "Việc mới"


def test_a_paste_that_is_too_long_is_refused_by_name_and_never_cut(world, as_):
    nomination = make.make_nomination(world, make.make_round(world))
    client = as_("staff")
    assert 'maxlength="20000"' not in text(client.get(reverse("awards:nomination_edit", args=[nomination.pk])))
    url = reverse("awards:nomination_autosave", args=[nomination.pk])
    answer = client.post(url, {"version": 2, "achievements": "dài " * 6000}, headers={"X-Autosave": "1"})
    assert answer.status_code == 422
    assert "Thành tích đạt được: Dài quá" in answer.json()["error"]


def test_autosave_after_the_login_expired_is_told_so(world, client):
    nomination = make.make_nomination(world, make.make_round(world))
    url = reverse("awards:nomination_autosave", args=[nomination.pk])
    assert client.post(url, {"version": 2}, headers={"X-Autosave": "1"}).status_code == 401


def test_saving_by_the_button_keeps_what_was_typed_when_refused(world, as_):
    nomination = make.make_nomination(world, make.make_round(world))
    answer = as_("staff").post(
        reverse("awards:nomination_edit", args=[nomination.pk]), {"version": 1, "tasks": "Câu vừa gõ xong"}
    )
    assert "vừa lưu" in text(answer)
    assert "Câu vừa gõ xong" in text(answer)


def test_what_is_missing_is_counted_and_links_to_its_field(world, as_, monkeypatch):
    content = make.full_content() | {"background": "", "achievements": "Mới có bốn từ"}
    around = make.make_round(world)
    nomination = make.make_nomination(world, around, content=content)
    make.make_nomination(world, around, person=world.person2, content=make.full_content() | {"opinion": ""})
    page = text(as_("staff").get(nomination.dossier.get_absolute_url()))
    assert "Còn thiếu 3 mục ở 2 đề nghị" in page
    assert "đề nghị khác</summary>" not in page
    monkeypatch.setattr("awards.queries.missing.SHOWN_MISSING", 1)
    folded = text(as_("staff").get(nomination.dossier.get_absolute_url()))
    assert "<summary>Và 1 đề nghị khác</summary>" in folded
    assert folded.count("/soan/#id_") == page.count("/soan/#id_")
    assert f"/de-nghi/{nomination.pk}/soan/#id_background" in page
    assert f"/de-nghi/{nomination.pk}/soan/#id_achievements" in page
    assert "mới 4 từ, cần ít nhất 20" in page


def test_the_check_page_says_why_the_list_cannot_be_sent(world, as_):
    content = make.full_content() | {"background": ""}
    nomination = make.make_nomination(world, make.make_round(world), content=content)
    url = reverse("awards:dossier_check", args=[nomination.dossier_id])
    for role in ("head", "staff"):
        page = text(as_(role).get(url))
        assert "Gửi hồ sơ</button>" not in page
        assert "Chưa gửi được hồ sơ: còn thiếu 1 mục ở 1 đề nghị" in page
        tasks = reverse("awards:dossier_tasks", args=[nomination.dossier_id])
        assert f'<a class="btn btn-primary" href="{tasks}">Bổ sung phần còn thiếu</a>' in page


def test_the_check_page_says_that_the_round_was_ended(world, as_):
    around = make.make_round(world)
    nomination = make.make_nomination(world, around)
    services.close_round(actor=world.users["standing_office"], around=around)
    page = text(as_("head").get(reverse("awards:dossier_check", args=[nomination.dossier_id])))
    assert "Gửi hồ sơ</button>" not in page
    assert "Chưa gửi được hồ sơ: đợt xét không còn mở" in page


def test_the_head_sends_and_gets_a_reference_number(world, as_):
    nomination = make.make_nomination(world, make.make_round(world))
    url = reverse("awards:dossier_send", args=[nomination.dossier_id])
    page = text(as_("staff").get(reverse("awards:dossier_check", args=[nomination.dossier_id])))
    assert "Lãnh đạo đơn vị là người gửi" in page
    client = as_("head")
    answer = client.post(url, follow=True)
    assert nomination.dossier.reference in text(answer)
    again = client.post(url, follow=True)
    assert again.redirect_chain == answer.redirect_chain  # the double click


def test_a_returned_nomination_says_why_and_is_sent_again(world, as_):
    nomination = make.make_received(world, make.make_round(world))
    as_("standing_office").post(
        reverse("awards:nomination_return", args=[nomination.pk]), {"reason": "Thiếu phiếu xếp loại."}
    )
    assert "Thiếu phiếu xếp loại." in text(as_("staff").get(nomination.get_absolute_url()))
    as_("head").post(reverse("awards:nomination_resend", args=[nomination.pk]))
    assert "Đơn vị đã bổ sung" in text(as_("standing_office").get(reverse("awards:appraise", args=[nomination.pk])))


def test_the_appraisal_sheet_keeps_answers_when_the_conclusion_is_refused(world, as_):
    make.rate(world.person, "HT")
    nomination = make.make_received(world, make.make_round(world))
    url = reverse("awards:appraise", args=[nomination.pk])
    data = {"judge-LDTT.b": "yes", "note-LDTT.b": "Theo biên bản", "opinion": "Có cân nhắc", "verdict": "accept"}
    page = text(as_("standing_office").post(url, data))
    assert "hãy ghi lý do kết luận khác" in page
    assert "Có cân nhắc" in page
    assert "Theo biên bản" in page
    answer = as_("standing_office").post(url, {**data, "override_reason": "Đã điều chỉnh xếp loại."})
    assert answer.status_code == 302
    assert make.reload(nomination).state == Nomination.State.APPRAISED
    assert "Đã điều chỉnh xếp loại." in text(as_("leader").get(url))


def test_the_sheet_cites_articles_and_says_that_the_rules_are_unverified(world, as_):
    nomination = make.make_received(world, make.make_round(world))
    page = text(as_("standing_office").get(reverse("awards:appraise", args=[nomination.pk])))
    assert "Điều 24.1.a" in page
    assert ("chưa xác minh" in page) == (timezone.localdate() >= dt.date(2026, 10, 1))


def test_bulk_needs_the_person_to_answer_for_the_judgement(world, as_):
    make.rate(world.person, "HTT")
    nomination = make.make_received(world, make.make_round(world))
    url = reverse("awards:appraisal_bulk", args=[nomination.round_id])
    client = as_("standing_office")
    left = client.post(url, {"nominations": nomination.pk, "stage": "cho", "who": "ca-nhan"}, follow=True)
    assert "1 đề nghị còn điều kiện cần người đánh giá" in text(left)
    assert "phải mở xem" not in text(left)
    assert 'tiên tiến" checked>' in text(left)  # the selection stays, and so does the filter
    assert left.context["chosen"].who == "ca-nhan"
    assert "Đã đồng ý 1" in text(client.post(url, {"nominations": nomination.pk, "judged": "1"}, follow=True))
    assert make.reload(nomination).judgements.get().by == world.users["standing_office"]


def test_a_decision_from_list_to_signature(world, as_):
    nomination = make.make_appraised(world, make.make_round(world))
    client = as_("standing_office")
    client.post(reverse("awards:decision_prepare", args=[nomination.round_id]), {"nominations": nomination.pk})
    decision = Decision.objects.get()
    client.post(
        reverse("awards:decision_edit", args=[decision.pk]),
        {
            "version": decision.version,
            "subject": "Về việc tặng danh hiệu",
            "achievement": "đã làm tốt",
            "bases_text": "Căn cứ một\n\n  Căn cứ hai ",
            "recipients_text": "Như Điều 3",
        },
    )
    assert make.reload(decision).bases == ["Căn cứ một", "Căn cứ hai"]
    client.post(reverse("awards:decision_submit", args=[decision.pk]))
    leader, sign = as_("leader"), reverse("awards:decision_sign", args=[decision.pk])
    assert "Chờ bạn ký" in text(leader.get(decision.get_absolute_url()))
    step_up(leader, world.users["leader"])
    assert "Đã ký ban hành Quyết định số 01/QĐ-VP" in text(leader.post(sign, follow=True))
    leader.post(sign)
    assert Award.objects.count() == 1


def test_the_pages_of_a_decision_are_pictures(world, as_):
    decision = make.make_submitted(world)
    client = as_("leader")
    first = client.get(reverse("awards:decision_page", args=[decision.pk, 1]))
    assert first.content.startswith(b"\x89PNG")
    assert client.get(reverse("awards:decision_page", args=[decision.pk, 9])).status_code == 404


def test_the_register_is_searched_without_marks(world, as_):
    make.make_signed(world)
    client, url = as_("council_member"), reverse("awards:register_list")
    for words in ("dang thi hong", "UU-NGUYEN", "01/QĐ", "đặng chuyen vien"):
        assert "Đặng Thị Hồng" in text(client.get(url, {"q": words})), words
    assert "Không có kết quả nào khớp" in text(client.get(url, {"q": "tran van"}))
    assert "Không có kết quả nào khớp" in text(client.get(url, {"unit": world.other_division.pk}))


def test_an_outsider_sees_nothing_of_another_office(world, as_):
    make.make_signed(world)
    client = as_("outsider")
    assert "chưa có kết quả nào" in text(client.get(reverse("awards:register_list")))
    assert "Chưa có đợt xét nào" in text(client.get(reverse("awards:round_list")))


def test_the_information_centre_sees_no_nomination(world, as_):
    nomination = make.make_received(world, make.make_round(world))
    client = as_("information_centre")
    assert client.get(nomination.get_absolute_url()).status_code == 404
    assert client.get(nomination.dossier.get_absolute_url()).status_code == 404


def test_an_old_award_is_entered_by_hand(world, as_):
    client = as_("standing_office")
    data = {
        "award_type": make.award_type("LDTT").pk,
        "unit": world.division.pk,
        "year": 2019,
        "decision_code": "44/QĐ-VP",
        "decided_on": "27/12/2019",
        "issuer_name": "Chánh Văn phòng",
        "staff_code": "KHONGCO",
    }
    assert "không có ai mang mã KHONGCO" in text(client.post(reverse("awards:award_enter"), data))
    client.post(reverse("awards:award_enter"), {**data, "staff_code": world.person.staff_code})
    assert "44/QĐ-VP" in text(client.get(reverse("awards:person_history", args=[world.person.pk])))


def test_late_is_accepted_from_the_page_of_the_round(world, as_):
    around = make.make_round(world, send_by=timezone.localdate() - dt.timedelta(days=2))
    client = as_("standing_office")
    assert "Đồng ý nhận muộn" in text(client.get(around.get_absolute_url()))
    client.post(reverse("awards:accept_late", args=[around.pk, world.division.pk]), {"reason": "Mới sáp nhập."})
    assert "Lý do nhận muộn: Mới sáp nhập." in text(client.get(around.get_absolute_url()))
    assert Dossier.objects.get().late_accepted_by == world.users["standing_office"]


def test_lists_need_the_same_queries_for_one_row_and_for_three(world, as_):
    make.make_signed(world)
    names = ("round_list", "dossier_list", "register_list", "decision_list")

    def counted():
        found = {}
        for name in names:
            client, url = as_("head" if name == "dossier_list" else "standing_office"), reverse(f"awards:{name}")
            client.get(url)  # warms what a session caches once
            found[name] = count_queries(lambda url=url, client=client: client.get(url))
        return found

    one = counted()
    for person in PersonFactory.create_batch(2, unit=world.division):
        make.make_signed(world, person=person)
    assert counted() == one


def _people(world, count):
    people = PersonFactory.create_batch(count, unit=world.division)
    for person in people:
        make.rate(person, "HTT")
    return people


@pytest.mark.parametrize("name", ["appraisal_list", "round_detail", "decision_prepare"])
def test_the_pages_of_a_round_do_not_grow_with_it(world, as_, name):
    around = make.make_round(world)
    client = as_("standing_office")

    def add(count):
        for person in _people(world, count):
            dossier = Dossier.objects.filter(round=around).first()
            if dossier and not dossier.is_draft:
                Dossier.objects.filter(pk=dossier.pk).update(state="draft")
                dossier = make.reload(dossier)
            nomination = make.make_nomination(world, around, person=person, dossier=dossier)
            Nomination.objects.filter(pk=nomination.pk).update(
                state="appraised" if name == "decision_prepare" else "received"
            )
            Dossier.objects.filter(pk=nomination.dossier_id).update(state="received", received_at=timezone.now())

    add(1)
    same_queries(lambda: client.get(reverse(f"awards:{name}", args=[around.pk])), lambda: add(2))


def test_a_dossier_page_does_not_grow(world, as_):
    around = make.make_round(world)
    nomination = make.make_nomination(world, around)
    client = as_("staff")

    def grow():
        for person in _people(world, 2):
            make.make_nomination(world, around, person=person, dossier=nomination.dossier)

    same_queries(lambda: client.get(nomination.dossier.get_absolute_url()), grow)
