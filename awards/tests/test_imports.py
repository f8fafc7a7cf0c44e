"""Lists that are brought in: looked at, confirmed, the same file twice, another office's rows, two at once."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.models import Award, ImportBatch, Initiative, PostHeld, YearlyRating
from awards.searching import AWARDS
from awards.services import imports
from awards.tasks import forget_imports
from core.dates import today
from core.exceptions import Refused
from core.models import AuditEvent
from core.search import SearchEntry
from core.search.mending import compare
from core.testing import count_queries
from units.models import FormerCode, Person, Unit
from units.tests.factories import PersonFactory

from . import factories as make
from .sheets import HEAD, book_of, bring_in, faults, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(world):
    return world.users["standing_office"]


@pytest.fixture
def administrator(world):
    return world.users["administrator"]


def people(world, *rows):
    return [HEAD, *[[*row[:3], row[3] if len(row) > 3 else world.division.code] for row in rows]]


def test_people_come_in_with_their_zeros_and_dates_and_the_same_file_twice_changes_nothing(world, office):
    rows = people(
        world, ["00123", "Đặng Thị  Hồng Ưu-Nguyễn", dt.date(1985, 1, 5)], ["00124", "Lò Văn Ón", "31/12/1990"]
    )
    assert Person.objects.filter(staff_code__startswith="0").count() == 0
    batch = upload(office, "ca-nhan", book_of(rows))
    assert (batch.state, batch.counts["new"]) == ("checked", 2)
    assert not Person.objects.filter(staff_code="00123").exists()
    imports.confirm(actor=office, batch=batch)
    person = Person.objects.get(staff_code="00123")
    assert (person.full_name, person.birth_date) == ("Đặng Thị Hồng Ưu-Nguyễn", dt.date(1985, 1, 5))
    assert (person.unit, person.folded_name) == (world.division, "dang thi hong uu-nguyen")
    before = list(Person.objects.order_by("pk").values())
    again = upload(office, "ca-nhan", book_of(rows))
    assert again.counts == {"new": 0, "changed": 0, "same": 2, "faulty": 0}
    imports.confirm(actor=office, batch=again)
    assert list(Person.objects.order_by("pk").values()) == before


def test_a_code_that_lost_its_zeros_is_asked_about_and_not_made_a_second_person(world, office):
    born = dt.date(1985, 1, 5)
    PersonFactory(unit=world.division, staff_code="00901", full_name="Lê Thị Hoa", birth_date=born)
    batch = upload(office, "ca-nhan", book_of(people(world, [901, "Lê Thị Hoa", born], [902, "Vũ An", born])))
    [(row, _, said)] = faults(batch)
    assert "Lê Thị Hoa có mã 00901" in said
    assert "hãy ghi 00901" in said
    imports.confirm(actor=office, batch=batch, skip_faulty=True)
    assert not Person.objects.filter(staff_code="901").exists()


def test_somebody_known_under_another_code_and_birth_date_is_pointed_out(world, office):
    PersonFactory(unit=world.division, staff_code="C1", full_name="Lê Thị Hoa", birth_date=dt.date(1980, 2, 1))
    batch = upload(office, "ca-nhan", book_of(people(world, ["C2", "Lê Thị Hoa", "02/01/1980"])))
    [line] = ImportBatch.objects.get(pk=batch.pk).lines
    [(_, _, said)] = line["changes"]
    assert said.startswith("Có thể trùng với Lê Thị Hoa, mã C1, sinh 01/02/1980, cùng đơn vị; ngày sinh khác nhau")


def test_a_change_is_shown_with_what_stood_there_and_an_empty_cell_changes_nothing(world, office):
    person = PersonFactory(
        unit=world.division, staff_code="007", full_name="Lê Thị Hoa", birth_date=dt.date(1980, 2, 1)
    )
    head = [*HEAD, "Chức vụ"]
    batch = upload(
        office, "ca-nhan", book_of([head, ["007", "Lê Thị Hoa", None, world.other_division.name, "Phó phòng"]])
    )
    [line] = ImportBatch.objects.get(pk=batch.pk).lines
    assert [list(change) for change in line["changes"]] == [
        ["Đơn vị", world.division.name, world.other_division.name],
        ["Chức vụ, chức danh", "Chuyên viên", "Phó phòng"],
    ]
    imports.confirm(actor=office, batch=batch)
    person.refresh_from_db()
    assert (person.position, person.unit, person.birth_date) == ("Phó phòng", world.other_division, dt.date(1980, 2, 1))
    done = ImportBatch.objects.get(pk=batch.pk)
    assert (done.lines, done.touched["changed"].keys()) == ([], {str(person.pk)})


def test_rows_of_other_offices_are_refused_one_by_one(world, office):
    theirs = PersonFactory(unit=world.other_office, staff_code="SVD1", full_name="Trần Thị Khác")
    rows = people(
        world,
        ["N1", "Lê Thị Hoa", None],
        ["N2", "Vũ Văn Nam", None, world.other_office.code],
        [theirs.staff_code, "Trần Thị Khác", None],
    )
    batch = upload(office, "ca-nhan", book_of(rows))
    assert [row for row, _, _ in faults(batch)] == [3, 4]
    assert "ngoài phạm vi" in faults(batch)[1][2]
    with pytest.raises(Refused, match="Còn 2 dòng có lỗi"):
        imports.confirm(actor=office, batch=batch)
    imports.confirm(actor=office, batch=batch, skip_faulty=True)
    assert Person.objects.filter(staff_code="N1").exists()
    assert not Person.objects.filter(staff_code="N2").exists()
    theirs.refresh_from_db()
    assert theirs.unit == world.other_office


def test_what_somebody_changed_meanwhile_is_shown_again_before_it_is_written(world, office):
    PersonFactory(unit=world.division, staff_code="A1", full_name="Lê Thị Hoa", position="Chuyên viên")
    rows = [[*HEAD, "Chức vụ"], ["A1", "Lê Thị Hoa", None, world.division.code, "Chuyên viên"]]
    batch = upload(office, "ca-nhan", book_of(rows))
    assert batch.counts["same"] == 1
    Person.objects.filter(staff_code="A1").update(position="Trưởng phòng")
    with pytest.raises(Refused, match="đã thay đổi từ lúc xem trước"):
        imports.confirm(actor=office, batch=batch)
    fresh = ImportBatch.objects.get(pk=batch.pk)
    assert fresh.lines[0]["changes"] == [["Chức vụ, chức danh", "Trưởng phòng", "Chuyên viên"]]


def test_two_people_with_the_same_new_rows_make_them_once(world, office):
    rows = people(world, ["B1", "Lê Thị Hoa", None])
    first, second = upload(office, "ca-nhan", book_of(rows)), upload(office, "ca-nhan", book_of(rows))
    imports.confirm(actor=office, batch=first)
    with pytest.raises(Refused, match="đã thay đổi"):
        imports.confirm(actor=office, batch=second)
    assert ImportBatch.objects.get(pk=second.pk).counts["same"] == 1
    with pytest.raises(Refused, match="đã được nhập"):
        imports.confirm(actor=office, batch=ImportBatch.objects.get(pk=first.pk))
    assert Person.objects.filter(staff_code="B1").count() == 1


def test_without_a_code_a_person_is_known_by_name_birth_date_and_unit(world, office):
    PersonFactory(unit=world.division, full_name="Đỗ Mười Ba", birth_date=dt.date(1979, 9, 9))
    batch = upload(
        office, "ca-nhan", book_of(people(world, ["", "đỗ mười ba", "09/09/1979"], ["", "Đỗ Mười Bốn", None]))
    )
    assert batch.counts["same"] == 1
    [(row, column, said)] = faults(batch)
    assert (row, column) == (3, "A")
    assert "Thiếu mã cán bộ" in said


def test_a_code_from_before_a_merger_still_finds_the_person(world, office):
    FormerCode.objects.create(code="CU-1", person=world.person)
    rows = people(world, ["CU-1", world.person.full_name, None])
    assert upload(office, "ca-nhan", book_of(rows)).counts["same"] == 1


def test_another_persons_code_does_not_rename_them(world, office):
    [(_, column, said)] = faults(
        upload(office, "ca-nhan", book_of(people(world, [world.person.staff_code, "Phạm Quang Vinh", None])))
    )
    assert column == "A"
    assert "đang là của" in said


@pytest.mark.parametrize(
    ("kind", "row", "column"),
    [
        ("ca-nhan", ["NV1", "", None, "{unit}"], "B"),
        ("ca-nhan", ["", "", None, "{unit}"], "B"),
        ("ca-nhan", ["", "Đỗ Mười Ba", "31/02/1979", "{unit}"], "C"),
        ("ca-nhan", ["", "Đỗ Mười Ba", "09/09/1979", "không có"], "D"),
        ("ca-nhan", ["mã có dấu cách " * 3, "Đỗ Mười Ba", None, "{unit}"], "A"),
        ("xep-loai", ["", "Đỗ Mười Ba", None, "không có", "2025", "Hoàn thành tốt nhiệm vụ"], "D"),
        ("xep-loai", ["", "Đỗ Mười Ba", "31/02/1979", "", "2025", "Hoàn thành tốt nhiệm vụ"], "C"),
    ],
)
def test_one_cause_is_one_fault(world, office, kind, row, column):
    PersonFactory(unit=world.division, staff_code="NV1", full_name="Đỗ Mười Ba")
    cells = [cell and cell.format(unit=world.division.code) for cell in row]
    head = [*HEAD, "Năm", "Mức xếp loại"][: len(row)]
    assert [at for _, at, _ in faults(upload(office, kind, book_of([head, cells])))] == [column]


def test_units_may_name_a_parent_of_the_same_file(world, administrator):
    rows = [
        ["Mã đơn vị", "Tên đơn vị", "Loại đơn vị", "Mã đơn vị cấp trên"],
        ["T-02", "Tổ Lái xe", "Tổ, bộ phận", "P-01"],
        ["P-01", "Phòng Quản trị", "Phòng, ban", world.office.code],
    ]
    bring_in(administrator, "don-vi", rows)
    team = Unit.objects.get(code="T-02")
    assert team.parent.code == "P-01"
    assert team.path.startswith(team.parent.path)
    assert world.office.holds(team)
    again = upload(administrator, "don-vi", book_of(rows))
    assert again.counts["same"] == 2


def test_units_in_a_circle_or_under_another_office_are_refused(world, administrator):
    rows = [
        ["Mã đơn vị", "Tên đơn vị", "Loại đơn vị", "Mã đơn vị cấp trên"],
        ["V-1", "Vòng một", "Phòng, ban", "V-2"],
        ["V-2", "Vòng hai", "Phòng, ban", "V-1"],
        ["V-3", "Nơi khác", "Phòng, ban", world.other_office.code],
        [world.division.code, world.division.name, "Phòng, ban", world.other_division.code],
    ]
    assert {row for row, _, _ in faults(upload(administrator, "don-vi", book_of(rows)))} == {2, 3, 4, 5}


@pytest.mark.pages
def test_units_come_in_by_whom_adds_them_on_pages_and_by_nobody_else(client, office, administrator):
    """One predicate: the standing office sees neither the page nor the template."""
    for user, status in ((office, 403), (administrator, 200)):
        client.force_login(user)
        url = reverse("awards:import_new", args=["don-vi"])
        assert client.get(url).status_code == status
        assert (url in client.get(reverse("awards:import_list")).content.decode()) == (status == 200)


def test_ratings_of_people_and_collectives_replace_and_keep_the_old_level_in_the_trail(world, office):
    make.rate(world.person, "HT", 2024)
    head = ["Mã cán bộ", "Đơn vị", "Năm", "Mức xếp loại"]
    rows = [
        head,
        [world.person.staff_code, None, 2024, "HTXS"],
        [None, world.division.code, "2024", "Hoàn thành tốt nhiệm vụ"],
    ]
    bring_in(office, "xep-loai", rows)
    assert world.person.ratings.get(year=2024).level == "HTXS"
    assert world.division.ratings.get(year=2024).level == "HTT"
    event = AuditEvent.objects.get(action="awards.import_ratings")
    assert list(event.before.values()) == ["HT"]
    assert upload(office, "xep-loai", book_of(rows)).counts["same"] == 2


def test_initiatives_come_in_once(world, office):
    head = ["Mã cán bộ", "Tên sáng kiến", "Ngày công nhận", "Số văn bản công nhận", "Phạm vi"]
    rows = [head, [world.person.staff_code, "Sổ mượn phòng họp", "12/06/2025", "15 / QĐ-VP", "Cơ sở"]]
    bring_in(office, "sang-kien", rows)
    assert Initiative.objects.get().number == "15/QĐ-VP"
    assert upload(office, "sang-kien", book_of(rows)).counts["same"] == 1


POST_HEAD = ["Mã cán bộ", "Họ và tên", "Chức vụ", "Tương đương", "Từ ngày", "Đến hết ngày", "Quyết định bổ nhiệm"]


def test_posts_come_in_once_and_end_later(world, office):
    who = [world.person.staff_code, world.person.full_name]
    deputy = [*who, "Phó Giám đốc Sở", "Phó Vụ trưởng", "01/03/2012", dt.date(2019, 12, 31), "0215/QĐ-UBND"]
    chief = [*who, "Giám đốc Sở", None, "01/01/2020", None, None]
    bring_in(office, "chuc-vu", [POST_HEAD, deputy, chief])
    first, second = PostHeld.objects.order_by("since")
    assert (first.group, first.until, first.source) == ("1_pho_vu_truong", dt.date(2019, 12, 31), "0215/QĐ-UBND")
    assert (second.group, second.until, second.since) == ("", None, dt.date(2020, 1, 1))
    assert upload(office, "chuc-vu", book_of([POST_HEAD, deputy, chief])).counts["same"] == 2
    ended = [*who, "GIÁM ĐỐC SỞ", "Vụ trưởng, Giám đốc sở và tương đương", "01/01/2020", "30/06/2026", None]
    batch = upload(office, "chuc-vu", book_of([POST_HEAD, ended]))
    [line] = batch.lines
    assert [list(change) for change in line["changes"]] == [
        ["Tương đương", "(trống)", "Vụ trưởng, Giám đốc sở và tương đương"],
        ["Đến hết ngày", "(trống)", "30/06/2026"],
    ]
    imports.confirm(actor=office, batch=batch)
    second.refresh_from_db()
    assert (second.title, second.group, second.until) == ("Giám đốc Sở", "2_vu_truong", dt.date(2026, 6, 30))
    assert AuditEvent.objects.filter(action="awards.import_posts").count() == 2


BAD_POSTS = {
    "ends before it begins": ({4: "01/03/2012", 5: "01/03/2011"}, "F", "sau ngày đầu"),
    "a group that is none": ({3: "Trưởng phòng"}, "D", "không phải nhóm chức vụ"),
    "no first day": ({4: None}, "E", "Thiếu từ ngày"),
    "only a year": ({4: 2012}, "E", "Chỉ có năm 2012"),
    "begins next year": ({4: "01/01/2999"}, "E", "chưa đến"),
    "a code of nobody": ({0: "KHONG-CO"}, "A", "Không có ai mang mã"),
    "a code turned to a number": ({0: 12.5}, "A", "số lẻ"),
    "another's name": ({1: "Ai Đó Khác"}, "A", "không phải"),
    "nobody at all": ({0: None, 1: None}, "A", "không ghi người nào"),
    "no post": ({2: None}, "C", "Thiếu chức vụ"),
}


@pytest.mark.parametrize("case", BAD_POSTS)
def test_a_bad_post_is_refused_at_its_cell(world, office, case):
    cells, column, sentence = BAD_POSTS[case]
    row = [world.person.staff_code, world.person.full_name, "Giám đốc Sở", None, "01/01/2020", None, None]
    for place, value in cells.items():
        row[place] = value
    [(number, at, said)] = faults(upload(office, "chuc-vu", book_of([POST_HEAD, row])))
    assert (number, at) == (2, column)
    assert sentence in said


def test_two_lines_of_one_post_are_refused(world, office):
    row = [world.person.staff_code, None, "Giám đốc Sở", None, "01/01/2020", None, None]
    [(number, _, said)] = faults(upload(office, "chuc-vu", book_of([POST_HEAD, row, row])))
    assert number == 3
    assert "Trùng" in said


AWARD_HEAD = ["Mã cán bộ", "Đơn vị", "Danh hiệu", "Năm", "Số QĐ", "Ngày QĐ", "Cơ quan ban hành"]


def award_rows(world):
    chief = "Chánh Văn phòng UBND tỉnh"
    return [
        AWARD_HEAD,
        [world.person.staff_code, None, "Lao động tiên tiến", 2024, "007/QĐ-VP", "26/12/2024", chief],
        [None, world.division.name, "TTLDTT", 2024, "007/QĐ-VP", dt.datetime(2024, 12, 26), chief],
    ]


def test_old_awards_come_in_once_and_stand_in_the_register(world, office, client):
    bring_in(office, "khen-thuong", award_rows(world))
    award = Award.objects.get(person=world.person)
    assert (award.decision_code, award.decided_on, award.unit) == ("007/QĐ-VP", dt.date(2024, 12, 26), world.division)
    assert Award.objects.get(person=None).nominee_name == world.division.name
    assert upload(office, "khen-thuong", book_of(award_rows(world))).counts["same"] == 2
    assert "=7/qd-vp" in SearchEntry.objects.get(kind=AWARDS.code, object_id=award.pk).terms
    assert not compare(AWARDS)
    client.force_login(office)
    answer = client.get(reverse("awards:register_list"), {"q": "dang thi hong lao dong tien tien 2024"})
    assert "007/QĐ-VP" in answer.content.decode()


def test_an_award_that_the_system_decided_is_not_changed_by_a_file(world, office):
    decision = make.make_signed(world)
    award = decision.awards.get()
    rows = [
        AWARD_HEAD,
        [world.person.staff_code, None, award.award_type.code, award.year, award.decision_code,
         f"{award.decided_on:%d/%m/%Y}", "Ai đó khác"],
    ]  # fmt: skip
    [(_, _, said)] = faults(upload(office, "khen-thuong", book_of(rows)))
    assert "ký trong hệ thống" in said


def test_a_title_for_people_is_not_given_to_a_collective(world, office):
    rows = award_rows(world)
    rows[2][2] = "CSTDCS"
    assert "không dành cho" in faults(upload(office, "khen-thuong", book_of(rows)))[0][2]


def test_pages_show_the_preview_and_write_after_the_confirmation(world, office, client):
    client.force_login(office)
    page = client.get(reverse("awards:import_new", args=["ca-nhan"]))
    assert "Tải tệp mẫu" in page.content.decode()
    file = make.upload(
        "nguoi.xlsx", book_of(people(world, ["C1", "Lê Thị Hoa", "31/02/1980"], ["C2", "Vũ Văn Nam", None]))
    )
    shown = client.post(reverse("awards:import_new", args=["ca-nhan"]), {"file": file}, follow=True).content.decode()
    assert "Không có ngày 31/02/1980" in shown
    assert "Chưa có gì được ghi" in shown
    batch = ImportBatch.objects.get()
    assert "Vũ Văn Nam" in client.get(batch.get_absolute_url(), {"xem": "new"}).content.decode()
    done = client.post(reverse("awards:import_confirm", args=[batch.pk]), {"skip_faulty": "1"}, follow=True)
    assert "1 người mới" in done.content.decode()
    assert Person.objects.filter(staff_code="C2").exists()


def test_the_preview_shows_every_cell_of_what_will_be_written(world, office, client):
    head = ["Mã cán bộ", "Đơn vị", "Năm", "Xếp loại", "Văn bản"]
    world.person.staff_code = "C7"
    world.person.save()
    year = today().year - 1
    rows = [["C7", None, year - back, "HTT", "12/QĐ-VP" if back else None] for back in range(4)]
    client.force_login(office)
    few, many = (upload(office, "xep-loai", book_of([head, *some])) for some in (rows[:1], rows))
    page = client.get(many.get_absolute_url()).content.decode()
    level = '<td data-label="Mức xếp loại">Hoàn thành tốt nhiệm vụ</td>'
    assert f'<td data-label="Năm">{year}</td>{level}<td></td>' in page
    assert page.count('data-label="Văn bản xếp loại">12/QĐ-VP<') == 3
    assert '<th scope="col">Ngày sinh</th>' not in page  # no row of the file fills it
    assert count_queries(lambda: client.get(few.get_absolute_url())) == count_queries(
        lambda: client.get(many.get_absolute_url())
    )


def test_a_large_file_is_read_and_written_by_jobs_and_leaves_the_disk(
    world, office, client, settings, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(imports, "AT_ONCE_BYTES", 10)
    monkeypatch.setattr(imports, "AT_ONCE_LINES", 1)
    client.force_login(office)
    file = make.upload("nguoi.xlsx", book_of(people(world, ["D1", "Lê Thị Hoa", None], ["D2", "Vũ Văn Nam", None])))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("awards:import_new", args=["ca-nhan"]), {"file": file})
    batch = ImportBatch.objects.get()
    assert answer.url == reverse("core:job_detail", args=[batch.job_id])
    assert (batch.state, batch.counts["new"], batch.job.result_url) == ("checked", 2, batch.get_absolute_url())
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("awards:import_confirm", args=[batch.pk]))
    batch.refresh_from_db()
    assert (batch.state, batch.job.state, batch.job.percent) == ("applied", "done", 100)
    assert Person.objects.filter(staff_code__in=["D1", "D2"]).count() == 2


def test_a_long_file_with_faults_starts_no_job_unless_they_are_left_out(world, office, client, monkeypatch):
    batch = upload(office, "ca-nhan", book_of(people(world, ["D1", "Lê Thị Hoa", None], ["D2", "", None])))
    monkeypatch.setattr(imports, "AT_ONCE_LINES", 1)
    client.force_login(office)
    answer = client.post(reverse("awards:import_confirm", args=[batch.pk]), follow=True)
    assert "Còn 1 dòng có lỗi" in answer.content.decode()
    batch.refresh_from_db()
    assert (batch.state, batch.job) == ("checked", None)


def test_another_user_never_sees_the_lines(world, office, client):
    batch = upload(office, "ca-nhan", book_of(people(world, ["E1", "Lê Thị Hoa", None])))
    client.force_login(world.users["administrator"])
    assert client.get(batch.get_absolute_url()).status_code == 404


def test_dropping_a_file_leaves_nothing_of_it(world, office):
    batch = upload(office, "ca-nhan", book_of(people(world, ["F1", "Lê Thị Hoa", None])))
    imports.discard(actor=office, batch=batch)
    batch.refresh_from_db()
    assert (batch.state, batch.lines) == ("discarded", [])
    with pytest.raises(Refused):
        imports.confirm(actor=office, batch=batch)
    assert YearlyRating.objects.count() == 0


@pytest.mark.parametrize("kind", ["ca-nhan", "don-vi", "xep-loai", "sang-kien", "chuc-vu", "khen-thuong"])
def test_the_template_is_understood_as_it_was_handed_out(world, office, administrator, client, kind):
    """What somebody fills in below the template's own headings is read; the other sheets are not."""
    import io

    from openpyxl import load_workbook

    keeper = administrator if kind == "don-vi" else office
    client.force_login(keeper)
    answer = client.get(reverse("awards:import_template", args=[kind]))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book["Nhập"].data_validations.dataValidation
    book["Nhập"]["A2"] = "không-có"
    book.move_sheet("Ví dụ", -1)  # the filled example is not read, wherever it stands
    content = io.BytesIO()
    book.save(content)
    batch = upload(keeper, kind, content.getvalue())
    assert batch.counts["faulty"] == 1
    assert {row for row, _, _ in faults(batch)} == {2}


def test_what_nobody_confirms_for_a_week_is_forgotten(world, office):
    batch = upload(office, "ca-nhan", book_of(people(world, ["G1", "Lê Thị Hoa", None])))
    assert forget_imports() == 0
    ImportBatch.objects.update(created_at=timezone.now() - imports.KEPT)
    assert forget_imports() == 1
    batch.refresh_from_db()
    assert (batch.state, batch.lines) == ("discarded", [])
