"""Giấy khen and bằng: A4 landscape, one page for each line of a signed decision.

Lines and colours after the former Nghị định 98/2023/NĐ-CP, Điều 104, which no later text has replaced yet: the
office checks its own model and keeps it as a template. The emblem above the motto is the office's own picture
(`awards.emblems`): its drawing is fixed, so nothing nearly like it is drawn here; without one its place stays clear for
paper that carries it. The red flags beside it on a "Chiến sĩ thi đua cơ sở" are ours (`papers.flags`).
"""

import base64
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.template import Context, Engine
from django.utils.safestring import mark_safe

from core.dates import vn_date, vn_long_date
from units.models import Unit

from . import emblems
from .models import Award, AwardType, CertificateTemplate, Decision, Emblem
from .papers.decision import deciding_head
from .papers.flags import flags
from .papers.ornament import border

# Parts that a template moves one by one, with what an office calls them.
PARTS = {
    "emblem": "Quốc huy, biểu tượng, cờ",
    "head": "Quốc hiệu, Tiêu ngữ",
    "authority": "Chức vụ người có thẩm quyền",
    "award": "“TẶNG”, tên danh hiệu, hình thức",
    "name": "Tên người, tập thể được khen",
    "note": "Chức vụ, đơn vị",
    "achievement": "Thành tích",
    "left": "Số quyết định, số sổ vàng",
    "right": "Ngày, chức vụ, tên người ký",
}
# The title whose certificate has red flags beside the emblem.
FLAGGED = "CSTDCS"
_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_engine = Engine(dirs=[str(_TEMPLATES)], autoescape=True)


@dataclass(frozen=True)
class Style:
    """Paper, colour and places: what a template says. `moves` are millimetres to the right and down, by part."""

    border: bool = True
    country: bool = True
    authority: bool = True
    award: bool = True
    golden: bool = True
    accent: str = "#B01116"
    emblem: str = ""  # the digest of its picture
    flags: bool = False
    moves: tuple[tuple[str, float, float], ...] = ()


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
    reissued: str = ""
    style: Style = Style()

    @property
    def name_size(self) -> str:
        """Long names of collectives take a smaller letter, so that the page stays one page."""
        length = len(self.name) + len(self.honorific)
        return "small" if length > 70 else "medium" if length > 42 else "large"

    @property
    def tight(self) -> bool:
        """Whether a long name stands above a long achievement: both take less room, so that nothing meets the date."""
        return len(self.name) > 70 and len(self.achievement) > 95 or len(self.achievement) > 190

    @property
    def award_size(self) -> str:
        return "large" if len(self.award) <= 12 else "medium" if len(self.award) <= 28 else "small"


def awards_of(decision: Decision) -> QuerySet[Award]:
    """Return the lines in force of a signed decision with all that their certificates need."""
    rows = (
        Award.objects.in_force()
        .filter(decision=decision)
        .select_related("award_type", "person", "unit", "decision__round__unit", "decision__document")
    )
    return rows.prefetch_related("reissues").order_by("golden_number")


def templates_of(unit: Unit) -> dict[int | None, CertificateTemplate]:
    """Return an office's templates by award type id; under None the one for the rest."""
    return {row.award_type_id: row for row in CertificateTemplate.objects.filter(unit=unit)}


def emblem_of(unit: Unit) -> str:
    """Return the digest of an office's emblem, "" where it has given none."""
    return Emblem.objects.filter(unit=unit).values_list("sha256", flat=True).first() or ""


def certificates_of(awards: Sequence[Award]) -> list[Certificate]:
    """Return the certificates of awards of one office, each as its template has it."""
    if not awards:
        return []
    assert awards[0].decision is not None
    office = awards[0].decision.round.unit
    known, emblem = templates_of(office), emblem_of(office)
    rest = known.get(None) or CertificateTemplate()
    return [shaped(certificate_of(award), known.get(award.award_type_id, rest), emblem) for award in awards]


def certificate_of(award: Award) -> Certificate:
    """Return the lines of an award's certificate; the register's words, not today's."""
    assert award.decision is not None
    document = award.decision.document
    assert document is not None
    issuer = award.decision.round.unit
    title = award.award_type.is_called_title
    achievement = award.achievement[:1].upper() + award.achievement[1:]
    again = max(award.reissues.all(), key=lambda row: row.pk, default=None)
    return Certificate(
        authority=award.issuer_name.upper(),
        verb="TẶNG DANH HIỆU" if title else "TẶNG",
        award=_printed(award.award_type),
        honorific=award.person.honorific if award.person else "",
        name=award.nominee_name,
        note=award.nominee_note,
        achievement=achievement,
        decision=f"Quyết định số {document.code}, {vn_long_date(document.issued_on)}",
        golden_number=_golden(award),
        place_and_date=f"{issuer.place}, {vn_long_date(document.issued_on)}",
        signer_lines=_signer_lines(document.signer_title, issuer.head_title.upper()),
        signer_name=document.signer_name,
        reissued=f"Cấp lại số {again.code}, ngày {vn_date(again.issued_on)}" if again else "",
        style=Style(flags=award.award_type.code == FLAGGED),
    )


def _printed(award_type: AwardType) -> str:
    """The name on the page: a bằng khen says whose it is in the line of the authority above."""
    return "BẰNG KHEN" if award_type.name.startswith("Bằng khen của ") else award_type.name.upper()


def _golden(award: Award) -> str:
    if not award.golden_number:
        return ""
    return f"{award.golden_number:02d}/{award.golden_year}" if award.golden_year else f"{award.golden_number:02d}"


def shaped(certificate: Certificate, template: CertificateTemplate, emblem: str = "") -> Certificate:
    """Return the certificate with a template's words, colour and places. `emblem` is the digest of the office's
    picture; emblem and flags stand on blank paper only, printed forms carry their own."""
    blank = template.paper == CertificateTemplate.Paper.BLANK
    own_award = template.award_name.upper() if template.award_name else certificate.award
    moves = tuple((part, *_move(template, part)) for part in PARTS if any(_move(template, part)))
    style = Style(
        border=blank,
        country=template.with_country,
        authority=template.with_authority,
        award=template.with_award,
        golden=template.with_golden,
        accent=template.accent,
        emblem=emblem if blank and template.with_emblem else "",
        flags=certificate.style.flags and blank and template.with_flags,
        moves=moves,
    )
    return replace(certificate, verb=template.verb.upper() or certificate.verb, award=own_award, style=style)


def _move(template: CertificateTemplate, part: str) -> tuple[float, float]:
    across, down = (template.shifts.get(part) or (0, 0))[:2]
    return float(template.shift_x) + float(across), float(template.shift_y) + float(down)


def _signer_lines(title: str, head: str) -> list[str]:
    """ "KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG" on its two lines."""
    acting = f"KT. {head}"
    if head and title.startswith(f"{acting} "):
        return [acting, title.removeprefix(f"{acting} ")]
    return [title]


LONG_NAME = (
    "Phòng Quản lý Văn hóa, Thể thao, Du lịch và Thông tin truyền thông thuộc Ủy ban nhân dân phường Ví dụ, thành phố "
    "An Sơn"
)

LONG_ACHIEVEMENT = (
    "Đã có thành tích xuất sắc trong phong trào thi đua “Cả nước chung tay vì người nghèo - Không để ai bị bỏ lại phía "
    "sau” giai đoạn 2021 - 2025 (trang in thử)"
)


def sample(unit: Unit, template: CertificateTemplate, day: dt.date, *, long: bool = False) -> Certificate:
    """Return a made-up certificate of an office, to try paper and places with; `long` with the longest words."""
    one = shaped(_sample(unit, template, day), template, emblem_of(unit))
    if not long:
        return one
    return replace(one, honorific="", name=LONG_NAME, note="Thành phố An Sơn", achievement=LONG_ACHIEVEMENT)


def _sample(unit: Unit, template: CertificateTemplate, day: dt.date) -> Certificate:
    award_type = template.award_type
    title = award_type is not None and award_type.is_called_title
    head = unit.head_title or "Thủ trưởng"
    return Certificate(
        authority=deciding_head(unit).upper(),
        verb="TẶNG DANH HIỆU" if title else "TẶNG",
        award=_printed(award_type) if award_type else "GIẤY KHEN",
        honorific="Bà",
        name="Đặng Thị Hồng Ưu-Nguyễn",
        note="Chuyên viên, Phòng Tổ chức - Hành chính",
        achievement=f"Đã có thành tích trong công tác năm {day.year} (trang in thử)",
        decision=f"Quyết định số …/QĐ-{unit.symbol}, {vn_long_date(day)}",
        golden_number="00",
        place_and_date=f"{unit.place}, {vn_long_date(day)}",
        signer_lines=[head.upper()],
        signer_name="(Họ và tên)",
        style=Style(flags=award_type is not None and award_type.code == FLAGGED),
    )


def render(awards: Sequence[Award]) -> bytes:
    """Return one PDF with a page for each award of one office, in the given order."""
    return draw(certificates_of(awards))


# A line each centimetre of an A4 page across (millimetres).
ACROSS, DOWN = range(10, 297, 10), range(10, 210, 10)


def draw(certificates: Sequence[Certificate], *, grid: bool = False) -> bytes:
    """Return one PDF with a page for each certificate. `grid` lays a ruler of millimetres over it, for a test print."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    inside_only = URLFetcher(allowed_protocols=["data"], fail_on_errors=True)  # nothing comes from outside
    html = _engine.get_template("awards/certificate.html").render(Context(_page(certificates, grid)))
    return HTML(string=html, url_fetcher=inside_only).write_pdf()


def _page(certificates: Sequence[Certificate], grid: bool) -> dict[str, Any]:
    styles = {style: f"s{number}" for number, style in enumerate(dict.fromkeys(one.style for one in certificates))}
    rules = "".join(_rules(name, style) for style, name in styles.items()) + (_ruler() if grid else "")
    return {
        "certificates": [(one, styles[one.style]) for one in certificates],
        "style": mark_safe(_sheet() + rules),  # noqa: S308  our own file; colours and numbers are checked
        "grid": ACROSS if grid else (),
        "grid_down": DOWN if grid else (),
    }


def _ruler() -> str:
    """Where the lines of the ruler stand."""
    across = [f".across-{at} {{ left: {at}mm }}" for at in ACROSS]
    return "\n".join(["", *across, *(f".down-{at} {{ top: {at}mm }}" for at in DOWN)])


@cache
def _sheet() -> str:
    style = (_TEMPLATES / "awards/certificate.css").read_text(encoding="utf-8")
    return style.replace("BORDER", base64.b64encode(border().encode()).decode())


def _rules(name: str, style: Style) -> str:
    """The rules of one template: its pages are named, so that paper with and without a border mix."""
    page = "framed" if style.border else "plain"
    hidden = {"head": style.country, "authority": style.authority, "award": style.award}
    rules = [f".{name} {{ page: {page} }}"]
    rules += [f".{name} .part-{part} {{ visibility: hidden }}" for part, shown in hidden.items() if not shown]
    if not style.border:  # words printed on the form stand where they stand, however long a name is
        rules.append(f".{name}.tight .authority {{ margin-top: 7mm }}")
    if not style.golden:
        rules.append(f".{name} .golden {{ display: none }}")
    if ornaments := _ornaments(style):
        rules.append(f".{name} .part-emblem {{ background: {ornaments} }}")
    if style.accent != Style.accent:
        rules.append(f".{name} .red {{ color: {style.accent} }}")
    for part, across, down in style.moves:
        rules.append(f".{name} .part-{part} {{ transform: translate({across:g}mm, {down:g}mm) }}")
    return "\n".join(["", *rules])


def _ornaments(style: Style) -> str:
    """The emblem and the flags as pictures behind the emblem's place."""
    found = []
    if style.emblem:
        found.append(f'url("{emblems.address(style.emblem)}") center / auto 100% no-repeat')
    if style.flags:
        drawn = base64.b64encode(flags().encode()).decode()
        found.append(f'url("data:image/svg+xml;base64,{drawn}") center / auto 108% no-repeat')
    return ", ".join(found)


def described(moves: Mapping[str, Sequence[float]]) -> list[tuple[str, float, float]]:
    """Return (label, right, down) of the parts that a template moves by themselves."""
    return [(PARTS[part], *map(float, found[:2])) for part, found in moves.items() if part in PARTS]  # type: ignore[misc]
