"""Electronic copies with the digital signature of the agency that makes them."""

import pytest
from django.urls import reverse

from core.exceptions import Refused
from core.testing import step_up
from documents.models import DocumentCopy
from documents.signing import checking, placing
from documents.tests import signing as make
from documents.tests.drafting import copied
from documents.tests.reading import page_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(world):
    make.trust()
    return make.issued(world)


def test_the_agency_signs_the_copy_at_the_top_right_without_a_picture(document, world, client):
    make.give_key(world.office)
    make.give_picture(world.office)
    copy = copied(document, medium="electronic", key_password=make.PASSWORD)
    found = checking.signatures_in(copy.read_pdf())
    assert [(row.good, row.last) for row in found] == [(True, True)]
    place = placing.signed_place(copy.read_pdf())
    assert place.page == 0
    assert place.bottom > 280 * placing.MM
    page = client.get(f"/xac-minh/{copy.verification_code}").content.decode()
    assert "Chữ ký số của cơ quan sao" in page
    assert "thử nghiệm, không có giá trị pháp lý" in page


def test_a_copy_that_cannot_be_signed_takes_no_number(document, world):
    with pytest.raises(Refused, match="chưa đặt khóa ký"):
        copied(document, medium="electronic", key_password="x")
    make.give_key(world.office)
    with pytest.raises(Refused, match="Mật khẩu của tệp khóa"):
        copied(document, medium="electronic", key_password="sai")
    assert DocumentCopy.objects.count() == 0
    unsigned = copied(document, medium="electronic")
    assert unsigned.number == 1
    assert checking.signatures_in(unsigned.read_pdf()) == []
    assert "SAO Y; " in " ".join(page_texts(unsigned.read_pdf())[0].split())


def test_the_clerk_signs_after_the_password_and_nobody_else_does(document, world, client):
    make.give_key(world.office)
    url, office = reverse("documents:copy_make", args=[document.pk]), world.office.pk
    data = {"form": "SY", "medium": "electronic", "unit": office, "recipients": "", "key_password": make.PASSWORD,
            "signing": f"{office}:{world.users['leader'].pk}:own"}  # fmt: skip
    client.force_login(world.users["leader"])
    assert "khóa ký cơ quan sao" not in client.get(url).content.decode()
    client.force_login(world.users["standing_office"])
    assert "Xác nhận đúng là bạn" in client.post(url, data).content.decode()
    assert "hãy để trống" in client.post(url, data | {"medium": "paper"}).content.decode()
    assert DocumentCopy.objects.count() == 0
    step_up(client, world.users["standing_office"])
    client.post(url, data)
    assert checking.signatures_in(DocumentCopy.objects.get().read_pdf())[0].good
