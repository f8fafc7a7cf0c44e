"""Drafts: begun, saved, sent, returned, issued; what each type prints."""

import datetime as dt

import pytest

from core.exceptions import Refused
from core.models import AuditEvent
from documents.composing import official_document, recipients_of
from documents.draft_signers import default_authority_line
from documents.frames import DRAFT_KINDS
from documents.missing import missing_for_signature
from documents.models import Document, Draft, RegisterSeries
from documents.official import Basis, Enacting, ListItem, Paragraph
from documents.rendering import render_html
from documents.services import (
    AnnexContent,
    DraftConflict,
    create_draft,
    delete_draft,
    issue_draft,
    return_draft,
    save_draft,
    submit_draft,
    take_back_draft,
)
from documents.tests.drafting import order_to_sign, sent_letter, write, written_letter
from documents.tests.factories import DocumentFactory
from units.models import Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(world):
    return world.users["staff"]


@pytest.fixture
def leader(world):
    return world.users["leader"]


def fresh(user):
    return User.objects.get(pk=user.pk)


def lacks(draft):
    return [field for _, field in missing_for_signature(draft)]


# ---------------------------------------------------------------- writing


@pytest.mark.parametrize("kind", sorted(DRAFT_KINDS))
def test_each_type_begins_with_words_to_fill_in(world, staff, kind):
    draft = create_draft(kind=kind, issuer=world.office, drafting_unit=world.division, actor=staff)
    assert official_document(draft).body
    assert missing_for_signature(draft) or kind in ("GGT", "GNP")
    assert "{issuer}" not in draft.body


def test_a_plan_and_a_foreign_unit_are_refused(world, staff):
    with pytest.raises(Refused, match="kế hoạch"):
        create_draft(kind="KH", issuer=world.office, drafting_unit=world.division, actor=staff)
    with pytest.raises(Refused, match="không thuộc"):
        create_draft(kind="CV", issuer=world.other_office, drafting_unit=world.division, actor=staff)
    with pytest.raises(Refused, match="chưa được thiết lập"):
        create_draft(kind="CV", issuer=world.division, drafting_unit=world.division, actor=staff)


def test_a_second_editor_is_warned_and_overwrites_nothing(world, staff):
    draft = written_letter(world)
    save_draft(draft=draft, values={"subject": "của người thứ nhất"}, annexes=None, version=draft.version, actor=staff)
    with pytest.raises(DraftConflict, match="vừa được lưu ở nơi khác"):
        save_draft(
            draft=draft, values={"subject": "của người thứ hai"}, annexes=None, version=draft.version, actor=staff
        )
    draft.refresh_from_db()
    assert draft.subject == "của người thứ nhất"


def test_annexes_keep_their_order_and_are_left_alone_when_not_given(world, staff):
    annexes = [AnnexContent("Biểu một", "Nội dung"), AnnexContent("Biểu hai", "Nội dung", landscape=True)]
    draft = write(world, annexes=annexes)
    save_draft(draft=draft, values={"subject": "khác"}, annexes=None, version=draft.version, actor=staff)
    assert [(a.position, a.title, a.landscape) for a in draft.annexes.all()] == [
        (1, "Biểu một", False),
        (2, "Biểu hai", True),
    ]


def test_a_draft_is_deleted_with_a_reason_and_an_issued_document_never(world, staff, leader):
    with pytest.raises(Refused, match="lý do"):
        delete_draft(draft=written_letter(world), actor=staff, reason=" ")
    draft = written_letter(world)
    delete_draft(draft=draft, actor=staff, reason="Soạn nhầm.")
    assert AuditEvent.objects.filter(action="documents.draft_delete", reason="Soạn nhầm.").exists()
    sent = sent_letter(world)
    with pytest.raises(Refused, match="còn là dự thảo"):
        delete_draft(draft=sent, actor=staff, reason="Soạn nhầm.")


# ---------------------------------------------------------------- the way


def test_what_is_missing_is_named_and_stops_the_sending(world, staff):
    draft = create_draft(kind="CV", issuer=world.office, drafting_unit=world.division, actor=staff)
    assert lacks(draft) == ["subject", "addressees", "body", "recipients"]
    with pytest.raises(Refused, match="nơi kính gửi"):
        submit_draft(draft=draft, actor=staff)


def test_an_annex_must_be_pointed_to(world):
    draft = written_letter(world)
    draft.annexes.create(position=1, title="Biểu", body="Nội dung")
    assert lacks(draft) == ["body"]
    draft.body += "\n3. Số liệu tại Phụ lục kèm theo."
    assert lacks(draft) == []


def test_the_leader_issues_and_the_number_comes_from_the_register(world, leader):
    document = issue_draft(draft=sent_letter(world), actor=fresh(leader), on=dt.date(2026, 1, 5))
    assert document.code == "01/VP-TH"
    assert document.signer_name == leader.full_name
    draft = Draft.objects.get()
    assert (draft.state, draft.document) == (Draft.State.ISSUED, document)
    second = issue_draft(draft=sent_letter(world), actor=fresh(leader), on=dt.date(2026, 1, 6))
    assert second.code == "02/VP-TH"


def test_nobody_without_authority_issues_and_nothing_is_numbered(world):
    draft = sent_letter(world)
    with pytest.raises(Refused, match="không có thẩm quyền ký"):
        issue_draft(draft=draft, actor=fresh(world.users["standing_office"]))
    assert not Document.objects.exists()
    assert Draft.objects.get().state == Draft.State.SUBMITTED


def test_a_step_that_somebody_took_before_is_refused(world, staff, leader):
    draft = sent_letter(world)
    take_back_draft(draft=draft, actor=staff)
    with pytest.raises(Refused, match="bước khác"):
        issue_draft(draft=draft, actor=fresh(leader))
    with pytest.raises(Refused, match="lý do"):
        return_draft(draft=draft, actor=leader, reason="")


def test_a_returned_draft_says_why_until_it_is_sent_again(world, staff, leader):
    draft = return_draft(draft=sent_letter(world), actor=leader, reason="Thiếu thời hạn.")
    assert draft.returned_reason == "Thiếu thời hạn."
    assert submit_draft(draft=draft, actor=staff).returned_reason == ""


def test_a_correction_withdraws_what_it_replaces(world, staff, leader):
    old = DocumentFactory(issuer=world.office, kind="TB", on=dt.date(2026, 1, 5))
    draft = create_draft(kind="TB", issuer=world.office, drafting_unit=world.division, actor=staff, replaces=old)
    assert draft.subject == old.subject
    values = {"body": "Văn phòng thông báo lại thời gian họp.", "recipients": "Các phòng"}
    save_draft(draft=draft, values=values, annexes=None, version=draft.version, actor=staff)
    new = issue_draft(draft=submit_draft(draft=draft, actor=staff), actor=fresh(leader), on=dt.date(2026, 1, 6))
    old.refresh_from_db()
    assert (old.withdrawn, old.replaced_by) == (True, new)
    with pytest.raises(Refused, match="cùng loại"):
        create_draft(kind="CV", issuer=world.office, drafting_unit=world.division, actor=staff, replaces=new)
    with pytest.raises(Refused, match="trước đó"):
        create_draft(kind="TB", issuer=world.office, drafting_unit=world.division, actor=staff, replaces=old)


def test_whom_an_order_names_issues_in_the_heads_place(world):
    head = world.users["head"]
    order_to_sign(world)
    draft = sent_letter(world, signer=head)
    document = issue_draft(draft=draft, actor=fresh(head), on=dt.date(2026, 1, 5))
    assert document.signer_title == "TL. CHÁNH VĂN PHÒNG TRƯỞNG PHÒNG"


def test_a_council_issues_in_its_own_numbers(world, leader):
    council = RegisterSeries.objects.create(issuer=world.office, code="HĐTĐKT", name="Hội đồng Thi đua - Khen thưởng")
    draft = sent_letter(world, series=council, series_title="Phó Chủ tịch Thường trực")
    content = official_document(draft, signed_by=fresh(leader))
    assert (content.superior_name, content.issuer_name) == ("Văn phòng UBND tỉnh An Sơn", council.name)
    assert list(content.signer.authority) == ["TM. HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "KT. CHỦ TỊCH"]
    assert content.signer.post_above_name == "CHÁNH VĂN PHÒNG"
    document = issue_draft(draft=draft, actor=fresh(leader), on=dt.date(2026, 1, 5))
    assert (document.series, document.number) == ("HĐTĐKT", 1)


# ---------------------------------------------------------------- who may read


def readers(world, draft):
    return {
        name for name, user in world.users.items() if Draft.objects.visible_to(fresh(user)).filter(pk=draft.pk).exists()
    }


def test_a_draft_is_its_writers_until_it_is_sent(world):
    assert readers(world, written_letter(world)) == {"staff", "head", "standing_office"}
    assert readers(world, sent_letter(world)) == {"staff", "head", "standing_office", "leader"}


def test_minutes_of_others_are_not_for_every_clerk(world):
    assert readers(world, write(world, "BB", by=world.users["head"])) == {"head", "standing_office"}
    assert readers(world, write(world, "BB")) == {"staff", "head", "standing_office"}


# ---------------------------------------------------------------- what each type prints


def test_a_letter_answers_above_and_keeps_a_copy_with_its_drafters(world):
    draft = written_letter(world, kept_copies=2, drafter_initials="pl", copies=30)
    content = official_document(draft)
    assert content.symbol == "VP-TH"
    assert list(content.recipients) == ["Như trên", "Lãnh đạo Văn phòng", "Lưu: VT, TH (02)"]
    assert content.drafter_mark == "PL.(30)"
    draft.recipients = "- Như trên;\nSở Nội vụ\nLưu: VT, riêng."
    assert recipients_of(draft) == ["Như trên", "Sở Nội vụ", "Lưu: VT, riêng."]


def test_a_decision_names_who_decides_and_who_carries_it_out(world):
    draft = write(
        world, "QĐ", bases="Căn cứ Luật Thi đua, khen thưởng;", body="Điều 1. Tặng Giấy khen.\nĐiều 2. Thi hành."
    )
    content = official_document(draft)
    assert content.authority == "Chánh Văn phòng UBND tỉnh An Sơn"
    assert [type(block) for block in content.body[:2]] == [Basis, Enacting]
    assert content.recipients[0] == "Như Điều 2"
    assert content.addressees == []


def test_a_document_issued_with_a_decision_has_its_own_head(world):
    draft = write(world, "QĐ", attached_type="Quy chế", attached_title="Làm việc", attached_body="Điều 1. Phạm vi.")
    annex = official_document(draft).annexes[0]
    assert (annex.label, annex.title, annex.letterhead, annex.note) == ("Quy chế", "Làm việc", True, None)


def test_an_invitation_lists_several_guests_and_names_one_in_the_line(world):
    facts = {"invited": "Sở Nội vụ\nSở Tài chính", "meeting": "hội nghị tổng kết", "chair": "Bà Cầm Thị Hạnh",
             "time": "14 giờ 00", "venue": "Phòng họp số 2"}  # fmt: skip
    body = official_document(write(world, "GM", details=facts)).body
    assert body[1:3] == [ListItem("Sở Nội vụ;"), ListItem("Sở Tài chính.")]
    body = official_document(write(world, "GM", details=facts | {"invited": "Sở Nội vụ"})).body
    assert body[0] == Paragraph("Văn phòng UBND tỉnh An Sơn trân trọng kính mời: Sở Nội vụ.")


def test_minutes_are_signed_by_secretary_and_chair(world):
    facts = {"chair": "Vũ Thị Sáu", "secretary": "Đỗ Văn Quý", "ends": "16 giờ 30, ngày 20 tháng 10 năm 2026"}
    content = official_document(write(world, "BB", subject="Họp Hội đồng", details=facts, body="1. Nghe báo cáo."))
    assert (content.secretary.name, content.signer.title, content.signer.name) == (
        "Đỗ Văn Quý",
        "CHỦ TỌA",
        "Vũ Thị Sáu",
    )
    assert content.body[-1] == Paragraph("Cuộc họp kết thúc vào 16 giờ 30, ngày 20 tháng 10 năm 2026")
    assert content.recipients[-1] == "Lưu: VT, Hồ sơ"


def test_each_teller_signs_the_minutes_of_a_count(world):
    facts = {"chair": "Vũ Thị Sáu", "secretary": "Đỗ Văn Quý", "ends": "16 giờ 30",
             "tellers": "Lò Văn An\nHà Thị Bé\nVì Văn Ba"}  # fmt: skip
    content = official_document(write(world, "BB", subject="Kiểm phiếu", details=facts, body="1. Số phiếu."))
    assert [one.name for one in content.tellers] == ["Lò Văn An", "Hà Thị Bé", "Vì Văn Ba"]
    page = render_html(content)
    assert page.count("NGƯỜI KIỂM PHIẾU") == 3
    assert page.index("Vì Văn Ba</div>") < page.index("THƯ KÝ") < page.index("CHỦ TỌA")
    assert "Người kiểm phiếu:" in page
    assert not official_document(write(world, "BB", details=facts | {"tellers": ""})).tellers


def test_a_wide_table_lies_across_the_page(world):
    wide = "|" + "|".join("abcdefg") + "|\n|" + "|".join("1234567") + "|"
    content = official_document(write(world, "BC", annexes=[AnnexContent("Biểu", wide), AnnexContent("Bảng", "| a |")]))
    assert [annex.landscape for annex in content.annexes] == [True, False]


def test_stars_and_marks_of_typed_words_are_printed_as_they_are(world):
    draft = written_letter(world, subject="2 * 3 * 4 **đậm**", body="Không *nghiêng*.")
    content = official_document(draft)
    assert content.subject == r"2 \* 3 \* 4 \*\*đậm\*\*"
    assert content.body == [Paragraph(r"Không \*nghiêng\*.")]


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("Văn phòng UBND tỉnh An Sơn", "CHÁNH VĂN PHÒNG", "Chánh Văn phòng UBND tỉnh An Sơn"),
        ("Sở Nội vụ", "GIÁM ĐỐC", "Giám đốc Sở Nội vụ"),
        ("Ủy ban nhân dân tỉnh An Sơn", "CHỦ TỊCH", "Chủ tịch Ủy ban nhân dân tỉnh An Sơn"),
        ("Trường Trung học phổ thông", "", "Trường Trung học phổ thông"),
    ],
)
def test_who_decides_is_the_head_of_the_agency(name, head, expected):
    assert default_authority_line(Unit(name=name, head_title=head)) == expected
