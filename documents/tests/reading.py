"""Reading a rendered PDF back: its words, where they stand, its drawn rules."""

import ctypes
import io
import re
import subprocess
from dataclasses import dataclass
from html import unescape

import pypdfium2

MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A word with its box in points from the top left of its page (1 is the first)."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def _pdftotext(pdf: bytes, mode: str) -> str:
    command = ["pdftotext", mode, "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def pdf_text(pdf: bytes) -> str:
    """All words in reading order, single spaces, as `pdftotext` gives them."""
    return re.sub(r"[ \n]+", " ", _pdftotext(pdf, "-raw"))


def page_texts(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [re.sub(r"\s+", " ", page).strip() for page in _pdftotext(pdf, "-raw").split("\f")[:-1]]


def words(pdf: bytes) -> list[Word]:
    """Every word with its place."""
    found, page = [], 0
    pattern = r'<page |<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    for match in re.finditer(pattern, _pdftotext(pdf, "-bbox")):
        if match.group(1) is None:
            page += 1
        else:
            found.append(Word(page, *(float(part) for part in match.groups()[:4]), unescape(match.group(5))))
    return found


def phrase(pdf: bytes, text: str) -> list[Word]:
    """The words of a phrase where it first stands, in reading order. Fails when it is not there."""
    all_words, parts = words(pdf), text.split()
    for start in range(len(all_words) - len(parts) + 1):
        found = all_words[start : start + len(parts)]
        if [word.text for word in found] == parts:
            return found
    raise AssertionError(f"not on the page: {text}")


def rules(pdf: bytes, page: int = 1) -> list[tuple[float, float, float]]:
    """The horizontal rules of a page: left, right, and how far from the top, in points."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        sheet = document[page - 1]
        height = sheet.get_height()
        found = []
        for item in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = item.get_bounds()
            if top - bottom < 3 and right - left > 10:
                found.append((left, right, height - (top + bottom) / 2))
    return found


def sizes(pdf: bytes, text: str, page: int = 1) -> set[float]:
    """The font sizes in points of a text where it first stands on a page. Fails when it is not there."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        text_page = document[page - 1].get_textpage()
        found = text_page.search(text, match_case=True).get_next()
        assert found is not None, f"not on page {page}: {text}"
        start, count = found
        raw = pypdfium2.raw.FPDFText_GetFontSize
        # The layout engine draws in pixels of 1/96 inch.
        spaces = {index for index in range(start, start + count) if not text_page.get_text_range(index, 1).strip()}
        return {
            round(raw(text_page.raw, index) * 0.75, 1) for index in range(start, start + count) if index not in spaces
        }


def fonts(pdf: bytes, text: str, page: int = 1) -> set[str]:
    """The names of the fonts of a text where it first stands on a page, without the subset's prefix."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        text_page = document[page - 1].get_textpage()
        found = text_page.search(text, match_case=True).get_next()
        assert found is not None, f"not on page {page}: {text}"
        start, count = found
        return {_font(text_page, index) for index in range(start, start + count)} - {""}


def _font(text_page: pypdfium2.PdfTextPage, index: int) -> str:
    if not text_page.get_text_range(index, 1).strip():
        return ""
    name = ctypes.create_string_buffer(200)
    pypdfium2.raw.FPDFText_GetFontInfo(text_page.raw, index, name, 200, ctypes.c_int())
    return name.value.decode().split("+")[-1]
