"""Whatever a plan says, its PDF says it in the same order, and its signature never stands alone on a page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from hypothesis import HealthCheck, given, settings

from documents import inline
from documents.layout import lay_out
from documents.official import Division, GroupRow, Heading, ListItem, OfficialDocument, Row, Table
from documents.rendering import render
from documents.tests.reading import Word, page_texts, words
from plans.printing import official_document
from units.models import Unit

from .generated import plans

UNIT = Unit(name="Sở Nội vụ", symbol="SNV", place="An Sơn", issues_documents=True)
LONG = 900  # letters of a cell: such a row may go over a page, its cells then come in another order
FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def letters(text: str) -> str:
    """The text without spaces and case; what the layout sets by itself at the end of a part counts for nothing."""
    text = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[\s\u2060.;,/]+", "", text)


def block_texts(blocks) -> list[str]:
    """The words of blocks in the order of the page."""
    found = []
    for block in blocks:
        match block:
            case Table():
                found += block.head
                for row in block.rows:
                    found += [row.number, row.text] if isinstance(row, GroupRow) else list(row.cells)
            case Heading():
                found += [block.number, ")" if block.level == 3 and block.number.isalpha() else "", block.text]
            case Division():
                found += [block.label, block.title]
            case ListItem():
                found += [block.marker, block.text]
            case _:
                found.append(block.text)
    return [inline.plain(text) for text in found]


def expected(document: OfficialDocument) -> str:
    """All that a plan's pages say, in order, page numbers and repeated heads left out."""
    sheet = lay_out(document)
    texts = [*sheet.superior_lines, *sheet.issuer_lines, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    texts += ["Độc lập - Tự do - Hạnh phúc", *sheet.number_lines, sheet.date_line, sheet.type_name]
    texts += [inline.plain(document.subject), *block_texts(document.body), "Nơi nhận:"]
    recipients = [f"-{inline.plain(item)}" for item in document.recipients]
    recipients[-1] += inline.plain(document.drafter_mark)
    beside = len(sheet.recipients)
    assert document.signer is not None
    signature = [*document.signer.authority, document.signer.title, document.signer.name]
    texts += [*recipients[:beside], *signature, *recipients[beside:]]
    for annex, part in zip(document.annexes, sheet.annexes, strict=True):
        texts += [part.label, inline.plain(annex.title), *part.note_lines, *block_texts(annex.blocks)]
    return letters("".join(texts))


def heads(document: OfficialDocument) -> set[str]:
    blocks = [*document.body, *(block for annex in document.annexes for block in annex.blocks)]
    tables = [block for block in blocks if isinstance(block, Table)]
    return {letters("".join(inline.plain(text) for text in table.head)) for table in tables}


def printed(pdf: bytes, document: OfficialDocument) -> str:
    """What the pages say; a page number, and a table's head that is repeated at the top, are left out."""
    said = ""
    for text in page_texts(pdf):
        page = letters(re.sub(r"^\d{1,3}\s", "", text))
        # One table's head may be the beginning of another's rows: what goes on with the plan's words is right.
        repeated = sorted((head for head in heads(document) if head and page.startswith(head)), key=len)
        ways = [page, *(page.removeprefix(head) for head in repeated)]
        following = expected(document)[len(said) :]
        said += next((way for way in ways if following.startswith(way)), ways[-1])
    return said


def breaks_rows(document: OfficialDocument) -> bool:
    blocks = [*document.body, *(block for annex in document.annexes for block in annex.blocks)]
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows if isinstance(row, Row)]
    return any(len(cell) > LONG for row in rows for cell in row.cells)


def lines_before_signature(pdf: bytes) -> tuple[int, int]:
    """The page of the signature and how many lines of text stand above it there, its page number left out."""
    found = words(pdf)
    place = max(i for i, word in enumerate(found) if word.text == "Nơi" and found[i + 1].text.startswith("nhận:"))
    start = found[place]
    above = [word for word in found if word.page == start.page and 50 < word.top < start.top - 4]
    return start.page, len(lines(above))


def last_recipient(document: OfficialDocument) -> str:
    return inline.plain(document.recipients[-1]).split()[0]


def lines(found: list[Word]) -> Counter[int]:
    return Counter(round(word.bottom / 3) for word in found)


@FEW
@given(plans())
def test_any_plan_prints_its_words_in_order_and_its_signature_below_some_text(content):
    document = official_document(content, UNIT)
    pdf = render(document)
    if breaks_rows(document):
        assert Counter(printed(pdf, document)) == Counter(expected(document))
    else:
        assert printed(pdf, document) == expected(document)
    page, above = lines_before_signature(pdf)
    assert page == 1 or above >= 2
    block = page_texts(pdf)[page - 1]
    assert content.signer_title in block
    assert content.signer_name in block
    assert last_recipient(document) in block
