"""Which awards a kind of commendation gives, and the words that decisions have for them."""

import pytest
from django.urls import reverse

from awards.kinds import misfits
from awards.models import Decision, Nomination, Round
from awards.papers.amending import _acts
from awards.papers.decision import _things, default_achievement
from core.exceptions import Refused

from . import factories as make
from .test_rounds import posted

pytestmark = pytest.mark.django_db
FORCES = "có quá trình công tác trong lực lượng vũ trang nhân dân"


def rows(*codes):
    return [Nomination(pk=1, award_type=make.award_type(code), target="individual") for code in codes]


@pytest.mark.parametrize(
    ("category", "codes", "refused"),
    [
        ("nien_han", ("HCCSVV1", "HCQKQT"), ()),
        ("nien_han", ("HCCSVV1", "GK", "KNCT"), ("GK", "KNCT")),
        ("cong_trang", ("LDTT", "HCCSVV1"), ("HCCSVV1",)),
        ("cong_trang", ("HCHUUNGHI", "HCCC1", "HCLD1"), ("HCHUUNGHI", "HCCC1")),
        ("doi_ngoai", ("HCHUUNGHI", "BKT"), ()),
        ("dot_xuat", ("GK", "LDTT"), ()),
    ],
)
def test_what_the_law_binds_to_one_kind_stands_in_a_round_of_that_kind(category, codes, refused):
    said = " ".join(misfits(category, [make.award_type(code) for code in codes]))
    named = [code for code in codes if make.award_type(code).name in said]
    assert tuple(named) == refused
    assert not said or "Điều" in said


@pytest.mark.pages
def test_a_round_of_years_in_the_forces_takes_no_other_award(world, client):
    around = make.make_round(world)
    client.force_login(world.users["standing_office"])
    page = client.post(reverse("awards:round_edit", args=[around.pk]), posted(around, category="nien_han"))
    assert "Đợt xét loại hình Niên hạn chỉ gồm huy chương" in page.content.decode()
    with pytest.raises(Refused, match="Giấy khen"):
        make.make_round(world, category="nien_han")
    assert Round.objects.get().category == "cong_trang"
    Round.objects.update(category="nien_han")  # of an earlier release: it can still be changed
    kept = posted(make.reload(around), title="Tên mới")
    assert client.post(reverse("awards:round_edit", args=[around.pk]), kept).status_code == 302


def test_what_is_praised_follows_the_award():
    around = Round(category="nien_han", year=2026)
    assert FORCES in default_achievement(around, rows("HCCSVV1"))
    assert FORCES not in default_achievement(around, rows("GK"))
    souvenir = default_achievement(Round(category="cong_hien", year=2026), rows("KNCT"))
    assert souvenir == "đã có đóng góp vào quá trình phát triển của tỉnh"


def test_what_is_handed_over_follows_the_award():
    assert _things(rows("KNCT")) == "nhận kỷ niệm chương"
    assert _things(rows("HCCSVV1")) == "nhận huy chương, bằng"
    assert _things(rows("COTDT", "LDTT", "GK")) == "nhận cờ, bằng, giấy khen"


@pytest.mark.parametrize("typed", ["Do ghi sai tên.", "Ghi sai tên", "lý do: do ghi sai tên."])
def test_the_reason_of_a_correction_is_not_begun_twice(typed):
    first, _ = _acts(Decision(kind="correct", explanation=typed), "Quyết định số 01/QĐ-VP", "01")
    assert first.endswith(" Lý do: Ghi sai tên.")


@pytest.mark.pages
def test_staff_print_the_submission_with_their_heads_name(world, client, monkeypatch):
    dossier = make.make_nomination(world, make.make_round(world)).dossier
    seen = []

    def drawn(content, **more):
        seen.append(content)
        return b"%PDF"

    monkeypatch.setattr("awards.views.dossiers.render_document", drawn)
    client.force_login(world.users["staff"])
    assert client.get(reverse("awards:submission_pdf", args=[dossier.pk])).status_code == 200
    assert seen[0].signer.name == world.users["head"].full_name
