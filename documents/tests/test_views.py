"""The pages: what each user finds, and what the public learns of a document."""

import datetime as dt
import io
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.urls import reverse
from openpyxl import load_workbook

from core.models import AuditEvent
from core.testing import same_queries
from documents.models import Document
from documents.official import Signer
from documents.permissions import can_see_document
from documents.tests.factories import DocumentFactory, LegalBasisFactory, clear_bases, content_for
from units.tests.factories import RoleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(world):
    return DocumentFactory(issuer=world.office)


@pytest.fixture
def staff(client, world):
    client.force_login(world.users["staff"])
    return client


@pytest.fixture
def leader(client, world):
    client.force_login(world.users["leader"])
    return client


def listed(response):
    return [row.code for row in response.context["page"]]


# ---------------------------------------------------------------- the register


def test_register_is_found_by_number_and_by_words_without_marks(staff, world, document):
    DocumentFactory(issuer=world.office, kind="QĐ", subject="Về việc tặng Giấy khen")
    address = reverse("documents:document_list")
    assert listed(staff.get(address)) == ["01/QĐ-VP", "01/KH-VP"]
    assert listed(staff.get(address, {"q": "giay KHEN"})) == ["01/QĐ-VP"]
    assert listed(staff.get(address, {"q": "01/kh-vp"})) == ["01/KH-VP"]
    assert listed(staff.get(address, {"kind": "QĐ"})) == ["01/QĐ-VP"]
    assert listed(staff.get(address, {"year": "2026", "issuer": world.office.pk})) == ["01/QĐ-VP", "01/KH-VP"]
    assert "Không có văn bản nào khớp" in staff.get(address, {"q": "không có"}).content.decode()


def test_nonsense_in_the_filter_narrows_nothing(staff, document):
    response = staff.get(reverse("documents:document_list"), {"year": "abc", "issuer": "-1", "kind": "XX"})
    assert listed(response) == ["01/KH-VP"]


def test_empty_register_says_what_fills_it(staff):
    assert "Chưa có văn bản nào" in staff.get(reverse("documents:document_list")).content.decode()


def test_register_needs_the_same_queries_however_long(staff, world, document):
    def grow():
        DocumentFactory(issuer=world.office)
        DocumentFactory(issuer=world.province)

    same_queries(lambda: staff.get(reverse("documents:document_list")), grow)


def test_export_holds_what_is_filtered_and_is_audited(staff, world, document):
    DocumentFactory(issuer=world.office, kind="QĐ", subject="=1+1")
    response = staff.get(reverse("documents:document_export"), {"kind": "QĐ"})
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert rows[1][0] == "Số, ký hiệu văn bản"
    assert [row[0] for row in rows[2:]] == ["01/QĐ-VP"]
    assert rows[2][2] == "Quyết định: =1+1"
    assert AuditEvent.objects.get(action="documents.export").after == {"rows": 1}


def test_export_drops_control_characters(staff, world):
    DocumentFactory(issuer=world.office, subject="Về việc\x0b thi đua")
    response = staff.get(reverse("documents:document_export"))
    assert "Về việc thi đua" in str(list(load_workbook(io.BytesIO(response.content)).active.values))


# ---------------------------------------------------------------- who may read


def test_house_of_the_issuer_reads_and_another_office_does_not(world, document):
    readers = {name for name, user in world.users.items() if can_see_document(user, document)}
    assert readers == set(world.users) - {"outsider"}
    for user in world.users.values():
        assert Document.objects.visible_to(user).filter(pk=document.pk).exists() == can_see_document(user, document)


def test_documents_of_the_body_above_are_read_below(world):
    above = DocumentFactory(issuer=world.province)
    assert can_see_document(world.users["outsider"], above)
    assert above in Document.objects.visible_to(world.users["outsider"])


@pytest.mark.parametrize("kind", ["BB", "TTr"])
def test_minutes_and_submissions_stay_with_those_who_work_on_awards(world, kind):
    document = DocumentFactory(issuer=world.office, kind=kind)
    readers = {name for name, user in world.users.items() if can_see_document(user, document)}
    assert readers == {"standing_office", "council_member", "leader"}
    for user in world.users.values():
        assert Document.objects.visible_to(user).filter(pk=document.pk).exists() == can_see_document(user, document)


def test_nobody_without_a_role_sees_anything(client, document):
    client.force_login(UserFactory())
    assert client.get(document.get_absolute_url()).status_code == 404
    assert client.get(reverse("documents:document_list")).status_code == 403


def test_role_that_has_ended_opens_nothing(world, document):
    user = UserFactory()
    RoleFactory(user=user, unit=world.office, kind="leader", until=dt.date(2020, 1, 1))
    assert not Document.objects.visible_to(user).exists()


# ---------------------------------------------------------------- one document


def test_document_page_shows_the_sheet_and_that_the_file_is_whole(staff, document):
    page = staff.get(document.get_absolute_url()).content.decode()
    assert document.sha256 in page
    assert "Tệp đang lưu đúng là tệp lúc ban hành." in page
    assert reverse("documents:document_page", args=[document.pk, 1]) in page
    assert "Thu hồi văn bản" not in page


def test_page_image_and_file(staff, document):
    image = staff.get(reverse("documents:document_page", args=[document.pk, 1]))
    assert image["Content-Type"] == "image/png"
    assert staff.get(reverse("documents:document_page", args=[document.pk, 2])).status_code == 404
    file = staff.get(reverse("documents:document_file", args=[document.pk]))
    assert b"".join(file.streaming_content) == document.read_pdf()
    assert "01-kh-vp" in file["Content-Disposition"]
    assert "no-store" in file["Cache-Control"]


def test_lost_file_is_said_on_the_page_and_is_not_found(staff, document):
    Path(default_storage.path(document.pdf.name)).unlink()
    assert "Không tìm thấy tệp" in staff.get(document.get_absolute_url()).content.decode()
    assert staff.get(reverse("documents:document_file", args=[document.pk])).status_code == 404
    assert staff.get(reverse("documents:document_page", args=[document.pk, 1])).status_code == 404


def test_an_issued_document_is_served_without_setting_a_page(staff, document, monkeypatch):
    for name in ("documents.rendering.HTML", "documents.long_lists.parts.open_page", "documents.rendering.sheet_html"):
        monkeypatch.setattr(name, lambda *args, **kwargs: pytest.fail("a page was set again"))
    assert b"".join(staff.get(reverse("documents:document_file", args=[document.pk]))).startswith(b"%PDF")
    assert staff.get(reverse("documents:document_page", args=[document.pk, 1])).status_code == 200
    assert staff.get(document.get_absolute_url()).status_code == 200


def test_leader_withdraws_with_a_reason(leader, document):
    address = reverse("documents:document_withdraw", args=[document.pk])
    assert "hãy ghi lý do" in leader.post(address, {"reason": ""}, follow=True).content.decode()
    page = leader.post(address, {"reason": "Sai trích yếu."}, follow=True).content.decode()
    assert "Đã thu hồi văn bản số 01/KH-VP." in page
    assert "Sai trích yếu." in page
    again = leader.post(address, {"reason": "Lần nữa."}, follow=True).content.decode()
    assert "đã được thu hồi trước đó" in again


def test_withdrawing_is_not_for_staff_and_not_by_get(staff, document):
    address = reverse("documents:document_withdraw", args=[document.pk])
    assert staff.post(address, {"reason": "Thử."}).status_code == 403
    assert staff.get(address).status_code == 405


# ---------------------------------------------------------------- the public page


def test_public_page_says_genuine_and_nothing_personal(client, world):
    content = content_for(world.office, signer=Signer([], "CHÁNH VĂN PHÒNG", "Đặng Thị Hồng Ưu-Nguyễn"))
    document = DocumentFactory(issuer=world.office, content=content)
    page = client.get(reverse("documents:verify", args=[document.verification_code])).content.decode()
    assert "Văn bản có thật" in page
    assert "01/KH-VP" in page
    assert "05/01/2026" in page
    assert "Hồng Ưu" not in page


def test_public_page_keeps_the_subject_of_minutes_to_itself(client, world):
    minutes = DocumentFactory(issuer=world.office, kind="BB", subject="Họp xét kỷ luật ông Lò Văn Mới")
    page = client.get(reverse("documents:verify", args=[minutes.verification_code])).content.decode()
    assert minutes.code in page
    assert "Lò Văn Mới" not in page


def test_public_page_of_a_withdrawn_document_keeps_the_reason_to_itself(client, world, document):
    client.force_login(world.users["leader"])
    client.post(reverse("documents:document_withdraw", args=[document.pk]), {"reason": "Lý do nội bộ."})
    client.logout()
    page = client.get(reverse("documents:verify", args=[document.verification_code])).content.decode()
    assert "đã thu hồi" in page
    assert "Lý do nội bộ" not in page


def test_public_page_warns_when_the_file_was_touched(client, document):
    path = Path(default_storage.path(document.pdf.name))
    path.write_bytes(b"khac")
    page = client.get(reverse("documents:verify", args=[document.verification_code])).content.decode()
    assert "tệp lưu cần kiểm tra" in page


def test_unknown_code_is_a_plain_sentence(client):
    response = client.get(reverse("documents:verify", args=["AAAA-BBBB-CCCC"]))
    assert response.status_code == 404
    assert "Không có văn bản nào mang mã này" in response.content.decode()


def test_code_may_be_typed(client, document):
    address = reverse("documents:verify_form")
    assert client.get(address).status_code == 200
    assert "Hãy nhập mã xác minh" in client.get(address, {"code": ""}).content.decode()
    page = client.get(address, {"code": f" {document.verification_code.lower()} "}, follow=True)
    assert "Văn bản có thật" in page.content.decode()


# ---------------------------------------------------------------- legal bases


@time_machine.travel("2026-11-21T03:00:00Z")
def test_bases_in_force_on_a_day(staff):
    clear_bases()
    LegalBasisFactory(number="98/2023/NĐ-CP", in_force_to=dt.date(2025, 6, 30), subject="Thi đua cũ")
    LegalBasisFactory(number="152/2025/NĐ-CP", in_force_from=dt.date(2025, 7, 1), subject="Thi đua mới")
    address = reverse("documents:basis_list")

    def numbers(**query):
        return [basis.number for basis, _ in staff.get(address, query).context["rows"]]

    assert set(numbers()) == {"98/2023/NĐ-CP", "152/2025/NĐ-CP"}
    assert numbers(on="30/06/2025") == ["98/2023/NĐ-CP"]
    assert numbers(on="01/07/2025") == ["152/2025/NĐ-CP"]
    assert numbers(q="thi dua moi") == ["152/2025/NĐ-CP"]
    page = staff.get(address).content.decode()
    assert "không có hiệu lực" in page
    assert "Ngày 21/11/2026" in page


def test_bad_day_is_said_beside_the_field(staff):
    LegalBasisFactory()
    page = staff.get(reverse("documents:basis_list"), {"on": "31/02/2026"}).content.decode()
    assert "ngày/tháng/năm, ví dụ" in page


def test_bases_need_the_same_queries_however_long(staff):
    LegalBasisFactory()

    def grow():
        LegalBasisFactory.create_batch(2, replaced_by=LegalBasisFactory())

    same_queries(lambda: staff.get(reverse("documents:basis_list")), grow)
