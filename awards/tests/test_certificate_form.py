"""The form of a certificate's template: grouped, tried on the page before it is kept; the longest words find room."""

import datetime as dt

import pypdfium2
import pytest
from django.urls import reverse

from awards import certificates
from awards.forms.certificates import TemplateForm
from awards.models import CertificateTemplate

pytestmark = pytest.mark.django_db


def filled(form, **changes):
    """What the form sends when only `changes` are typed."""
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in (data | changes).items() if value is not None and value is not False}


def test_what_is_typed_is_seen_before_it_is_kept(world, client):
    client.force_login(world.users["standing_office"])
    url = reverse("awards:certificate_template_add", args=[world.office.pk])
    page = client.get(url).content.decode()
    assert page.count("<fieldset") == 6
    form = TemplateForm(instance=CertificateTemplate(unit=world.office), unit=world.office)
    tried = client.post(url, filled(form, name_y="3.5", xem="1")).content.decode()
    assert "data:image/png;base64," in tried
    assert 'value="3.5"' in tried
    assert tried.split("base64,")[1].split('"')[0] != page.split("base64,")[1].split('"')[0]
    assert not CertificateTemplate.objects.exists()
    wrong = client.post(url, filled(form, accent="đỏ", name_y="3.5", xem="1")).content.decode()
    assert "Sửa chỗ còn sai" in wrong
    assert 'value="3.5"' in wrong
    assert client.post(url, filled(form, name_y="3.5")).status_code == 302
    assert CertificateTemplate.objects.get().shifts == {"name": [0.0, 3.5]}


def boxes(page):
    """Of each line of a page its top and bottom in points from below, by its text."""
    text = page.get_textpage()
    found = {}
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        found[text.get_text_bounded(left, bottom, right, top).strip()] = (top, bottom)
    return found


@pytest.mark.parametrize("paper", ["blank", "preprinted"])
def test_the_longest_name_and_achievement_stay_above_the_date(world, paper):
    one = certificates.sample(world.office, CertificateTemplate(paper=paper), dt.date(2026, 1, 5), long=True)
    assert len(certificates.samples.LONG_NAME) > 115
    with pypdfium2.PdfDocument(certificates.draw([one])) as pdf:
        assert len(pdf) == 1
        lines = boxes(pdf[0])
    lowest = min(bottom for text, (_, bottom) in lines.items() if "2021 - 2025" in text or "phía" in text)
    date = next(top for text, (top, _) in lines.items() if text.startswith("An Sơn, ngày"))
    assert lowest > date


def test_the_sample_names_the_authority_once(world):
    one = certificates.sample(world.office, CertificateTemplate(), dt.date(2026, 1, 5))
    assert one.authority == "CHÁNH VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH AN SƠN"


def test_on_a_printed_form_a_long_name_moves_no_line_above_it(world):
    def authority(paper, long):
        one = certificates.sample(world.office, CertificateTemplate(paper=paper), dt.date(2026, 1, 5), long=long)
        with pypdfium2.PdfDocument(certificates.draw([one])) as pdf:
            return next(top for text, (top, _) in boxes(pdf[0]).items() if text.startswith("CHÁNH VĂN PHÒNG ỦY BAN"))

    assert authority("preprinted", long=True) == pytest.approx(authority("preprinted", long=False), abs=0.5)
