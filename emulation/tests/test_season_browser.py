"""A whole award season in a real browser: eight accounts and a visitor, from the round to the history of a person."""

import datetime as dt
import io
import re
import unicodedata
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from awards.models import Award, Comment, CommentPeriod, Council, CouncilMember, Decision, Meeting, Nomination
from awards.services import councils
from awards.tests import hearing
from awards.tests.factories import rate
from core.dates import today, vn_date
from core.testing import PDF
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory, make_world

pytestmark = [pytest.mark.browser(long=True), pytest.mark.django_db(transaction=True)]

PASSWORD = "lanh-dao-ky-2026"
NAME = "Đặng Thị Hồng Ưu-Nguyễn"
OTHER = "Trần Văn Bình"
TITLE, PRAISE = "Chiến sĩ thi đua cơ sở", "Lao động tiên tiến"
LONG = "Hoàn thành 150 văn bản tham mưu đúng hạn, tăng 30 văn bản so với năm trước, không có việc quá hạn trong năm."
# As Word gives it to the clipboard: letters in two parts, hard blanks, its own bullets.
FROM_WORD = unicodedata.normalize("NFD", LONG.replace("tăng 30", "tăng\u00a030")) + "\n•\tĐược “Giấy khen” năm trước."
POSTS = {"chair": "1_chair", "leader": "2_vice", "secretary": "4_secretary", "member": "5_member"}
REASON = "Còn thiếu phiếu xếp loại của năm trước."


@pytest.fixture
def world(transactional_db):
    """The people of one office before the season, its council, and what the province asks for the title."""
    world = make_world()
    users, office = world.users, world.users["standing_office"]
    users["other_staff"] = UserFactory(full_name="Vũ Đức Ân")
    RoleFactory(user=users["other_staff"], unit=world.other_division, kind=RoleKind.STAFF)
    users["member"] = users["council_member"]
    for name in ("chair", "secretary"):
        users[name] = UserFactory(full_name={"chair": "Ông Văn Ích", "secretary": "Ỷ Lan Oanh"}[name])
        RoleFactory(user=users[name], unit=world.office, kind=RoleKind.COUNCIL_MEMBER)
    council = councils.save_council(actor=office, council=Council(unit=world.office, name="Hội đồng của Văn phòng"))
    for name, post in POSTS.items():
        seat = CouncilMember(council=council, user=users[name], full_name=users[name].full_name, post=post)
        councils.seat_member(actor=office, member=seat)
    users["leader"].set_password(PASSWORD)
    users["leader"].save()
    users["staff"].person = world.person
    users["staff"].save()
    for person in (world.person, world.person2):
        rate(person, "HTXS")
    parts = [{"code": "bien-ban", "name": "Biên bản họp", "article": "Quy định của tỉnh"}]
    hearing.procedure(
        "CSTDCS", components=parts, comment_days=5, appraisal_days=20, council="full", ballot="secret",
        threshold="80%", threshold_of="present", article="Quy định của tỉnh",
    )  # fmt: skip
    return world


@pytest.fixture
def season(page, world, live_server, sign_in, context):
    """Who does what next: `season.as_("staff", "awards:dossier_list")` opens a page as that account."""

    def open_(name, *args):
        page.goto(live_server.url + reverse(name, args=args))

    def as_(who, name, *args):
        if who:
            sign_in(world.users[who])
        else:
            context.clear_cookies()
        open_(name, *args)

    def press(name, said=None):
        page.get_by_role("button", name=name, exact=True).first.click()
        if said:
            expect(page.get_by_text(said).first).to_be_visible()

    def refused(name, *args):
        """Nothing of it may be known: not even that it is there."""
        assert page.request.get(live_server.url + reverse(name, args=args)).status == 404

    return SimpleNamespace(page=page, world=world, as_=as_, open=open_, press=press, refused=refused)


def of(name):
    """The nomination of somebody."""
    return next(row for row in Nomination.objects.all() if row.nominee_name == name)


def open_round(season):
    page, day = season.page, today()
    season.as_("standing_office", "awards:round_create")
    page.get_by_label("Tên đợt").fill(f"Xét danh hiệu thi đua năm {day.year}")
    last = {"send_by": 10, "appraise_by": 20, "decide_by": 30}
    for name, value in {
        "period_start": dt.date(day.year, 1, 1), "period_end": dt.date(day.year, 12, 31), "opens_on": day,
        **{name: day + dt.timedelta(days=days) for name, days in last.items()},
    }.items():  # fmt: skip
        page.locator(f"#id_{name}").fill(vn_date(value))
    for label in (PRAISE, TITLE, season.world.division.name, season.world.other_division.name):
        page.get_by_label(label, exact=True).check()
    season.press("Lưu đợt xét")
    season.press("Mở đợt xét cho các đơn vị", "Chờ đơn vị gửi")


def nominate(season, award, name):
    page = season.page
    page.get_by_role("link", name="Thêm đề nghị").first.click()
    page.get_by_label(re.compile(f"^{award}")).check()
    page.get_by_label(re.compile(f"^{name}")).check()
    season.press("Thêm vào hồ sơ", "Đã thêm 1 đề nghị.")
    page.get_by_role("link", name="Soạn báo cáo").click()


def write_report(season):
    """Pasted from Word, left before anything was saved, taken back, saved, left and found again."""
    page, row = season.page, of(NAME)
    field = page.get_by_label("Thành tích đạt được")
    field.focus()
    page.keyboard.insert_text(FROM_WORD)
    season.open("awards:dossier_detail", row.dossier_id)
    season.open("awards:nomination_edit", row.pk)
    season.press("Lấy lại nội dung đó")
    expect(field).to_have_value(FROM_WORD)
    for label in ("Sơ lược lý lịch", "Nhiệm vụ được giao", "Nhận xét của đơn vị"):
        page.get_by_label(label).fill(LONG)
    page.get_by_label("Kỷ luật trong thời gian xét").fill("Không")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    season.open("awards:nomination_edit", row.pk)
    kept = unicodedata.normalize("NFC", FROM_WORD)
    expect(field).to_have_value(kept)
    expect(page.get_by_label("Nhiệm vụ được giao")).to_have_value(LONG)


def fill_dossier(season):
    page = season.page
    season.as_("staff", "awards:round_list")
    page.get_by_role("link", name=re.compile("^Xét danh hiệu")).click()
    season.press(f"Lập hồ sơ của {season.world.division.short_name}")
    nominate(season, TITLE, NAME)
    write_report(season)
    season.open("awards:dossier_detail", of(NAME).dossier_id)
    nominate(season, PRAISE, OTHER)
    for label in ("Sơ lược lý lịch", "Nhiệm vụ được giao", "Thành tích đạt được", "Nhận xét của đơn vị"):
        page.get_by_label(label).fill(LONG)
    page.get_by_label("Kỷ luật trong thời gian xét").fill("Không")
    season.press("Lưu và xem lại", "Đã lưu.")
    season.open("awards:dossier_tasks", of(NAME).dossier_id)
    page.get_by_role("link", name="Ghi biên bản họp và số phiếu").click()
    words = {"held_on": vn_date(today()), "begins": "08:00", "place": "Phòng họp", "chair": "Lò Thị Thu"}
    for name, value in {**words, "secretary": "Vũ An", "members": "9", "present": "9"}.items():
        page.locator(f"#id_{name}").fill(value)
    for label, votes in ((r"^Phiếu đồng ý", "9"), (r"^Phiếu không đồng ý", "0")):
        for box in page.get_by_label(re.compile(label)).all():
            box.fill(votes)
    season.press("Lưu biên bản", "Mọi thành phần đã đủ.")


def send_and_receive(season):
    page, dossier = season.page, of(NAME).dossier
    season.as_("other_staff", "awards:dossier_list")
    season.refused("awards:dossier_detail", dossier.pk)
    season.refused("awards:nomination_detail", of(NAME).pk)
    season.refused("awards:minutes_pdf", dossier.pk)
    season.as_("head", "home")
    page.get_by_role("link", name="Kiểm tra và gửi").first.click()
    season.press("Gửi hồ sơ", dossier.reference)
    season.as_("standing_office", "awards:dossier_detail", dossier.pk)
    season.press("Tiếp nhận hồ sơ", "Đã tiếp nhận hồ sơ")
    dossier.refresh_from_db()
    expect(page.get_by_text(f"Thẩm định xong trước hết ngày {vn_date(dossier.appraise_by)}")).to_be_visible()
    with page.expect_popup() as popup:
        page.get_by_role("link", name="In giấy tiếp nhận").click()
    popup.value.close()


def return_and_mend(season):
    page, row = season.page, of(NAME)
    season.open("awards:appraise", row.pk)
    page.locator("summary", has_text="Trả lại để bổ sung").click()
    page.get_by_label("Lý do (bắt buộc)").fill(REASON)
    season.press("Trả lại để bổ sung", "Đã trả lại đề nghị")
    season.as_("staff", "awards:nomination_edit", row.pk)
    expect(page.get_by_text(REASON)).to_be_visible()
    page.locator("#tep").set_input_files({"name": "phieu-xep-loai.pdf", "mimeType": "application/pdf", "buffer": PDF})
    season.press("Đính kèm", "phieu-xep-loai.pdf")
    season.as_("head", "awards:nomination_detail", row.pk)
    season.press("Gửi lại đề nghị", "Đã gửi lại đề nghị")


def appraise(season):
    page, row = season.page, of(NAME)
    season.as_("standing_office", "awards:appraisal_list", row.round_id)
    page.get_by_label(f"Chọn {OTHER}").check()
    page.get_by_label(re.compile("^Tôi đã xem hồ sơ")).check()
    season.press("Đồng ý những đề nghị đã chọn", "Đã đồng ý 1 đề nghị.")
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_text(re.compile("Điều 23")).first).to_be_visible()
    page.get_by_label("Đạt", exact=True).check()
    season.press("Đề nghị khen", "đủ điều kiện, đề nghị khen")
    season.open("awards:decision_prepare", row.round_id)
    expect(page.get_by_text("còn phải lấy ý kiến công khai 5 ngày làm việc")).to_be_visible()
    expect(page.get_by_label(NAME)).to_be_disabled()


def hear_the_public(season):
    page, row = season.page, of(NAME)
    season.open("awards:comment_publish", row.round_id)
    season.press("Công khai danh sách", "Đã công khai 1 đề nghị")
    period = CommentPeriod.objects.get()
    season.as_(None, "hearing:comment_public_list")
    page.get_by_role("link", name=re.compile("^Xét danh hiệu")).click()
    expect(page.get_by_role("cell", name=NAME)).to_be_visible()
    page.locator("#id_about").select_option(label=f"{NAME} ({TITLE})")
    page.get_by_label("Ý kiến", exact=False).first.fill("Đề nghị xem lại số liệu năm nay của bà này.")
    page.locator("#id_name").fill("Trần Thị Góp Ý")
    page.locator("#id_contact").fill("0912 345 678")
    season.press("Gửi ý kiến", "Đã gửi ý kiến")
    season.as_("standing_office", "awards:comment_detail", period.pk)
    expect(page.get_by_text("Trần Thị Góp Ý")).to_be_visible()
    page.get_by_label("Kết quả xử lý").fill("Đã đối chiếu sổ văn bản: số liệu đúng.")
    season.press(f"Ghi kết quả xử lý {Comment.objects.get().reference}", "Đã ghi kết quả xử lý ý kiến")
    hearing.close(period)  # five working days go by


def plan_meeting(season):
    page, now = season.page, timezone.localtime()
    when = min(now + dt.timedelta(hours=2), now.replace(hour=23, minute=59))  # today: opening it earlier asks first
    season.open("awards:meeting_create", Council.objects.get().pk)
    words = {"day": vn_date(when.date()), "time": f"{when:%H:%M}", "place": "Phòng họp số 1"}
    for name, value in words.items():
        page.locator(f"#id_{name}").fill(value)
    page.get_by_label("Chủ trì").select_option(label="Ông Văn Ích")
    page.get_by_label("Thư ký").select_option(label="Ỷ Lan Oanh")
    season.press("Lưu phiên họp", "Đã ghi phiên họp")
    meeting = Meeting.objects.get()
    season.open("awards:meeting_agenda", meeting.pk)
    page.get_by_label("Chọn tất cả (2/2)").uncheck()
    expect(page.get_by_role("row", name=re.compile(OTHER)).get_by_role("checkbox")).not_to_be_checked()
    page.get_by_role("row", name=re.compile(NAME)).get_by_role("checkbox").check()  # the other needs no council
    expect(page.get_by_label("Chọn tất cả (1/2)")).to_be_visible()
    season.press("Đưa vào chương trình", "Đã đưa 1 đề nghị vào chương trình")
    season.press("Lập giấy mời", "Giấy mời")
    season.as_("member", "awards:meeting_detail", meeting.pk)
    page.locator("summary", has_text="Khai báo xung đột lợi ích").click()
    page.get_by_label("Lý do không tham gia").fill("Là em ruột của người được đề nghị.")
    season.press("Khai báo", "Đã ghi khai báo")
    expect(page.get_by_role("link", name=NAME)).to_have_count(0)
    return meeting


def vote(season, meeting):
    page, row, item = season.page, of(NAME), meeting.items.get()
    season.as_("standing_office", "awards:meeting_detail", meeting.pk)
    season.press("Ghi điểm danh", "4/4 thành viên")
    season.press("Khai mạc", "Đã khai mạc")
    season.press("Mở bỏ phiếu", "Đã mở bỏ phiếu")
    season.as_("member", "awards:meeting_detail", meeting.pk)
    expect(page.get_by_role("link", name="Bỏ phiếu")).to_have_count(0)
    for name, args in (("ballot", item.pk), ("nomination_detail", row.pk), ("report_pdf", row.pk)):
        season.refused(f"awards:{name}", args)
    for who in ("chair", "leader", "secretary"):
        season.as_(who, "home")
        page.get_by_role("link", name=re.compile("^Bỏ phiếu")).first.click()
        page.get_by_role("link", name=re.compile("^Bỏ phiếu")).first.click()
        page.get_by_label("Đồng ý", exact=True).check()
        season.press("Bỏ phiếu vào hòm", "đã vào hòm")
        expect(page.get_by_text("Bạn đã bỏ phiếu")).to_be_visible()
    season.as_("standing_office", "awards:meeting_detail", meeting.pk)
    expect(page.get_by_text("Đã có 3/3 phiếu trong hòm")).to_be_visible()
    page.locator("summary", has_text="Đóng hòm, kiểm phiếu").click()
    season.press("Đồng ý đóng hòm", "3 phiếu đồng ý, được thông qua")
    page.locator("summary", has_text="Kết thúc phiên họp").click()
    season.press("Đồng ý kết thúc", "Đã kết thúc phiên họp")
    season.press("Lập biên bản họp", "Biên bản")
    season.open("awards:meeting_detail", meeting.pk)
    season.press("Lập biên bản kiểm phiếu", "Biên bản")
    minutes = Meeting.objects.get().minutes
    assert NAME in str(minutes.body)
    assert "Trần Thị Góp Ý" not in str(minutes.body)


def decide(season):
    page = season.page
    season.open("awards:decision_prepare", of(NAME).round_id)
    season.press("Lập dự thảo quyết định", "Đã lập dự thảo")
    season.press("Trình ký", "Đã trình ký.")
    decision = Decision.objects.get()
    season.as_("leader", "awards:decision_detail", decision.pk)
    season.press("Ký ban hành")
    page.get_by_label("Mật khẩu đăng nhập của bạn").fill(PASSWORD)
    season.press("Xác nhận và tiếp tục", "Đã ký ban hành Quyết định số 01/QĐ-VP")
    expect(page.get_by_role("button", name="Ký ban hành")).to_have_count(0)
    assert {award.nominee_name for award in Award.objects.all()} == {NAME, OTHER}
    return decision


def hand_out(season, decision):
    page = season.page
    season.as_("standing_office", "awards:decision_detail", decision.pk)
    link = page.get_by_role("link", name="In tất cả (2 giấy)").get_attribute("href")
    sheets = PdfReader(io.BytesIO(page.request.get(page.url.split("/khen-thuong")[0] + link).body())).pages
    printed = " ".join(unicodedata.normalize("NFC", sheet.extract_text()) for sheet in sheets)
    assert len(sheets) == 2
    assert NAME.upper() in printed.upper().replace("\n", " ")
    season.press("Công bố kết quả", "Đã công bố kết quả")
    season.as_(None, "awards:results_public")
    page.get_by_label(re.compile("^Tìm tên")).fill("dang thi hong uu")
    season.press("Tìm")
    expect(page.get_by_role("row", name=re.compile(NAME))).to_contain_text("01/QĐ-VP")
    season.as_("staff", "reminders:message_list")
    page.get_by_role("button", name=f"Mở việc này : Bạn được tặng {TITLE}").click()
    expect(page.get_by_role("row", name=re.compile(NAME))).to_contain_text("01/QĐ-VP")
    season.open("awards:person_history", season.world.person.pk)
    expect(page.get_by_role("row", name=re.compile(TITLE))).to_contain_text("01/QĐ-VP")


def test_a_season_with_eight_accounts(season, page_problems):
    open_round(season)
    fill_dossier(season)
    send_and_receive(season)
    return_and_mend(season)
    appraise(season)
    hear_the_public(season)
    meeting = plan_meeting(season)
    vote(season, meeting)
    decision = decide(season)
    hand_out(season, decision)
    assert page_problems == []
