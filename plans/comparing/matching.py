"""Which part and which piece of the older plan became which of the newer one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from .parts import SECTION, Part, Piece
from .words import LEAST_SHARED, alike, contained, likeness

SURE = 0.6  # two texts that are more alike than this are one text reworded
NEAR = 0.42  # enough where both stand in the same part and nothing else fits
_HELD = 0.5  # a text most of whose words stand inside another is a part of it
Pairs = dict[Piece, Piece]


def match(old: list[Part], new: list[Part]) -> tuple[dict[int, int], Pairs, dict[Piece, float]]:
    """Return the matched parts (index to index), the matched pieces, and how alike these are."""
    scores = _scores(old, new)
    parts = _match_parts(old, new, scores)
    pairs, likenesses = _match_pieces(old, new, parts, scores)
    return parts, pairs, likenesses


def _scores(old: list[Part], new: list[Part]) -> dict[tuple[Piece, Piece], float]:
    """How alike any two pieces are, where they are alike at all; those of fixed parts only among themselves."""
    kinds = {part.index: part.kind for part in new}
    groups: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for other in (piece for part in new for piece in part.pieces):
        groups[kinds[other.part], _sort(other)].append(other)
    codes = {key: [other.code for other in group] for key, group in groups.items()}
    found: dict[tuple[Piece, Piece], float] = {}
    for part in old:
        for one in part.pieces:
            if (key := (part.kind, _sort(one))) in groups:
                for _code, score, place in alike(one.code, codes[key], NEAR - 0.02):
                    found[one, groups[key][place]] = score
    return found


def _sort(piece: Piece) -> str:
    """Pieces are compared within their sort: a field with the same field, tasks with tasks, text with text."""
    return piece.label if piece.kind == "field" else "task" if piece.kind == "task" else ""


def _match_parts(old: list[Part], new: list[Part], scores: dict[tuple[Piece, Piece], float]) -> dict[int, int]:
    """Sections are one when their headings are alike or most of their words are; the same parts are always one."""
    found = {one.index: other.index for one in old for other in new if one.kind == other.kind != SECTION}
    shared = _shared_words(scores)
    levels = sorted({part.level for part in (*old, *new) if part.kind == SECTION})
    for level in levels:
        candidates = []
        for one in _free(old, level, found):
            for other in _free(new, level, set(found.values())):
                score = _part_score(one, other, shared, found)
                if score >= 0.5:
                    candidates.append((score, -abs(one.index - other.index), one.index, other.index))
        taken_old: set[int] = set()
        taken_new: set[int] = set()
        for _score, _near, one_index, other_index in sorted(candidates, reverse=True):
            if one_index not in taken_old and other_index not in taken_new:
                found[one_index] = other_index
                taken_old.add(one_index)
                taken_new.add(other_index)
    return found


def _free(parts: list[Part], level: int, taken: Iterable[int]) -> list[Part]:
    used = set(taken)
    return [part for part in parts if part.kind == SECTION and part.level == level and part.index not in used]


def _shared_words(scores: dict[tuple[Piece, Piece], float]) -> dict[tuple[int, int], float]:
    """How many words two parts share, each paragraph counted with the one it is most like."""
    shared: dict[tuple[int, int], float] = defaultdict(float)
    used_old: set[Piece] = set()
    used_new: set[Piece] = set()
    for (one, other), score in sorted(scores.items(), key=lambda item: -item[1] * len(item[0][0].code)):
        if score >= SURE and one not in used_old and other not in used_new:
            shared[one.part, other.part] += score * (len(one.code) + len(other.code))
            used_old.add(one)
            used_new.add(other)
    return shared


def _part_score(one: Part, other: Part, shared: dict[tuple[int, int], float], found: dict[int, int]) -> float:
    head, other_head = (
        next((piece.code for piece in part.pieces if piece.kind == "heading"), "") for part in (one, other)
    )
    heading = likeness(head, other_head) if head and other_head else 0.0
    content = shared.get((one.index, other.index), 0.0) / max(one.size + other.size, 1)
    family = 0.0
    if one.parent is not None and other.parent is not None:
        family = 0.1 if found.get(one.parent) == other.parent else -0.25
    # A short heading ("Mục đích") says little by itself; the same place in the plan says a little more.
    place = 0.05 if one.number == other.number else 0.0
    return max(heading * 0.75 + content * 0.25, content + 0.08 if content > 0.35 else 0.0) + family + place


def _match_pieces(
    old: list[Part], new: list[Part], parts: dict[int, int], scores: dict[tuple[Piece, Piece], float]
) -> tuple[Pairs, dict[Piece, float]]:
    """The most alike first; those of matched parts go before equals that stand elsewhere."""
    home = {part: parts.get(part) for part in range(len(old))}
    ranked = []
    for (one, other), score in scores.items():
        at_home = home[one.part] == other.part
        same_head = at_home and one.kind == other.kind == "heading"
        if score >= (NEAR if at_home else SURE):
            bonus = (0.15 if at_home else 0.0) + (0.2 if same_head else 0.0)
            far = abs(one.order - other.order) / 10_000
            ranked.append((score + bonus - far, score, one, other))
    ranked.sort(key=lambda item: -item[0])
    pairs: Pairs = {}
    likenesses: dict[Piece, float] = {}
    taken: set[Piece] = set()
    for _rank, score, one, other in ranked:
        if one not in pairs and other not in taken:
            pairs[one] = other
            likenesses[other] = score
            taken.add(other)
    _match_headings(old, new, parts, pairs, taken)
    return pairs, likenesses


def _match_headings(old: list[Part], new: list[Part], parts: dict[int, int], pairs: Pairs, taken: set[Piece]) -> None:
    """Fields and headings of matched parts belong together even when nothing in them is alike."""
    by_index = {part.index: part for part in new}
    for part in old:
        if (partner := parts.get(part.index)) is None:
            continue
        for one in part.pieces:
            if one in pairs or one.kind not in ("heading", "field"):
                continue
            for other in by_index[partner].pieces:
                if other.kind == one.kind and other.label == one.label and other not in taken:
                    pairs[one] = other
                    taken.add(other)
                    break


def _may_hold(large: Piece, small: Piece) -> bool:
    """Whether enough rows of words are shared at all: asked of every pair, so that few are looked at word by word."""
    return len(small.runs & large.runs) >= _HELD * len(small.code) / LEAST_SHARED


def inside(piece: Piece, others: Iterable[Piece]) -> tuple[Piece, float] | None:
    """Return the longer piece that holds most of this one's words, with the share, or None."""
    if len(piece.code) < 8 or (piece.kind == "heading" and not piece.alone):
        return None  # so few words stand in any plan
    best: tuple[Piece, float] | None = None
    for other in others:
        if len(other.code) < len(piece.code) or not _may_hold(other, piece):
            continue
        share = contained(piece.code, other.code)
        if share >= _HELD and (best is None or share > best[1]):
            best = (other, share)
    return best
