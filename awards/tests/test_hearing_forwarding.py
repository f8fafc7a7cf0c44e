"""What a higher authority decides: never in our decision, up with its papers, its result into the register."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from awards import services
from awards.conflicts import conflicts_of
from awards.hearing_work import hearing_due
from awards.models import Attachment, Award, Dossier, Forwarding, Nomination
from awards.permissions import can_write_dossier
from awards.services import forwarding
from awards.services.forwarding_results import correct_result, take_back_result
from awards.worklist import waiting_for
from core import worklist
from core.exceptions import Refused
from documents.services.drafts_way import issue_draft, submit_draft
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory

from . import factories as make
from . import hearing

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 5)


@pytest.fixture
def nomination(world):
    hearing.decided_above()
    return make.make_appraised(world, make.make_round(world))


@pytest.fixture
def above(world):
    """A round of the province that asks the office for its list."""
    return hearing.round_above(world)[1]


@pytest.mark.parametrize("code", ["BKTTG", "BKT"])
def test_what_an_authority_above_decides_never_stands_in_our_decision(world, code):
    """Luật 06/2022/QH15, Điều 77-80: neither an award of the State nor one of the province."""
    around = make.make_round(world, codes=(code,))
    nomination = make.make_appraised(world, around, code=code)
    with pytest.raises(Refused, match="trình cấp trên"):
        services.prepare_decision(actor=world.users["standing_office"], around=around, nominations=[nomination])


def test_outside_it_is_sent_followed_and_its_award_becomes_a_line_of_the_register(world, client, nomination):
    client.force_login(world.users["standing_office"])
    url = reverse("awards:forward_new", args=[nomination.round_id])
    refused = client.post(url, {"nominations": nomination.pk})
    assert "ghi tên cơ quan nhận" in refused.content.decode()
    client.post(url, {"nominations": nomination.pk, "to_name": "Bộ Nội vụ"})
    item = nomination.forwarded.get()
    assert make.reload(nomination).state == Nomination.State.FORWARDED
    assert "1 đề nghị chờ kết quả" in client.get(nomination.round.get_absolute_url()).content.decode()
    day = timezone.localdate()
    client.post(
        reverse("awards:forward_sent", args=[item.forwarding_id]),
        {"number": "15/TTr-VP", "on": f"{day:%d/%m/%Y}", "expected_on": f"{day:%d/%m/%Y}"},
    )
    assert [due.url for due in hearing_due(day)] == [item.forwarding.get_absolute_url()]
    award_url = reverse("awards:forward_award", args=[item.pk])
    words = {"decision_code": "1500/QĐ-TTg", "decided_on": "05/01/2026", "issuer_name": "Thủ tướng Chính phủ"}
    assert "không thể sau hôm nay" in client.post(award_url, words | {"decided_on": "01/01/2099"}).content.decode()
    assert "không thể trước ngày gửi" in client.post(award_url, words).content.decode()
    words["decided_on"] = f"{day:%d/%m/%Y}"
    client.post(award_url, words)
    line = Award.objects.get(nomination=nomination)
    assert (line.decision_code, line.decided_on, line.person) == ("1500/QĐ-TTg", day, world.person)
    assert make.reload(nomination).state == Nomination.State.AWARDED
    assert list(hearing_due(day)) == []
    assert "1500/QĐ-TTg" in client.get(item.forwarding.get_absolute_url()).content.decode()
    again = client.post(award_url, words | {"decision_code": "1501/QĐ-TTg"})
    assert "không còn ở bước" in again.content.decode()


def test_its_submission_carries_list_summary_opinions_and_appraisal(world, client, nomination):
    request = hearing.ask(world, nomination, name="Công an tỉnh")
    hearing.answer(request, "disagree", "Đang nợ thuế", way="paper", paper_number="9/CA", paper_date=DAY)
    sent = hearing.forward(world, nomination)
    office = world.users["standing_office"]
    draft = forwarding.draft_submission(actor=office, forwarding=sent)
    assert draft.kind == "TTr"
    assert "Công an tỉnh (văn bản số 9/CA ngày 05/01/2026): đồng ý 0/1 đề nghị" in draft.body
    assert "Đang nợ thuế" in draft.body
    assert "danh hiệu “Lao động tiên tiến” cho 01 cá nhân" in draft.body
    listed, summary = draft.annexes.all()
    assert world.person.full_name in listed.body
    assert "Đã hoàn thành tốt các việc" in summary.body
    sent.refresh_from_db()
    assert forwarding.draft_submission(actor=office, forwarding=sent) == draft
    submit_draft(draft=draft, actor=office)
    document = issue_draft(draft=make.reload(draft), actor=world.users["leader"])
    client.force_login(office)
    assert f'value="{document.code}"' in client.get(sent.get_absolute_url()).content.decode()


def test_refused_or_called_back_it_can_go_on(world, nomination):
    office = world.users["standing_office"]
    sent = hearing.forward(world, nomination)
    with pytest.raises(Refused, match="lý do"):
        forwarding.call_back(actor=office, item=sent.items.get(), reason=" ")
    forwarding.call_back(actor=office, item=sent.items.get(), reason="Cần bổ sung.")
    assert make.reload(nomination).state == Nomination.State.APPRAISED
    again = hearing.forward(world, make.reload(nomination))
    forwarding.refuse_above(actor=office, item=again.items.get(), reason="Chưa đủ thời gian.")
    fresh = make.reload(nomination)
    assert (fresh.state, fresh.reason) == (Nomination.State.REJECTED, "Chưa đủ thời gian.")


def test_what_is_flagged_or_has_a_step_before_it_does_not_go_up(world, nomination):
    flag = hearing.flag(world, nomination)
    with pytest.raises(Refused, match="chưa trình cấp trên"):
        hearing.forward(world, nomination)
    hearing.release(world, flag)
    hearing.procedure(comment_days=10)
    with pytest.raises(Refused, match="còn phải lấy ý kiến công khai"):
        hearing.forward(world, nomination)


def _receive(clerk, dossier):
    if dossier.is_draft:  # the rule set asks for a part that only the head can add
        Dossier.objects.filter(pk=dossier.pk).update(state="sent", sent_at=timezone.now())
        Nomination.objects.filter(dossier=dossier).update(state="sent")
    services.receive_dossier(actor=clerk, dossier=make.reload(dossier))


def test_inside_the_office_above_receives_it_and_its_decision_settles_both(world, nomination, above):
    Attachment.objects.create(
        nomination=nomination, kind="pdf", name="a.pdf", size=5, sha256="0" * 64, uploaded_by=world.users["staff"],
        file=make.upload("a.pdf"),
    )  # fmt: skip
    sent = hearing.forward(world, nomination, to_round=above)
    item = sent.items.get()
    assert item.above.content == make.reload(nomination).content
    assert item.above.attachments.get().file.name != nomination.attachments.get().file.name
    assert conflicts_of([nomination], world.users["standing_office"]) == {}
    clerk = above.created_by
    _receive(clerk, sent.dossier)
    with pytest.raises(Refused, match="tự cập nhật"):
        forwarding.enter_award_above(
            actor=clerk, item=item, decision_code="1/QĐ", decided_on=DAY, issuer_name="UBND tỉnh"
        )
    with pytest.raises(Refused, match="Cấp trên đã nhận"):
        forwarding.call_back(actor=world.users["standing_office"], item=make.reload(item), reason="Rút lại.")
    decided = make.agree(clerk, make.reload(item.above))
    decision = services.prepare_decision(actor=clerk, around=above, nominations=[decided])
    decision = services.submit_decision(actor=clerk, decision=decision)
    leader = UserFactory(full_name="Lê Văn Chủ Tịch")
    RoleFactory(user=leader, unit=world.province, kind=RoleKind.LEADER, title="CHỦ TỊCH")
    services.sign_decision(actor=leader, decision=decision)
    assert make.reload(nomination).state == Nomination.State.AWARDED
    # A paper of the province says of which office the division is.
    assert Award.objects.get().nominee_note.endswith(
        "Phòng Tổng hợp, Văn phòng Ủy ban nhân dân tỉnh An Sơn"
    )
    assert nomination.nominee_note.endswith(world.division.short_name)
    assert make.reload(item).result == "awarded"
    assert Award.objects.filter(person=world.person).count() == 1


def test_the_office_above_reads_what_was_sent_up_against_the_conditions_and_why(world, client, nomination, above):
    item = hearing.forward(world, nomination, to_round=above).items.get()
    clerk = above.created_by
    _receive(clerk, item.forwarding.dossier)
    client.force_login(clerk)
    why = f"{world.office.name} trình lên dù khác kết quả đối chiếu của cơ quan này (Kết quả đối chiếu tiêu chuẩn"
    sheet = client.get(reverse("awards:appraise", args=[item.above_id])).content.decode()
    assert why in sheet
    assert "vì: Đã đối chiếu hồ sơ giấy (" in sheet
    listed = client.get(reverse("awards:appraisal_list", args=[above.pk])).content.decode()
    assert "cấp dưới trình lên dù khác kết quả đối chiếu" in listed
    make.rate(world.person)
    make.agree(clerk, make.reload(item.above))
    drafted = client.get(reverse("awards:decision_prepare", args=[above.pk])).content.decode()
    assert why in drafted


def test_what_the_office_above_hands_on_outside_comes_back_to_the_office_below(world, nomination, above):
    """Of the State: from this office to the province, from there to the Prime Minister; entered once, known to both."""
    item, clerk = hearing.forward(world, nomination, to_round=above).items.get(), above.created_by
    hearing.decided_above(authority="prime_minister")
    _receive(clerk, item.forwarding.dossier)
    agreed = make.agree(clerk, make.reload(item.above))
    onward = forwarding.forward(actor=clerk, around=above, nominations=[agreed], to_name="Bộ Nội vụ").items.get()
    words = {"decision_code": "1500/QĐ-TTg", "decided_on": timezone.localdate(), "issuer_name": "Thủ tướng Chính phủ"}
    forwarding.enter_award_above(actor=clerk, item=onward, **words)
    assert Award.objects.get().nomination == agreed
    told = make.reload(item)
    assert (told.result, told.decision_code, make.reload(nomination).state) == ("awarded", "1500/QĐ-TTg", "awarded")
    correct_result(actor=clerk, item=onward, **words | {"decision_code": "1501/QĐ-TTg"}, reason="Gõ nhầm.")
    assert make.reload(item).decision_code == "1501/QĐ-TTg"
    take_back_result(actor=clerk, item=onward, reason="Nhầm người.")
    assert (make.reload(item).result, make.reload(nomination).state) == ("", "forwarded")


def test_what_lacks_a_part_above_is_completed_and_sent_by_the_standing_office_itself(world, client, nomination, above):
    office = world.users["standing_office"]
    hearing.procedure("LDTT", components=[{"code": "bien-ban", "name": "Biên bản họp", "article": "Điều 84"}])
    dossier = hearing.forward(world, nomination, to_round=above).dossier
    assert dossier.is_draft
    of_a_division = make.make_nomination(world, make.make_round(world)).dossier
    assert [row.pk for row in Dossier.objects.visible_to(office).filter(state="draft")] == [dossier.pk]
    assert not can_write_dossier(office, of_a_division)
    assert not Dossier.objects.visible_to(above.created_by).filter(pk=dossier.pk).exists()
    client.force_login(office)
    assert [item.action for item in worklist.items(waiting_for(office)) if dossier.reference in item.title]
    both = RoleFactory(unit=world.office, kind=RoleKind.STANDING_OFFICE).user  # who writes elsewhere too has it as well
    RoleFactory(user=both, unit=world.other_division, kind=RoleKind.STAFF)
    assert [item.action for item in worklist.items(waiting_for(both)) if dossier.reference in item.title]
    page = client.get(dossier.get_absolute_url(), follow=True)
    assert dossier.reference in page.content.decode()
    make.hold_meeting(dossier.nominations.get())
    hearing.sign_paper(Forwarding.objects.get())
    client.post(reverse("awards:dossier_send", args=[dossier.pk]), {"confirm": "on"})
    assert make.reload(dossier).state == Dossier.State.SENT
    assert Forwarding.objects.get().sent_on == timezone.localdate()
    assert 'href="{}"'.format(reverse("awards:dossier_list")) not in page.content.decode()  # no unit's staff


def test_a_round_above_that_is_not_open_to_us_is_refused(world, nomination, above):
    above.units.set([world.other_office])
    with pytest.raises(Refused, match="không mở cho"):
        hearing.forward(world, nomination, to_round=above)


def test_what_the_office_itself_decides_is_neither_offered_nor_taken(world, client):
    row = make.make_appraised(world, make.make_round(world))
    client.force_login(world.users["standing_office"])
    page = client.get(reverse("awards:forward_new", args=[row.round_id])).content.decode()
    assert row.nominee_name not in page
    with pytest.raises(Refused, match="Lao động tiên tiến do Chánh Văn phòng .* quyết định nên không trình cấp trên"):
        forwarding.forward(
            actor=world.users["standing_office"], around=row.round, nominations=[row], to_name="Bộ Nội vụ"
        )


def test_an_office_above_settles_only_what_it_received(world, client, nomination, above):
    clerk = above.created_by
    client.force_login(clerk)
    sent = hearing.forward(world, nomination)
    item = sent.items.get()
    page = client.get(sent.get_absolute_url()).content.decode()
    assert "Ghi quyết định khen" not in page
    assert [client.post(reverse(f"awards:{name}", args=[pk]), {"reason": "Không."}).status_code for name, pk in (
        ("forward_refuse", item.pk), ("forward_award", item.pk), ("forward_call_back", item.pk),
        ("forward_sent", sent.pk), ("forward_paper", sent.pk),
    )] == [403] * 5  # fmt: skip
    assert not [one for one in worklist.items(waiting_for(clerk)) if one.action == "Ghi kết quả"]
    forwarding.call_back(actor=world.users["standing_office"], item=item, reason="Trình lại.")
    again = hearing.forward(world, make.reload(nomination), to_round=above).items.get()
    Nomination.objects.filter(pk=again.above_id).update(state="rejected")
    assert client.post(reverse("awards:forward_call_back", args=[again.pk]), {"reason": "Không."}).status_code == 403
    client.post(reverse("awards:forward_refuse", args=[again.pk]), {"reason": "Không."})
    assert make.reload(again).result == "refused"
