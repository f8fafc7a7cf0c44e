"""The books behind the register: ten columns, own series, shared numbers, nothing missing and nothing twice."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from core.exceptions import Refused
from core.models import AuditEvent, Job
from core.testing import same_queries
from documents import printing
from documents.bound_book import volumes_of
from documents.columns import cells
from documents.models import Document, RegisterBook, RegisterCounter
from documents.official import OfficialDocument
from documents.services import issue_document, keep_entry, open_series, share_book, start_register, withdraw_document
from documents.services import issuing as issuing_service
from documents.tests.factories import DocumentFactory, content_for
from documents.tests.reading import pdf_text
from units.tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 5)


@pytest.fixture
def office(db):
    return UnitFactory(name="Văn phòng UBND tỉnh An Sơn", symbol="VP", place="An Sơn", issues_documents=True)


@pytest.fixture
def quick(monkeypatch):
    """Issue without setting a page: numbers are what is looked at."""
    blank = b"%PDF-1.7 blank"

    def render(content: OfficialDocument) -> bytes:
        return blank

    monkeypatch.setattr(issuing_service, "render_in_parts", render)
    monkeypatch.setattr("documents.previews.page_count", lambda pdf: 1)


@pytest.fixture
def keeper(client, world):
    client.force_login(world.users["standing_office"])
    return client


def share(office, *kinds, year=2026, **more):
    return share_book(issuer=office, from_year=year, kinds=list(kinds), actor=None, reason="Quy chế văn thư.", **more)


# ---------------------------------------------------------------- shared books


def test_types_of_a_shared_book_take_one_row_of_numbers(office, quick):
    share(office, "KH", "TB", "BC")
    codes = [DocumentFactory(issuer=office, kind=kind).code for kind in ("TB", "KH", "BC", "QĐ", "TB")]
    assert codes == ["01/TB-VP", "02/KH-VP", "03/BC-VP", "01/QĐ-VP", "04/TB-VP"]


def test_a_shared_book_goes_on_in_the_next_year_and_not_before(office, quick):
    share(office, "KH", "TB", year=2026)
    assert DocumentFactory(issuer=office, kind="KH", on=dt.date(2025, 3, 1)).number == 1
    assert DocumentFactory(issuer=office, kind="TB", on=dt.date(2025, 3, 1)).number == 1
    assert DocumentFactory(issuer=office, kind="KH", on=dt.date(2027, 3, 1)).number == 1
    assert DocumentFactory(issuer=office, kind="TB", on=dt.date(2027, 3, 1)).number == 2


def test_a_later_number_of_a_shared_book_never_carries_an_earlier_day(office, quick):
    share(office, "KH", "TB")
    DocumentFactory(issuer=office, kind="KH", on=dt.date(2026, 3, 2))
    with pytest.raises(Refused, match="01/KH-VP"):
        DocumentFactory(issuer=office, kind="TB", on=dt.date(2026, 3, 1))


def test_numbers_already_given_stay_in_their_book(office, quick):
    DocumentFactory(issuer=office, kind="TB")
    assert share(office, "KH", "TB") == "TB"
    assert DocumentFactory(issuer=office, kind="KH").number == 2
    DocumentFactory(issuer=office, kind="BC")
    DocumentFactory(issuer=office, kind="HD")
    with pytest.raises(Refused, match="đã cấp số riêng"):
        share(office, "BC", "HD")
    with pytest.raises(Refused, match="đã thuộc một sổ chung"):
        share(office, "KH", "CTr")


@pytest.mark.parametrize(("kinds", "reason"), [(["KH"], "Quy chế."), (["KH", "TB"], " ")])
def test_sharing_needs_two_types_and_a_reason(office, kinds, reason):
    with pytest.raises(Refused):
        share_book(issuer=office, from_year=2026, kinds=kinds, actor=None, reason=reason)
    assert not RegisterBook.objects.exists()


# ---------------------------------------------------------------- own series, no twins


def test_a_council_numbers_its_own_documents(office, quick):
    open_series(issuer=office, code="HĐTĐKT", name="Hội đồng Thi đua - Khen thưởng", actor=None)
    DocumentFactory(issuer=office, kind="BB")
    minutes = DocumentFactory(issuer=office, kind="BB", series="HĐTĐKT", symbol="BB-HĐTĐKT")
    assert minutes.code == "01/BB-HĐTĐKT"


def test_two_books_never_print_the_same_code(office, quick):
    with pytest.raises(Refused, match="phải mang HĐTĐKT trong ký hiệu"):
        DocumentFactory(issuer=office, series="HĐTĐKT")
    DocumentFactory(issuer=office, symbol="KH-HĐTĐKT")
    with pytest.raises(Refused, match="đã có văn bản số 01/KH-HĐTĐKT"):
        DocumentFactory(issuer=office, series="HĐTĐKT", symbol="KH-HĐTĐKT")
    assert Document.objects.count() == 1


@pytest.mark.parametrize("code", ["VP", "vp", "HĐTĐKT", "hđtđkt", " "])
def test_a_series_has_a_code_of_its_own(office, code):
    open_series(issuer=office, code="HĐTĐKT", name="Hội đồng", actor=None)
    with pytest.raises(Refused):
        open_series(issuer=office, code=code, name="Hội đồng khác", actor=None)


# ---------------------------------------------------------------- whole books


def test_a_whole_book_says_so_and_numbers_on_paper_are_no_gap(office, quick, capsys):
    start_register(issuer=office, kind="KH", year=2026, last_number=41, actor=None, reason="Sổ giấy đầu năm.")
    document = DocumentFactory(issuer=office)
    withdraw_document(document=document, reason="Sai.", actor=UserFactory())
    call_command("check_register")
    said = capsys.readouterr().out
    assert "Kế hoạch năm 2026: Không thiếu số, không trùng số." in said
    assert DocumentFactory(issuer=office).number == 43  # a withdrawn number is not given again


def test_a_number_that_is_missing_or_above_the_counter_is_named(office, quick, capsys):
    DocumentFactory(issuer=office)
    RegisterCounter.objects.update(last_number=3)
    with pytest.raises(CommandError, match="1 sổ"):
        call_command("check_register")
    assert "thiếu số 02, 03" in capsys.readouterr().err
    RegisterCounter.objects.update(last_number=1)
    DocumentFactory(issuer=office)
    RegisterCounter.objects.update(last_number=1)
    with pytest.raises(CommandError):
        call_command("check_register")
    assert "vượt số sau cùng 02" in capsys.readouterr().err


def test_a_counter_that_was_reset_or_is_gone_is_named(office, quick, capsys):
    DocumentFactory(issuer=office)
    RegisterCounter.objects.update(last_number=0)
    with pytest.raises(CommandError):
        call_command("check_register")
    RegisterCounter.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("check_register")
    assert capsys.readouterr().err.count("Kế hoạch năm 2026: Cần kiểm tra: vượt số sau cùng 01") == 2


def test_a_council_that_is_not_there_begins_no_book(office):
    with pytest.raises(CommandError, match="không có hệ thống số riêng HĐ"):
        call_command("start_register", "--unit", office.code, "--kind", "BB", "--last", "3", "--series", "HĐ")
    assert not RegisterCounter.objects.exists()


def test_the_day_of_withdrawing_is_the_day_here(office, quick):
    document = DocumentFactory(issuer=office)
    with time_machine.travel("2026-03-01T20:30:00Z"):  # half past three in the morning of the second
        document = withdraw_document(document=document, reason="Sai.", actor=UserFactory())
    assert cells(document)[9] == "Đã thu hồi 02/03/2026"


# ---------------------------------------------------------------- the clerk's columns


@time_machine.travel("2026-03-01T03:00:00Z")
def test_clerk_keeps_what_the_system_cannot_know(keeper, world, quick):
    document = DocumentFactory(issuer=world.office)
    address = reverse("documents:document_entry", args=[document.pk])
    typed = {"keeper": "Lưu trữ cơ quan", "copies": "12", "sent_on": "04/01/2026", "received_by": "", "note": "Hỏa tốc"}
    page = keeper.post(address, typed).content.decode()
    assert "Ngày chuyển không được trước ngày ban hành 05/01/2026" in page
    assert "Lưu trữ cơ quan" in page
    page = keeper.post(address, typed | {"sent_on": "06/01/2026"}, follow=True).content.decode()
    assert "Đã ghi sổ văn bản số 01/KH-VP." in page
    assert "06/01/2026" in page
    event = AuditEvent.objects.get(action="documents.keep_entry")
    assert (event.before["copies"], event.after["copies"]) == (None, 12)
    document.refresh_from_db()
    assert document.entry.note == "Hỏa tốc"


def test_day_of_sending_is_not_to_come(office, quick):
    with time_machine.travel("2026-01-05T03:00:00Z"), pytest.raises(Refused, match="sau hôm nay"):
        keep_entry(document=DocumentFactory(issuer=office), actor=UserFactory(), sent_on=dt.date(2026, 1, 6))


# ---------------------------------------------------------------- the book as it prints, and the workbook


def test_ten_columns_in_the_workbook_and_on_paper(keeper, world):
    first = DocumentFactory(issuer=world.office, subject="Thi đua <b>năm</b> 2026")
    DocumentFactory(issuer=world.office, kind="QĐ", replaces=first)
    user = world.users["standing_office"]
    with time_machine.travel("2026-03-01T03:00:00Z"):
        keep_entry(document=first, actor=user, keeper="Văn thư", copies=7, sent_on=DAY, received_by="Bưu điện")
    response = keeper.get(reverse("documents:document_export"))
    sheet = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert len(sheet[1]) == 10
    row = next(row for row in sheet if row[0] == "01/KH-VP")
    assert row[5:9] == ("Văn thư", 7, "05/01/2026", "Bưu điện")
    assert row[9] == "Đã thay thế bằng số 01/QĐ-VP"
    response = keeper.post(reverse("documents:document_print") + "?year=2026")
    assert response["Content-Type"] == "application/pdf"
    text = pdf_text(response.content)
    for words in (
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Năm: 2026",
        "01/QĐ-VP",
        "Bưu điện",
        "<b>",
        "Cộng 2 văn bản",
        user.full_name,
    ):
        assert words in text
    assert AuditEvent.objects.get(action="documents.print_register").after == {"rows": 2}


def test_each_issuer_and_year_is_a_volume_and_each_system_of_numbers_a_heading(office, quick):
    open_series(issuer=office, code="HĐTĐKT", name="Hội đồng Thi đua - Khen thưởng", actor=None)
    DocumentFactory(issuer=office, on=dt.date(2025, 12, 30))
    for number in range(3):
        DocumentFactory(issuer=office, on=DAY + dt.timedelta(number))
    DocumentFactory(issuer=office, kind="BB", series="HĐTĐKT", symbol="BB-HĐTĐKT")
    old, new = volumes_of(Document.objects.select_related("issuer", "entry", "replaced_by"))
    assert (old.year, old.spans) == (2025, ["số 01"])
    assert new.spans == ["Kế hoạch: từ số 01 đến số 03", "Hội đồng Thi đua - Khen thưởng: Biên bản: số 01"]
    assert [row.group for row in new.rows if row.group] == ["Kế hoạch", "Hội đồng Thi đua - Khen thưởng: Biên bản"]
    assert (new.first_day, new.last_day) == ("05/01/2026", "07/01/2026")


def test_a_long_book_is_printed_in_the_background(
    keeper, world, quick, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(printing, "AT_ONCE", 1)
    DocumentFactory(issuer=world.office)
    DocumentFactory(issuer=world.office)
    with django_capture_on_commit_callbacks(execute=True):
        response = keeper.post(reverse("documents:document_print") + "?kind=KH")
    job = Job.objects.get()
    assert response.url == reverse("core:job_detail", args=[job.pk])
    assert job.state == Job.State.DONE
    with job.result_file.open("rb") as file:
        assert "02/KH-VP" in pdf_text(file.read())


def test_nothing_to_print_says_so(keeper, world, quick):
    DocumentFactory(issuer=world.office)
    page = keeper.post(reverse("documents:document_print") + "?q=khong-co").content.decode()
    assert "Bộ lọc đang có 0 văn bản" in page


def test_filter_by_days_state_and_series(keeper, world, quick):
    first = DocumentFactory(issuer=world.office)
    second = DocumentFactory(issuer=world.office, on=dt.date(2026, 2, 1))
    DocumentFactory(issuer=world.office, series="HĐTĐKT", symbol="KH-HĐTĐKT", on=dt.date(2026, 3, 1), replaces=second)
    withdraw_document(document=first, reason="Sai.", actor=world.users["leader"])

    def codes(**query):
        page = keeper.get(reverse("documents:document_list"), query).context["page"]
        return [row.code for row in page]

    assert codes(since="02/01/2026", until="01/02/2026") == ["02/KH-VP", "01/KH-VP"]
    assert codes(state="withdrawn") == ["01/KH-VP"]
    assert codes(state="replaced") == ["02/KH-VP"]
    assert codes(state="in_force") == codes(series="HĐTĐKT") == ["01/KH-HĐTĐKT"]
    assert codes(series="-") == ["02/KH-VP", "01/KH-VP"]


# ---------------------------------------------------------------- the page of the books


def test_keeper_starts_a_book_and_a_series_with_a_reason(keeper, world, quick):
    start = reverse("documents:register_start")
    typed = {"issuer": world.office.pk, "kind": "KH", "year": "2026", "series": "", "last_number": "41", "reason": ""}
    assert "Hãy ghi lý do" in keeper.post(start, typed).content.decode()
    page = keeper.post(start, typed | {"reason": "Sổ giấy."}, follow=True).content.decode()
    assert "mang số 42" in page
    assert "41 trên giấy" in page
    page = keeper.post(start, typed | {"last_number": "3", "reason": "Nhầm."}).content.decode()
    assert "đã cấp đến số 41" in page
    series = {"issuer": world.office.pk, "name": "Hội đồng TĐKT", "code": "HĐTĐKT", "reason": "Quyết định 12."}
    assert (
        "Hội đồng TĐKT (HĐTĐKT)" in keeper.post(reverse("documents:series_open"), series, follow=True).content.decode()
    )
    shared = {"issuer": world.office.pk, "from_year": 2026, "series": "", "kinds": ["TB", "BC"], "reason": "Quy chế."}
    assert keeper.post(reverse("documents:book_share"), shared).status_code == 302
    assert RegisterBook.objects.count() == 2


def test_books_of_another_office_are_not_started(keeper, world):
    typed = {"issuer": world.other_office.pk, "kind": "KH", "year": "2026", "last_number": "4", "reason": "Thử."}
    page = keeper.post(reverse("documents:register_start"), typed)
    assert page.status_code == 200
    assert not RegisterCounter.objects.exists()


def test_books_need_the_same_queries_however_many(keeper, world, quick):
    DocumentFactory(issuer=world.office)

    def grow():
        DocumentFactory(issuer=world.office, kind="TB")
        start_register(issuer=world.office, kind="BC", year=2026, last_number=3, actor=None)

    same_queries(lambda: keeper.get(reverse("documents:register_books")), grow)


def test_issuing_through_the_service_names_the_shared_book(office, quick):
    lead = share(office, "KH", "TB")
    content = content_for(office, "KH")
    document = issue_document(content=content, issuer=office, kind="KH", on=DAY, actor=None)
    assert (document.kind, document.number) == ("KH", 1)
    assert RegisterCounter.objects.get(last_number=1).kind == lead == "TB"
