"""Reading a PDF that a stranger sent, in a process of its own with little time and memory.

What passes here may be opened in the process that serves pages.
`python -m documents.signing.probing` is the other process: a PDF comes in, the words of its pages go out.
"""

import json
import sys
from io import BytesIO

from core import confined
from core.exceptions import Refused
from core.text import nfc

MOST_PAGES = 400
UNREADABLE = "Không đọc được tệp: đây không phải tệp PDF, tệp đã hỏng hoặc có mật khẩu."
_TOO_MUCH = "Tệp quá lớn hoặc quá phức tạp để kiểm tra ở đây. Hãy mang tệp đến cơ quan ban hành."
_TOO_LONG = f"Tệp có hơn {MOST_PAGES} trang nên không kiểm tra được. Hãy hỏi cơ quan ban hành."
_LONG, _BROKEN = 3, 4


def page_words(pdf: bytes) -> list[str]:
    """Return the words of each page, in one form.

    Raises Refused when the file is no PDF that can be opened, or asks for more than a document of an office does.
    """
    if b"%PDF-" not in pdf[:1024]:
        raise Refused(UNREADABLE)
    code, answer = confined.ask(__name__, pdf)
    if code:
        raise Refused({_LONG: _TOO_LONG, _BROKEN: UNREADABLE}.get(code, _TOO_MUCH))
    return list(json.loads(answer))


def has_signatures(pdf: bytes) -> bool:
    """Whether a file claims to be signed: a signature's byte range can stand nowhere but in the open."""
    return b"/ByteRange" in pdf


def main() -> int:
    """Read a PDF from the standard input and write the words of its pages as JSON."""
    import pikepdf
    import pypdfium2

    content = sys.stdin.buffer.read()
    if has_signatures(content):
        from pyhanko.pdf_utils.reader import PdfFileReader
    confined.limit()
    try:
        with pypdfium2.PdfDocument(content) as document:
            if len(document) > MOST_PAGES:
                return _LONG
            pages = [nfc(page.get_textpage().get_text_bounded()) for page in document]
    except pypdfium2.PdfiumError:
        return _BROKEN
    try:
        with pikepdf.open(BytesIO(content)) as file:
            sum(1 for _ in file.objects)
        if has_signatures(content):
            PdfFileReader(BytesIO(content), strict=False).root.get("/AcroForm")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what is broken there is said by those who look at signatures
        pass
    json.dump([" ".join(text.split()) for text in pages], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
