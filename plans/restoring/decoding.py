"""The most likely clean wording of one broken paragraph, word by word."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from .aligning import Aligned, Paragraphs
from .language import FIGURE, START, Language
from .ocr import distance, nearness
from .tokens import CODE, NUMBER, Token, mended_number, tidy, tokens, without_specks

SURE = 0.62  # a word that is less certain is marked
MARKED_AT_MOST = 79  # a paragraph with a marked word is never among those accepted at 80
_EMISSION = 5.0
_STANDS_THERE = 2.4  # what it counts that a like paragraph has this very word in this place
_BEAM = 60
_MARGIN = 1.5  # by so much more likely a word must be than another one with the same letters


@dataclass(frozen=True)
class Doubt:
    """A word of the proposal that somebody should look at: where it stands, what was written, why."""

    start: int
    end: int
    word: str
    written: str
    reason: str


@dataclass(frozen=True)
class Decoded:
    """A paragraph as it was and as it is proposed, with a confidence of 0 to 100."""

    written: str
    proposed: str
    confidence: int
    doubts: tuple[Doubt, ...] = ()
    origin: str = ""  # the paragraph that says nearly the same
    likeness: int = 0


@dataclass
class _Word:
    token: Token
    chosen: str
    sure: float
    reason: str = ""
    clean: Token | None = None
    text: str = field(default="")


class Decoder:
    """Restores paragraphs with what an office's clean texts teach."""

    def __init__(self, language: Language, paragraphs: Paragraphs) -> None:
        self._language, self._paragraphs = language, paragraphs

    def decode(self, text: str) -> Decoded:
        """Return the paragraph with its proposal."""
        before, words = without_specks(*tokens(text))
        if not words:
            return Decoded(text, text, 100)
        aligned = self._paragraphs.like(words, text)
        caps = _in_capitals(words)
        chosen = self._best_way(words, aligned, caps)
        best = aligned[0] if aligned and aligned[0].share >= 0.5 else None
        judged = [self._judge(place, words, chosen, aligned) for place in range(len(words))]
        self._spell(judged, caps)
        return _written_out(text, before, judged, best)

    def _candidates(
        self, place: int, words: list[Token], aligned: list[Aligned], caps: bool
    ) -> list[tuple[str, float]]:
        """The words that may stand here, each with what speaks for it."""
        token = words[place]
        if token.kind == NUMBER:
            return [(FIGURE, 0.0)]
        found = {word: -_EMISSION * cost for word, cost in self._language.candidates(token.key)
                 if token.kind != CODE or caps or self._language.is_code(word)}  # fmt: skip
        for rank, one in enumerate(aligned):
            clean = one.words[place]
            if clean is None or clean.kind == NUMBER or (token.kind == CODE and not caps and clean.kind != CODE):
                continue
            beside = sum(
                0 <= other < len(words) and one.words[other] is not None for other in (place - 2, place - 1, place + 1)
            )
            cost = distance(token.key, clean.key)
            support = _STANDS_THERE * (0.4 + 0.2 * beside) * (1.0 if rank == 0 else 0.6) * max(1.0 - cost, 0.0)
            found[clean.key] = max(found.get(clean.key, -99.0), -_EMISSION * cost) + support
        if not found:
            found[token.key] = -_EMISSION * 1.5
        elif token.kind == CODE and not caps and token.key not in found:
            found[token.key] = -_EMISSION * 0.6  # an abbreviation that nobody has met yet
        return list(found.items())

    def _best_way(self, words: list[Token], aligned: list[Aligned], caps: bool) -> list[str]:
        """Viterbi over triples: of all ways through the candidates the most likely one."""
        states: dict[tuple[str, str], tuple[float, list[str]]] = {(START, START): (0.0, [])}
        for place in range(len(words)):
            if place and words[place].starts:
                states = {(START, START): max(states.values(), key=lambda state: state[0])}
            following: dict[tuple[str, str], tuple[float, list[str]]] = {}
            options = self._candidates(place, words, aligned, caps)
            for (one, two), (score, way) in states.items():
                for word, for_it in options:
                    total = score + for_it + 0.45 * self._language.score(one, two, word)
                    state = (two, word)
                    if state not in following or following[state][0] < total:
                        following[state] = (total, [*way, word])
            best = sorted(following.items(), key=lambda item: -item[1][0])[:_BEAM]
            states = dict(best)
        return max(states.values(), key=lambda state: state[0])[1]

    def _judge(self, place: int, words: list[Token], chosen: list[str], aligned: list[Aligned]) -> _Word:
        """Say how sure the chosen word is: by its letters, and by what it stands among."""
        token, word = words[place], chosen[place]
        if token.kind == NUMBER:
            return self._judge_number(place, words, aligned)
        near = nearness(token.key, word)
        clean = next((one.words[place] for one in aligned
                      if one.words[place] is not None and one.words[place].key == word), None)  # type: ignore[union-attr]
        context = 1.0 if _stands_there(place, chosen, aligned) and near > 0.4 else self._context(place, words, chosen)
        sure = 0.45 * near + 0.55 * context
        if not self._language.is_known(word):
            return _Word(token, word, 0.2, "không thấy từ này trong các kế hoạch nguồn", clean)
        rivals = [other for other, cost in self._language.candidates(token.key)
                  if other != word and cost <= distance(token.key, word) + 0.05]  # fmt: skip
        if context < 0.7 and rivals or context < 1.0 and self._as_likely(place, words, chosen, rivals):
            sure = min(sure, 0.5)
        reason = "" if sure >= SURE else "đoán theo mặt chữ; chưa thấy cách viết này trong các kế hoạch nguồn"
        return _Word(token, word, sure, reason, clean)

    def _judge_number(self, place: int, words: list[Token], aligned: list[Aligned]) -> _Word:
        token = words[place]
        mended = mended_number(token.text)
        clean = next((one.words[place] for one in aligned if one.words[place] is not None), None)
        if mended != token.text:
            return _Word(token, mended, 0.5, "số do máy đọc chưa chắc; hãy đối chiếu bản giấy", clean)
        if clean is not None and _misread(token.text, clean.text) and _same_beside(place, words, aligned):
            reason = f"kế hoạch nguồn ghi “{clean.text}”; hãy đối chiếu bản giấy"
            return _Word(token, token.text, 0.55, reason, clean)
        return _Word(token, token.text, 1.0, "", clean)

    def _as_likely(self, place: int, words: list[Token], chosen: list[str], rivals: list[str]) -> bool:
        """Whether another word with the same letters reads nearly as well between its neighbours."""
        around = _around(place, words, chosen)

        def fits(word: str) -> float:
            row = [*around[:2], word, *around[3:]]
            return sum(self._language.score(*row[at:at + 3]) for at in range(3))

        own = fits(chosen[place])
        return any(fits(rival) > own - _MARGIN for rival in rivals)

    def _context(self, place: int, words: list[Token], chosen: list[str]) -> float:
        """How well the word fits in: 1 inside a known row of three words, less with its neighbours alone."""
        language = self._language
        around = _around(place, words, chosen)
        at = 2
        triples = [tuple(around[first:first + 3]) for first in (0, 1, 2)]
        # That other paragraphs begin with this word says nothing of what follows it here.
        if any(language.triples[triple] for triple in triples if triple.count(START) < 2):  # type: ignore[index]
            return 0.95
        left, right = language.pairs[around[at - 1], around[at]], language.pairs[around[at], around[at + 1]]
        if left and right:
            return 0.8
        return 0.6 if left or right else 0.15

    def _spell(self, words: list[_Word], caps: bool) -> None:
        """Give each word its capitals."""
        before: _Word | None = None
        for word in words:
            word.text = word.chosen
            if word.token.kind != NUMBER:
                word.text = word.chosen.upper() if caps else self._spelt(word, before)
            before = word

    def _spelt(self, word: _Word, before: _Word | None) -> str:
        language, chosen = self._language, word.chosen
        shape = language.shapes[chosen].most_common(1)[0][0] if chosen in language.shapes else chosen
        if word.clean is not None and word.clean.kind == CODE:
            return word.clean.text
        if len(shape) > 1 and shape != shape.lower() and shape != shape.capitalize():
            return shape  # UBND, TĐKT, H01b
        if not language.is_known(chosen):
            return word.token.text
        written_big = word.token.text[:1].isupper()
        if word.token.starts or word.token.opens:
            big = written_big or (word.clean is not None and word.clean.text[:1].isupper())
            return _capital(chosen) if big else chosen
        if written_big:
            # "triển Khai": a capital inside words that the office knows in small letters only is the machine's.
            usual = before is not None and before.token.after == " " and language.pairs[before.chosen, chosen]
            return chosen if usual and not language.capitals[chosen] else _capital(chosen)
        inside = language.inside[chosen]
        always = inside >= 3 and language.capitals[chosen] >= 0.95 * inside
        return _capital(chosen) if always else chosen


def _around(place: int, words: list[Token], chosen: list[str]) -> list[str]:
    """The word with the two before and the two after it; none from beyond the sentence's beginning."""
    row = [START, START, *chosen, START, START][place:place + 5]
    if words[place].starts:
        row[:2] = START, START
    return row


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _misread(written: str, clean: str) -> bool:
    """Whether two numbers of one length differ in one figure only: it may be the OCR and not the year."""
    if len(written) != len(clean) or len(written) < 6:
        return False
    return sum(one != other for one, other in zip(written, clean, strict=True)) == 1


def _stands_there(place: int, chosen: list[str], aligned: list[Aligned]) -> bool:
    """Whether a like paragraph has this very word in this place, between the very words chosen beside it."""
    for one in aligned:
        beside = [other for other in (place - 1, place, place + 1) if 0 <= other < len(one.words)]
        if all((clean := one.words[other]) is not None and chosen[other] == (FIGURE if clean.kind == NUMBER
                                                                             else clean.key) for other in beside):
            return True
    return False


def _same_beside(place: int, words: list[Token], aligned: list[Aligned]) -> bool:
    """Whether the next number on one side is the same in a like paragraph: then it cites the same document."""
    for one in aligned:
        for step in (-1, 1):
            at = place + step
            while 0 <= at < len(words) and abs(at - place) <= 3:
                clean = one.words[at]
                if words[at].kind == NUMBER and clean is not None:
                    if clean.text == words[at].text:
                        return True
                    break
                at += step
    return False


def _in_capitals(words: list[Token]) -> bool:
    """Whether the paragraph is set in capitals; a misread letter in a word is forgiven, "Lưu: VT, TCHC" is not."""
    long = [word.text for word in words if sum(char.isalpha() for char in word.text) > 1]
    big = sum(sum(char.isupper() for char in text) >= 0.6 * sum(char.isalpha() for char in text) for text in long)
    return len(long) > 1 and big >= 0.8 * len(long)


def _written_out(text: str, before: str, words: list[_Word], best: Aligned | None) -> Decoded:
    out = tidy(before)
    doubts: list[Doubt] = []
    kept = words
    open_now = out.count("(")
    for word in kept:
        if word.reason:
            doubts.append(Doubt(len(out), len(out) + len(word.text), word.text, word.token.text, word.reason))
        after = tidy(word.token.after)
        open_now += after.count("(") - after.count(")")
        if open_now < 0:
            after, open_now = after.replace(")", "", 1), 0
        out += word.text + after
    letters = [(word.sure, max(len(word.text), 1)) for word in kept]
    mean = sum(sure * weight for sure, weight in letters) / max(sum(weight for _, weight in letters), 1)
    confidence = round(100 * mean) - 4 * len(doubts)
    if doubts or best is None:  # nothing says the like: a person reads it before it is taken
        confidence = min(confidence, MARKED_AT_MOST)
    proposed = unicodedata.normalize("NFC", out).rstrip()
    return Decoded(
        text, proposed, max(min(confidence, 100), 5), tuple(doubts), best.clean.origin if best else "",
        round(100 * best.share) if best else 0,
    )  # fmt: skip
