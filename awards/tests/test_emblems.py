"""The emblem above the motto and the flags beside it: what an office may upload, where they stand in print."""

import io
from dataclasses import replace

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image, ImageChops

from awards import certificates, emblems
from awards.certificates import Certificate, Style, shaped
from awards.models import CertificateTemplate, Emblem
from awards.services.certificates import drop_emblem, keep_emblem
from core.exceptions import Refused
from documents.previews import page_image

from . import factories as make

ONE = Certificate(
    authority="CHÁNH VĂN PHÒNG",
    verb="TẶNG DANH HIỆU",
    award="CHIẾN SĨ THI ĐUA CƠ SỞ",
    honorific="Bà",
    name="Đặng Thị Hồng Ưu-Nguyễn",
    note="",
    achievement="",
    decision="",
    golden_number="01",
    place_and_date="",
    signer_lines=["CHÁNH VĂN PHÒNG"],
    signer_name="",
    style=Style(flags=True),
)


def test_an_uploaded_picture_is_trimmed_and_kept_as_its_dots_only():
    with Image.open(io.BytesIO(emblems.cleaned(make.emblem_file(1000)))) as picture:
        assert (picture.format, picture.size) == ("PNG", (800, 800))
    with Image.open(io.BytesIO(emblems.cleaned(make.emblem_file(240, "JPEG", "quoc-huy.jpeg")))) as picture:
        assert picture.format == "PNG"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda: make.emblem_file(60), "quá nhỏ"),
        (lambda: make.upload("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 90), "không phải PNG thật"),
        (lambda: make.upload("a.pdf"), "dạng PNG hoặc JPG"),
        (lambda: make.upload("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), "không phải PDF"),
        (lambda: make.emblem_file(name="a.jpg"), "không khớp"),
    ],
    ids=["small", "broken", "pdf", "svg", "named-otherwise"],
)
def test_what_is_no_picture_fit_to_print_is_refused(file, said):
    with pytest.raises(Refused, match=said):
        emblems.cleaned(file())


def test_emblem_and_flags_stand_on_blank_paper_and_can_be_left_out():
    def style(**fields):
        return shaped(ONE, CertificateTemplate(**fields), "a1").style

    assert (style().emblem, style().flags) == ("a1", True)
    assert (style(with_emblem=False).emblem, style(with_flags=False).flags) == ("", False)
    assert (style(paper="preprinted").emblem, style(paper="preprinted").flags) == ("", False)
    assert not shaped(replace(ONE, style=Style()), CertificateTemplate()).style.flags


@pytest.mark.django_db
def test_an_office_uploads_its_emblem_once_for_all_its_certificates(world, client):
    client.force_login(world.users["standing_office"])
    page, url = (reverse(f"awards:{name}", args=[world.office.pk]) for name in ("certificate_templates", "emblem_keep"))
    assert "Chưa có hình" in client.get(page).content.decode()
    assert "quá nhỏ" in client.post(url, {"file": make.emblem_file(60)}).content.decode()
    assert client.post(url, {"file": make.emblem_file()}).status_code == 302
    kept = Emblem.objects.get(unit=world.office)
    assert certificates.emblem_of(world.office) == kept.sha256
    assert "data:image/png;base64," in client.get(page).content.decode()
    default_storage.delete(emblems.place(kept.sha256))
    emblems._address.cache_clear()
    with pytest.raises(Refused, match="tải lại hình"):
        emblems.address(kept.sha256)
    drop_emblem(actor=world.users["standing_office"], unit=world.office)
    assert not certificates.emblem_of(world.office)


@pytest.mark.django_db
def test_emblem_stands_in_the_middle_above_the_motto_between_the_flags(world):
    keep_emblem(actor=world.users["standing_office"], unit=world.office, file=make.emblem_file())
    emblem = certificates.emblem_of(world.office)
    plain = _red_of(shaped(replace(ONE, style=Style()), CertificateTemplate(), emblem))
    assert plain == pytest.approx((141, 156), abs=2)  # 14.5 mm wide around 148.5
    assert _red_of(shaped(ONE, CertificateTemplate(), emblem)) == pytest.approx((118, 179), abs=4)


def _red_of(one):
    """From where to where, in millimetres across, something red stands in the emblem's band of the page."""
    with Image.open(io.BytesIO(page_image(certificates.draw([one]), 1, 0.7))) as page:
        a_millimetre = page.width / 297
        band = page.convert("RGB").crop([round(at * a_millimetre) for at in (60, 22, 237, 36)])
    red, green, _ = band.split()
    found = ImageChops.subtract(red, green).point(lambda value: 255 if value > 90 else 0).getbbox()
    return 60 + found[0] / a_millimetre, 60 + found[2] / a_millimetre
