"""Which book gives a document its number, and whether a book is whole.

By itself each type has its own book a year. The head of an agency may number several types together
(Nghị định 30/2020/NĐ-CP, Điều 15.1.c): then all of them take the numbers of one lead type.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from units.models import Unit

from .kinds import COPY, KINDS, kind_name
from .models import Document, DocumentCopy, RegisterBook, RegisterCounter


@dataclass(frozen=True)
class Rules:
    """The shared books of some issuers, read once: (issuer, series) → year → kind → lead."""

    shared: dict[tuple[int, str], dict[int, dict[str, str]]] = field(default_factory=dict)

    def in_year(self, issuer: int, series: str, year: int) -> dict[str, str]:
        """Return kind → lead of the latest rule that is not after the year."""
        years = self.shared.get((issuer, series), {})
        latest = max((known for known in years if known <= year), default=None)
        return {} if latest is None else years[latest]

    def lead(self, issuer: int, series: str, year: int, kind: str) -> str:
        """Return the type whose counter numbers this type."""
        return self.in_year(issuer, series, year).get(kind, kind)

    def kinds(self, issuer: int, series: str, year: int, lead: str) -> list[str]:
        """Return the types of the book in the decree's order."""
        rules = self.in_year(issuer, series, year)
        return [kind for kind in KINDS if rules.get(kind, kind) == lead]


def rules_of(issuers: Iterable[int]) -> Rules:
    """Read the rules of these issuers."""
    shared: dict[tuple[int, str], dict[int, dict[str, str]]] = {}
    for row in RegisterBook.objects.filter(issuer__in=list(issuers)):
        shared.setdefault((row.issuer_id, row.series), {}).setdefault(row.from_year, {})[row.kind] = row.lead
    return Rules(shared)


def book_name(kinds: Iterable[str]) -> str:
    """Return "Kế hoạch" or "Quyết định, Thông báo"."""
    return ", ".join(kind_name(kind) for kind in kinds)


@dataclass(frozen=True)
class BookCheck:
    """What a book says of its numbers: given here, on paper, missing, twice, and those above the counter."""

    counter: RegisterCounter
    kinds: list[str]
    issued: int
    on_paper: int
    withdrawn: int
    missing: list[int]
    twins: list[int]
    beyond: list[int]

    @property
    def ok(self) -> bool:
        return not (self.missing or self.twins or self.beyond)

    @property
    def name(self) -> str:
        return book_name(self.kinds)

    @property
    def message(self) -> str:
        """One sentence for people."""
        if self.ok:
            return "Không thiếu số, không trùng số."
        faults = [("thiếu số", self.missing), ("trùng số", self.twins), ("vượt số sau cùng", self.beyond)]
        said = [f"{words} {_few(numbers)}" for words, numbers in faults if numbers]
        return f"Cần kiểm tra: {'; '.join(said)}."


def check_books(counters: Iterable[RegisterCounter]) -> list[BookCheck]:
    """Compare each book's counter with the documents and copies that carry its numbers.

    A constant number of queries for any number of books.
    """
    books = list(counters)
    rules = rules_of({book.issuer_id for book in books})
    given = _given(books, rules)
    return [_check(book, rules, given.get(_key(book), [])) for book in books]


def lost_books(counters: Iterable[RegisterCounter]) -> list[RegisterCounter]:
    """Return, never saved, the books of documents that no counter knows: after a restore from two different days."""
    known = {_key(book) for book in counters}
    rows = Document.objects.order_by().values_list("issuer", "series", "year", "kind").distinct()
    rules = rules_of({issuer for issuer, *_ in rows})
    lost = {(issuer, series, year, rules.lead(issuer, series, year, kind)) for issuer, series, year, kind in rows}
    issuers = Unit.objects.in_bulk({issuer for issuer, *_ in lost - known})
    return [
        RegisterCounter(issuer=issuers[issuer], series=series, year=year, kind=kind)
        for issuer, series, year, kind in sorted(lost - known)
    ]


def _key(book: RegisterCounter) -> tuple[int, str, int, str]:
    return book.issuer_id, book.series, book.year, book.kind


def _given(books: list[RegisterCounter], rules: Rules) -> dict[tuple[int, str, int, str], list[tuple[int, bool]]]:
    rows = Document.objects.filter(
        issuer__in={book.issuer_id for book in books}, year__in={book.year for book in books}
    ).values_list("issuer", "series", "year", "kind", "number", "withdrawn_at")
    given: dict[tuple[int, str, int, str], list[tuple[int, bool]]] = {}
    for issuer, series, year, kind, number, withdrawn_at in rows.order_by("number").iterator():
        lead = rules.lead(issuer, series, year, kind)
        given.setdefault((issuer, series, year, lead), []).append((number, withdrawn_at is not None))
    return given | _given_to_copies(book for book in books if book.kind == COPY)


def _given_to_copies(books: Iterable[RegisterCounter]) -> dict[tuple[int, str, int, str], list[tuple[int, bool]]]:
    keys = {(book.issuer_id, book.year): _key(book) for book in books}
    found = DocumentCopy.objects.filter(unit__in={unit for unit, _ in keys}, year__in={year for _, year in keys})
    given: dict[tuple[int, str, int, str], list[tuple[int, bool]]] = {key: [] for key in keys.values()}
    for unit, year, number in found.order_by("number").values_list("unit", "year", "number"):
        if key := keys.get((unit, year)):
            given[key].append((number, False))
    return given


def _check(book: RegisterCounter, rules: Rules, given: list[tuple[int, bool]]) -> BookCheck:
    numbers = [number for number, _ in given]
    known = set(numbers)
    spans = book.paper.all() if book.pk else []
    paper = {number for span in spans for number in range(span.first, span.last + 1)}
    return BookCheck(
        counter=book,
        kinds=rules.kinds(book.issuer_id, book.series, book.year, book.kind) or [book.kind],
        issued=len(numbers),
        on_paper=len(paper - known),
        withdrawn=sum(withdrawn for _, withdrawn in given),
        missing=[number for number in range(1, book.last_number + 1) if number not in known and number not in paper],
        twins=sorted({number for number in known if numbers.count(number) > 1}) if len(known) < len(numbers) else [],
        beyond=sorted(number for number in known if number > book.last_number),
    )


def _few(numbers: list[int]) -> str:
    shown = ", ".join(f"{number:02d}" for number in numbers[:10])
    return f"{shown} và {len(numbers) - 10} số khác" if len(numbers) > 10 else shown
