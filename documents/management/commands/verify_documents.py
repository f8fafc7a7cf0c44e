"""`manage.py verify_documents`: every file is still the one that was issued, signed or copied; signatures hold."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from core.exceptions import Refused
from documents import store
from documents.models import Document, DocumentCopy, Signature
from documents.queries import copy_is_whole, verify_file

# A file this young may belong to a transaction that has not ended yet.
_GRACE_SECONDS = 3600


class Command(BaseCommand):
    help = "Đối chiếu mã SHA-256 và chữ ký số của mọi văn bản, bản sao; --sweep xóa tệp thừa."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sweep", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for document in Document.objects.select_related("issuer").order_by("pk").iterator(chunk_size=200):
            fault = _fault(document)
            if fault:
                wrong += 1
                self.stderr.write(f"{document} ({document.issuer.name}): {fault}")
        copies = DocumentCopy.objects.select_related("unit").order_by("pk").iterator(chunk_size=200)
        for copy in (copy for copy in copies if not copy_is_whole(copy)):
            wrong += 1
            self.stderr.write(f"{copy} ({copy.unit.name}): tệp bản sao mất hoặc không còn khớp mã SHA-256.")
        if options["sweep"]:
            self.stdout.write(f"Đã xóa {self._sweep()} tệp thừa.")
        if wrong:
            raise CommandError(f"{wrong} văn bản có tệp không đúng.")
        self.stdout.write("Mọi văn bản đều đúng tệp lúc ban hành.")

    def _sweep(self) -> int:
        tables = (Document, Signature, DocumentCopy)  # all that have files in the folder
        kept = {name for table in tables for name in table.objects.values_list("pdf", flat=True)}
        young = time.time() - _GRACE_SECONDS
        spare = [name for name in store.stored_names() if name not in kept]
        old = [name for name in spare if Path(default_storage.path(name)).stat().st_mtime < young]
        for name in old:
            store.remove(name)
        return len(old)


def _fault(document: Document) -> str:
    """What is wrong with the files of a document, "" when nothing is. The last file holds all signatures."""
    check = verify_file(document)
    last = document.signatures.order_by("position").last()
    if not check.ok or last is None:
        return "" if check.ok else check.message
    from documents.signing.checking import signatures_in

    try:
        found = signatures_in(last.read_pdf(), at=last.recorded_at)
    except Refused as refusal:
        return str(refusal)
    if len(found) < last.position:
        return f"Tệp chỉ có {len(found)} chữ ký số, sổ ghi {last.position}."
    broken = [signature.certificate.holder for signature in found if not signature.intact or signature.changed_after]
    return f"Chữ ký số không toàn vẹn: {'; '.join(broken)}." if broken else ""
