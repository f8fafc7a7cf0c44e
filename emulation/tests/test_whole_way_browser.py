"""The whole way of a nomination with five accounts, in a real browser: from the opened round to the certificate."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from awards.models import Award, Decision, Nomination, Round
from awards.tests.factories import PDF, rate
from core.dates import today, vn_date
from documents.models import Document
from units.tests.factories import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "lanh-dao-ky-2026"
LONG = "Hoàn thành 150 văn bản tham mưu đúng hạn, tăng 30 văn bản so với năm trước, không có việc quá hạn trong năm."


@pytest.fixture
def world(transactional_db):
    world = make_world()
    world.users["leader"].set_password(PASSWORD)
    world.users["leader"].save()
    for person in (world.person, world.person2):
        rate(person, "HTXS")
    return world


@pytest.fixture
def visit(page, live_server):
    def go(address):
        page.goto(live_server.url + address)

    return go


def _open_round(page, visit, world):
    day = today()
    visit(reverse("awards:round_create"))
    page.get_by_label("Năm", exact=False).first.fill(str(day.year))
    page.get_by_label("Tên đợt").fill(f"Xét danh hiệu thi đua năm {day.year}")
    for name, value in {
        "period_start": dt.date(day.year, 1, 1),
        "period_end": dt.date(day.year, 12, 31),
        "opens_on": day,
        "send_by": day + dt.timedelta(days=10),
        "appraise_by": day + dt.timedelta(days=20),
        "decide_by": day + dt.timedelta(days=30),
    }.items():
        page.locator(f"#id_{name}").fill(vn_date(value))
    for award in ("Lao động tiên tiến", "Chiến sĩ thi đua cơ sở"):
        page.get_by_label(award, exact=True).check()
    page.get_by_label(world.division.name, exact=True).check()
    page.get_by_role("button", name="Lưu đợt xét").click()
    page.get_by_role("button", name="Mở đợt xét cho các đơn vị").click()
    expect(page.get_by_text("Chờ đơn vị gửi")).to_be_visible()


def _nominate(page, visit, world):
    visit(reverse("home"))
    page.get_by_role("link", name=re.compile("Lập hồ sơ|Mở hồ sơ|Xem")).first.click()
    start = page.get_by_role("button", name=re.compile("Lập hồ sơ"))
    if start.count():
        start.first.click()
    page.get_by_role("link", name="Thêm đề nghị").first.click()
    page.get_by_label(re.compile("^Chiến sĩ thi đua cơ sở")).check()
    page.get_by_label(re.compile(world.person.full_name)).check()
    page.get_by_role("button", name="Thêm vào hồ sơ").click()


def _write_report(page, visit):
    nomination = Nomination.objects.get()
    visit(reverse("awards:nomination_edit", args=[nomination.pk]))
    for label in ("Sơ lược lý lịch", "Nhiệm vụ được giao", "Thành tích đạt được", "Nhận xét của đơn vị"):
        page.get_by_label(label).fill(LONG)
    page.get_by_label("Kỷ luật trong thời gian xét").fill("Không")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    nomination.refresh_from_db()
    assert nomination.content["achievements"] == LONG
    page.locator("#tep").set_input_files({"name": "phieu-xep-loai.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.get_by_role("button", name="Đính kèm").click()
    expect(page.get_by_role("link", name="phieu-xep-loai.pdf")).to_be_visible()
    return nomination


def _hold_meeting(page, visit, nomination):
    visit(reverse("awards:dossier_tasks", args=[nomination.dossier_id]))
    page.get_by_role("link", name="Ghi biên bản họp và số phiếu").click()
    fields = {"held_on": vn_date(today()), "begins": "08:00", "place": "Phòng họp", "chair": "Lò Thị Thu"}
    for name, value in {**fields, "secretary": "Vũ An", "members": "9", "present": "9"}.items():
        page.locator(f"#id_{name}").fill(value)
    page.get_by_label(re.compile("^Phiếu đồng ý")).fill("9")
    page.get_by_label(re.compile("^Phiếu không đồng ý")).fill("0")
    page.get_by_role("button", name="Lưu biên bản").click()
    expect(page.get_by_role("link", name="Kiểm tra và gửi")).to_be_visible()


def _send(page, visit, nomination):
    visit(reverse("awards:dossier_check", args=[nomination.dossier_id]))
    page.get_by_role("button", name="Gửi hồ sơ").click()
    expect(page.get_by_text(nomination.dossier.reference).first).to_be_visible()


def _appraise(page, visit, nomination):
    visit(reverse("awards:dossier_detail", args=[nomination.dossier_id]))
    page.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    expect(page.get_by_text("Đã tiếp nhận hồ sơ")).to_be_visible()
    visit(reverse("awards:appraise", args=[nomination.pk]))
    expect(page.get_by_text(re.compile("Điều 23")).first).to_be_visible()
    page.get_by_label("Đạt", exact=True).check()
    page.get_by_role("button", name="Đề nghị khen", exact=True).click()
    expect(page.get_by_text("đủ điều kiện, đề nghị khen")).to_be_visible()
    visit(reverse("awards:decision_prepare", args=[nomination.round_id]))
    page.get_by_role("button", name="Lập dự thảo quyết định").click()
    page.get_by_role("button", name="Trình ký").click()
    expect(page.get_by_text("Đã trình ký.")).to_be_visible()


def _sign(page, visit, decision):
    visit(reverse("home"))
    page.get_by_role("link", name=re.compile("^Ký|^Xem và ký")).first.click()
    expect(page).to_have_url(re.compile(reverse("awards:decision_detail", args=[decision.pk])))
    page.get_by_role("button", name="Ký ban hành").click()
    page.get_by_label("Mật khẩu đăng nhập của bạn").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận và tiếp tục").click()
    expect(page).to_have_url(re.compile(reverse("awards:decision_detail", args=[decision.pk])))
    expect(page.get_by_role("button", name="Ký ban hành")).to_have_count(0)


def test_from_the_opened_round_to_the_certificate(page, world, visit, sign_in, page_problems):
    sign_in(world.users["standing_office"])
    _open_round(page, visit, world)

    sign_in(world.users["staff"])
    _nominate(page, visit, world)
    nomination = _write_report(page, visit)
    _hold_meeting(page, visit, nomination)

    sign_in(world.users["head"])
    _send(page, visit, nomination)

    sign_in(world.users["standing_office"])
    _appraise(page, visit, nomination)

    sign_in(world.users["leader"])
    _sign(page, visit, Decision.objects.get())

    document, award = Document.objects.get(), Award.objects.get()
    assert document.code == "01/QĐ-VP"
    assert len(document.sha256) == 64
    assert (award.nominee_name, award.person) == (world.person.full_name, world.person)
    certificate = page.request.get(
        page.url.split("/khen-thuong")[0] + reverse("awards:certificate_pdf", args=[award.pk])
    )
    assert certificate.body().startswith(b"%PDF")

    sign_in(world.users["information_centre"])
    visit(reverse("awards:register_list"))
    expect(page.get_by_text(world.person.full_name)).to_be_visible()
    assert Round.objects.get().state == "open"
    assert page_problems == []
