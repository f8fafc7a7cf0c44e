"""The register: windows over it, what is exported and who took it."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from awards import exports, register
from awards.models import Award, Discipline
from core.jobs import run
from core.models import AuditEvent, Job
from core.testing import count_queries
from units.models import User
from units.services import dissolve_unit
from units.tests.factories import PersonFactory

from . import factories as make
from .register_lines import enter

pytestmark = pytest.mark.django_db


def user(world, role):
    return User.objects.get(pk=world.users[role].pk)


def walk(found):
    """Return the names of all windows, forwards."""
    names, at = [], register.window(found)
    while True:
        names.append([row.nominee_name for row in at.rows])
        if at.after is None:
            return names, at
        at = register.window(found, after=at.after)


def test_windows_walk_the_whole_register_forwards_and_back(world, monkeypatch):
    monkeypatch.setattr(register, "PER_PAGE", 3)
    names = ["Trần Bình", "Lê An", "Vũ Cường", "Đỗ An", "Lê Đức", "Lý Dũng", "Hồ An"]
    people = [PersonFactory(unit=world.division, full_name=name) for name in names]
    for person in people:
        enter(world.division, person=person)
    enter(world.division, name="Mới nhất", code="9/QĐ-VP", on=dt.date(2025, 1, 2))
    enter(world.division, name="Số hai", code="10/QĐ-VP", golden=2)
    enter(world.division, name="Số một", code="10/QĐ-VP", golden=1)
    found = register.lines(user(world, "standing_office"), register.Filter())
    pages, last = walk(found)
    assert [len(page) for page in pages] == [3, 3, 3, 1]
    flat = [name for page in pages for name in page]
    assert flat[0] == "Mới nhất"
    assert flat[1:8] == ["Đỗ An", "Hồ An", "Lê An", "Trần Bình", "Vũ Cường", "Lý Dũng", "Lê Đức"]
    assert flat[8:] == ["Số một", "Số hai"]
    back = register.window(found, before=last.before)
    assert [row.nominee_name for row in back.rows] == pages[2]
    first = register.window(found, before=register.window(found, before=back.before).before)
    assert ([row.nominee_name for row in first.rows], first.before) == (pages[0], None)


def test_counting_stops(world, monkeypatch):
    monkeypatch.setattr(register, "COUNTED", 2)
    for number in range(4):
        enter(world.division, name=f"Tổ {number}")
    assert register.window(Award.objects.order_by("order_key")).counted == "hơn 2 kết quả"


@pytest.mark.parametrize(
    "words", ["phong tong hop", "tap the tien tien phong tong", "2023", "17/qđ-vp", "chuyen doi so", "TONG hop 2023"]
)
def test_everything_of_a_line_is_searched(world, words):
    enter(world.division, year=2023, code="17/QĐ-VP", achievement="Có thành tích chuyển đổi số")
    enter(world.other_division, year=2022)
    found = register.lines(user(world, "standing_office"), register.Filter(text=words))
    assert [award.year for award in found] == [2023]


def test_the_list_shows_what_the_permission_says(world):
    enter(world.division, name="Trong nhà")
    enter(world.other_office, name="Nhà khác")
    own = enter(world.other_office, person=world.person, name="Của mình khi ở nơi khác")
    for role in ("staff", "standing_office", "council_member", "outsider", "administrator"):
        who = user(world, role)
        assert set(register.visible(who)) == set(Award.objects.visible_to(who)), role
    clerk = user(world, "outsider")
    clerk.person = world.person
    clerk.save()
    assert own in register.visible(user(world, "outsider"))
    world.users["leader"].roles.update(unit=world.province)
    assert register.visible(user(world, "leader")).count() == 3


def test_a_unit_is_filtered_with_those_that_it_carries_on(world):
    enter(world.other_division, name="Phòng cũ")
    dissolve_unit(
        actor=world.users["administrator"],
        unit=world.other_division,
        on=dt.date(2025, 3, 1),
        successor=world.division,
        reason="Sáp nhập",
    )
    found = register.lines(user(world, "standing_office"), register.Filter(unit=world.division.pk))
    assert [award.nominee_name for award in found] == ["Phòng cũ"]


def _post(client, form, **data):
    return client.post(reverse("awards:register_export", args=[form]), data)


def test_exactly_the_filtered_lines_are_exported_and_the_trail_says_who(world, client):
    enter(world.division, name="=1+1", year=2023)
    enter(world.division, name="Năm khác", year=2022)
    enter(world.other_office, name="Nhà khác", year=2023)
    client.force_login(world.users["standing_office"])
    answer = _post(client, "xlsx", year="2023", q="qd-vp")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "năm 2023" in rows[0][0]
    assert world.users["standing_office"].full_name in rows[1][0]
    assert [row[1] for row in rows[3:]] == ["'=1+1"]
    event = AuditEvent.objects.get(action="awards.export_register")
    assert event.after == {"form": "xlsx", "rows": 1, "year": 2023, "searched": True}


def test_the_list_is_printed_with_who_took_it(world, client):
    enter(world.division, name="Phòng Tổng hợp thời đó")
    client.force_login(world.users["standing_office"])
    pdf = PdfReader(io.BytesIO(b"".join(_post(client, "pdf").streaming_content)))
    words = " ".join(pdf.pages[0].extract_text().split())
    assert "Phòng Tổng hợp thời đó" in words
    assert "xuất lúc" in words


def test_a_long_export_is_a_job_and_a_longer_one_is_refused(
    world, client, monkeypatch, django_capture_on_commit_callbacks
):
    for number in range(3):
        enter(world.division, name=f"Tổ {number}")
    client.force_login(world.users["standing_office"])
    monkeypatch.setitem(exports.AT_ONCE, "xlsx", 2)
    answer = _post(client, "xlsx")
    job = Job.objects.get()
    assert answer.url == reverse("core:job_detail", args=[job.pk])
    run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.percent) == ("done", 100)
    with job.result_file.open("rb") as file:
        assert load_workbook(file).active.max_row == 6
    monkeypatch.setitem(exports.MOST, "xlsx", 2)
    assert "Hãy lọc theo năm" in client.post(answer.wsgi_request.path, follow=True).content.decode()
    assert "không có gì để xuất" in _followed(client, "q", "không ai cả")


def _followed(client, name, value):
    return client.post(reverse("awards:register_export", args=["pdf"]), {name: value}, follow=True).content.decode()


def test_a_page_costs_the_same_however_many_lines(world, client):
    client.force_login(world.users["standing_office"])
    url = reverse("awards:register_list")
    enter(world.division, name="Một")
    client.get(url)
    before = count_queries(lambda: client.get(url))
    for number in range(30):
        enter(world.division, name=f"Tổ {number}")
    assert count_queries(lambda: client.get(url)) == before
    page = register.window(Award.objects.order_by("order_key", "pk"))
    assert count_queries(lambda: client.get(url, {"sau": page.after})) == before


def test_a_persons_whole_history_stands_on_one_page_with_the_units_of_then(world, client):
    enter(world.other_division, person=world.person, year=2022, nominee_note="Văn thư, Phòng Hành chính cũ")
    make.rate(world.person, "HTXS", 2023)
    Discipline.objects.create(person=world.person, level="1_khien_trach", decided_on=dt.date(2020, 1, 2))
    make.make_nomination(world, make.make_round(world))
    url = reverse("awards:person_history", args=[world.person.pk])
    seen = {}
    for role in ("head", "staff"):
        client.force_login(world.users[role])
        seen[role] = client.get(url).content.decode()
    for page in seen.values():
        assert "Văn thư, Phòng Hành chính cũ" in page
    for word, readers in {
        "Hoàn thành xuất sắc": {"head", "staff"},
        "Khiển trách": {"head"},
        "Đang được đề nghị": {"head", "staff"},
    }.items():
        assert {role for role, page in seen.items() if word in page} == readers, word


def test_a_merged_units_history_goes_on_under_the_name_it_had(world, client):
    enter(world.other_division, name="Phòng Hành chính, Quản trị", year=2021)
    office = world.users["administrator"]
    dissolve_unit(
        actor=office, unit=world.other_division, on=dt.date(2025, 3, 1), successor=world.division, reason="Sáp nhập"
    )
    client.force_login(world.users["standing_office"])
    page = client.get(reverse("awards:unit_history", args=[world.division.pk])).content.decode()
    assert "Phòng Hành chính, Quản trị" in page
    assert "đơn vị tiền thân" in page
    old = reverse("awards:unit_history", args=[world.other_division.pk])
    assert client.get(old).status_code == 200
    client.force_login(world.users["staff"])  # of the one that carries it on
    led = client.get(old, follow=True)
    assert led.redirect_chain[-1][0] == reverse("awards:unit_history", args=[world.division.pk])
    assert "kế tục và giữ lịch sử" in led.content.decode()
    outlook = [reverse("awards:unit_outlook", args=[unit.pk]) for unit in (world.other_division, world.division)]
    assert client.get(outlook[0]).url == outlook[1]
    client.force_login(world.users["outsider"])
    assert client.get(old).status_code == 403


def test_a_decisions_number_typed_without_marks_finds_that_decision_alone(world):
    enter(world.division, name="Tổ một", code="17/QĐ-VP")
    enter(world.division, name="Tổ hai", code="117/QĐ-VP")
    for words, names in {"17/qd-vp": ["Tổ một"], "17/qd-vp to mot": ["Tổ một"], "7/qd-v": ["Tổ hai", "Tổ một"]}.items():
        found = register.lines(user(world, "standing_office"), register.Filter(text=words))
        assert sorted(award.nominee_name for award in found) == names, words
