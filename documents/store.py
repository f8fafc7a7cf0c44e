"""The files of issued documents.

A file is written, and safe on the disk, before the transaction that registers it commits: what is registered
can always be read. When that transaction fails later, its number is free again and the next document of that
number takes the same place; what is still left over is removed by `manage.py verify_documents --sweep`.
"""

import hashlib
import os
from pathlib import Path

from django.core.files.storage import default_storage

FOLDER = "documents"


def place(*, issuer_code: str, kind: str, year: int, series: str, number: int) -> str:
    """Return the name under which the file of this number is kept. A number has one place."""
    key = f"{issuer_code}|{kind}|{year}|{series}|{number}"
    # The digest keeps codes that differ only in letters that a file system may not keep apart from meeting.
    return f"{FOLDER}/{year}/{number:05d}-{hashlib.sha256(key.encode()).hexdigest()[:24]}.pdf"


def signed_place(name: str, position: int) -> str:
    """Return the name of the file that a document's signature of this position makes; `name` is the issued one."""
    return f"{name.removesuffix('.pdf')}-ky{position}.pdf"


def write(name: str, content: bytes) -> None:
    """Put the file in its place: whole or not at all."""
    target = Path(default_storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(f".{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def remove(name: str) -> None:
    """Take away a file whose document was not registered."""
    Path(default_storage.path(name)).unlink(missing_ok=True)


def stored_names() -> list[str]:
    """Return the names of all stored files."""
    root = Path(default_storage.path(FOLDER))
    return sorted(f"{FOLDER}/{path.relative_to(root).as_posix()}" for path in root.rglob("*.pdf"))
