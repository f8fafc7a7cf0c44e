"""Whether a PDF that somebody holds is a document of this register, as it was issued and signed."""

import hashlib
import re
from dataclasses import dataclass

import pypdfium2

from core.exceptions import Refused
from core.text import nfc

from ..models import Document, Signature
from ..previews import pdfium_lock
from .verifying import find_by_code

_CODE = re.compile(r"\b[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}\b")
_MOST_PAGES = 400


@dataclass(frozen=True)
class Verdict:
    """What is said of a file: `good` when it is genuine and whole; `document` when it is one of ours."""

    good: bool
    title: str
    sentence: str
    document: Document | None = None


def judge(pdf: bytes, expected: Document | None = None) -> Verdict:
    """Compare a file with what is stored; `expected` is the document whose page the visitor is on.

    The file is only read. Raises Refused when it cannot be read as a PDF.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    known = _known(digest)
    if known is not None:
        return _same(*known, expected)
    pages = _texts(pdf)
    document = expected or _named_in(pages)
    if document is None:
        return Verdict(
            False, "Không nhận ra văn bản", "Tệp này không trùng với văn bản nào đã ban hành trong hệ thống, cũng "
            "không có mã xác minh. Nếu có mã in trên giấy, hãy nhập mã trước rồi kiểm tra tệp ở trang của văn bản.",
        )  # fmt: skip
    return _against(pdf, pages, document)


def _known(digest: str) -> tuple[Document, str] | None:
    """The document whose issued or signed file has this digest."""
    documents = Document.objects.select_related("issuer", "replaced_by")
    issued = documents.filter(sha256=digest).first()
    if issued is not None:
        return issued, "Tệp trùng từng byte với tệp lúc ban hành, khi chưa có chữ ký số."
    row = Signature.objects.filter(sha256=digest).order_by("-position").first()
    if row is None:
        return None
    kinds = list(Signature.objects.filter(document=row.document_id, position__lte=row.position).order_by("position"))
    names = " và ".join(str(kind.get_kind_display()).lower() for kind in kinds)
    sentence = f"Tệp trùng từng byte với tệp lưu tại cơ quan, có {names}."
    if any(kind.trial for kind in kinds):
        sentence += " Chứng thư số dùng để ký là chứng thư thử nghiệm, không có giá trị pháp lý."
    return documents.get(pk=row.document_id), sentence


def _same(document: Document, sentence: str, expected: Document | None) -> Verdict:
    if expected is not None and expected.pk != document.pk:
        return Verdict(
            False, "Đây là văn bản khác",
            f"Tệp là văn bản số {document.code} của {document.issuer.name}, không phải văn bản số {expected.code}.",
            document,
        )  # fmt: skip
    if document.withdrawn:
        return Verdict(False, "Tệp nguyên vẹn nhưng văn bản đã thu hồi", sentence, document)
    return Verdict(True, "Tệp nguyên vẹn", sentence, document)


def _against(pdf: bytes, pages: list[str], document: Document) -> Verdict:
    """A file that is none of the stored ones, against the document that it should be."""
    try:
        stored = document.read_current()
        issued = document.read_pdf()
    except FileNotFoundError:
        checking = "Tệp lưu tại cơ quan đang được kiểm tra. Hãy thử lại sau."
        return Verdict(False, "Chưa đối chiếu được", checking, document)
    for base in (stored, issued):
        if pdf.startswith(base):
            return _extended(pdf, base, document)
    broken = _broken_signatures(pdf)
    place = _first_difference(_texts(issued), pages)
    if place is None and not broken:
        return Verdict(
            False, "Không phải tệp gốc",
            f"Chữ trong tệp giống văn bản số {document.code}, nhưng tệp đã được lưu lại hoặc xuất lại: chữ ký số và "
            "hình ảnh trong tệp này không được bảo đảm. Hãy dùng tệp do cơ quan phát hành.", document,
        )  # fmt: skip
    parts = []
    if place is not None:
        parts.append(f"nội dung khác với bản lưu, chỗ khác đầu tiên ở trang {place}")
    if broken:
        parts.append(f"{broken} chữ ký số không còn toàn vẹn vì tệp bị sửa sau khi ký")
    if len(pages) != document.page_count:
        parts.append(f"tệp có {len(pages)} trang, bản lưu có {document.page_count} trang")
    return Verdict(False, "Tệp đã bị thay đổi", f"So với văn bản số {document.code}: {'; '.join(parts)}.", document)


def _extended(pdf: bytes, base: bytes, document: Document) -> Verdict:
    """The stored bytes, and something behind them."""
    from ..signing.checking import read, signatures_in
    from ..signing.differences import only_signatures_added

    added: list[str] = []
    broken = 0
    try:
        before = {found.field for found in signatures_in(base)}
        signatures = [found for found in signatures_in(pdf) if found.field not in before]
        whole = only_signatures_added(read(pdf), read(base)) and all(found.intact for found in signatures)
        added = [found.field for found in signatures]
        broken = sum(not found.intact for found in signatures)
    except Refused:
        whole, broken = False, 1
    if whole and added:
        return Verdict(
            True, "Nội dung nguyên vẹn",
            f"Tệp là văn bản số {document.code}, có thêm {len(added)} chữ ký số không do hệ thống này ghi nhận.",
            document,
        )  # fmt: skip
    fault = "phía sau đã bị thêm nội dung không phải chữ ký số"
    if broken:
        fault = f"phần thêm phía sau đã bị sửa: {broken} chữ ký số không còn toàn vẹn"
    sentence = f"Phần đầu tệp đúng là văn bản số {document.code}, nhưng {fault}."
    return Verdict(False, "Tệp đã bị thay đổi", sentence, document)


def _broken_signatures(pdf: bytes) -> int:
    """How many signatures of a file do not hold any more; one that cannot be read counts as one."""
    from ..signing.checking import signatures_in

    try:
        return sum(not found.intact or found.changed_after for found in signatures_in(pdf))
    except Refused:
        return 1


def _texts(pdf: bytes) -> list[str]:
    """The words of each page, in one form. Raises Refused when the file is no PDF that can be opened."""
    try:
        with pdfium_lock, pypdfium2.PdfDocument(pdf) as document:
            if len(document) > _MOST_PAGES:
                raise Refused(f"Tệp có hơn {_MOST_PAGES} trang nên không kiểm tra được. Hãy hỏi cơ quan ban hành.")
            return [_words(document[index]) for index in range(len(document))]
    except pypdfium2.PdfiumError:
        raise Refused("Không đọc được tệp: đây không phải tệp PDF, tệp đã hỏng hoặc có mật khẩu.") from None


def _words(page: pypdfium2.PdfPage) -> str:
    return " ".join(nfc(page.get_textpage().get_text_bounded()).split())


def _named_in(pages: list[str]) -> Document | None:
    """The document whose code is printed in the file."""
    for text in pages[:3]:
        for code in _CODE.findall(text.upper())[:5]:
            if found := find_by_code(code):
                return found
    return None


def _first_difference(ours: list[str], theirs: list[str]) -> int | None:
    """The number of the first page whose words differ, None when all are alike."""
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), start=1):
        if one != other:
            return number
    return None if len(ours) == len(theirs) else min(len(ours), len(theirs)) + 1
