"""Many certificates in one job: part after part, each kept on the disk, then joined into one file.

A part's name is the digest of all that stands on its pages. Whoever runs the job again finds what was drawn before and
goes on from there; no page is drawn twice, and none can stand in the file twice: the parts follow the list.
"""

import dataclasses
import hashlib
import io
import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pypdf import PdfReader, PdfWriter

from core.exceptions import Refused
from core.http import file_name
from core.jobs import job
from core.models import Job
from documents import store

from . import certificates
from .certificates import Certificate, awards_of, certificates_of
from .models import Decision
from .papers.flags import flags
from .papers.ornament import border

JOB = "awards.certificates"
CHUNK = 100
FOLDER = "certificates/parts"


@job(JOB)
def print_all(running: Job, *, decision: int) -> None:
    """Print the certificates of all awards in force of a decision into one file."""
    found = Decision.objects.select_related("document").get(pk=decision)
    pages = certificates_of(list(awards_of(found)))
    if not pages:
        raise Refused("Quyết định này không còn kết quả nào có hiệu lực nên không có giấy để in.")

    def advance(done: int) -> None:
        running.advance(done, len(pages), f"Đã dàn {done} trong {len(pages)} giấy")

    content = joined(pages, advance)
    assert found.document is not None
    running.result_name = file_name(f"giay khen quyet dinh {found.document.code}", "pdf")
    running.result_file.save(running.result_name, ContentFile(content), save=False)
    running.advance(len(pages), len(pages), f"Đã in {len(pages)} giấy.")  # whoever runs the job keeps the file
    forget(pages)


def joined(pages: Sequence[Certificate], advance: Callable[[int], None] = lambda done: None) -> bytes:
    """Return one PDF of all certificates in their order; parts drawn by an earlier attempt are taken over."""
    writer = PdfWriter()
    for start in range(0, len(pages), CHUNK):
        advance(start)
        writer.append(io.BytesIO(_part(pages[start : start + CHUNK])))
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def _part(pages: Sequence[Certificate]) -> bytes:
    """The drawn pages: from the disk when they are there and whole."""
    place = _place(pages)
    path = Path(default_storage.path(place))
    if path.exists():
        kept = path.read_bytes()
        if _count(kept) == len(pages):
            return kept
    drawn = certificates.draw(pages)
    if _count(drawn) != len(pages):
        raise Refused("Có giấy dài quá một trang nên chưa in. Hãy rút ngắn tên hoặc nội dung thành tích rồi in lại.")
    store.write(place, drawn)
    return drawn


def _count(content: bytes) -> int:
    try:
        return len(PdfReader(io.BytesIO(content)).pages)
    except Exception:  # a file that is cut short fails in many ways; it is then drawn again
        return -1


def forget(pages: Sequence[Certificate]) -> None:
    """Take the parts of a finished job from the disk."""
    for start in range(0, len(pages), CHUNK):
        store.remove(_place(pages[start : start + CHUNK]))


def _place(pages: Sequence[Certificate]) -> str:
    said = json.dumps([dataclasses.asdict(page) for page in pages], ensure_ascii=False, sort_keys=True)
    return f"{FOLDER}/{hashlib.sha256((_look() + said).encode()).hexdigest()}.pdf"


@cache
def _look() -> str:
    """What every page looks like, border and flags included: another release draws all parts anew."""
    folder = Path(__file__).resolve().parent.parent / "templates/awards"
    drawn = [(folder / name).read_text(encoding="utf-8") for name in ("certificate.html", "certificate.css")]
    return "".join([*drawn, border(), flags()])
