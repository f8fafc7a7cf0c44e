"""From a file to lines: text, Word or a PDF that holds text. What cannot be read is refused in one sentence."""

from __future__ import annotations

from plans.reading.docx import docx_lines
from plans.reading.lines import Line, text_lines
from plans.reading.pdf import pdf_lines
from plans.reading.refusals import refuse

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 2_000_000


def lines_of(name: str, data: bytes) -> list[Line]:
    """Return the lines of the file. Raises `Refused` when it is too big, broken or holds no text.

    The kind is told by the first bytes, then by the name; what is neither Word nor PDF must be UTF-8 text.
    """
    if not data.strip():
        refuse(name, "không có nội dung; hãy chọn tệp khác")
    if len(data) > MAX_BYTES:
        refuse(name, f"lớn hơn {MAX_BYTES // 1024 // 1024} MB; hãy chọn tệp nhỏ hơn")
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if data[:1024].lstrip().startswith(b"%PDF") or suffix == "pdf":
        return pdf_lines(name, data)
    if data.startswith(b"PK\x03\x04") or suffix == "docx":
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
