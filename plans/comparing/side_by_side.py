"""The comparison itself: parts and rows in the order of the newer plan, removed ones where they stood."""

from __future__ import annotations

from bisect import bisect_left

from ..content import PlanContent
from .matching import Pairs, inside, match
from .parts import Part, Piece, parts_of
from .result import Comparison, PartPair, Row, State
from .words import ADDED, REMOVED, SAME, Run, Vocabulary, word_diff


def compare(old: PlanContent, new: PlanContent) -> Comparison:
    """Compare an older plan with a newer one."""
    vocabulary = Vocabulary()
    return _Comparer(parts_of(old, vocabulary), parts_of(new, vocabulary)).comparison()


class _Comparer:
    def __init__(self, old: list[Part], new: list[Part]) -> None:
        self._old, self._new = old, new
        self._parts, self._pairs, self._likeness = match(old, new)
        self._back: Pairs = {other: one for one, other in self._pairs.items()}
        self._rejoin()
        self._moved_parts = _out_of_order([(a, b) for a, b in sorted(self._parts.items())])
        self._stayed = self._stayed_pieces()

    def _rejoin(self) -> None:
        """A leftover that stands inside another leftover is the same text with more around it."""
        self._holders: dict[Piece, Piece] = {}
        old, new = _texts_by_kind(self._old), _texts_by_kind(self._new)
        for kind in old.keys() & new.keys():
            for one in [piece for piece in old[kind] if piece not in self._pairs]:
                if held := inside(one, [other for other in new[kind] if other not in self._back]):
                    self._join(one, held[0], held[1])
            for other in [piece for piece in new[kind] if piece not in self._back]:
                if held := inside(other, [one for one in old[kind] if one not in self._pairs]):
                    self._join(held[0], other, held[1])
            for one in [piece for piece in old[kind] if piece not in self._pairs]:
                if held := inside(one, [other for other in new[kind] if other in self._back]):
                    self._holders[one] = held[0]
            for other in [piece for piece in new[kind] if piece not in self._back]:
                if held := inside(other, [one for one in old[kind] if one in self._pairs]):
                    self._holders[other] = held[0]

    def _join(self, one: Piece, other: Piece, score: float) -> None:
        self._pairs[one], self._back[other], self._likeness[other] = other, one, score

    def _stayed_pieces(self) -> set[Piece]:
        """Pieces of the newer plan whose partner stands in the matching part and in the same order."""
        stayed: set[Piece] = set()
        for part in self._new:
            at_home = [(self._back[piece].order, piece.order, piece) for piece in part.pieces
                       if piece in self._back and self._parts.get(self._back[piece].part) == part.index]  # fmt: skip
            out = _out_of_order(sorted((a, b) for a, b, _ in at_home))
            stayed |= {piece for a, _, piece in at_home if a not in out}
        return stayed

    def comparison(self) -> Comparison:
        """Put everything in its order."""
        partner = {other: one for one, other in self._parts.items()}
        done: set[int] = set()
        found: list[PartPair] = []
        for part in self._new:
            one = partner.get(part.index)
            if one is not None and one not in self._moved_parts:
                found += self._removed_before(one, done)
            found.append(self._part(self._old[one] if one is not None else None, part))
        return Comparison([pair for pair in found + self._removed_before(len(self._old), done)
                           if pair.rows])  # fmt: skip

    def _removed_before(self, index: int, done: set[int]) -> list[PartPair]:
        """Parts of the older plan that have no partner, or whose partner stands elsewhere, up to a place."""
        found = []
        for part in self._old[:index]:
            if part.index not in self._parts and part.index not in done:
                found.append(self._part(part, None))
            done.add(part.index)
        return found

    def _part(self, one: Part | None, other: Part | None) -> PartPair:
        rows = self._rows(one, other)
        named = other or one
        assert named is not None
        pair = PartPair(State.SAME, level=named.level, rows=rows)
        if one is not None:
            pair.old_number, pair.old_heading = one.number, one.heading
        if other is not None:
            pair.new_number, pair.new_heading = other.number, other.heading
        if one is None:
            pair.state = State.ADDED
        elif other is None:
            # A part all of whose text lives on elsewhere was not lost.
            live = [row.gone or row.state is State.MERGED for row in rows]
            pair.state = State.MOVED if all(live) else State.REMOVED
            part_of_it = "nội dung" if all(live) else "một phần nội dung"
            pair.note = f"{part_of_it} đã chuyển sang mục khác" if any(live) else ""
        elif one.index in self._moved_parts:
            pair.state, pair.note = State.MOVED, f"trước đây là mục {one.number}"
        elif any(row.differs for row in rows):
            pair.state = State.CHANGED
        return pair

    def _rows(self, one: Part | None, other: Part | None) -> list[Row]:
        """Rows in the order of the newer part; what left the older part stands where it stood."""
        rows: list[Row] = []
        left = list(one.pieces) if one is not None else []
        pieces = other.pieces if other is not None else []
        for place, piece in enumerate(pieces):
            # What is gone stands before what came in its stead.
            stop = next((self._back[later] for later in pieces[place:] if later in self._stayed), None)
            while left and left[0] is not stop:
                rows += self._left(left.pop(0))
            if piece in self._stayed:
                left = left[1:]
            rows.append(self._row(piece))
        for piece in left:
            rows += self._left(piece)
        return rows

    def _left(self, piece: Piece) -> list[Row]:
        """What the older part had and the newer one does not have here."""
        if (partner := self._pairs.get(piece)) is not None:
            home = self._parts.get(piece.part) == partner.part
            note = "đã chuyển chỗ trong mục này" if home else f"đã chuyển đến {self._place(self._new, partner)}"
            return [Row(State.MOVED, old=[Run(SAME, piece.text)], kind=piece.kind, old_label=piece.label, note=note,
                        gone=True)]  # fmt: skip
        if (holder := self._holders.get(piece)) is not None:
            note = f"đã gộp vào {self._place(self._new, holder)}"
            return [Row(State.MERGED, old=[Run(REMOVED, piece.text)], kind=piece.kind, old_label=piece.label,
                        note=note)]  # fmt: skip
        return [Row(State.REMOVED, old=[Run(REMOVED, piece.text)], kind=piece.kind, old_label=piece.label)]

    def _row(self, piece: Piece) -> Row:
        one = self._back.get(piece)
        if one is None:
            holder = self._holders.get(piece)
            state = State.SPLIT if holder else State.ADDED
            note = f"tách từ {self._place(self._old, holder)}" if holder else ""
            return Row(state, new=[Run(ADDED, piece.text)], kind=piece.kind, new_label=piece.label, note=note)
        old, new = word_diff(one.text, piece.text)
        row = Row(State.SAME, old, new, piece.kind, one.label, piece.label, likeness=self._likeness.get(piece, 0.0))
        if piece not in self._stayed:
            home = self._parts.get(one.part) == piece.part
            row.state = State.MOVED
            row.note = "chuyển chỗ trong mục này" if home else f"chuyển từ {self._place(self._old, one)}"
        elif row.words_differ:
            row.state = State.CHANGED
        return row

    def _place(self, parts: list[Part], piece: Piece) -> str:
        part = parts[piece.part]
        return f"mục {part.number}" if part.number else f"phần {part.heading}"


def _texts_by_kind(parts: list[Part]) -> dict[str, list[Piece]]:
    """Headings and paragraphs by the kind of part: a text goes only where texts of its kind stand."""
    found: dict[str, list[Piece]] = {}
    for part in parts:
        found.setdefault(part.kind, []).extend(piece for piece in part.pieces if piece.kind not in ("task", "field"))
    return found


def _out_of_order(pairs: list[tuple[int, int]]) -> set[int]:
    """Of places that were matched, ordered by the first, the firsts that do not fit the longest rising run."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, (_, second) in enumerate(pairs):
        at = bisect_left(tails, second)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(second)
            ends.append(place)
        else:
            tails[at], ends[at] = second, place
    kept: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        kept.add(pairs[place][0])
        place = before[place]
    return {first for first, _ in pairs if first not in kept}
