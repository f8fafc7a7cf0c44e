"""What is printed: the decision, the submission, the certificates."""

import datetime as dt
import io
import re

import pytest
from pypdf import PdfReader

from awards import certificates, services
from awards.models import Award, AwardType, Nomination, RuleSet
from awards.papers import decision_content, submission_content
from awards.papers.decision import deciding_head, default_bases
from awards.papers.keeping import drafter_of, kept_by
from awards.papers.ornament import border
from awards.papers.receipt import receipt_content
from awards.papers.submission import decider, letterhead, round_submission_content
from awards.receipts import limits_of
from awards.services.forwarding import draft_submission
from awards.services.unit_papers import draft_round_paper
from core.models import Job
from documents.composing import keeper_line
from documents.rendering import render
from units.models import Unit
from units.tests.factories import PersonFactory, RoleFactory, UserFactory

from . import factories as make
from . import hearing

pytestmark = pytest.mark.django_db


def words(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_decision_carries_its_articles_and_its_list(world):
    decision = make.make_signed(world)
    text = words(decision.document.read_pdf())
    for part in (
        "Số: 01/QĐ-VP",
        "CHÁNH VĂN PHÒNG UBND TỈNH AN SƠN",
        "QUYẾT ĐỊNH:",
        "Điều 1. Tặng danh hiệu “Lao động tiên tiến” cho 01 cá nhân",
        "Điều 2.",
        "Điều 3.",
        "thi hành Quyết định này./.",
        "Nơi nhận:",
        "DANH SÁCH",
        "Kèm theo Quyết định số 01/QĐ-VP",
        "Ông Đặng Thị Hồng Ưu-Nguyễn",
        "Danh sách gồm 01 cá nhân./.",
        "Nghị định số 152/2025/NĐ-CP",
    ):
        assert part in text, part


def test_collectives_stand_first_and_numbers_run_on(world):
    around = make.make_round(world)
    make.make_nomination(world, around, person=PersonFactory(unit=world.division, full_name="Lê Văn Ân"))
    make.make_nomination(world, around, unit=world.division, code="GK")
    make.make_received(world, around, code="GK", person=world.person2)
    office = world.users["standing_office"]
    for nomination in Nomination.objects.all():
        make.agree(office, nomination)
    decision = services.prepare_decision(actor=office, around=around, nominations=Nomination.objects.all())
    services.submit_decision(actor=office, decision=decision)
    signed = services.sign_decision(actor=world.users["leader"], decision=decision)
    lines = list(Award.objects.order_by("golden_number").values_list("golden_number", "nominee_name"))
    assert lines == [(1, "Lê Văn Ân"), (2, "Phòng Tổng hợp"), (3, "Trần Văn Bình")]
    text = words(signed.document.read_pdf())
    assert "Giấy khen cho 01 tập thể và 01 cá nhân" in text
    assert "Về việc tặng danh hiệu thi đua và hình thức khen thưởng" in text


def test_the_bases_follow_the_day(world):
    around = make.make_round(world)
    before = default_bases(around, dt.date(2026, 9, 30))
    after = default_bases(around, dt.date(2026, 10, 1))
    assert "06/2026/QH16" not in " ".join(before)
    assert "06/2026/QH16" in after[0]


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("Văn phòng UBND tỉnh An Sơn", "CHÁNH VĂN PHÒNG", "Chánh Văn phòng UBND tỉnh An Sơn"),
        ("Sở Nội vụ tỉnh An Sơn", "GIÁM ĐỐC", "Giám đốc Sở Nội vụ tỉnh An Sơn"),
        ("Ủy ban nhân dân xã Bản Mòn", "CHỦ TỊCH", "Chủ tịch Ủy ban nhân dân xã Bản Mòn"),
        ("Trường THPT Chuyên", "HIỆU TRƯỞNG", "Hiệu trưởng Trường THPT Chuyên"),
    ],
)
def test_the_deciding_head_in_words(world, name, title, expected):
    world.office.name, world.office.head_title = name, title
    assert deciding_head(world.office) == expected


def test_a_draft_has_neither_number_nor_day(world):
    decision = make.make_submitted(world)
    content = decision_content(decision, services.decisions.nominations_of(decision), None)
    assert content.number is None
    assert "Số: /QĐ-VP" in words(render(content))


def test_the_submission_names_whom_it_goes_to_and_its_list(world):
    nomination = make.make_nomination(world, make.make_round(world))
    dossier = nomination.dossier
    text = words(render(submission_content(dossier, [nomination], None)))
    for part in ("TỜ TRÌNH", "Kính gửi", "Chánh Văn phòng UBND tỉnh An Sơn", dossier.reference, "DANH SÁCH"):
        assert part in text, part


def test_the_round_goes_to_each_authority_with_the_office_heads_title(world):
    nomination = make.make_received(world, make.make_round(world))
    around = nomination.round
    mine = round_submission_content(around, [nomination], 1, None)
    assert (mine.addressees, mine.signer.title) == (
        ["Chánh Văn phòng UBND tỉnh An Sơn"],
        "BỘ PHẬN THƯỜNG TRỰC THI ĐUA, KHEN THƯỞNG",
    )
    nomination.award_type.authority = "prime_minister"
    above = round_submission_content(around, [nomination], 1, None)
    assert (above.addressees, above.signer.title) == (["Thủ tướng Chính phủ"], "CHÁNH VĂN PHÒNG")
    text = words(render(above))
    for part in ("Kính trình Thủ tướng Chính phủ", "CHÁNH VĂN PHÒNG"):
        assert part in text, text
    assert submission_content(nomination.dossier, [nomination], None).signer.title


@pytest.mark.parametrize(("authority", "said"), [("ministry", "Bộ, ban, ngành"), ("other", "Cơ quan, tổ chức")])
def test_an_authority_without_a_name_is_addressed_as_the_one_that_decides(authority, said):
    """How the catalogue calls such awards is no addressee."""
    assert decider(AwardType(authority=authority), Unit(kind=Unit.Kind.PROVINCE)) == f"{said} có thẩm quyền"


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("office", "Văn phòng Ủy ban nhân dân tỉnh An Sơn", "Văn phòng Ủy ban nhân dân tỉnh An Sơn"),
        ("office", "Văn phòng", "Văn phòng Ủy ban nhân dân tỉnh An Sơn"),
        ("department", "Sở Ví dụ tỉnh An Sơn", "Sở Ví dụ tỉnh An Sơn"),
        ("department", "Sở Ví dụ", "Sở Ví dụ tỉnh An Sơn"),
    ],
)
def test_over_a_divisions_name_stands_the_whole_name_of_its_office(world, kind, name, expected):
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.2.a: a local superior is named with its province."""
    world.office.kind, world.office.name, world.office.letterhead_name = kind, name, name.split(" ")[0]
    world.office.save()
    head = letterhead(Unit.objects.get(pk=world.division.pk), world.office, "TTr")
    assert (head["superior_name"], head["issuer_name"]) == (expected, "Phòng Tổng hợp")
    assert letterhead(world.office, world.office, "TTr")["superior_name"] == "Ủy ban nhân dân tỉnh An Sơn"


def test_the_last_recipient_is_the_clerk_and_the_unit_that_drafts(world):
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.d."""
    office = world.users["standing_office"]
    nomination = make.make_received(world, make.make_round(world))
    dossier = nomination.dossier
    assert dossier.unit.symbol
    assert submission_content(dossier, [nomination], None).recipients[-1] == f"Lưu: VT, {dossier.unit.symbol}"
    office.person = PersonFactory(unit=world.office)
    assert kept_by(world.office, drafter_of(office, world.office)) == "Lưu: VT"
    office.person = PersonFactory(unit=world.other_division)
    office.save()
    make.agree(office, nomination)
    decision = services.prepare_decision(actor=office, around=nomination.round, nominations=[nomination])
    assert decision.recipients[-1] == "Lưu: VT, HC"
    up = make.make_appraised(world, make.make_round(world))
    sent = hearing.forward(world, up)
    drafts = [draft_round_paper(actor=office, around=up.round), draft_submission(actor=office, forwarding=sent)]
    assert [keeper_line(draft) for draft in drafts] == ["Lưu: VT, HC"] * 2
    office.person.unit = world.province
    assert drafter_of(office, world.office) is None


def test_a_receipt_says_how_many_working_days_the_round_leaves(world):
    dossier = make.make_received(world, make.make_round(world)).dossier
    text = words(render(receipt_content(dossier, limits_of(dossier))))
    assert re.search(r"[1-9]\d* ngày làm việc \(theo lịch của đợt xét\)", text), text


def test_a_receipt_says_that_nobody_found_the_days_of_the_short_way(world):
    """Nghị định 152/2025/NĐ-CP, Điều 35.3 fixes them for công trạng."""
    hearing.procedure("LDTT", appraisal_days=30)
    for category, said in (("cong_trang", False), ("dot_xuat", True)):
        dossier = make.make_received(world, make.make_round(world, category=category)).dossier
        told = str(receipt_content(dossier, limits_of(dossier)).body)
        assert "30 ngày làm việc" in told
        assert ("thời hạn theo thủ tục đơn giản (Luật 06/2022/QH15, Điều 85) chưa xác minh" in told) is said


def test_a_certificate_is_one_a4_page_across(world):
    make.make_signed(world, code="GK")
    pdf = certificates.render(list(Award.objects.all()))
    [page] = PdfReader(io.BytesIO(pdf)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
    text = words(pdf)
    for part in ("GIẤY KHEN", "TẶNG", "Đặng Thị Hồng Ưu-Nguyễn", "Số sổ vàng: 01", "Quyết định số 01/QĐ-VP"):
        assert part in text, part
    assert "DANH HIỆU" not in text


def test_a_title_is_given_as_a_title(world):
    make.make_signed(world)
    text = words(certificates.render(list(Award.objects.all())))
    assert "TẶNG DANH HIỆU LAO ĐỘNG TIÊN TIẾN" in text


def test_a_deputy_stands_on_two_lines(world):
    deputy = UserFactory(full_name="Cầm Thị Hạnh")
    RoleFactory(user=deputy, unit=world.office, kind="leader", title="PHÓ CHÁNH VĂN PHÒNG")
    services.sign_decision(actor=deputy, decision=make.make_submitted(world))
    certificate = certificates.certificate_of(certificates.awards_of(Award.objects.get().decision).get())
    assert certificate.signer_lines == ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]


def test_long_names_still_make_one_page(world):
    world.person.full_name = "Nguyễn Thị Hoàng Phương Thảo Nguyên " * 3
    world.person.save()
    make.make_signed(world)
    pdf = certificates.render(list(Award.objects.all()))
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


def test_the_border_fetches_nothing():
    assert "http" not in border().replace("http://www.w3.org/2000/svg", "")


def test_many_certificates_are_printed_by_a_job(world, client, django_capture_on_commit_callbacks):
    decision = make.make_signed(world)
    client.force_login(world.users["standing_office"])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/khen-thuong/quyet-dinh/{decision.pk}/in-giay/")
    job = Job.objects.get()
    assert (job.state, job.done, job.total) == ("done", 1, 1)
    with job.result_file.open("rb") as file:
        assert len(PdfReader(io.BytesIO(file.read())).pages) == 1


def test_the_shipped_rule_sets_are_there_and_say_what_is_unverified():
    assert list(RuleSet.objects.order_by("code").values_list("code", "verified", "active")) == [
        ("RS-2022", True, True),
        ("RS-2026", False, True),
        ("VD-BN-2025", True, False),
    ]
    assert RuleSet.objects.get(code="RS-2026").rules.count() == RuleSet.objects.get(code="RS-2022").rules.count()
