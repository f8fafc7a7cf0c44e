"""Every type of document looks as it did when somebody last compared it with its model (Phụ lục III).

The stored pictures are small and grey. After a wanted change of the layout: look at the new pages, then
`RENEW_GOLDEN=1 pytest documents/tests/test_golden.py` writes them anew.
"""

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.safestring import mark_safe
from PIL import Image, ImageChops, ImageFilter

from documents import rendering
from documents.official import OfficialDocument
from documents.previews import page_images
from documents.rendering import render
from documents.tests.golden_samples import SAMPLES, letter

GOLDEN = Path(__file__).parent / "golden"
SCALE = 60 / 72
# A point that is printed on one page must have something printed beside it on the other. So what another version
# of a font or of a drawing library sets a third of a point away is let pass; a rule that is gone, a line that
# moved by half a millimetre, a word that is bold no more is not.
PRINTED, BARE, ALLOWED = 205, 235, 12


def pages(document: OfficialDocument) -> list[Image.Image]:
    return [Image.open(io.BytesIO(png)).convert("L") for png in page_images(render(document), SCALE)]


def difference(one: Image.Image, other: Image.Image) -> int:
    """Return how many printed points of either page have no neighbour on the other."""
    if one.size != other.size:
        return one.size[0] * one.size[1]
    return _lost(one, other) + _lost(other, one)


def _lost(one: Image.Image, other: Image.Image) -> int:
    printed = one.point(lambda value: 255 if value < PRINTED else 0)
    bare = other.filter(ImageFilter.MinFilter(3)).point(lambda value: 255 if value > BARE else 0)
    return ImageChops.darker(printed, bare).histogram()[255]


def stored(name: str, page: int) -> Path:
    return GOLDEN / f"{name}-{page}.png"


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_type_of_document_looks_as_it_should(name, tmp_path):
    drawn = pages(SAMPLES[name]())
    if os.environ.get("RENEW_GOLDEN"):
        for old in GOLDEN.glob(f"{name}-[0-9].png"):
            old.unlink()
        for number, image in enumerate(drawn, start=1):
            image.quantize(8).save(stored(name, number), optimize=True)
    assert len(drawn) == len(list(GOLDEN.glob(f"{name}-[0-9].png")))
    for number, image in enumerate(drawn, start=1):
        found = difference(image, Image.open(stored(name, number)).convert("L"))
        image.save(tmp_path / "page.png")
        assert found <= ALLOWED, f"page {number} differs in {found} points; it is kept at {tmp_path / 'page.png'}"


def test_a_moved_title_or_a_missing_rule_is_noticed(monkeypatch):
    """The comparison itself: what a clerk would send back is more than what fonts differ by."""
    before = pages(letter())[0]
    style = str(rendering._style())
    faults = {
        "the issuer's rule is gone": ("border-bottom: 0.6pt solid #000 } /* II.2.b", "} /* II.2.b"),
        "the motto's rule is gone": ("border-bottom: 0.6pt solid #000 } /* as long", "} /* as long"),
        "the letter's subject stands lower": ("padding-top: 6pt } /* II.5.b */", "padding-top: 9pt }"),
        "the signer's office is not bold": (".signature { text-align: center; font-weight: bold }", ".signature { }"),
        "the stamp is too narrow": ("width: 20mm; padding: 0 }", "width: 14mm; min-width: 14mm; padding: 0 }"),
    }
    for fault, (old, new) in faults.items():
        assert old in style, fault
        broken = mark_safe(style.replace(old, new))
        monkeypatch.setattr(rendering, "_style", lambda broken=broken: broken)
        assert difference(before, pages(letter())[0]) > ALLOWED, fault
    monkeypatch.undo()
    assert difference(before, pages(replace(letter(), subject="đăng ký danh hiệu thi đua 2026"))[0]) > ALLOWED


def test_a_page_that_is_a_hair_off_is_not_noticed():
    page = pages(letter())[0]
    softer = page.transform(page.size, Image.Transform.AFFINE, (1, 0, 0.3, 0, 1, 0.3), Image.Resampling.BICUBIC)
    assert difference(page, softer) <= ALLOWED


def test_the_pictures_are_small():
    assert {picture.name: size for picture in GOLDEN.glob("*.png") if (size := picture.stat().st_size) > 20_000} == {}
