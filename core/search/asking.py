"""The statements of the search, for either database.

A level is one way of asking; each asks all kinds at once. On PostgreSQL the whole words are looked for twice: among
the newest things, where what is common shows at once, and by the index, which is quick for what is rare. Never by
order and index at once: the planner cannot know whether two common words ever stand together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .entry import VECTOR
from .words import Query

TABLE = "core_searchentry"
NEWEST = 2500
TOGETHER = 8000
_PADDED = "(' ' || terms || ' ')"
_PLACE_OF = {"postgresql": "strpos"}  # where a text stands in another: half the cost of LIKE there
Statement = tuple[str, list[Any]]
_large: set[str] = set()


@dataclass(frozen=True)
class Ask:
    """One kind: its code, the marks of which an entry must bear one, ids that count beside them, how many."""

    kind: str
    marks: list[str]
    named: list[int]
    enough: int


@dataclass(frozen=True)
class Candidate:
    """An entry that was met; whether the user may see it is not known yet."""

    kind: str
    object_id: int
    terms: str

    def rank(self, query: Query) -> tuple[int, int, int, int]:
        """Return what sorts: a whole code, a number, all words as they stand, whole words; then the newest."""
        words = f" {self.terms} "
        if query.code and f" ={query.code} " in words:
            place = 0
        elif _strict(query) and all(f" {term} " in words for term in _strict(query)):
            place = 1
        elif all(f" {word} " in words for word in query.words):
            place = 2
        else:
            place = 3
        in_order = f" {' '.join(query.words)} " in words
        begins = words.startswith(f" {query.words[0]}") if query.words else False
        return place, not in_order, not begins, -self.object_id


@dataclass(frozen=True)
class _Term:
    text: str
    begins: bool = False


def _strict(query: Query) -> list[str]:
    """The words with numbers as what they are first of all, the number of something; empty where there is none."""
    if not any(word.isdecimal() for word in query.words):
        return []
    return [f"#{word.lstrip('0') or '0'}" if word.isdecimal() else word for word in query.words]


def _code(query: Query) -> list[_Term]:
    return [_Term(f"={query.code}")] if query.code else []


def _numbered(query: Query) -> list[_Term]:
    return [_Term(text) for text in _strict(query)]


def _whole(query: Query) -> list[_Term]:
    return [_Term(word) for word in query.words]


def _begun(query: Query) -> list[_Term]:
    """The last word as one that is still being typed; one letter is too little for that."""
    if not query.words or len(query.words[-1]) < 2:
        return []
    return [*(_Term(word) for word in query.words[:-1]), _Term(query.words[-1], begins=True)]


def _all_begun(query: Query) -> list[_Term]:
    """Every word as one that is still being typed; nothing where `_begun` has asked the same."""
    if len(query.words) < 2:
        return []
    return [_Term(word, begins=len(word) > 1) for word in query.words]


@dataclass(frozen=True)
class Level:
    """`newest`: only among the newest things of the kind, in their order. `rest`: what such a level left."""

    terms: Callable[[Query], list[_Term]]
    newest: bool = False
    rest: bool = False


LEVELS = (
    Level(_code),
    Level(_numbered),
    Level(_whole, newest=True),
    Level(_whole, rest=True),
    Level(_begun, newest=True),
    Level(_begun, rest=True),
)
# For when these find nothing: several beginnings at once make the index read long lists.
HALF_TYPED = (Level(_all_begun, newest=True), Level(_all_begun, rest=True))


def ask(connection: Any, level: Level, query: Query, asks: Sequence[Ask]) -> Iterator[Candidate]:
    """Yield what a level meets, at most `enough` of each kind."""
    terms = level.terms(query)
    if connection.vendor != "postgresql":
        if not level.newest:  # what the newest levels would read, the next one reads too
            yield from _run(connection, statement(connection.vendor, level, terms, asks))
    elif level.newest:
        yield from _run(connection, statement(connection.vendor, level, terms, asks))
    else:
        yield from _together(connection, terms, asks)


def _together(connection: Any, terms: Sequence[_Term], asks: Sequence[Ask]) -> Iterator[Candidate]:
    """All kinds by one reading of the index; where one kind crowds out the others, these once more without it.

    Ends, because that many rows fill one kind at least.
    """
    while asks:
        most = max(TOGETHER, sum(one.enough for one in asks))
        rows = _rows(connection, _by_index_together(terms, asks, most))
        yield from (Candidate(*row[:3]) for row in rows)
        met = Counter(row[0] for row in rows)
        read = max((row[3] for row in rows), default=0)
        asks = [one for one in asks if met[one.kind] < one.enough] if read >= most else []


def larger(connection: Any, kinds: Sequence[str]) -> set[str]:
    """Return the kinds that have more than the newest things: of the others these were all.

    What was large once is not asked again in this process: one look too many is all that can come of it.
    """
    if connection.vendor != "postgresql":
        return set(kinds)
    if unknown := [kind for kind in kinds if kind not in _large]:
        one = f"SELECT %s WHERE EXISTS (SELECT 1 FROM {TABLE} WHERE kind = %s OFFSET {NEWEST})"
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join([one] * len(unknown)), [kind for kind in unknown for _ in range(2)])
            _large.update(row[0] for row in cursor.fetchall())
    return _large & set(kinds)


def _run(connection: Any, asked: Statement) -> Iterator[Candidate]:
    yield from (Candidate(*row) for row in _rows(connection, asked))


def _rows(connection: Any, asked: Statement) -> list[tuple[Any, ...]]:
    text, values = asked
    if not text:
        return []
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall())


def statement(vendor: str, level: Level, terms: Sequence[_Term], asks: Sequence[Ask]) -> Statement:
    """Return the statement of a level, with its values: kind after kind, each with its own limit."""
    if not terms:
        return "", []
    parts: list[str] = []
    values: list[Any] = []
    for one in asks:
        for text, added in _of_kind(vendor, level, terms, one):
            parts.append(f"SELECT * FROM ({text}) AS part{len(parts)}")
            values += added
    return " UNION ALL ".join(parts), values


def _of_kind(vendor: str, level: Level, terms: Sequence[_Term], one: Ask) -> Iterator[Statement]:
    if one.marks:
        if level.newest:
            yield _among_newest(terms, one)
        elif vendor == "postgresql":
            yield _by_index(terms, one.marks, one.enough)
        else:
            yield _by_reading(vendor, terms, one)
    if one.named and not level.newest:
        yield _named(vendor, terms, one)


def _among_newest(terms: Sequence[_Term], one: Ask) -> Statement:
    text, values = _all_of("postgresql", terms, "padded")
    marks, marked = _any_mark("postgresql", one.marks, "padded")
    inner = (
        f"SELECT kind, object_id, terms, {_PADDED} AS padded FROM {TABLE} WHERE kind = %s "
        f"ORDER BY object_id DESC LIMIT {NEWEST}"
    )
    return (
        f"SELECT kind, object_id, terms FROM ({inner}) AS newest WHERE {text} AND {marks} LIMIT {one.enough:d}",
        [one.kind, *values, *marked],
    )


def _by_index(terms: Sequence[_Term], marks: Sequence[str], most: int) -> Statement:
    wanted = " & ".join(f"'{term.text}'{':*' if term.begins else ''}" for term in terms)
    any_mark = " | ".join(f"'{text}'" for text in marks)
    return (
        # Without the scopes: the order of the results does not ask for them, and they are the longer half.
        f"SELECT kind, object_id, split_part(terms, ' @', 1) AS terms FROM {TABLE} "
        f"WHERE {VECTOR} @@ %s::tsquery LIMIT {most:d}",
        [f"{wanted} & ({any_mark})"],
    )


def _by_index_together(terms: Sequence[_Term], asks: Sequence[Ask], most: int) -> Statement:
    if not terms:
        return "", []
    named = [_named("postgresql", terms, one) for one in asks if one.named]
    parts = [f"SELECT *, 0 FROM ({text}) AS part{number}" for number, (text, _) in enumerate(named)]
    values = [value for _, more in named for value in more]
    if marks := [text for one in asks for text in one.marks]:
        text, found = _by_index(terms, marks, most)
        each = max(one.enough for one in asks)
        # Of each kind only so many leave the database, with how many were read in all.
        numbers = "row_number() OVER (PARTITION BY kind) AS place, count(*) OVER () AS read"
        numbered = f"SELECT *, {numbers} FROM ({text}) AS met"
        parts.append(f"SELECT kind, object_id, terms, read FROM ({numbered}) AS numbered WHERE place <= {each:d}")
        values += found
    return " UNION ALL ".join(parts), values


def _by_reading(vendor: str, terms: Sequence[_Term], one: Ask) -> Statement:
    text, values = _all_of(vendor, terms, _PADDED)
    marks, marked = _any_mark(vendor, one.marks, _PADDED)
    return (
        f"SELECT kind, object_id, terms FROM {TABLE} WHERE kind = %s AND {text} AND {marks} "
        f"ORDER BY object_id DESC LIMIT {one.enough:d}",
        [one.kind, *values, *marked],
    )


def _named(vendor: str, terms: Sequence[_Term], one: Ask) -> Statement:
    text, values = _all_of(vendor, terms, _PADDED)
    places = ", ".join(["%s"] * len(one.named))
    return (
        f"SELECT kind, object_id, terms FROM {TABLE} WHERE kind = %s AND object_id IN ({places}) AND {text} "
        f"LIMIT {one.enough:d}",
        [one.kind, *one.named, *values],
    )


def _all_of(vendor: str, terms: Sequence[_Term], padded: str) -> Statement:
    wanted = [f" {term.text}{'' if term.begins else ' '}" for term in terms]
    return " AND ".join([_holds(vendor, padded)] * len(wanted)), list(wanted)


def _any_mark(vendor: str, marks: Sequence[str], padded: str) -> Statement:
    return f"({' OR '.join([_holds(vendor, padded)] * len(marks))})", [f" {text} " for text in marks]


def _holds(vendor: str, padded: str) -> str:
    return f"{_PLACE_OF.get(vendor, 'instr')}({padded}, %s) > 0"
