"""Giấy khen and bằng: A4 landscape, one page for each line of a signed decision.

Lines and colours after the former Nghị định 98/2023/NĐ-CP, Điều 104, which no later text has replaced yet: the
office checks its own model. The national emblem is not drawn: its place above the motto stays clear for paper
that carries it.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.template import Context, Engine
from django.utils.safestring import mark_safe

from core.dates import vn_long_date
from core.http import file_name
from core.jobs import job
from core.models import Job

from .models import Award, Decision
from .papers.ornament import border

JOB = "awards.certificates"
CHUNK = 50
_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_engine = Engine(dirs=[str(_TEMPLATES)], autoescape=True)


@dataclass(frozen=True)
class Certificate:
    """The lines of one certificate."""

    authority: str
    verb: str
    award: str
    honorific: str
    name: str
    note: str
    achievement: str
    decision: str
    golden_number: str
    place_and_date: str
    signer_lines: Sequence[str]
    signer_name: str

    @property
    def name_size(self) -> str:
        """Long names of collectives take a smaller letter, so that the page stays one page."""
        length = len(self.name) + len(self.honorific)
        return "small" if length > 70 else "medium" if length > 42 else "large"

    @property
    def award_size(self) -> str:
        return "large" if len(self.award) <= 12 else "medium"


def awards_of(decision: Decision) -> QuerySet[Award]:
    """Return the lines of a signed decision with all that their certificates need."""
    rows = Award.objects.filter(decision=decision).select_related(
        "award_type", "person", "unit", "decision__round__unit", "decision__document"
    )
    return rows.order_by("golden_number")


def certificate_of(award: Award) -> Certificate:
    """Return the lines of an award's certificate; the register's words, not today's."""
    assert award.decision is not None
    document = award.decision.document
    assert document is not None
    issuer = award.decision.round.unit
    title = award.award_type.kind == award.award_type.Kind.TITLE
    achievement = award.achievement[:1].upper() + award.achievement[1:]
    return Certificate(
        authority=award.issuer_name.upper(),
        verb="TẶNG DANH HIỆU" if title else "TẶNG",
        award=award.award_type.name.upper(),
        honorific=award.person.honorific if award.person else "",
        name=award.nominee_name,
        note=award.nominee_note,
        achievement=achievement,
        decision=f"Quyết định số {document.code}, {vn_long_date(document.issued_on)}",
        golden_number=f"{award.golden_number:02d}" if award.golden_number else "",
        place_and_date=f"{issuer.place}, {vn_long_date(document.issued_on)}",
        signer_lines=_signer_lines(document.signer_title, issuer.head_title.upper()),
        signer_name=document.signer_name,
    )


def _signer_lines(title: str, head: str) -> list[str]:
    """ "KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG" on its two lines."""
    acting = f"KT. {head}"
    if head and title.startswith(f"{acting} "):
        return [acting, title.removeprefix(f"{acting} ")]
    return [title]


def render(awards: Sequence[Award]) -> bytes:
    """Return one PDF with a page for each award, in the given order."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    inside_only = URLFetcher(allowed_protocols=["data"], fail_on_errors=True)  # nothing comes from outside
    html = _engine.get_template("awards/certificate.html").render(Context(_page([*map(certificate_of, awards)])))
    return HTML(string=html, url_fetcher=inside_only).write_pdf()


def _page(certificates: Sequence[Certificate]) -> dict[str, Any]:
    style = (_TEMPLATES / "awards/certificate.css").read_text(encoding="utf-8")
    picture = base64.b64encode(border().encode()).decode()
    return {"certificates": certificates, "style": mark_safe(style.replace("BORDER", picture))}  # noqa: S308  our own file


@job(JOB)
def print_all(running: Job, *, decision: int) -> None:
    """Print all certificates of a decision, some at a time, into one file."""
    import io

    from pypdf import PdfWriter

    found = Decision.objects.select_related("document").get(pk=decision)
    awards = list(awards_of(found))
    writer = PdfWriter()
    for start in range(0, len(awards), CHUNK):
        running.advance(start, len(awards), "Đang dàn trang")
        writer.append(io.BytesIO(render(awards[start : start + CHUNK])))
    content = io.BytesIO()
    writer.write(content)
    assert found.document is not None
    running.result_name = file_name(f"giay khen quyet dinh {found.document.code}", "pdf")
    running.result_file.save(running.result_name, ContentFile(content.getvalue()), save=False)
    running.advance(len(awards), len(awards), f"Đã in {len(awards)} giấy.")  # whoever runs the job keeps the file
