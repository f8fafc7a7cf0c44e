"""Copies: their one series of numbers, their cells on the pages, what is refused."""

import datetime as dt
import io

import pikepdf
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localtime

from core.exceptions import Refused
from documents.copying import CopyMark, block_words, electronic_line
from documents.models import DocumentCopy
from documents.official import Article, Heading, ListItem, Paragraph, Signer, Table
from documents.queries import find_copy_by_code
from documents.services import issue_draft, withdraw_document
from documents.tests.drafting import copied, sent_letter
from documents.tests.factories import DocumentFactory, content_for
from documents.tests.reading import page_texts
from units.models import User

pytestmark = pytest.mark.django_db
LONG = Paragraph("Các đơn vị tổ chức thực hiện nghiêm túc, báo cáo kết quả về Văn phòng đúng thời hạn. " * 3)


@pytest.fixture
def document(world):
    return DocumentFactory(issuer=world.office, kind="TB", signer=Signer([], "CHÁNH VĂN PHÒNG", "Nguyễn Thị Yến"))


def words(copy, page=1):
    return " ".join(page_texts(copy.read_pdf())[page - 1].split())


def test_all_forms_of_copies_share_the_years_numbers(document):
    first = copied(document)
    second = copied(document, form="SL", source=first)
    assert (first.code, second.code) == ("01/SY-VP", "02/SL-VP")
    assert copied(document, on=dt.date(2027, 1, 4)).code == "01/SY-VP"
    with pytest.raises(Refused, match="không được trước ngày"):
        copied(document, on=dt.date(2026, 3, 8))


def test_the_book_of_copies_is_whole_and_no_system_of_a_council(document, client, world, capsys):
    copied(document)
    call_command("check_register")
    assert "Bản sao năm 2026, bản sao: Không thiếu số" in capsys.readouterr().out
    client.force_login(world.users["standing_office"])
    page = client.get(reverse("documents:register_books")).content.decode()
    assert "Bản sao" in page
    assert "cần kiểm tra" not in page
    assert 'name="series"' not in client.get(reverse("documents:document_list")).content.decode()


def test_the_cells_stand_under_the_text_where_there_is_room(document):
    copy = copied(document)
    assert copy.page_count == document.page_count == 1
    printed = words(copy)
    assert printed.index("Nguyễn Thị Yến") < printed.index("SAO Y") < printed.index("Số: 01/SY-VP")
    assert "An Sơn, ngày 09 tháng 3 năm 2026" in printed
    assert "- Sở Nội vụ; - Lưu: VT." in printed
    assert copy.verification_code in printed


def test_a_full_page_is_followed_by_one_for_the_cells(world):
    content = content_for(world.office, "TB", body=[LONG] * 6)
    copy = copied(DocumentFactory(issuer=world.office, kind="TB", content=content))
    assert copy.page_count == copy.document.page_count + 1
    assert "SAO Y" not in words(copy, copy.page_count - 1)
    assert "SAO Y" in words(copy, copy.page_count)


def test_an_electronic_copy_says_so_at_the_top(document):
    copy = copied(document, medium="electronic")
    assert f"SAO Y; Văn phòng UBND tỉnh An Sơn; {localtime(copy.made_at):%d/%m/%Y}" in words(copy)
    assert copy.page_count == 1
    mark = CopyMark("Trích sao", "Văn phòng", "", "", dt.date(2026, 1, 5), Signer(), [])
    at = dt.datetime(2026, 4, 17, 3, 39, 42, tzinfo=dt.UTC)
    assert electronic_line(mark, at) == "TRÍCH SAO; Văn phòng; 17/04/2026 10:39:42 +07:00"


def test_an_excerpt_keeps_the_form_and_only_the_chosen_words(world):
    leader = User.objects.get(pk=world.users["leader"].pk)
    document = issue_draft(draft=sent_letter(world), actor=leader, on=dt.date(2026, 1, 5))
    copy = copied(document, form="TrS", chosen=[1])
    printed = words(copy)
    assert "Số: 01/VP-TH" in printed
    assert "Đăng ký theo mẫu" in printed
    assert "Gửi về Phòng Tổng hợp" not in printed
    assert "TRÍCH SAO" in printed
    with pytest.raises(Refused, match="ít nhất một đoạn"):
        copied(document, form="TrS", chosen=[99])


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (Article("3", "Các phòng thi hành."), "Điều 3. Các phòng thi hành."),
        (Heading(1, "II", "Nhiệm vụ"), "II. Nhiệm vụ"),
        (Heading(3, "a", "Công khai;"), "a) Công khai;"),
        (ListItem("Một;"), "- Một;"),
        (Table(head=["TT", "Họ và tên"], rows=[]), "Bảng: TT, Họ và tên"),
        (Paragraph("x" * 200), "x" * 137 + "…"),
    ],
)
def test_a_part_is_chosen_by_the_words_it_prints(block, said):
    assert block_words(block) == said


def test_what_a_copy_may_not_be_made_of(world, document):
    with pytest.raises(Refused, match="không giữ nội dung"):
        copied(document, form="TrS", chosen=[0])
    with pytest.raises(Refused, match="từ bản sao y"):
        copied(document, form="SL")
    with pytest.raises(Refused, match="không có thẩm quyền"):
        copied(document, signer=world.users["staff"])
    withdraw_document(document=document, reason="Sai.", actor=world.users["leader"])
    with pytest.raises(Refused, match="đã thu hồi"):
        copied(document)
    assert not DocumentCopy.objects.exists()


def test_a_copy_never_changes_and_is_found_by_its_code(document):
    copy = copied(document)
    copy.number = 9
    with pytest.raises(TypeError):
        copy.save()
    with pytest.raises(TypeError):
        DocumentCopy.objects.all().delete()
    assert find_copy_by_code(copy.verification_code.lower().replace("-", " ")) == copy
    assert find_copy_by_code("") is None


def test_pictures_of_signatures_are_part_of_the_copied_page(document):
    with pikepdf.open(io.BytesIO(copied(document).read_pdf())) as file:
        assert "/AcroForm" not in file.Root


def test_a_copy_is_made_on_the_page_and_its_code_is_public(client, world, document):
    client.force_login(world.users["standing_office"])
    address = reverse("documents:copy_make", args=[document.pk])
    leader = world.users["leader"]
    data = {"form": "SY", "medium": "paper", "unit": world.office.pk, "recipients": "- Sở Nội vụ",
            "signing": f"{world.office.pk}:{leader.pk}:own"}  # fmt: skip
    assert client.post(address, data | {"signing": "1:2:3"}).context["form"].errors
    assert client.post(address, data).status_code == 302
    copy = DocumentCopy.objects.get()
    assert copy.code in client.get(document.get_absolute_url()).content.decode()
    client.logout()
    cache.clear()  # other tests may have used up this minute's questions
    public = client.get(reverse("public:verify", args=[copy.verification_code])).content.decode()
    assert copy.code in public
    assert leader.full_name not in public
