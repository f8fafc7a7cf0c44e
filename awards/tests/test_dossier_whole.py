"""A dossier from the first name to the receipt: reports by kind, minutes and votes, components, lists, papers."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from awards import queries, services
from awards.content import fields_for, report_of, unwritten
from awards.content.figures import faults_of_posts, figures_of, longest, service_total
from awards.deadlines import dossiers_due
from awards.forms.report import ContentForm
from awards.made_here import kind_of
from awards.models import Initiative, PostHeld, Procedure, RuleSet, UnitMinutes
from awards.papers.minutes import minutes_content
from awards.papers.report import report_content
from awards.parts import parts_of
from awards.receipts import limits_of
from awards.services import filling
from core import presence
from core.exceptions import Refused
from core.sheets import content_of
from core.testing import same_queries
from reminders.queries import working_calendar
from units.tests.factories import PersonFactory

from . import factories as make
from . import hearing

pytestmark = pytest.mark.django_db


@pytest.fixture
def nomination(world):
    return make.make_nomination(world, make.make_round(world))


@pytest.fixture
def as_(world, client):
    def enter(who):
        client.force_login(world.users[who])
        return client

    return enter


def minutes_of(**fields):
    values = {
        "held_on": timezone.localdate(),
        "begins": dt.time(8),
        "place": "Phòng họp",
        "chair": "Lò Thị Thu, Trưởng",
    }
    return UnitMinutes(**{**values, "secretary": "Vũ An", "members": 10, "present": 9, **fields})


def procedure(**fields):
    """A procedure of today's rule set for Lao động tiên tiến."""
    rule_set = RuleSet.objects.in_force_on(timezone.localdate()).order_by("-layer").first()
    asked = {"article": "Quy định của tỉnh", **fields}
    return Procedure.objects.update_or_create(
        rule_set=rule_set, award_type=make.award_type("LDTT"), target="", defaults=asked
    )[0]


def test_each_kind_asks_only_for_what_it_needs():
    keys = {
        (target, category): [field.key for field in fields_for(target, category)]
        for target in ("individual", "collective", "household")
        for category in ("cong_trang", "dot_xuat", "cong_hien", "doi_ngoai")
    }
    assert "discipline" in keys["individual", "cong_trang"]
    assert "discipline" not in keys["household", "cong_trang"]
    assert keys["individual", "dot_xuat"] == keys["household", "dot_xuat"] == ["background", "achievements", "opinion"]
    assert "nationality" in keys["individual", "doi_ngoai"]
    assert "posts" in keys["individual", "cong_hien"]
    assert "posts" not in keys["collective", "cong_hien"]


def test_what_an_older_form_kept_stays_readable(nomination):
    year = nomination.round.year
    assert figures_of(nomination).years == (year - 1, year)
    nomination.content["movements"] = "Phong trào xanh"
    assert ("Phong trào thi đua và đoàn kết nội bộ", "Phong trào xanh") in report_of(nomination)


def test_the_figures_cover_the_years_of_the_longest_condition(nomination):
    condition = {"all": [{"award": "CSTDCS", "times": 3, "consecutive": True}, {"rating": "HTT"}]}
    assert longest(condition) == 3
    form = ContentForm(nomination=nomination, condition=condition)
    year = nomination.round.year
    assert form.figures().years == (year - 2, year - 1, year)
    assert form.figures().rows[0] == ["Văn bản đã xử lý", "", "120", "150"]
    data = {"version": nomination.version, "figure-0-0": "Hồ sơ", f"figure-0-{year - 2}": "5", f"figure-0-{year}": "9"}
    form = ContentForm(data, nomination=nomination, condition=condition)
    assert form.is_valid()
    assert form.content()["figures"] == [["Hồ sơ", "5", "9"]]
    assert form.content()["figure_years"] == [year - 2, year]


def test_only_the_nominees_own_initiatives_are_picked(world, nomination):
    day = timezone.localdate()
    own = Initiative.objects.create(person=world.person, title="Sổ mượn phòng", recognised_on=day)
    other = Initiative.objects.create(person=world.person2, title="Của người khác", recognised_on=day)
    saved = services.save_content(
        actor=world.users["staff"],
        nomination=nomination,
        content={**nomination.content, "picked": [own.pk, other.pk]},
        version=nomination.version,
    )
    assert queries.picked_initiatives(saved) == [own]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("13/2010", "01/2020", "“13/2010” không phải tháng"), ("00/2015", "2016", "“00/2015” không phải tháng"),
        ("01/2020", "05/2010", "“05/2010” trước “01/2020”"), ("2020", "2010", "“2010” trước “2020”"),
        ("01/2030", "nay", "“01/2030” ở sau tháng này"), ("01/2015", "12/2099", "nếu còn giữ chức vụ thì ghi “nay”"),
        ("nay", "", "“nay” không phải tháng"), ("tháng 5 2010", "", "không phải tháng"), ("03/2015", "nay", ""),
        ("2015", str(timezone.localdate().year), ""), ("", "", ""),
    ],
)  # fmt: skip
def test_months_of_a_post_are_months_that_were(start, end, said):
    faults = faults_of_posts([["Trưởng phòng", "Sở", start, end]])
    assert len(faults) == bool(said)
    assert said in "".join(faults)


def test_posts_of_the_register_fill_the_table_until_somebody_writes_it(world, as_):
    nomination = make.make_nomination(world, make.make_round(world), content={})
    nomination.round.category = "cong_hien"
    nomination.round.save(update_fields=["category"])
    PostHeld.objects.create(person=world.person, title="Phó Giám đốc", since="2010-03-01", until="2015-02-28")
    PostHeld.objects.create(person=world.person, title="Giám đốc", since="2015-03-01")
    form = ContentForm(nomination=nomination)
    assert form.posts()[:2] == [["Phó Giám đốc", "", "03/2010", "02/2015"], ["Giám đốc", "", "03/2015", "nay"]]
    assert form.service_total().startswith(str(timezone.localdate().year - 2010))
    page = as_("staff").get(reverse("awards:nomination_edit", args=[nomination.pk])).content.decode()
    assert "Đã điền theo “Chức vụ đã giữ”" in page
    nomination.content = {"posts": [["Trưởng phòng", "", "2009", "2010"]]}
    assert [row[0] for row in ContentForm(nomination=nomination).posts()[:2]] == ["Trưởng phòng", ""]


def test_posts_are_counted_in_years_and_months():
    posts = [["Trưởng phòng", "Sở", "01/2010", "12/2014"], ["Giám đốc", "Sở", "2015", "06/2020"], ["?", "", "nay", ""]]
    assert service_total(posts) == "10 năm 6 tháng"


def test_sending_waits_for_the_minutes_and_for_every_vote(world, nomination):
    dossier, head = nomination.dossier, world.users["head"]
    UnitMinutes.objects.all().delete()
    with pytest.raises(Refused, match=r"Biên bản bình xét thi đua \(Luật 06/2022/QH15, Điều 84.1.c\)\. Xem"):
        services.send_dossier(actor=head, dossier=dossier)
    staff = world.users["staff"]
    services.keep_minutes(
        actor=staff, dossier=dossier, minutes=minutes_of(), votes={nomination.pk: (None, None)}, version=0
    )
    [votes] = queries.missing_of(make.reload(nomination))
    assert "chưa ghi số phiếu" in votes["label"]
    services.keep_minutes(actor=staff, dossier=dossier, minutes=minutes_of(), votes={nomination.pk: (8, 1)}, version=1)
    assert services.send_dossier(actor=head, dossier=dossier).state == "sent"


@pytest.mark.parametrize(
    ("fields", "votes", "sentence"),
    [
        ({"present": 11}, (1, 0), "có mặt không được lớn hơn"),
        ({}, (9, 1), "nhiều hơn 9 người có mặt"),
        ({}, (9, None), "cả số phiếu đồng ý"),
        ({"held_on": dt.date(2999, 1, 1)}, (1, 0), "ở sau hôm nay"),
        ({"ends": dt.time(7)}, (1, 0), "Giờ kết thúc"),
    ],
)
def test_minutes_that_cannot_be(world, nomination, fields, votes, sentence):
    with pytest.raises(Refused, match=sentence):
        services.keep_minutes(
            actor=world.users["staff"],
            dossier=nomination.dossier,
            minutes=minutes_of(**fields),
            votes={nomination.pk: votes},
            version=1,
        )


def test_the_second_writer_of_the_minutes_is_told(world, nomination):
    with pytest.raises(Refused, match="Có người khác vừa lưu"):
        services.keep_minutes(
            actor=world.users["staff"], dossier=nomination.dossier, minutes=minutes_of(), votes={}, version=7
        )


def test_the_short_way_needs_no_minutes(world):
    around = make.make_round(world, category="dot_xuat")
    content = dict.fromkeys(("background", "achievements", "opinion"), "Dũng cảm cứu người " * 10)
    nomination = make.make_nomination(world, around, content=content)
    UnitMinutes.objects.all().delete()
    assert unwritten(nomination) == []
    assert services.send_dossier(actor=world.users["head"], dossier=nomination.dossier).state == "sent"


def test_a_component_to_upload_is_asked_for_and_ticked_off(world, nomination):
    procedure(components=[{"code": "xac-nhan", "name": "Xác nhận nơi cư trú", "article": "Điều 9", "required": True}])
    with pytest.raises(Refused, match="Xác nhận nơi cư trú"):
        services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    services.attach(actor=world.users["staff"], nomination=nomination, file=make.upload(), component="xac-nhan")
    assert queries.missing_of(nomination) == []


def test_the_task_list_costs_the_same_for_many(world, as_):
    first = make.make_nomination(world, make.make_round(world))
    url, client = reverse("awards:dossier_tasks", args=[first.dossier_id]), as_("staff")

    def grow():
        for _ in range(2):
            make.make_nomination(world, first.round, person=PersonFactory(unit=world.division), dossier=first.dossier)

    same_queries(lambda: client.get(url), grow)
    assert client.get(url).content.decode().count("Biên bản bình xét thi đua") == 3


def test_the_receipt_counts_working_days_and_the_clerk_is_reminded(world, nomination):
    procedure(appraisal_days=3)
    dossier = make.send_and_receive(world, nomination.dossier)
    last = working_calendar().after(timezone.localdate(), 3)
    own = working_calendar().between(timezone.localdate(), dossier.round.appraise_by)
    assert [limit.days_of_round for limit in limits_of(dossier)] == [own]
    assert own > 0
    assert dossier.appraise_by == last
    assert [(limit.days, limit.last_day) for limit in limits_of(dossier)] == [(3, last)]
    office = world.users["standing_office"]
    [due] = dossiers_due(timezone.localdate())
    assert office.pk in due.recipients
    services.assign_clerk(actor=office, dossier=dossier, clerk=office)
    [due] = dossiers_due(timezone.localdate())
    assert (due.due_on, due.recipients) == (last, [office.pk])
    with pytest.raises(Refused, match="không thuộc bộ phận thường trực"):
        services.assign_clerk(actor=office, dossier=dossier, clerk=world.users["staff"])


def test_a_household_is_proposed_once(world):
    around = make.make_round(world, codes=("GK", "LDTT"))
    staff = world.users["staff"]
    dossier = services.start_dossier(actor=staff, around=around, unit=world.division)
    asked = {
        "actor": staff,
        "dossier": dossier,
        "unit": world.division,
        "name": "Hộ ông Lò Văn Thịnh",
        "address": "Bản A",
    }
    added = filling.nominate_household(award_type=make.award_type("GK"), **asked)
    assert (added.target, added.nominee_name, added.nominee_note) == ("household", "Hộ ông Lò Văn Thịnh", "Bản A")
    with pytest.raises(Refused, match="đã được đề nghị"):
        filling.nominate_household(award_type=make.award_type("GK"), **asked)
    with pytest.raises(Refused, match="cho hộ gia đình"):
        filling.nominate_household(award_type=make.award_type("LDTT"), **asked)


def test_the_order_is_the_units_own_and_stands_in_its_papers(world, nomination):
    second = make.make_nomination(world, nomination.round, person=world.person2, dossier=nomination.dossier)
    before = [row.pk for row in queries.nominations_in(nomination.dossier)]
    filling.move_nomination(actor=world.users["staff"], nomination=make.reload(second), up=before[1] == second.pk)
    after = queries.nominations_in(nomination.dossier)
    assert [row.pk for row in after] == before[::-1]
    table = minutes_content(nomination.dossier, nomination.dossier.minutes, after).body[-2]
    assert [row.cells[1].split()[-1] for row in table.rows] == [row.person.full_name.split()[-1] for row in after]


def test_last_seasons_list_comes_with_what_hardly_changes(world, nomination):
    around = make.make_round(world, year=nomination.round.year)
    staff = world.users["staff"]
    dossier = services.start_dossier(actor=staff, around=around, unit=world.division)
    assert queries.last_nominees(dossier) == []  # still being written beside this
    make.send_and_receive(world, nomination.dossier)
    assert queries.last_nominees(dossier) == [nomination]
    [copied] = filling.copy_nominations(actor=staff, dossier=dossier, sources=[nomination])
    assert copied.content == {"background": nomination.content["background"]}
    assert queries.last_nominees(dossier) == []


def list_file(*rows):
    book = Workbook()
    book.active.append(["Danh hiệu, hình thức", "Mã cán bộ hoặc mã đơn vị", "Họ và tên, tên tập thể"])
    for row in rows:
        book.active.append(row)
    return SimpleUploadedFile("ds.xlsx", content_of(book))


def test_a_code_in_a_cell_of_numbers_is_said_to_have_lost_its_zeros(world, as_):
    PersonFactory(unit=world.division, staff_code="00038", full_name="Vì Văn Không")
    dossier = services.start_dossier(actor=world.users["staff"], around=make.make_round(world), unit=world.division)
    url = reverse("awards:nominate_from_sheet", args=[dossier.pk])
    page = as_("staff").post(url, {"file": list_file(("LDTT", 38, "Vì Văn Không"))}).content.decode()
    assert "Vì Văn Không có mã 00038: ô dạng số làm mất số 0 ở đầu, hãy ghi 00038" in page


def test_a_list_from_excel_shows_every_fault_and_takes_only_what_is_confirmed(world, as_):
    around = make.make_round(world)
    dossier = services.start_dossier(actor=world.users["staff"], around=around, unit=world.division)
    url, client = reverse("awards:nominate_from_sheet", args=[dossier.pk]), as_("staff")
    rows = [
        ("Lao động tiên tiến", world.person.staff_code, ""),
        ("LDTT", "", world.division.name),
        ("Danh hiệu lạ", "", "Ai đó"),
        ("LDTT", "KHONG-CO", ""),
        ("ldtt", world.person.staff_code, world.person.full_name.upper()),
    ]
    page = client.post(url, {"file": list_file(*rows)})
    lines = page.context["lines"]
    assert [bool(line.fault) for line in lines] == [False, True, True, True, True]
    assert not dossier.nominations.exists()
    client.post(url, {"confirmed": "1", "rows": [line.value for line in lines if not line.fault]})
    assert [row.person for row in dossier.nominations.all()] == [world.person]
    refused = client.post(url, {"confirmed": "1", "rows": ["999999:p:1"]})
    assert "Danh sách đã đổi" in refused.content.decode()
    broken = client.post(url, {"file": SimpleUploadedFile("ds.xlsx", io.BytesIO(b"khong phai").getvalue())})
    assert "Chưa thực hiện được" in broken.content.decode()


def test_the_report_prints_the_register_and_not_what_is_typed(world, nomination):
    services.enter_award(actor=world.users["standing_office"], award=_award(world))
    content = report_content(nomination, list(queries.history_of(world.person)), [], None)
    tables = [block for block in content.body if hasattr(block, "rows")]
    assert any("77/QĐ-VP" in cell for table in tables for row in table.rows for cell in row.cells)
    year = nomination.round.year
    assert tables[0].head == ("Chỉ tiêu", f"Năm {year - 1}", f"Năm {year}")


def _award(world):
    from awards.models import Award

    day = dt.date(timezone.localdate().year - 1, 12, 1)
    return Award(
        person=world.person,
        unit=world.division,
        target="individual",
        award_type=make.award_type("LDTT"),
        year=day.year,
        nominee_name=world.person.full_name,
        decision_code="77/QĐ-VP",
        decided_on=day,
        issuer_name="Văn phòng",
    )


def test_one_missing_minutes_is_one_paper_however_many_wait_for_it(world, as_):
    hearing.procedure(components=[{"code": "bien-ban", "name": "Biên bản họp", "article": "Điều 84"}])
    around = make.make_round(world)
    first = make.make_nomination(world, around)
    make.make_nomination(world, around, person=world.person2, dossier=first.dossier)
    dossier = first.dossier
    UnitMinutes.objects.all().delete()
    dossier.nominations.update(votes_for=None, votes_against=None)
    mend = f'<a href="{reverse("awards:unit_minutes", args=[dossier.pk])}">Biên bản họp (Điều 84)</a>'
    for name in ("dossier_detail", "dossier_check"):
        page = as_("head").get(reverse(f"awards:{name}", args=[dossier.pk])).content.decode()
        assert "<h2>Còn thiếu biên bản họp</h2>" in page
        assert page.count(mend) == 1
    with pytest.raises(Refused, match=r"còn thiếu: Biên bản họp \(Điều 84\)\. Xem"):
        services.send_dossier(actor=world.users["head"], dossier=dossier)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Biên bản họp", "bien-ban"), ("BIÊN BẢN HỌP XÉT KHEN THƯỞNG", "bien-ban"), ("Biên bản bình xét thi đua, khen "
        "thưởng và kết quả bỏ phiếu", "bien-ban"), ("Biên bản họp Hội đồng thi đua, khen thưởng", "bien-ban"),
        ("Tờ trình", "to-trinh"), ("Tờ trình đề nghị khen thưởng của đơn vị", "to-trinh"),
        ("Bản tóm tắt thành tích", "bao-cao"), ("Báo cáo thành tích của cá nhân, tập thể (mẫu số 02)", "bao-cao"),
        ("Danh sách đề nghị khen thưởng", "danh-sach-kem-to-trinh"), ("Danh sách trích ngang", ""),
        ("Biên bản kiểm phiếu", ""), ("Biên bản họp thôn", ""), ("Báo cáo tài chính", ""),
        ("Báo cáo thành tích có xác nhận của cơ quan thuế", ""),
    ],
)  # fmt: skip
def test_a_component_that_an_office_named_itself_is_known_for_what_is_made_here(name, kind):
    assert kind_of("-".join(name.split()), name) == kind


def test_minutes_recorded_here_meet_the_component_that_an_office_typed(world, as_, nomination):
    own = procedure(components=[{"code": "bien-ban-hop", "name": "Biên bản họp", "article": "QĐ 9"}])
    (part,) = parts_of([nomination])[nomination.pk]
    assert (part.done, part.uploaded, part.code) == (True, False, "bien-ban")
    data = {"version": own.version, "parts": "Biên bản họp | QĐ 9\nXác nhận sáng kiến của Hội đồng A | QĐ 9\n"
            "Xác nhận sáng kiến của Hội đồng B | QĐ 9", "appraisal_days": 5, "comment_days": 0, "council": "none",
            "threshold_of": "all", "ballot": "open", "article": "QĐ 9"}  # fmt: skip
    page = as_("standing_office").post(reverse("awards:procedure_edit", args=[own.pk]), data, follow=True)
    assert "“Biên bản họp” lấy từ hệ thống" in page.content.decode()
    own.refresh_from_db()
    codes = [part["code"] for part in own.components]
    assert len(set(codes)) == 3, "two files with the same first words are two components"


def test_the_box_names_what_sending_refuses_and_a_vote_that_is_not_counted(world, as_, nomination):
    procedure(
        components=[
            {"code": "bien-ban", "name": "Biên bản họp", "article": "Điều 84"},
            {"code": "xac-nhan", "name": "Xác nhận nơi cư trú", "article": "Điều 9"},
        ]
    )
    make.hold_meeting(nomination, votes=(None, None))
    with pytest.raises(Refused, match="Biên bản họp: chưa ghi số phiếu .*, Xác nhận nơi cư trú"):
        services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    edit = reverse("awards:nomination_edit", args=[nomination.pk])
    for page in (nomination.dossier.get_absolute_url(), nomination.get_absolute_url(), edit):
        box = as_("staff").get(page).content.decode().split('class="missing"')[1].split("</section>")[0]
        assert f'{reverse("awards:unit_minutes", args=[nomination.dossier_id])}">Biên bản họp: chưa ghi số phiếu' in box
        assert f'{edit}#minh-chung">Xác nhận nơi cư trú (Điều 9)</a>' in box


def test_dossier_and_sheet_say_that_a_colleague_has_a_report_open(world, as_, nomination):
    presence.seen(target=nomination, user=world.users["head"])
    said = f"{world.users['head'].full_name} đang mở báo cáo của {nomination.nominee_name}"
    for url in (nomination.get_absolute_url(), nomination.dossier.get_absolute_url()):
        assert said in as_("staff").get(url).content.decode()
        assert said not in as_("head").get(url).content.decode()
