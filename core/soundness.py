"""Whether an uploaded file can really be opened: first bytes are easily copied and half a file begins as a whole one.

`python -m core.soundness` is the process in which it is tried. It knows nothing of the rest of the program.
"""

import io
import sys
import warnings
import zipfile
from xml.etree.ElementTree import iterparse

from .confined import ask, limit
from .exceptions import Refused

MOST_PIXELS = 40_000_000  # a sheet of A4 at 600 dots an inch is 35 million
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5000
MAIN_PARTS = {"docx": ("word/document.xml", "document"), "xlsx": ("xl/workbook.xml", "workbook")}
_SOUND, _BROKEN, _LOCKED, _EMPTY, _LARGE, _UNFOLDS, _MACROS, _OTHER = 0, *range(10, 17)
_MARK = 4  # bytes before the file that name its kind
_MOST_VERDICTS = 500
MACROS = "Tệp {name} có macro nên không nhận. Hãy lưu lại thành DOCX, XLSX thường hoặc xuất ra PDF."
_TOO_MUCH = "Tệp {name} mở ra quá lớn hoặc quá phức tạp nên không nhận. Hãy xuất lại ra PDF rồi đính kèm."
_SENTENCES = {
    _LOCKED: "Tệp {name} có mật khẩu nên người xét không mở được. Hãy bỏ mật khẩu, lưu lại rồi đính kèm lại.",
    _EMPTY: "Tệp {name} không có trang nào. Hãy mở thử trên máy, xuất lại ra PDF rồi đính kèm lại.",
    _LARGE: "Ảnh {name} lớn quá 40 triệu điểm ảnh. Hãy quét ở 300 dpi hoặc thu nhỏ ảnh rồi đính kèm lại.",
    _UNFOLDS: _TOO_MUCH,
    _MACROS: MACROS,
    _OTHER: "Tên tệp {name} không khớp với nội dung: Word là DOCX, Excel là XLSX. Hãy đổi lại đuôi tệp.",
}
_verdicts: dict[tuple[str, str], int] = {}


def broken(name: str, kind: str) -> str:
    """Say that a file called so is not what its name promises."""
    return f"Tệp {name} bị hỏng hoặc không phải {kind.upper()} thật. Hãy mở thử trên máy, lưu lại rồi đính kèm lại."


def refuse_unsound(content: bytes, *, kind: str, name: str, digest: str) -> None:
    """Raise Refused when the file of a kind cannot be opened whole, is locked, empty, has macros or unfolds too far.

    What was found of a digest is remembered: one paper is often evidence for many.
    """
    verdict = _verdicts.get((kind, digest))
    if verdict is None:
        verdict, _ = ask(__name__, kind.encode().ljust(_MARK) + content)
        if len(_verdicts) >= _MOST_VERDICTS:
            _verdicts.clear()
        if verdict in (_SOUND, _BROKEN, *_SENTENCES):
            _verdicts[kind, digest] = verdict
    if verdict == _BROKEN:
        raise Refused(broken(name, kind))
    if verdict != _SOUND:
        raise Refused(_SENTENCES.get(verdict, _TOO_MUCH).format(name=name))


def main() -> int:
    """Try to open the file on the standard input, whose first bytes name its kind."""
    return judge(sys.stdin.buffer.read(_MARK).decode().strip(), sys.stdin.buffer.read())


def judge(kind: str, content: bytes) -> int:
    """Return what is found when the content is opened as a file of the kind; not for the process that serves pages."""
    try:
        if kind in MAIN_PARTS:
            return _office(content, kind)
        return _pdf(content) if kind == "pdf" else _picture(content)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - each reader has its own words for a broken file
        return _BROKEN


def _pdf(content: bytes) -> int:
    import pypdfium2

    limit()
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return _why_not_pdf(content)
    for at in {0, len(document) - 1}:  # a file that was cut off still counts the pages that it has lost
        document[at]
    return _SOUND


def _why_not_pdf(content: bytes) -> int:
    """Why a PDF was not opened, asked of another reader: pdfium of one without pages repeats its last complaint."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            return _BROKEN if pdf.pages else _EMPTY
    except pikepdf.PasswordError:
        return _LOCKED


def _picture(content: bytes) -> int:
    from PIL import Image

    limit()
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        image = Image.open(io.BytesIO(content), formats=["PNG", "JPEG"])
    except Image.DecompressionBombError:
        return _LARGE
    if image.width * image.height > MOST_PIXELS:
        return _LARGE
    image.draft("L", (1, 1))  # a JPEG is read to its end all the same, into a small picture
    image.load()
    return _SOUND


def _office(content: bytes, kind: str) -> int:
    limit()
    part, root = MAIN_PARTS[kind]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if any(member.flag_bits & 1 for member in members):
            return _LOCKED
        if len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_UNPACKED:
            return _UNFOLDS
        names = {member.filename for member in members}
        if any(name.endswith("vbaProject.bin") for name in names):
            return _MACROS
        if part not in names:
            return _OTHER if names & {other for other, _ in MAIN_PARTS.values()} else _BROKEN
        if archive.testzip():
            return _BROKEN
        with archive.open(part) as main_part:
            _, element = next(iterparse(main_part, events=["start"]))
    return _SOUND if element.tag.rpartition("}")[2] == root else _BROKEN


if __name__ == "__main__":
    sys.exit(main())
