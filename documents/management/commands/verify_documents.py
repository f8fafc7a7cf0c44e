"""`manage.py verify_documents`: every issued file is still the file that was issued."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from documents import store
from documents.models import Document
from documents.queries import verify_file

# A file this young may belong to a transaction that has not ended yet.
_GRACE_SECONDS = 3600


class Command(BaseCommand):
    help = "Đối chiếu mã SHA-256 của mọi văn bản đã ban hành; --sweep xóa tệp thừa của lần ban hành không thành."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sweep", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for document in Document.objects.select_related("issuer").order_by("pk").iterator(chunk_size=200):
            check = verify_file(document)
            if not check.ok:
                wrong += 1
                self.stderr.write(f"{document} ({document.issuer.name}): {check.message}")
        if options["sweep"]:
            self.stdout.write(f"Đã xóa {self._sweep()} tệp thừa.")
        if wrong:
            raise CommandError(f"{wrong} văn bản có tệp không đúng.")
        self.stdout.write("Mọi văn bản đều đúng tệp lúc ban hành.")

    def _sweep(self) -> int:
        kept = set(Document.objects.values_list("pdf", flat=True))
        young = time.time() - _GRACE_SECONDS
        spare = [name for name in store.stored_names() if name not in kept]
        old = [name for name in spare if Path(default_storage.path(name)).stat().st_mtime < young]
        for name in old:
            store.remove(name)
        return len(old)
