"""Next year's plan from this year's: everything that should change is proposed, nothing changes by itself."""

import datetime as dt

import pytest
from django.urls import reverse

from core.models import AuditEvent
from core.working_days import WorkingCalendar
from documents.models import LegalBasis
from plans.content import SectionContent, TaskContent, from_plan
from plans.models import ChangeSet, Plan, ProposedChange
from plans.reading import shapes
from plans.rolling import BasisFact, Known, Office, name_changes, proposals
from plans.services import accept_changes, begin_from, decline_changes, reopen_change, save_plan, submit_plan
from units.tests.factories import make_world

from .factories import make_content, make_issued, make_plan


def found(text, *, old=2025, new=2026, fact=None, due_on=None):
    """The changes for a plan whose opening is this text, as (kind, before, after)."""
    content = make_content(subject="Chăm vườn", opening=text, closing="", year=old)
    content.sections = [SectionContent(level=1, numbering=shapes.ROMAN, heading="VIỆC", id=1)]
    if due_on:
        content.sections[0].tasks = [TaskContent(content="Thu hái", due_on=due_on, id=7)]
    return proposals(content, old, new, lambda cited, words: fact)


def short(changes):
    return [(change.kind, change.before, change.after) for change in changes]


@pytest.mark.parametrize(("text", "expected"), [
    ("Trồng rừng năm 2025 và năm 2026.", [("year", "năm 2025", "năm 2026"), ("year", "năm 2026", "năm 2027")]),
    ("Tổng kết năm 2025, triển khai nhiệm vụ năm 2026.",
     [("year", "năm 2025", "năm 2026"), ("year", "năm 2026", "năm 2027")]),
    ("Gặp mặt đầu Xuân 2025.", [("year", "Xuân 2025", "Xuân 2026")]),
    ("Trao quà năm học 2024 - 2025.", [("school", "năm học 2024 - 2025", "năm học 2025 - 2026")]),
    ("Nộp báo cáo trước ngày 15/11/2025.", [("time", "15/11/2025", "15/11/2026")]),
    ("Họp vào tháng 6/2025, quý IV/2025.",
     [("time", "tháng 6/2025", "tháng 6/2026"), ("time", "quý IV/2025", "quý IV/2026")]),
    ("Chào mừng kỷ niệm 80 năm Ngày thành lập bản.", [("anniversary", "kỷ niệm 80 năm", "kỷ niệm 81 năm")]),
    ("Giai đoạn 2021-2030 và 5 năm (2026-2030).", []),
    ("Theo phong trào từ năm 1998.", []),
    ("Đợt 1 trồng cây, đợt 2 tưới.", []),
    ("Kết quả các năm 2024, 2025 và 2026.",
     [("year", "năm 2024", "năm 2025"), ("year", "2025", "2026"), ("year", "2026", "2027")]),
    ("Họp sáng thứ Sáu, ngày 14/11/2025 tại đình.",
     [("time", "thứ Sáu, ngày 14/11/2025", "thứ Bảy, ngày 14/11/2026")]),
    ("Nộp trước 14/11/2025 (thứ Sáu).", [("time", "14/11/2025 (thứ Sáu", "14/11/2026 (thứ Bảy")]),
    ("Văn nghệ mừng Xuân Ất Tỵ 2025, Tết Giáp Thìn.",
     [("year", "Ất Tỵ 2025", "Bính Ngọ 2026"), ("year", "Giáp Thìn", "Ất Tỵ")]),
    ("Năm thứ hai thực hiện nghị quyết.", [("ordinal", "Năm thứ hai", "Năm thứ ba")]),
    ("Ngân sách 2025-2026; họp 12/2025.",
     [("year", "2025-2026", "2026-2027"), ("time", "12/2025", "12/2026")]),
    ("Chào mừng 50 năm giải phóng bản; tròn 115 năm ngày sinh cụ tổ.",
     [("anniversary", "Chào mừng 50 năm", "Chào mừng 51 năm"), ("anniversary", "115 năm ", "116 năm ")]),
    ("Nghị quyết số 01/NQ-XYZ ngày 05/01/2019 về mương, Bản Cọ xây dựng kế hoạch năm 2025.",
     [("unknown-basis", "Nghị quyết số 01/NQ-XYZ ngày 05/01/2019", ""), ("year", "năm 2025", "năm 2026")]),
])  # fmt: skip
def test_what_moves_with_the_year(text, expected):
    assert short(found(text)) == expected


@pytest.mark.parametrize(("text", "marked"), [
    ("Từ năm 2021 đến năm 2025 trồng xong.", ("term", "Từ năm 2021 đến năm 2025")),
    ("Áp dụng từ năm 2024 cho các bản.", ("year", "từ năm 2024")),
    ("Mục tiêu 2025: phủ xanh đồi.", ("year", "2025")),
    ("Năm cuối thực hiện đề án.", ("ordinal", "Năm cuối")),
    ("Hội thi cấy lần thứ 5 năm 2019.", ("ordinal", "lần thứ 5")),
    ("Hướng tới Đại hội XIV của hội.", ("ordinal", "Đại hội XIV")),
    ("Chương trình 2020-2025 của bản.", ("term", "2020-2025")),
    ("Theo Luật Sửa đổi, bổ sung một số điều của Luật Rừng ngày 14/6/2005.",
     ("unknown-basis", "Luật Sửa đổi, bổ sung một số điều của Luật Rừng ngày 14/6/2005")),
    ("Theo QĐ số 651/QĐ-UBND của tỉnh.", ("unknown-basis", "QĐ số 651/QĐ-UBND")),
])  # fmt: skip
def test_what_may_be_rightly_so_is_marked_and_not_changed(text, marked):
    changes = found(text)
    assert [(change.kind, change.before, change.mark) for change in changes] == [(*marked, True)]


def test_an_ordinal_before_the_year_leaves_the_year_to_move():
    changes = found("Hội thi cấy lần thứ 5 năm 2025.")
    assert [(change.kind, change.after) for change in changes] == [("ordinal", ""), ("year", "năm 2026")]


def test_a_day_on_which_offices_rest_is_said():
    calendar = WorkingCalendar(off=frozenset({dt.date(2026, 2, 17)}))
    content = make_content(subject="Chăm vườn", opening="Nộp trước ngày 17/02/2025.", closing="", year=2025)
    change = proposals(content, 2025, 2026, lambda cited, words: None, Known(worked=calendar))[0]
    assert "17/02/2026 là ngày nghỉ lễ, Tết" in change.note


def test_a_cited_documents_day_and_title_stay():
    text = "Thực hiện Quyết định số 12/QĐ-TTg ngày 03/02/2019 của Thủ tướng về chăm sóc cây năm 2019;"
    changes = found(text)
    assert [change.kind for change in changes] == ["unknown-basis"]
    assert changes[0].mark


def test_last_years_own_directive_needs_a_new_number():
    changes = found("Thực hiện Chỉ thị số 01/CT-UBND ngày 03/02/2025 về phong trào năm 2025;")
    assert [(change.kind, change.mark) for change in changes] == [("new-number", True), ("year", False)]
    assert changes[0].before == "Chỉ thị số 01/CT-UBND ngày 03/02/2025"


def test_an_ended_basis_is_replaced_by_its_successor():
    fact = BasisFact("Nghị định số 9/2010/NĐ-CP", False, dt.date(2025, 6, 30), "Nghị định số 8/2025/NĐ-CP về vườn")
    changes = found("Căn cứ Nghị định số 9/2010/NĐ-CP ngày 01/02/2010 của Chính phủ về vườn;", fact=fact)
    before = "Nghị định số 9/2010/NĐ-CP ngày 01/02/2010 của Chính phủ về vườn"
    assert short(changes) == [("basis", before, "Nghị định số 8/2025/NĐ-CP về vườn")]
    assert "30/06/2025" in changes[0].note


def test_terms_that_are_over_and_ordinals_are_marked_once():
    changes = found("Giai đoạn 2021-2025; Đại hội lần thứ XIII; giai đoạn 2026-2030; Đại hội lần thứ XIII.")
    assert [(change.kind, change.before, change.mark) for change in changes] == [
        ("term", "Giai đoạn 2021-2025", True), ("ordinal", "lần thứ XIII", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "moved", "note"), [
    (dt.date(2025, 11, 14), "14/11/2026", "thứ Bảy"), (dt.date(2024, 2, 29), "28/02/2025", ""),
])  # fmt: skip
def test_due_dates_move_and_a_weekend_is_said(day, moved, note):
    change = found("", old=day.year, new=day.year + 1, due_on=day)[-1]
    assert (change.kind, change.field, change.after) == ("due", "task:7:due_on", moved)
    assert note in change.note


@pytest.fixture
def world(db, empty_pages):
    return make_world()


@pytest.fixture
def writer(world):
    return world.users["standing_office"]


@pytest.fixture
def source(world):
    return make_issued(world, subject="Thi đua trồng cây năm 2026", closing="Tổng kết năm 2026, làm tiếp năm 2027.",
                       opening="Văn phòng ban hành kế hoạch năm 2026.")  # fmt: skip


def changes_of(plan):
    return ProposedChange.objects.filter(change_set__plan=plan)


def test_nothing_is_changed_before_it_is_accepted(world, writer, source):
    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    content = from_plan(plan)
    assert (plan.year, plan.number_text, plan.subject) == (2027, "", "Thi đua trồng cây năm 2026")
    assert content.closing == "Tổng kết năm 2026, làm tiếp năm 2027."
    assert set(changes_of(plan).values_list("state", flat=True)) == {"open"}
    assert plan.change_sets.get().source_plan == source


def test_accepted_words_come_in_and_declined_ones_stay(world, writer, source):
    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    first = changes_of(plan).get(field="closing", before="năm 2027")
    second = changes_of(plan).get(field="closing", before="năm 2026")
    decline_changes(plan=plan, changes=[first.pk], actor=writer)
    done = accept_changes(plan=plan, changes=[second.pk, first.pk], actor=writer)
    plan.refresh_from_db()
    assert done.done == 1
    assert plan.closing == "Tổng kết năm 2027, làm tiếp năm 2027."
    assert plan.versions.get(kind="named").content["closing"] == "Tổng kết năm 2026, làm tiếp năm 2027."
    assert AuditEvent.objects.filter(action="plans.accept_changes").count() == 1


def test_all_of_a_kind_at_once_each_in_its_own_place(world, writer, source):
    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    accept_changes(plan=plan, changes=changes_of(plan).filter(kind="year").values_list("pk", flat=True), actor=writer)
    plan.refresh_from_db()
    assert plan.subject == "Thi đua trồng cây năm 2027"
    assert plan.closing == "Tổng kết năm 2027, làm tiếp năm 2028."


def test_a_draft_that_changed_meanwhile_keeps_its_new_words(world, writer, source):
    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    content = from_plan(plan)
    content.subject = "Một trích yếu hoàn toàn khác"
    content.closing = "Sau hội nghị, tổng kết năm 2026, làm tiếp năm 2027 và báo cáo."
    plan = save_plan(plan=plan, content=content, version=plan.version, actor=writer)
    decided = accept_changes(plan=plan, changes=changes_of(plan).values_list("pk", flat=True), actor=writer)
    plan.refresh_from_db()
    assert [change.field for change in decided.outdated] == ["subject"]
    assert plan.subject == "Một trích yếu hoàn toàn khác"
    assert plan.closing == "Sau hội nghị, tổng kết năm 2027, làm tiếp năm 2028 và báo cáo."


def test_words_that_were_deleted_do_not_take_their_like_elsewhere(world, writer):
    source = make_issued(world, subject="Trồng cây", opening="Bản ban hành kế hoạch.",
                         closing="Tổng kết năm 2026, làm tiếp năm 2027 và báo cáo.")  # fmt: skip
    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    first, second = changes_of(plan).filter(field="closing")
    accept_changes(plan=plan, changes=[first.pk], actor=writer)
    plan.refresh_from_db()
    content = from_plan(plan)
    content.closing = "Tổng kết năm 2027 và báo cáo."
    plan = save_plan(plan=plan, content=content, version=plan.version, actor=writer)
    decided = accept_changes(plan=plan, changes=[second.pk], actor=writer)
    plan.refresh_from_db()
    assert (decided.done, plan.closing) == (0, "Tổng kết năm 2027 và báo cáo.")


def test_who_comes_second_is_told(client, world, writer, source):
    client.force_login(writer)
    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    change = changes_of(plan).first()
    accept_changes(plan=plan, changes=[change.pk], actor=None)
    answer = client.post(reverse("plans:change_decide", args=[plan.pk, change.pk]), {"decision": "decline"},
                         headers={"HX-Request": "true"})  # fmt: skip
    assert "đã được quyết định" in answer.content.decode()
    change.refresh_from_db()
    assert change.state == "accepted"


def test_a_declined_change_may_wait_again_and_an_accepted_one_not(world, writer, source):
    from core.exceptions import Refused

    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    one, two = changes_of(plan).filter(field="closing")
    decline_changes(plan=plan, changes=[one.pk], actor=writer)
    assert reopen_change(plan=plan, change=one, actor=writer).state == "open"
    accept_changes(plan=plan, changes=[two.pk], actor=writer)
    with pytest.raises(Refused, match="đã nhận"):
        reopen_change(plan=plan, change=two, actor=writer)


def test_a_plan_that_was_sent_takes_no_changes(world, writer, source):
    from core.exceptions import Refused

    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    submit_plan(plan=plan, actor=writer, reason="thử")
    with pytest.raises(Refused, match="không sửa được"):
        accept_changes(plan=plan, changes=changes_of(plan).values_list("pk", flat=True), actor=writer)


def test_a_plan_after_the_office_above_is_linked_and_takes_its_own_name(world, writer):
    from units.models import RoleKind
    from units.tests.factories import RoleFactory, UserFactory

    writer_above = RoleFactory(user=UserFactory(), unit=world.province, kind=RoleKind.STANDING_OFFICE).user
    above = make_plan(world, unit=world.province, number_text="09/KH-UBND", issued_on=dt.date(2026, 1, 5),
                      opening=f"{world.province.name} ban hành kế hoạch.", subject="Giữ rừng đầu nguồn")  # fmt: skip
    from plans.services import put_on_record

    above = put_on_record(plan=above, actor=writer_above)
    plan = begin_from(source=above, unit=world.office, year=2026, actor=writer)
    assert plan.parent_plan == above
    assert (plan.signer_name, plan.recipients) == ("", "Lưu: VT.")
    kinds = {change.kind: change for change in changes_of(plan)}
    assert kinds["unit"].after == world.office.name
    assert kinds["parent"].after.startswith("Thực hiện Kế hoạch số 09/KH-UBND ngày 05/01/2026 của")
    accept_changes(plan=plan, changes=changes_of(plan).values_list("pk", flat=True), actor=writer)
    plan.refresh_from_db()
    assert world.office.name in plan.opening
    assert "09/KH-UBND" in plan.opening


def test_a_year_that_was_wrong_already_goes_to_the_new_year(world, writer):
    source = make_plan(world, year=2026, opening="Văn phòng ban hành kế hoạch năm 2026.",
                       closing="Trên đây là Kế hoạch trồng cây năm 2025 của Văn phòng.")  # fmt: skip
    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    change = changes_of(plan).get(field="closing")
    assert (change.before, change.after) == ("năm 2025", "năm 2027")
    assert "còn sót năm 2025" in change.note


def test_the_plan_above_of_the_new_year_takes_the_place_of_the_old_one(world, writer):
    from plans.services import put_on_record

    for year, number in ((2026, "09/KH-UBND"), (2027, "11/KH-UBND")):
        above = make_plan(world, unit=world.province, year=year, number_text=number, issued_on=dt.date(year, 1, 5),
                          subject=f"Giữ rừng đầu nguồn năm {year}")  # fmt: skip
        put_on_record(plan=above, actor=writer)
    source = make_plan(world, year=2026, opening="Thực hiện Kế hoạch số 09/KH-UBND ngày 05/01/2026 về giữ rừng;")
    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    change = changes_of(plan).get(kind="parent")
    assert (change.before, change.after) == (
        "Kế hoạch số 09/KH-UBND ngày 05/01/2026", "Kế hoạch số 11/KH-UBND ngày 05/01/2027",
    )  # fmt: skip


WARD = Office("Ủy ban nhân dân phường Hạ", "Phường Hạ", "CHỦ TỊCH", "UBND phường")
CLINIC = Office("Trạm Y tế phường Hạ", "Trạm Y tế", "TRƯỞNG TRẠM")
MILL = Office("Văn phòng Xưởng Gạo", "Văn phòng", "CHÁNH VĂN PHÒNG")


def names_in(opening, old, new, **options):
    content = make_content(subject="Giữ rừng", opening=opening, closing="", recipients="")
    content.sections = []
    return [(change.before, change.after) for change in name_changes(content, old, new, **options)]


def test_an_offices_head_goes_with_its_name_and_any_other_office_stays():
    text = "Chánh Văn phòng giao; công tác văn phòng; VĂN PHÒNG và Văn phòng Hội lập sổ."
    assert names_in(text, MILL, CLINIC, others=["Văn phòng Hội"]) == [
        ("Chánh Văn phòng", "Trưởng Trạm Y tế"), ("VĂN PHÒNG", "TRẠM Y TẾ"),
    ]  # fmt: skip


def test_the_office_above_keeps_its_name_where_it_is_reported_to():
    text = "UBND phường ban hành Kế hoạch; Văn phòng UBND phường trình; báo cáo UBND phường."
    found = names_in(text, WARD, CLINIC, above=True, others=["Văn phòng UBND phường"])
    assert found == [("UBND phường", "Trạm Y tế"), ("UBND phường", "")]


def test_the_catalogue_knows_what_has_ended(world, writer):
    new = LegalBasis.objects.create(type_name="Nghị định", number="77/2026/NĐ-CP", issuer_name="Chính phủ",
                                    subject="Quy định về vườn cây", issued_on=dt.date(2026, 3, 1))  # fmt: skip
    LegalBasis.objects.create(
        type_name="Nghị định", number="11/2011/NĐ-CP", issuer_name="Chính phủ", subject="Về vườn", replaced_by=new,
        issued_on=dt.date(2011, 3, 1), in_force_to=dt.date(2026, 4, 30),
    )  # fmt: skip
    source = make_plan(world, opening="Căn cứ Nghị định số 11/2011/NĐ-CP ngày 01/3/2011 của Chính phủ về vườn;")
    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    change = changes_of(plan).get(kind="basis")
    assert change.after.startswith("Nghị định số 77/2026/NĐ-CP ngày 01/3/2026 của Chính phủ")


def test_the_page_goes_on_tomorrow(client, world, writer, source):
    client.force_login(writer)
    client.post(reverse("plans:plan_create"), {"unit": world.office.pk, "year": "2027", "begin": "nam-truoc",
                                               "source": source.pk, "subject": ""})  # fmt: skip
    plan = Plan.objects.latest("pk")
    page = client.get(reverse("plans:change_list", args=[plan.pk])).content.decode()
    assert "<del>năm 2026</del> <ins>năm 2027</ins>" in page
    assert "Nhận cả loại" in page
    change_set = ChangeSet.objects.get(plan=plan)
    client.post(reverse("plans:change_decide_many", args=[plan.pk]), {"dot": change_set.pk, "which": "year"})
    assert not changes_of(plan).filter(kind="year", state="open").exists()
    page = client.get(reverse("plans:change_list", args=[plan.pk]) + "?hien=ca").content.decode()
    assert "Đã nhận" in page


def test_one_row_comes_back_to_htmx(client, world, writer, source):
    client.force_login(writer)
    plan = begin_from(source=source, unit=world.office, year=2027, actor=writer)
    change = changes_of(plan).first()
    answer = client.post(reverse("plans:change_decide", args=[plan.pk, change.pk]), {"decision": "decline"},
                         headers={"HX-Request": "true"})  # fmt: skip
    assert "Xét lại" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_source_must_be_chosen_and_be_of_the_right_office(client, world, writer, source):
    client.force_login(writer)
    answer = client.post(reverse("plans:plan_create"), {"unit": world.office.pk, "year": "2027", "begin": "nam-truoc"})
    assert "Hãy chọn kế hoạch để soạn theo" in answer.content.decode()
    answer = client.post(reverse("plans:plan_create"), {"unit": world.office.pk, "year": "2027",
                                                        "begin": "co-quan-khac", "other": source.pk})  # fmt: skip
    assert "của chính cơ quan đã chọn" in answer.content.decode()
    assert Plan.objects.count() == 1
