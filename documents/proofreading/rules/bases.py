"""Documents that the text cites: one number with two dates, what is no longer in force, what nobody knows."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

from core.text import fold

from ..citations import LAWS, Citation, citations, is_central, number_key
from ..registry import rule
from ..shapes import ERROR, NOTE, PROSE, WARNING, BasisFact, Flaw, ProofText

_SUMMED_UP = re.compile(r"(?:tổng kết|sơ kết)[^.;]{0,80}năm[^.;]{0,40}$|thay thế|sửa đổi|bãi bỏ|hết hiệu lực")

_ENDED = re.compile(
    r"(?:đã )?được (?:sửa đổi|thay)|hết hiệu lực|bị bãi bỏ|^\W*(?:trước đây|cũ\b)"
    r"|(?:đối với|của)[^.;]{0,60}trước (?:ngày|năm)"
)

_LOWER_LEVEL = re.compile(r"\b(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố)\b")


def _all(text: ProofText) -> list[Citation]:
    return [citation for passage in text.passages if passage.kind in PROSE for citation in citations(passage)]


@rule("citation-conflict")
def citation_conflict(text: ProofText) -> Iterator[Flaw]:
    """One number with two dates or two issuers, a date that does not exist or belies the number's year."""
    groups: dict[str, list[Citation]] = defaultdict(list)
    for citation in _all(text):
        if citation.number:
            groups[citation.number_key].append(citation)
    told = set()
    for flaw in (*_against_catalogue(text, groups), *_dates_of_laws(text)):
        told.add((id(flaw.passage), flaw.start))
        yield flaw
    for mentions in groups.values():
        for citation in mentions:
            for flaw in _own_date(citation):
                if (id(flaw.passage), flaw.start) not in told:
                    yield flaw
        yield from _two_dates(mentions)
        yield from _two_issuers(mentions)


def _own_date(citation: Citation) -> Iterator[Flaw]:
    where = citation.passage, citation.date_start, citation.date_end
    if citation.date_text and citation.date is None:
        yield Flaw(ERROR, f"{citation.name} ghi “{citation.date_text}”, ngày này không có thật.", *where)
    year = re.match(r"\d+[a-z]?/((?:19|20)\d\d)/", citation.number)
    if year and citation.date and citation.date.year != int(year.group(1)):
        message = (
            f"{citation.name} mang năm {year.group(1)} trong số nhưng ghi ngày của năm {citation.date.year}; "
            "hãy đối chiếu văn bản gốc."
        )
        yield Flaw(ERROR, message, *where)


def _two_dates(mentions: list[Citation]) -> Iterator[Flaw]:
    """Two dates of one year are a fault; in two years two documents may bear one number, so look."""
    dated = [mention for mention in mentions if mention.date]
    for place, mention in enumerate(dated):
        first = next((other for other in dated[:place] if other.date != mention.date), None)
        if first is None or _far_apart(first.issuer, mention.issuer):
            continue
        assert first.date is not None
        assert mention.date is not None
        said = f"{mention.name} ghi ngày {mention.date:%d/%m/%Y}, ở {_where(first)} lại ghi ngày {first.date:%d/%m/%Y}"
        one = first.date.year == mention.date.year or _numbered_for_good(mention.number)
        if one and not _may_be_two(first, mention):
            message = f"{said}; hãy đối chiếu văn bản gốc và ghi một ngày."
            yield Flaw(ERROR, message, mention.passage, mention.date_start, mention.date_end)
        else:
            message = f"{said}; nếu là một văn bản, hãy ghi một ngày."
            yield Flaw(WARNING, message, mention.passage, mention.date_start, mention.date_end)


def _may_be_two(one: Citation, other: Citation) -> bool:
    """Whether one names a commune's or a district's document and the other no issuer at all."""
    named = {one.issuer, other.issuer} - {""}
    return len(named) == 1 and "" in (one.issuer, other.issuer) and bool(_LOWER_LEVEL.search(named.pop()))


def _numbered_for_good(number: str) -> bool:
    """Numbers that bear their year, and those of the Party, are not given again the year after."""
    return bool(re.match(r"\d+[a-z]?/\d{4}/", number)) or number.endswith("/TW")


def _two_issuers(mentions: list[Citation]) -> Iterator[Flaw]:
    named = [mention for mention in mentions if mention.issuer]
    for place, mention in enumerate(named):
        first = next((other for other in named[:place] if _far_apart(other.issuer, mention.issuer)), None)
        if first is None:
            continue
        if first.date and mention.date and first.date != mention.date:
            continue  # two documents, or a fault of the date that was told already
        message = (
            f"{mention.name} ghi cơ quan ban hành “{mention.issuer}”, ở {_where(first)} lại ghi “{first.issuer}”; "
            "hãy đối chiếu văn bản gốc."
        )
        yield Flaw(WARNING, message, mention.passage, mention.start, mention.end)
        return


def _far_apart(one: str, other: str) -> bool:
    """Whether two issuers cannot be one: "UBND tỉnh" and "UBND tỉnh Sơn La" are."""
    if not one or not other:
        return False
    a, b = _issuer_key(one), _issuer_key(other)
    return not (a.startswith(b) or b.startswith(a))


def _issuer_key(issuer: str) -> str:
    return fold(issuer).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")


def _where(citation: Citation) -> str:
    section = citation.passage.section
    return section[:1].lower() + section[1:] if section else "chỗ khác"


def _known(text: ProofText) -> dict[str, BasisFact]:
    return {number_key(basis.number): basis for basis in text.bases}


def _against_catalogue(text: ProofText, groups: dict[str, list[Citation]]) -> Iterator[Flaw]:
    known = _known(text)
    for key, mentions in groups.items():
        basis = known.get(key)
        if basis is None or basis.issued_on is None or not is_central(mentions[0].number):
            continue
        for mention in mentions:
            if mention.date and mention.date != basis.issued_on:
                message = (
                    f"{mention.name} ghi ngày {mention.date:%d/%m/%Y}, danh mục căn cứ ghi "
                    f"ngày {basis.issued_on:%d/%m/%Y}; hãy đối chiếu văn bản gốc."
                )
                yield Flaw(ERROR if basis.read else WARNING, message, mention.passage, mention.date_start,
                           mention.date_end, f"ngày {basis.issued_on:%d/%m/%Y}")  # fmt: skip


def _dates_of_laws(text: ProofText) -> Iterator[Flaw]:
    """A law cited by its name with a day on which no law of that name was made."""
    known: dict[str, list[BasisFact]] = defaultdict(list)
    for basis in text.bases:
        if fold(basis.kind) in LAWS and basis.issued_on:
            known[_law_name(basis.subject)].append(basis)
    for citation in _all(text):
        bases = known.get(_law_name(citation.kind), []) if not citation.number else []
        days = {basis.issued_on for basis in bases if basis.issued_on}
        if citation.date is None or citation.date in days:
            continue
        if day := next((day for day in sorted(days) if _slipped(day, citation.date)), None):
            message = (
                f"{citation.kind} ghi ngày {citation.date:%d/%m/%Y}, danh mục căn cứ ghi ngày {day:%d/%m/%Y}; "
                "hãy đối chiếu văn bản gốc."
            )
            yield Flaw(WARNING, message, citation.passage, citation.date_start, citation.date_end,
                       f"ngày {day:%d/%m/%Y}")  # fmt: skip


def _slipped(one: dt.date, other: dt.date) -> bool:
    """Whether two days of a year differ as a slip does: in the day or in the month; a law may have other editions."""
    return one.year == other.year and (one.day == other.day) != (one.month == other.month)


def _law_name(text: str) -> str:
    return " ".join(re.sub(r"^(?:bo luat|luat|phap lenh)\b", "", " ".join(re.findall(r"\w+", fold(text)))).split())


def _basis_of(citation: Citation, known: dict[str, BasisFact], text: ProofText) -> BasisFact | None:
    if citation.number:
        basis = known.get(citation.number_key)
        own = basis is not None and (is_central(citation.number) or basis.issued_on == citation.date)
        return basis if own else None
    kind = fold(citation.kind)
    for basis in text.bases:  # a law is cited by its name and its date
        if fold(basis.kind) in LAWS and basis.issued_on and basis.issued_on == citation.date:
            words = set(re.findall(r"\w+", fold(basis.subject)))
            if len(words & set(re.findall(r"\w+", kind))) >= 3:
                return basis
    return None


@rule("superseded-basis")
def superseded_basis(text: ProofText) -> Iterator[Flaw]:
    """A document that is not in force on the plan's day: ended, not begun, or of a later date than the plan."""
    day, known = text.day, _known(text)
    if day is None:
        return
    told: set[str] = set()
    for citation in _all(text):
        before = citation.passage.text[: citation.start][-120:].casefold()
        after = citation.passage.text[citation.end :][:90].casefold()
        if _SUMMED_UP.search(before) or _ENDED.search(after):
            continue
        name = citation.number_key or fold(citation.kind) + citation.date_text
        if name in told:
            continue
        if flaw := _later_than_plan(citation, text) or _not_in_force(citation, _basis_of(citation, known, text), text):
            told.add(name)
            yield flaw


def _later_than_plan(citation: Citation, text: ProofText) -> Flaw | None:
    if citation.date is None:
        return None
    where = citation.passage, citation.start, citation.end
    if text.issued_on and citation.date > text.issued_on:
        message = (
            f"{citation.name} đề ngày {citation.date:%d/%m/%Y}, sau ngày ban hành kế hoạch "
            f"{text.issued_on:%d/%m/%Y}; hãy kiểm tra ngày."
        )
        return Flaw(ERROR, message, *where)
    if not text.issued_on and text.year and citation.date.year > max({text.year, *text.years}):
        message = (
            f"{citation.name} đề ngày {citation.date:%d/%m/%Y}, sau năm {text.year} của kế hoạch; "
            "hãy kiểm tra ngày hoặc năm."
        )
        return Flaw(WARNING, message, *where)
    return None


def _not_in_force(citation: Citation, basis: BasisFact | None, text: ProofText) -> Flaw | None:
    day = text.day
    if basis is None or day is None:
        return None
    where = citation.passage, citation.start, citation.end
    unsure = "" if basis.sure else " (danh mục ghi: chưa xác minh)"
    name = citation.name if citation.number else f"{citation.kind} {citation.date_text}"
    if basis.in_force_to and basis.in_force_to < day:
        instead = f"; đã được thay bằng {basis.replaced_by}" if basis.replaced_by else ""
        message = f"{name} hết hiệu lực từ sau ngày {basis.in_force_to:%d/%m/%Y}{instead}{unsure}."
        return Flaw(ERROR if basis.sure else WARNING, message, *where, basis.replaced_by)
    begins = basis.in_force_from
    if begins and begins > day and (text.issued_on or (text.year and begins.year > text.year)):
        message = f"{name} có hiệu lực từ ngày {begins:%d/%m/%Y}, sau ngày của kế hoạch{unsure}."
        return Flaw(WARNING, message, *where)
    return None


@rule("unknown-basis")
def unknown_basis(text: ProofText) -> Iterator[Flaw]:
    """A cited number that the catalogue of legal bases does not hold: its date and force cannot be checked."""
    known = _known(text)
    if not known:
        return
    told: set[str] = set()
    for citation in _all(text):
        key = citation.number_key
        if key and citation.kind and key not in told and _basis_of(citation, known, text) is None:
            told.add(key)
            message = (
                f"{citation.name} chưa có trong danh mục căn cứ nên chưa kiểm tra được ngày và hiệu lực; "
                "hãy đối chiếu văn bản gốc."
            )
            yield Flaw(NOTE, message, citation.passage, citation.start, citation.end)
