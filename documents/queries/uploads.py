"""Whether a PDF that somebody holds is a document of this register, as it was issued and signed."""

import hashlib
import re
from dataclasses import dataclass

import pypdfium2

from core.exceptions import Refused
from core.text import nfc

from ..models import Document, DocumentCopy, Signature
from ..previews import pdfium_lock
from ..signing import probing

_CODE = re.compile(r"\b[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}\b")
_COPIED = ("document", "document__issuer", "document__replaced_by")
_TRIAL = " Chứng thư số dùng để ký là chứng thư thử nghiệm, không có giá trị pháp lý."
_ENDS = 30  # ends of file inside a file, one for each time that something was added


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
    known = _known(hashlib.sha256(pdf).hexdigest())
    if known is not None:
        return _same(*known, expected)
    pages = probing.page_words(pdf)
    begun = _begun_with(pdf)
    if begun is not None:
        return _another(begun[1], expected) or _extended(pdf, *begun)
    named = _named_in(pages)
    if isinstance(named, DocumentCopy):
        return _another(named.document, expected) or _not_the_copy(named)
    document: Document | None = named or expected
    if document is None:
        return Verdict(
            False, "Không nhận ra văn bản", "Tệp này không trùng với văn bản nào đã ban hành trong hệ thống, cũng "
            "không có mã xác minh. Nếu có mã in trên giấy, hãy nhập mã trước rồi kiểm tra tệp ở trang của văn bản.",
        )  # fmt: skip
    return _another(document, expected) or _against(pdf, pages, document)


def _known(digest: str) -> tuple[Document, str] | None:
    """The document whose issued or signed file has this digest."""
    documents = Document.objects.select_related("issuer", "replaced_by")
    issued = documents.filter(sha256=digest).first()
    if issued is not None:
        return issued, "Tệp trùng từng byte với tệp lúc ban hành, khi chưa có chữ ký số."
    row = Signature.objects.filter(sha256=digest).order_by("-position").first()
    if row is None:
        return _known_copy(digest)
    kinds = list(Signature.objects.filter(document=row.document_id, position__lte=row.position).order_by("position"))
    names = " và ".join(str(kind.get_kind_display()).lower() for kind in kinds)
    sentence = f"Tệp trùng từng byte với tệp lưu tại cơ quan, có {names}."
    if any(kind.trial for kind in kinds):
        sentence += _TRIAL
    return documents.get(pk=row.document_id), sentence


def _known_copy(digest: str) -> tuple[Document, str] | None:
    copy = DocumentCopy.objects.select_related("unit", *_COPIED).filter(sha256=digest).first()
    if copy is None:
        return None
    when = f"{copy.get_form_display()} số {copy.code} do {copy.unit.name} thực hiện ngày {copy.copied_on:%d/%m/%Y}"
    return copy.document, f"Tệp trùng từng byte với bản sao lưu tại cơ quan: {when}."


def _begun_with(pdf: bytes) -> tuple[bytes, Document] | None:
    """The stored file, and its document, with whose very bytes a file begins before something was added."""
    digest, done = hashlib.sha256(), 0
    found: dict[str, int] = {}
    for end in list(re.finditer(rb"%%EOF(\r\n|\n|\r|)", pdf))[:_ENDS]:
        # A stored file may end with or without the line's end.
        for place in {end.end(), end.start() + 5}:
            digest.update(pdf[done:place]) if place >= done else None
            done = max(done, place)
            found[digest.hexdigest()] = done
    signed = dict(Signature.objects.filter(sha256__in=found).values_list("sha256", "document"))
    issued = dict(Document.objects.filter(sha256__in=found).values_list("sha256", "pk"))
    known = issued | signed
    if not known:
        return None
    longest = max(known, key=lambda key: found[key])
    document = Document.objects.select_related("issuer", "replaced_by").get(pk=known[longest])
    return pdf[: found[longest]], document


def _another(document: Document, expected: Document | None) -> Verdict | None:
    """The answer to a file of another document than the one whose page the visitor is on."""
    if expected is None or expected.pk == document.pk:
        return None
    return Verdict(
        False, "Đây là văn bản khác",
        f"Tệp là văn bản số {document.code} của {document.issuer.name}, không phải văn bản số {expected.code}.",
        document,
    )  # fmt: skip


def _not_the_copy(copy: DocumentCopy) -> Verdict:
    return Verdict(
        False, "Không phải tệp bản sao gốc",
        f"Tệp mang mã của {copy} nhưng không trùng với tệp lưu tại cơ quan: tệp đã bị sửa, hoặc được quét, lưu lại. "
        "Hãy dùng tệp do cơ quan phát hành.", copy.document,
    )  # fmt: skip


def _same(document: Document, sentence: str, expected: Document | None) -> Verdict:
    if other := _another(document, expected):
        return other
    if document.withdrawn:
        return Verdict(False, "Tệp nguyên vẹn nhưng văn bản đã thu hồi", sentence, document)
    return Verdict(True, "Tệp nguyên vẹn", sentence, document)


def _against(pdf: bytes, pages: list[str], document: Document) -> Verdict:
    """A file that is none of the stored ones, against the document that it should be."""
    try:
        issued = document.read_pdf()
    except FileNotFoundError:
        checking = "Tệp lưu tại cơ quan đang được kiểm tra. Hãy thử lại sau."
        return Verdict(False, "Chưa đối chiếu được", checking, document)
    broken = _broken_signatures(pdf)
    place = _first_difference(_words_of(issued), pages)
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
    from ..signing.covering import hidden_page
    from ..signing.differences import only_signatures_added

    begun = f"Phần đầu tệp đúng là văn bản số {document.code}, nhưng"
    try:
        before = {found.field: found.certificate.serial for found in signatures_in(base)}
        added = [found for found in signatures_in(pdf) if found.field not in before]
        whole = bool(added) and only_signatures_added(read(pdf), read(base)) and added[-1].last
    except Refused:
        return _changed(document, f"{begun} phần thêm phía sau đã bị sửa: 1 chữ ký số không còn toàn vẹn.")
    broken = sum(not found.intact for found in added)
    if broken:
        return _changed(document, f"{begun} phần thêm phía sau đã bị sửa: {broken} chữ ký số không còn toàn vẹn.")
    if not whole:
        return _changed(document, f"{begun} phía sau đã bị thêm nội dung không phải chữ ký số.")
    if page := hidden_page(base, pdf, document.signer_name):
        return _changed(document, f"{begun} hình của chữ ký số thêm vào che chữ ở trang {page}.")
    recorded = set(document.signatures.values_list("certificate_serial", flat=True)) - set(before.values())
    if recorded & {found.certificate.serial for found in added}:
        # A signature does not cover the blank that is left around it: only the stored file tells.
        return _changed(document, f"{begun} phần chữ ký số phía sau không trùng từng byte với tệp lưu tại cơ quan.")
    strange = sum(not found.trusted for found in added)
    if strange:
        return Verdict(
            False, "Có chữ ký số không được tin cậy",
            f"{begun} {strange} chữ ký số thêm vào không phải của nơi cấp được tin cậy, đã hết hạn hoặc bị thu hồi. "
            "Hãy dùng tệp do cơ quan phát hành.", document,
        )  # fmt: skip
    sentence = f"Tệp là văn bản số {document.code}, có thêm {len(added)} chữ ký số không do hệ thống này ghi nhận."
    if any(found.certificate.trial for found in added):
        sentence += _TRIAL
    if document.withdrawn:
        return Verdict(False, "Nội dung nguyên vẹn nhưng văn bản đã thu hồi", sentence, document)
    return Verdict(True, "Nội dung nguyên vẹn", sentence, document)


def _changed(document: Document, sentence: str) -> Verdict:
    return Verdict(False, "Tệp đã bị thay đổi", sentence, document)


def _words_of(pdf: bytes) -> list[str]:
    """The words of each page of a file of our own, in one form."""
    with pdfium_lock, pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(nfc(page.get_textpage().get_text_bounded()).split()) for page in document]


def _broken_signatures(pdf: bytes) -> int:
    """How many signatures of a file do not hold any more; one that cannot be read counts as one."""
    from ..signing.checking import signatures_in

    if not probing.has_signatures(pdf):
        return 0
    try:
        return sum(not found.intact or found.changed_after for found in signatures_in(pdf))
    except Refused:
        return 1


def _named_in(pages: list[str]) -> Document | DocumentCopy | None:
    """What the codes printed in the file name: a copy carries those of its original too."""
    codes = [code for text in [*pages[:3], *pages[-1:]] for code in _CODE.findall(text.upper())[:5]]
    found = list(dict.fromkeys(codes))
    copies = DocumentCopy.objects.select_related("unit", *_COPIED)
    copy = copies.filter(verification_code__in=found).first()
    documents = Document.objects.select_related("issuer", "replaced_by")
    return copy or documents.filter(verification_code__in=found).first()


def _first_difference(ours: list[str], theirs: list[str]) -> int | None:
    """The number of the first page whose words differ, None when all are alike."""
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), start=1):
        if one != other:
            return number
    return None if len(ours) == len(theirs) else min(len(ours), len(theirs)) + 1
