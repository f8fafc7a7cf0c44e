"""The way of a nomination, from the unit to the register, and everything that must be refused on it."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from awards import services
from awards.assessment import assess
from awards.models import Award, Decision, Discipline, Dossier, Initiative, Nomination
from awards.services.nominations import Stale
from core.exceptions import Refused
from core.models import AuditEvent
from documents.models import Document
from units.tests.factories import PersonFactory, RoleFactory, UserFactory, make_world

from . import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_pages")]


@pytest.fixture
def world():
    return make_world()


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_the_whole_way(world):
    make.rate(world.person, "HTT")
    decision = make.make_signed(world)
    award = Award.objects.get()
    assert (award.person, award.golden_number, award.decision_code) == (world.person, 1, decision.document.code)
    assert decision.document.code == "01/QĐ-VP"
    assert make.reload(award.nomination).state == Nomination.State.AWARDED
    assert AuditEvent.objects.filter(action="awards.sign_decision").count() == 1


def test_a_person_is_proposed_once_for_an_award_in_a_round(world):
    around = make.make_round(world)
    first = make.make_nomination(world, around)
    with pytest.raises(Refused, match="chỉ được đề nghị một lần"):
        make.make_nomination(world, around)
    make.make_nomination(world, around, code="GK")
    assert first.dossier.nominations.count() == 2


def test_all_or_none_are_added(world):
    around = make.make_round(world)
    make.make_nomination(world, around, person=world.person2)
    dossier = Dossier.objects.get()
    with pytest.raises(Refused):
        services.nominate(
            actor=world.users["staff"],
            dossier=dossier,
            award_type=make.award_type("LDTT"),
            people=[world.person, world.person2],
        )
    assert dossier.nominations.count() == 1


def test_nobody_from_outside_the_unit_is_proposed(world):
    around = make.make_round(world)
    with pytest.raises(Refused, match="không thuộc"):
        make.make_nomination(world, around, person=PersonFactory(unit=world.other_division))


def test_a_title_for_people_is_not_given_to_a_collective(world):
    around = make.make_round(world)
    with pytest.raises(Refused, match="không dành cho tập thể"):
        make.make_nomination(world, around, unit=world.division, code="LDTT")


def test_an_award_that_the_round_does_not_consider_is_refused(world):
    around = make.make_round(world, codes=["LDTT"])
    with pytest.raises(Refused, match="không xét"):
        make.make_nomination(world, around, code="GK")


def test_a_round_that_is_not_open_takes_no_dossier(world):
    around = make.make_round(world, state="draft")
    with pytest.raises(Refused, match="không mở"):
        services.start_dossier(actor=world.users["staff"], around=around, unit=world.division)


def test_a_unit_that_is_not_asked_takes_no_part(world):
    around = make.make_round(world)
    with pytest.raises(Refused, match="không nằm trong danh sách"):
        services.start_dossier(actor=world.users["staff"], around=around, unit=world.other_office)


def test_dates_of_a_round_stand_in_order(world):
    today = timezone.localdate()
    with pytest.raises(Refused, match="thứ tự"):
        make.make_round(world, decide_by=today)


def test_a_second_editor_is_told_and_overwrites_nothing(world):
    nomination = make.make_nomination(world, make.make_round(world))
    content = make.full_content() | {"tasks": "Việc do người thứ nhất viết vào đây"}
    services.save_content(actor=world.users["staff"], nomination=nomination, content=content, version=2)
    with pytest.raises(Stale, match="vừa lưu"):
        services.save_content(actor=world.users["head"], nomination=nomination, content=make.full_content(), version=2)
    assert make.reload(nomination).content["tasks"] == "Việc do người thứ nhất viết vào đây"


def test_saving_the_same_again_is_no_new_version(world):
    nomination = make.make_nomination(world, make.make_round(world))
    again = services.save_content(
        actor=world.users["staff"], nomination=nomination, content=make.full_content(), version=2
    )
    assert again.version == 2


def test_an_unfinished_nomination_is_not_sent_and_says_why(world):
    nomination = make.make_nomination(world, make.make_round(world), content={"tasks": "Một hai ba bốn năm sáu"})
    with pytest.raises(Refused, match="còn thiếu: .*Thành tích đạt được"):
        services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    assert make.reload(nomination.dossier).is_draft


def test_an_empty_dossier_is_not_sent(world):
    dossier = services.start_dossier(actor=world.users["staff"], around=make.make_round(world), unit=world.division)
    with pytest.raises(Refused, match="chưa có đề nghị"):
        services.send_dossier(actor=world.users["head"], dossier=dossier)


def test_a_dossier_is_sent_once(world):
    nomination = make.make_nomination(world, make.make_round(world))
    services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    with pytest.raises(Refused, match="đã được gửi"):
        services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)


def test_the_last_day_counts_to_its_end(world):
    today = timezone.localdate()
    nomination = make.make_nomination(world, make.make_round(world, send_by=today))
    assert services.send_dossier(actor=world.users["head"], dossier=nomination.dossier).state == "sent"


def test_late_is_refused_until_a_named_person_accepts_it(world):
    around = make.make_round(world, send_by=timezone.localdate() - dt.timedelta(days=1))
    nomination = make.make_nomination(world, around)
    with pytest.raises(Refused, match="quá hạn"):
        services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    office = world.users["standing_office"]
    with pytest.raises(Refused, match="lý do"):
        services.accept_late(actor=office, around=around, unit=world.division, reason="  ")
    services.accept_late(actor=office, around=around, unit=world.division, reason="Đơn vị mới sáp nhập.")
    sent = services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    assert (sent.state, sent.late_accepted_by) == ("sent", office)


def test_late_may_be_accepted_before_the_unit_began(world):
    around = make.make_round(world)
    dossier = services.accept_late(
        actor=world.users["standing_office"], around=around, unit=world.division, reason="Xin gia hạn."
    )
    assert dossier.is_draft


def test_what_was_sent_cannot_be_changed_or_removed(world):
    nomination = make.make_received(world, make.make_round(world))
    staff = world.users["staff"]
    with pytest.raises(Refused):
        services.save_content(actor=staff, nomination=nomination, content={}, version=nomination.version)
    with pytest.raises(Refused):
        services.remove_nomination(actor=staff, nomination=nomination)
    with pytest.raises(Refused):
        services.attach(actor=staff, nomination=nomination, file=make.upload())


def test_only_the_returned_nomination_is_open_again(world):
    around = make.make_round(world)
    other = make.make_nomination(world, around, person=world.person2)
    nomination = make.make_received(world, around)
    office, staff = world.users["standing_office"], world.users["staff"]
    with pytest.raises(Refused, match="lý do"):
        services.return_nomination(actor=office, nomination=nomination, reason="")
    returned = services.return_nomination(actor=office, nomination=nomination, reason="Thiếu số liệu quý III.")
    assert returned.open_to_unit
    assert not make.reload(other).open_to_unit
    mended = make.full_content() | {"tasks": "Đã thêm số liệu quý ba theo yêu cầu"}
    services.save_content(actor=staff, nomination=returned, content=mended, version=returned.version)
    again = services.resend_nomination(actor=world.users["head"], nomination=returned)
    assert again.state == Nomination.State.RECEIVED
    assert again.resent_at


def test_agreeing_against_the_conditions_needs_a_reason_that_is_kept(world):
    make.rate(world.person, "HT")
    nomination = make.make_received(world, make.make_round(world))
    office = world.users["standing_office"]
    with pytest.raises(Refused, match="Chưa đánh giá “.*đoàn kết"):  # no reason stands for a judgement nobody made
        services.appraise(actor=office, nomination=nomination, proposal="accept", override_reason="Vẫn khen.")
    services.judge(actor=office, nomination=nomination, answers={"LDTT.b": (True, "")})
    with pytest.raises(Refused, match="là “Chưa đạt”"):
        services.appraise(actor=office, nomination=nomination, proposal="accept")
    services.appraise(
        actor=office, nomination=nomination, proposal="accept", override_reason="Xếp loại đang được điều chỉnh."
    )
    appraisal = make.reload(nomination).appraisal
    assert appraisal.overridden
    assert appraisal.override_reason == "Xếp loại đang được điều chỉnh."
    assert appraisal.tree["state"] == "not_met"


def test_agreeing_with_the_conditions_needs_none(world):
    make.rate(world.person, "HTT")
    nomination = make.make_received(world, make.make_round(world))
    office = world.users["standing_office"]
    services.judge(actor=office, nomination=nomination, answers={"LDTT.b": (True, "Theo biên bản họp")})
    done = services.appraise(actor=office, nomination=nomination, proposal="accept")
    assert done.state == Nomination.State.APPRAISED
    assert not make.reload(nomination).appraisal.overridden


def test_a_refusal_needs_an_opinion_and_shows_it_to_the_unit(world):
    nomination = make.make_received(world, make.make_round(world))
    office = world.users["standing_office"]
    with pytest.raises(Refused, match="ý kiến"):
        services.appraise(actor=office, nomination=nomination, proposal="reject")
    services.appraise(actor=office, nomination=nomination, proposal="reject", opinion="Chưa đủ thời gian công tác.")
    assert make.reload(nomination).reason == "Chưa đủ thời gian công tác."


def test_a_running_discipline_blocks_and_an_ended_one_does_not(world):
    make.rate(world.person, "HTT")
    nomination = make.make_received(world, make.make_round(world))
    today = timezone.localdate()
    measure = Discipline.objects.create(
        person=world.person, level=Discipline.Level.REPRIMAND, decided_on=today - dt.timedelta(days=400)
    )
    assert "Khiển trách" in assess(nomination).blocks[0]
    measure.ended_on = today - dt.timedelta(days=1)
    measure.save()
    assert not assess(nomination).blocks


def test_only_the_clear_ones_are_agreed_to_in_bulk(world):
    around = make.make_round(world)
    make.make_nomination(world, around, person=world.person2)
    make.rate(world.person, "HTT")
    make.make_received(world, around)
    office = world.users["standing_office"]
    for nomination in Nomination.objects.all():
        services.judge(actor=office, nomination=nomination, answers={"LDTT.b": (True, "")})
    accepted, left = services.accept_clear(actor=office, nominations=Nomination.objects.all())
    assert [nomination.person for nomination in accepted] == [world.person]
    assert [nomination.person for nomination in left] == [world.person2]


def test_a_decision_takes_only_what_is_free(world):
    around = make.make_round(world)
    nomination = make.make_appraised(world, around)
    office = world.users["standing_office"]
    services.prepare_decision(actor=office, around=around, nominations=[nomination])
    with pytest.raises(Refused, match="quyết định khác"):
        services.prepare_decision(actor=office, around=around, nominations=[nomination])
    assert Decision.objects.count() == 1


def test_a_discarded_draft_frees_its_nominees(world):
    around = make.make_round(world)
    nomination = make.make_appraised(world, around)
    office = world.users["standing_office"]
    decision = services.prepare_decision(actor=office, around=around, nominations=[nomination])
    services.discard_decision(actor=office, decision=decision)
    assert make.reload(nomination).state == Nomination.State.APPRAISED
    assert make.reload(nomination).decision_id is None


def test_a_leader_returns_with_a_reason_and_signs_later(world):
    decision = make.make_submitted(world)
    leader, office = world.users["leader"], world.users["standing_office"]
    returned = services.return_decision(actor=leader, decision=decision, reason="Sửa trích yếu.")
    assert (returned.state, returned.return_reason) == ("draft", "Sửa trích yếu.")
    with pytest.raises(Refused):
        services.sign_decision(actor=leader, decision=decision)
    services.submit_decision(actor=office, decision=returned)
    assert services.sign_decision(actor=leader, decision=decision).state == "signed"


def test_two_signatures_make_one_decision(world):
    """A double click, or two leaders with the same page open: each holds a row that says "submitted"."""
    decision = make.make_submitted(world)
    first, second = make.reload(decision), make.reload(decision)
    other = UserFactory()
    RoleFactory(user=other, unit=world.office, kind="leader", title="PHÓ CHÁNH VĂN PHÒNG")
    services.sign_decision(actor=world.users["leader"], decision=first)
    with pytest.raises(Refused, match="đã được ký"):
        services.sign_decision(actor=other, decision=second)
    assert Document.objects.count() == 1
    assert Award.objects.count() == 1


def test_the_save_itself_only_hits_a_decision_that_still_waits(world):
    """Even a writer that read before the other committed cannot sign twice."""
    from django_fsm import ConcurrentTransition

    decision = make.make_submitted(world)
    behind = make.reload(decision)
    behind.sign()
    signed = services.sign_decision(actor=world.users["leader"], decision=decision)
    behind.document, behind.decided_on, behind.signer = signed.document, signed.decided_on, signed.signer
    with pytest.raises(ConcurrentTransition), transaction.atomic():
        behind.save(update_fields=["state"])


def test_a_failed_signature_leaves_nothing_behind(world, monkeypatch):
    decision = make.make_submitted(world)
    monkeypatch.setattr(Award.objects, "bulk_create", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.sign_decision(actor=world.users["leader"], decision=decision)
    assert make.reload(decision).state == "submitted"
    assert not Document.objects.exists()
    monkeypatch.undo()
    assert services.sign_decision(actor=world.users["leader"], decision=decision).document.number == 1


def test_a_deputy_signs_for_the_head(world):
    deputy = UserFactory(full_name="Cầm Thị Hạnh")
    RoleFactory(user=deputy, unit=world.office, kind="leader", title="PHÓ CHÁNH VĂN PHÒNG")
    decision = services.sign_decision(actor=deputy, decision=make.make_submitted(world))
    assert decision.document.signer_title == "KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG"


def test_the_register_keeps_what_the_decision_said(world):
    make.make_signed(world)
    world.person.full_name, world.person.position = "Tên Đã Đổi", "Chức vụ mới"
    world.person.save()
    award = Award.objects.get()
    assert award.nominee_name == "Đặng Thị Hồng Ưu-Nguyễn"
    assert award.nominee_note == "Chuyên viên, Phòng Tổng hợp"


def test_a_round_with_open_work_is_not_ended(world):
    around = make.make_round(world)
    make.make_received(world, around)
    with pytest.raises(Refused, match="chưa xong"):
        services.close_round(actor=world.users["standing_office"], around=around)


def test_an_award_is_entered_once(world):
    def line():
        return Award(
            award_type=make.award_type("LDTT"),
            target="individual",
            person=world.person,
            unit=world.division,
            nominee_name=world.person.full_name,
            year=2020,
            decision_code="12/QĐ-VP",
            decided_on=dt.date(2020, 12, 30),
            issuer_name="Chánh Văn phòng",
        )

    services.enter_award(actor=world.users["standing_office"], award=line())
    with pytest.raises(Refused, match="đã có"):
        services.enter_award(actor=world.users["standing_office"], award=line())


def test_an_initiative_of_the_period_counts(world):
    make.rate(world.person, "HTT")
    around = make.make_round(world)
    nomination = make.make_received(world, around, code="CSTDCS")
    assert assess(nomination).tree.state == "not_met"
    Initiative.objects.create(person=world.person, title="Sổ mượn phòng họp", recognised_on=around.period_end)
    assert assess(nomination).tree.state == "to_judge"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_leaders_at_the_same_moment_sign_once():
    world = make_world()
    decision = make.make_submitted(world)
    start, answers = threading.Barrier(2), []

    def sign():
        try:
            start.wait(timeout=60)
            services.sign_decision(actor=world.users["leader"], decision=decision)
            answers.append("signed")
        except Refused:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=sign) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["refused", "signed"]
    assert Document.objects.count() == Award.objects.count() == 1
