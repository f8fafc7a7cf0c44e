"""What stands on a certificate: the register's words, as the office's template has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from core.dates import vn_date, vn_long_date
from core.text import in_full
from units.models import Unit

from ..models import Award, AwardType, CertificateTemplate, Decision, Emblem

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
# Characters of a note that stand on one line.
NOTE_LINE = 95
# The title whose certificate has red flags beside the emblem.
FLAGGED = "CSTDCS"


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
        """Whether two of name, note and achievement, or the achievement alone, are long: all take less room, so that
        nothing meets the date."""
        long = (len(self.name) > 70) + (len(self.note) > NOTE_LINE) + (len(self.achievement) > 95)
        return long > 1 or len(self.achievement) > 190

    @property
    def note_lines(self) -> list[str]:
        """The note on one line, or on two where it is long: parted behind a unit's name, not within it."""
        commas = [at for at in range(len(self.note)) if self.note.startswith(", ", at)]
        if len(self.note) <= NOTE_LINE or not commas:
            return [self.note] if self.note else []
        middle = min(commas, key=lambda at: abs(2 * at - len(self.note)))
        return [self.note[: middle + 1], self.note[middle + 2 :]]

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
        authority=in_full(award.issuer_name).upper(),
        verb="TẶNG DANH HIỆU" if title else "TẶNG",
        award=printed(award.award_type),
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


def printed(award_type: AwardType) -> str:
    """The name on the page: a bằng khen says whose it is in the line of the authority above."""
    return "BẰNG KHEN" if award_type.name.startswith("Bằng khen của ") else award_type.written.upper()


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


def described(moves: Mapping[str, Sequence[float]]) -> list[tuple[str, float, float]]:
    """Return (label, right, down) of the parts that a template moves by themselves."""
    return [(PARTS[part], *map(float, found[:2])) for part, found in moves.items() if part in PARTS]  # type: ignore[misc]
