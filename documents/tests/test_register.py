"""Issuing: numbers, the stored file, and that an issued document stays as it is."""

import datetime as dt
import hashlib
import threading
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from core.exceptions import Refused
from core.models import AuditEvent
from documents import store
from documents.models import Document, RegisterCounter
from documents.queries import find_by_code, verify_file
from documents.services import issue_document, start_register, take_number, withdraw_document
from documents.signals import document_withdrawn
from documents.tests.factories import DocumentFactory, content_for
from documents.tests.reading import pdf_text
from units.tests.factories import UnitFactory, UserFactory

DAY = dt.date(2026, 1, 5)


@pytest.fixture
def office(db):
    return UnitFactory(name="Văn phòng UBND tỉnh An Sơn", symbol="VP", place="An Sơn", issues_documents=True)


@pytest.mark.usefixtures("empty_pages")
def test_numbers_run_per_issuer_kind_year_and_series(office):
    other = UnitFactory(symbol="SVD", issues_documents=True)
    codes = [
        DocumentFactory(issuer=office).code,
        DocumentFactory(issuer=office).code,
        DocumentFactory(issuer=office, kind="QĐ").code,
        DocumentFactory(issuer=other).code,
        DocumentFactory(issuer=office, on=dt.date(2027, 1, 4)).code,
        DocumentFactory(issuer=office, series="HĐTĐKT", symbol="KH-HĐTĐKT").code,
    ]
    assert codes == ["01/KH-VP", "02/KH-VP", "01/QĐ-VP", "01/KH-SVD", "01/KH-VP", "01/KH-HĐTĐKT"]


def test_official_letter_carries_no_abbreviation_of_its_type(office):
    letter = DocumentFactory(issuer=office, kind="CV", symbol="VP-TCHC")
    assert letter.code == "01/VP-TCHC"


def test_printed_page_says_number_date_and_code(office):
    document = DocumentFactory(issuer=office)
    text = pdf_text(document.read_pdf())
    assert "Số: 01/KH-VP" in text
    assert "An Sơn, ngày 05 tháng 01 năm 2026" in text
    assert document.verification_code in text


def test_stored_file_is_the_one_of_the_digest(office):
    document = DocumentFactory(issuer=office)
    assert hashlib.sha256(document.read_pdf()).hexdigest() == document.sha256
    assert verify_file(document).ok
    assert document.page_count == 1


@pytest.mark.parametrize("harm", ["change", "lose"])
def test_a_touched_file_is_found_out(office, harm):
    document = DocumentFactory(issuer=office)
    path = Path(default_storage.path(document.pdf.name))
    if harm == "change":
        path.write_bytes(path.read_bytes() + b" ")
    else:
        path.unlink()
    assert not verify_file(document).ok
    with pytest.raises(CommandError, match="1 văn bản"):
        call_command("verify_documents")


def test_issuing_is_one_audit_event(office):
    user = UserFactory()
    document = DocumentFactory(issuer=office, actor=user)
    event = AuditEvent.objects.get(action="documents.issue")
    assert (event.actor, event.target_id) == (user, str(document.pk))
    assert event.after["sha256"] == document.sha256


def test_failure_of_the_caller_gives_the_number_back(office):
    def issue_and_fail():
        with transaction.atomic():
            DocumentFactory(issuer=office, subject="Bản hỏng")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        issue_and_fail()
    document = DocumentFactory(issuer=office)
    assert document.number == 1
    assert verify_file(document).ok
    assert store.stored_names() == [document.pdf.name]


def test_failure_while_registering_leaves_no_file(office, monkeypatch):
    monkeypatch.setattr("documents.services.issuing._register", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        DocumentFactory(issuer=office)
    assert store.stored_names() == []
    assert not RegisterCounter.objects.filter(last_number__gt=0).exists()


def test_a_file_is_never_written_over(office):
    document = DocumentFactory(issuer=office)
    RegisterCounter.objects.update(last_number=0)
    with pytest.raises(Refused, match="Sổ đăng ký lệch"):
        DocumentFactory(issuer=office)
    assert verify_file(document).ok


def test_sweep_removes_only_old_files_without_a_document(office):
    document = DocumentFactory(issuer=office)
    spare, young = "documents/2026/00009-aaaa.pdf", "documents/2026/00010-bbbb.pdf"
    store.write(spare, b"x")
    store.write(young, b"x")
    import os

    os.utime(default_storage.path(spare), (0, 0))
    call_command("verify_documents", "--sweep")
    assert store.stored_names() == sorted([document.pdf.name, young])


def test_later_number_never_carries_an_earlier_day(office):
    DocumentFactory(issuer=office, on=dt.date(2026, 3, 2))
    with pytest.raises(Refused, match="02/03/2026"):
        DocumentFactory(issuer=office, on=dt.date(2026, 3, 1))
    assert DocumentFactory(issuer=office, on=dt.date(2026, 3, 2)).number == 2


def test_unit_that_issues_nothing_is_refused(db):
    with pytest.raises(Refused, match="ban hành văn bản"):
        DocumentFactory(issuer=UnitFactory(symbol="X"))


def test_number_is_unique_in_the_database_too(office):
    document = DocumentFactory(issuer=office)
    document.pk, document._state.adding = None, True
    document.verification_code = "AAAA-BBBB-CCCC"
    with pytest.raises(IntegrityError), transaction.atomic():
        document.save(force_insert=True)


def test_issued_document_is_sealed(office):
    document = DocumentFactory(issuer=office)
    document.subject = "Khác"
    with pytest.raises(TypeError):
        document.save()
    with pytest.raises(TypeError):
        document.save(update_fields=["subject"])
    with pytest.raises(TypeError):
        document.delete()
    with pytest.raises(TypeError):
        Document.objects.filter(pk=document.pk).update(subject="Khác")
    with pytest.raises(TypeError):
        Document.objects.all().delete()
    assert Document.objects.get().subject == "Công tác thi đua, khen thưởng năm 2026"


def test_withdrawn_once_with_a_reason(office):
    user, document = UserFactory(), DocumentFactory(issuer=office)
    with pytest.raises(Refused, match="lý do"):
        withdraw_document(document=document, reason="  ", actor=user)
    withdrawn = withdraw_document(document=document, reason="Sai trích yếu.", actor=user)
    assert withdrawn.withdrawn
    assert withdrawn.withdrawn_by == user
    assert verify_file(withdrawn).ok
    with pytest.raises(Refused, match="trước đó"):
        withdraw_document(document=document, reason="Lần nữa.", actor=user)
    assert AuditEvent.objects.get(action="documents.withdraw").reason == "Sai trích yếu."


@pytest.mark.usefixtures("empty_pages")
def test_replacement_withdraws_the_old_document(office):
    old = DocumentFactory(issuer=office)
    new = DocumentFactory(issuer=office, replaces=old)
    old = Document.objects.get(pk=old.pk)
    assert old.replaced_by == new
    assert old.withdrawn
    with pytest.raises(Refused):
        DocumentFactory(issuer=office, replaces=old)


def test_a_room_above_may_stop_a_withdrawal(office):
    def refuse(**kwargs):
        raise Refused("Quyết định đang có giấy khen đã in.")

    document = DocumentFactory(issuer=office)
    document_withdrawn.connect(refuse)
    try:
        with pytest.raises(Refused, match="giấy khen"):
            withdraw_document(document=document, reason="Sai.", actor=UserFactory())
    finally:
        document_withdrawn.disconnect(refuse)
    assert not Document.objects.get(pk=document.pk).withdrawn


def test_an_office_may_start_in_the_middle_of_a_year(office):
    start_register(issuer=office, kind="KH", year=2026, last_number=41, actor=None)
    assert DocumentFactory(issuer=office).code == "42/KH-VP"
    with pytest.raises(Refused, match="42"):
        start_register(issuer=office, kind="KH", year=2026, last_number=10, actor=None)


def test_operator_sets_where_a_book_goes_on(office, capsys):
    call_command("start_register", "--unit", office.code, "--kind", "KH", "--last", "41", "--year", "2026")
    assert "mang số 42" in capsys.readouterr().out
    assert DocumentFactory(issuer=office).number == 42
    with pytest.raises(CommandError, match="đã cấp đến số 42"):
        call_command("start_register", "--unit", office.code, "--kind", "KH", "--last", "3", "--year", "2026")
    with pytest.raises(CommandError, match="Không có đơn vị"):
        call_command("start_register", "--unit", "KHONG-CO", "--kind", "KH", "--last", "3")


@pytest.mark.usefixtures("empty_pages")
@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "joined"])
def test_code_is_found_however_it_is_typed(office, typed):
    document = DocumentFactory(issuer=office)
    code = document.verification_code
    forms = {"lower": code.lower(), "joined": code.replace("-", " ")}
    assert find_by_code(forms.get(typed, typed.format(code))) == document
    assert find_by_code("AAAA-AAAA-AAAA") is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_fifty_issues_at_once_give_fifty_consecutive_numbers():
    assert connection.vendor == "postgresql"
    office = UnitFactory(symbol="VP", place="An Sơn", issues_documents=True)
    content, faults, start = content_for(office), [], threading.Barrier(50)

    def issue():
        try:
            start.wait(timeout=60)
            issue_document(content=content, issuer=office, kind="KH", on=DAY, actor=None)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=issue) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sorted(Document.objects.values_list("number", flat=True)) == list(range(1, 51))
    assert all(verify_file(document).ok for document in Document.objects.all())


def test_numbers_of_one_book_follow_one_another(office):
    taken = [take_number(issuer=office, kind="TB", year=2026) for _ in range(3)]
    assert taken == [1, 2, 3]
