"""Spreadsheets built in memory, good ones and bad ones."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from awards.importing.kinds import kind_of
from awards.services import imports

HEAD = ["Mã cán bộ", "Họ và tên", "Ngày sinh", "Đơn vị"]


def book_of(rows, *, change=lambda sheet: None):
    """Return the bytes of a workbook whose first sheet has these rows; `change` gets the sheet before it is saved."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    change(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def zip_of(parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def with_part(content, name, part):
    """Return a workbook with a part added or replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    return zip_of({**parts, name: part})


def upload(user, kind, content, name="danh-sach.xlsx"):
    """Look at a file as the page does."""
    fresh = type(user).objects.get(pk=user.pk)
    return imports.upload(actor=fresh, kind=kind_of(kind), file=SimpleUploadedFile(name, content))


def bring_in(user, kind, rows, **more):
    """Upload rows and confirm them."""
    batch = upload(user, kind, book_of(rows))
    assert batch.counts["faulty"] == 0, faults(batch)
    return imports.confirm(actor=type(user).objects.get(pk=user.pk), batch=batch, **more)


def faults(batch):
    """Return (row, column, sentence) of each fault."""
    return [(line["number"], fault["column"], fault["message"]) for line in batch.lines for fault in line["faults"]]
