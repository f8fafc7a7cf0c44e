"""The statements of the search, for either database.

A level is one way of asking; each asks all kinds at once. On PostgreSQL the whole words are looked for twice: among
the newest things, where what is common shows at once, and by the index, which is quick for what is rare. Never by
order and index at once: the planner cannot know whether two common words ever stand together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .entry import VECTOR
from .words import Query

TABLE = "core_searchentry"
NEWEST = 3000
_PADDED = "(' ' || terms || ' ')"
Statement = tuple[str, list[Any]]


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
    level: int

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


def _beginnings(query: Query) -> list[_Term]:
    """Each word as a beginning; one letter is too little for that."""
    if all(len(word) < 2 for word in query.words):
        return []
    return [_Term(word, begins=len(word) > 1) for word in query.words]


@dataclass(frozen=True)
class Level:
    """`newest`: only among the newest things of the kind, in their order."""

    terms: Callable[[Query], list[_Term]]
    newest: bool = False


LEVELS = (
    Level(_code),
    Level(_numbered),
    Level(_whole, newest=True),
    Level(_whole),
    Level(_beginnings, newest=True),
    Level(_beginnings),
)


def ask(connection: Any, level: Level, query: Query, asks: Sequence[Ask]) -> Iterator[Candidate]:
    """Yield what a level meets, at most `enough` of each kind."""
    terms = level.terms(query)
    if connection.vendor != "postgresql" and level.newest:
        return  # the level after it reads the same rows and more
    if not terms or not asks:
        return
    text, values = statement(connection.vendor, level, terms, asks)
    place = LEVELS.index(level)
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        for kind, object_id, found in cursor.fetchall():
            yield Candidate(kind, object_id, found, place)


def statement(vendor: str, level: Level, terms: Sequence[_Term], asks: Sequence[Ask]) -> Statement:
    """Return the statement of a level, with its values."""
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
            yield _by_index(terms, one)
        else:
            yield _by_reading(terms, one)
    if one.named and not level.newest:
        yield _named(terms, one)


def _among_newest(terms: Sequence[_Term], one: Ask) -> Statement:
    text, values = _like(terms)
    marks, marked = _any_mark(one.marks)
    inner = f"SELECT kind, object_id, terms FROM {TABLE} WHERE kind = %s ORDER BY object_id DESC LIMIT {NEWEST}"
    return (
        f"SELECT kind, object_id, terms FROM ({inner}) AS newest WHERE {text} AND {marks} LIMIT {one.enough:d}",
        [one.kind, *values, *marked],
    )


def _by_index(terms: Sequence[_Term], one: Ask) -> Statement:
    wanted = " & ".join(f"'{term.text}'{':*' if term.begins else ''}" for term in terms)
    marks = " | ".join(f"'{text}'" for text in one.marks)
    return (
        f"SELECT kind, object_id, terms FROM {TABLE} WHERE {VECTOR} @@ %s::tsquery LIMIT {one.enough:d}",
        [f"{wanted} & ({marks})"],
    )


def _by_reading(terms: Sequence[_Term], one: Ask) -> Statement:
    text, values = _like(terms)
    marks, marked = _any_mark(one.marks)
    return (
        f"SELECT kind, object_id, terms FROM {TABLE} WHERE kind = %s AND {text} AND {marks} "
        f"ORDER BY object_id DESC LIMIT {one.enough:d}",
        [one.kind, *values, *marked],
    )


def _named(terms: Sequence[_Term], one: Ask) -> Statement:
    text, values = _like(terms)
    places = ", ".join(["%s"] * len(one.named))
    return (
        f"SELECT kind, object_id, terms FROM {TABLE} WHERE kind = %s AND object_id IN ({places}) AND {text} "
        f"LIMIT {one.enough:d}",
        [one.kind, *one.named, *values],
    )


def _like(terms: Sequence[_Term]) -> Statement:
    patterns = [f"% {term.text}{'' if term.begins else ' '}%" for term in terms]
    return " AND ".join([f"{_PADDED} LIKE %s"] * len(patterns)), list(patterns)


def _any_mark(marks: Sequence[str]) -> Statement:
    return f"({' OR '.join([f'{_PADDED} LIKE %s'] * len(marks))})", [f"% {text} %" for text in marks]
