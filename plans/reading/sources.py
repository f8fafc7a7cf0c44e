"""From a file to a plan: text, Word or a PDF that holds text. What cannot be read is refused in one sentence."""

from __future__ import annotations

from documents.word.opening import open_word
from plans.reading.docx import docx_lines, lines_of_word
from plans.reading.lines import Line, text_lines
from plans.reading.pdf import pdf_lines
from plans.reading.plan import finish_styled, read_lines
from plans.reading.refusals import refuse
from plans.reading.shapes import ReadPlan
from plans.reading.styled import is_ours, read_styled

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 2_000_000


def read_file(name: str, data: bytes) -> ReadPlan:
    """Read the plan that a file holds. Raises `Refused` when it holds none.

    A Word file that was made here says what each of its paragraphs is; any other file is read by its words.
    """
    if not _is_word(data):
        return read_lines(lines_of(name, data))
    _check_size(name, data)
    file = open_word(name, data)
    return finish_styled(read_styled(file)) if is_ours(file) else read_lines(lines_of_word(name, file))


def _is_word(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def is_text(name: str, data: bytes) -> bool:
    """Whether a file is read as plain text, character by character."""
    return not (_is_word(data) or data[:1024].lstrip().startswith(b"%PDF") or name.lower().endswith((".pdf", ".docx")))


def _check_size(name: str, data: bytes) -> None:
    if not data.strip():
        refuse(name, "không có nội dung; hãy chọn tệp khác")
    if len(data) > MAX_BYTES:
        refuse(name, f"lớn hơn {MAX_BYTES // 1024 // 1024} MB; hãy chọn tệp nhỏ hơn")


def lines_of(name: str, data: bytes) -> list[Line]:
    """Return the lines of the file. Raises `Refused` when it is too big, broken or holds no text.

    The kind is told by the first bytes, then by the name; what is neither Word nor PDF must be UTF-8 text.
    """
    _check_size(name, data)
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if data[:1024].lstrip().startswith(b"%PDF") or suffix == "pdf":
        return pdf_lines(name, data)
    if _is_word(data) or suffix == "docx":
        return docx_lines(name, data)
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")):
        refuse(name, "là ảnh, không có chữ để đọc; hãy chọn tệp .docx, .pdf hoặc .txt, hoặc dán nội dung")
    if data.startswith(b"\xd0\xcf\x11\xe0") or suffix in {"doc", "rtf"} or data.startswith(b"{\\rtf"):
        refuse(name, "là định dạng Word cũ; hãy mở bằng Word và lưu lại thành .docx")
    return text_lines(decode(name, data))


def decode(name: str, data: bytes) -> str:
    """Return the text of UTF-8 bytes. Raises `Refused` for any other encoding and for binary data."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse(name, "không phải văn bản UTF-8; hãy lưu lại tệp với bảng mã UTF-8 (Unicode) rồi chọn lại")
    if "\x00" in text:
        refuse(name, "không phải tệp văn bản; hãy chọn tệp .txt, .docx hoặc .pdf")
    if len(text) > MAX_CHARACTERS:
        refuse(name, "quá dài so với một kế hoạch; hãy chỉ giữ phần kế hoạch")
    return text
