"""Words that are no Vietnamese syllables, and words that lost a mark on the way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from core.text import fold

from ..registry import rule
from ..shapes import ERROR, LISTED, NOTE, PROSE, WARNING, Flaw, Passage, ProofText, Token
from ..syllables import is_syllable, is_toneless_syllable, respelt, split_tone
from ..wordlists import COMPOUNDS, FUNCTION_WORDS, KNOWN_NAMES, KNOWN_WORDS, SLIPS, SYLLABLES

_READ = PROSE | LISTED
# Letters of other tongues that look right on the page: an old font's ư, the Icelandic and the African Đ.
_STRANGE = str.maketrans("\u01a3\u01a2\u00d0\u00f0\u0189\u0256", "\u01b0\u01af\u0110\u0111\u0110\u0111")
_SHORT_FORMS = frozenset(("ubnd", "hđnd", "tđkt", "mttq", "cbcc", "ccvc"))
_CHUNK = re.compile(r"\S+")
_CODE = re.compile(r"\d|@|://|www\.|[^\W\d_]\.[^\W\d_]|_|\\|=")
_AFTER: dict[str, set[str]] = defaultdict(set)
_BEFORE: dict[str, set[str]] = defaultdict(set)
for _compound in COMPOUNDS:
    _parts = _compound.split()
    for _one, _two in zip(_parts, _parts[1:], strict=False):
        _AFTER[_one].add(_two)
        _BEFORE[_two].add(_one)


def _low(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


@rule("misspelling", reads_words=True)
def misspelling(text: ProofText) -> Iterator[Flaw]:
    """A word that is neither a Vietnamese syllable nor a short form, a code, a name or a loan that is known.

    An error only where the right word is beyond doubt; a name that begins with a capital is a thing to look at.
    """
    own = {_low(token) for name in (*text.units, *text.people) for token in re.findall(r"[^\W\d_]+", name)}
    for passage in text.passages:
        if passage.kind not in _READ:
            continue
        codes = [match.span() for match in _CHUNK.finditer(passage.text) if _CODE.search(match.group())]
        for flaw in _slips(text, passage):
            codes.append((flaw.start, flaw.end))
            yield flaw
        told: set[str] = set()
        for place, token in enumerate(passage.tokens):
            word = _low(token.text)
            if word in told or not _is_suspect(passage, token, word, own):
                continue
            if any(low <= token.start < high for low, high in codes):
                continue
            told.add(word)
            yield _misspelt(passage, place)


def _slips(text: ProofText, passage: Passage) -> Iterator[Flaw]:
    """Two words that together are only what an ear or a hand confused ("bổ xung", "tuyên truyên")."""
    tokens = passage.tokens
    for place, (one, two) in enumerate(zip(tokens, tokens[1:], strict=False)):
        said = f"{_low(one.text)} {_low(two.text)}"
        if said in COMPOUNDS or not _beside(passage, one, two) or _belongs(tokens, place):
            continue
        right = SLIPS.get(said) or _only_compound(one, two)
        if _told_as_variant(text, said, right or _lost_tone(one, two).casefold()):
            continue
        if right:
            parts = right.split()
            cased = " ".join(_cased(word, token.text) for word, token in zip(parts, (one, two), strict=True))
            message = f"“{one.text} {two.text}” sai chính tả; hãy sửa thành “{cased}”."
            yield Flaw(ERROR, message, passage, one.start, two.end, cased, certain=True)
        elif lost := _lost_tone(one, two):
            message = f"“{one.text} {two.text}” có thể mất dấu của “{lost}”; hãy kiểm tra."
            yield Flaw(WARNING, message, passage, one.start, two.end, lost)


def _told_as_variant(text: ProofText, said: str, right: str) -> bool:
    """Whether the document writes the right word so often that `rare-variant` tells of this one."""
    times = text.pairs[right]
    return times >= 2 and text.pairs[said] <= max(1, times // 8) and _folded(said) == _folded(right)


def _only_compound(one: Token, two: Token) -> str:
    """Return the one compound that differs by a mark of a syllable that no word has ("truyên"), or ""."""
    words = _low(one.text), _low(two.text)
    odd = [word for word in words if word not in SYLLABLES]
    if len(odd) != 1 or not is_syllable(odd[0]) or not (one.text[1:] + two.text[1:]).islower():
        return ""
    index = words.index(odd[0])
    if (one, two)[index].text[:1].isupper() or odd[0] in KNOWN_WORDS or odd[0] in KNOWN_NAMES:
        return ""
    near = _AFTER.get(words[0], set()) if index else _BEFORE.get(words[1], set())
    found = [word for word in near if fold(word) == fold(odd[0])]
    if len(found) != 1 or split_tone(found[0])[:2] == split_tone(odd[0])[:2]:
        return ""
    return f"{words[0]} {found[0]}" if index else f"{found[0]} {words[1]}"


def _lost_tone(one: Token, two: Token) -> str:
    """Return the one compound that these two are when one of them has lost its tone ("thực hiên"), or ""."""
    if not (one.text[1:] + two.text[1:]).islower():
        return ""
    a, b = _low(one.text), _low(two.text)
    found = [f"{a} {word}" for word in _AFTER.get(a, ()) if _bare_of(b, word)]
    found += [f"{word} {b}" for word in _BEFORE.get(b, ()) if _bare_of(a, word)]
    if len(found) != 1:
        return ""
    return " ".join(_cased(word, token.text) for word, token in zip(found[0].split(), (one, two), strict=True))


def _bare_of(said: str, word: str) -> bool:
    if said == word or said in FUNCTION_WORDS or said in _LITTLE or not is_syllable(said):
        return False
    return split_tone(word)[0] == said


def _belongs(tokens: Sequence[Token], place: int) -> bool:
    """Whether the first word ends a compound, or the second begins one: the two only meet."""
    before = _low(tokens[place - 1].text) if place else ""
    after = _low(tokens[place + 2].text) if place + 2 < len(tokens) else ""
    return f"{before} {_low(tokens[place].text)}" in COMPOUNDS or f"{_low(tokens[place + 1].text)} {after}" in COMPOUNDS


def _is_suspect(passage: Passage, token: Token, word: str, own: set[str]) -> bool:
    if len(word) < 2 or is_syllable(word) or word in own or word in KNOWN_WORDS:
        return False
    if token.text[:1].isupper() and word in KNOWN_NAMES:
        return False
    before, after = passage.text[: token.start][-1:], passage.text[token.end :][:1]
    if re.match(r"[-'’/&.]", after or " ") and passage.text[token.end + 1 : token.end + 2].isalnum():
        return False
    if before in ("-", "'", "’", "/", "&"):
        return False
    if token.text.isupper():  # a short form, unless it stands among words in capitals and bears marks
        return len(word) > 3 and _bears_mark(word) and _among_capitals(passage, token)
    return token.text[1:].islower()  # "TTr", "QyĐ" are short forms


def _bears_mark(word: str) -> bool:
    return any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", word))


def _among_capitals(passage: Passage, token: Token) -> bool:
    line = next((line for line in passage.lines if line.start <= token.start < line.end), None)
    letters = [char for char in line.text if char.isalpha()] if line else []
    return len(letters) > len(token.text) + 6 and all(char.isupper() for char in letters)


def _misspelt(passage: Passage, place: int) -> Flaw:
    token = passage.tokens[place]
    right, sure = _right_word(passage, place)
    span = passage, token.start, token.end
    if sure and token.text.translate(_STRANGE) == right:
        message = f"“{token.text}” có chữ của bảng mã khác, trông giống mà tìm kiếm không ra; hãy sửa thành “{right}”."
        return Flaw(ERROR, message, *span, right, certain=True)
    if sure:
        return Flaw(ERROR, f"“{token.text}” sai chính tả; hãy sửa thành “{right}”.", *span, right, certain=True)
    if right:
        return Flaw(WARNING, f"“{token.text}” sai chính tả; có thể là “{right}”.", *span, right)
    if token.text[:1].isupper():
        if token.text.isascii():
            return Flaw(NOTE, f"“{token.text}” không phải âm tiết tiếng Việt; nếu là tên riêng thì bỏ qua.", *span)
        twice = re.search(r"(.)\1", _low(token.text))  # a slip of the hand; else likely a name of another tongue
        severity = WARNING if twice or place == 0 else NOTE
        return Flaw(severity, f"“{token.text}” không đúng cách viết tiếng Việt; hãy kiểm tra tên riêng này.", *span)
    if token.text.isascii() and not is_toneless_syllable(token.text):
        return Flaw(
            WARNING, f"“{token.text}” không phải âm tiết tiếng Việt; hãy kiểm tra hoặc thay bằng từ Việt.", *span
        )
    return Flaw(WARNING, f"“{token.text}” không phải âm tiết tiếng Việt; hãy kiểm tra lại chữ và dấu.", *span)


def _right_word(passage: Passage, place: int) -> tuple[str, bool]:
    """Return what the word should be, and whether that is certain."""
    token = passage.tokens[place]
    word = _low(token.text)
    for cut in range(2, len(word) - 1):
        if f"{word[:cut]} {word[cut:]}" in COMPOUNDS:
            return f"{token.text[:cut]} {token.text[cut:]}", True
    if word in _SHORT_FORMS:
        return word.upper(), True
    if glued := _parted(passage, place):
        return glued
    if (mended := token.text.translate(_STRANGE)) != token.text and is_syllable(mended):
        return mended, True
    by_neighbours = _candidates(passage, place, word)
    if len(by_neighbours) == 1:
        return _cased(by_neighbours[0], token.text), True
    if spelt := respelt(token.text):
        return spelt, token.text[:1].islower() and not token.text.isascii()
    near = [each for each in by_neighbours if fold(each) == fold(word)]
    return (_cased(near[0], token.text), True) if len(near) == 1 else ("", False)


def _parted(passage: Passage, place: int) -> tuple[str, bool] | None:
    """Part two words that lost their space, where each has its partner beside it: "ban hànhkế hoạch"."""
    tokens, text = passage.tokens, passage.tokens[place].text
    before = _low(tokens[place - 1].text) if place else ""
    after = _low(tokens[place + 1].text) if place + 1 < len(tokens) else ""
    for cut in range(2, len(text) - 1):
        one, two = _low(text[:cut]), _low(text[cut:])
        if is_syllable(one) and is_syllable(two) and f"{before} {one}" in COMPOUNDS and f"{two} {after}" in COMPOUNDS:
            return f"{text[:cut]} {text[cut:]}", True
    return None


def _candidates(passage: Passage, place: int, word: str) -> list[str]:
    """Return the words that make a compound with a neighbour and differ from this one by a mark or a letter."""
    tokens = passage.tokens
    before = _low(tokens[place - 1].text) if place and _beside(passage, tokens[place - 1], tokens[place]) else ""
    after = ""
    if place + 1 < len(tokens) and _beside(passage, tokens[place], tokens[place + 1]):
        after = _low(tokens[place + 1].text)
    found = _AFTER.get(before, set()) | _BEFORE.get(after, set())
    same = sorted(each for each in found if fold(each) == fold(word))
    return same or sorted(each for each in found if len(word) > 2 and Levenshtein.distance(each, word) <= 1)


def _beside(passage: Passage, one: Token, other: Token) -> bool:
    return passage.text[one.end : other.start].strip() == "" and "\n" not in passage.text[one.end : other.start]


def _cased(word: str, like: str) -> str:
    return word.upper() if like.isupper() else word[:1].upper() + word[1:] if like[:1].isupper() else word


@rule("rare-variant", reads_words=True)
def rare_variant(text: ProofText) -> Iterator[Flaw]:
    """A word of two syllables that differs only by a mark from how the document writes it everywhere else."""
    pairs = [pair for passage in text.passages if passage.kind in _READ for pair in _pairs(passage)]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for said, times in Counter(said for _, _, said, _ in pairs).items():
        counts[_folded(said)][said] = times
    for passage, place, said, _ in pairs:
        variants = counts[_folded(said)]
        if len(variants) < 2:
            continue
        usual, times = variants.most_common(1)[0]
        if (
            said != usual
            and variants[said] <= max(1, times // 8)
            and (flaw := _rare(text, passage, place, said, usual, times))
        ):
            yield flaw


@lru_cache(maxsize=20_000)
def _folded(said: str) -> str:
    return fold(said)


def _pairs(passage: Passage) -> Iterator[tuple[Passage, int, str, Sequence[Token]]]:
    if passage.in_capitals:
        return
    tokens = passage.tokens
    for place, (one, two) in enumerate(zip(tokens, tokens[1:], strict=False)):
        if passage.text[one.end : two.start] == " " and not one.text.isupper() and not two.text.isupper():
            yield passage, place, f"{_low(one.text)} {_low(two.text)}", (one, two)


def _rare(text: ProofText, passage: Passage, place: int, said: str, usual: str, times: int) -> Flaw | None:
    tokens = passage.tokens
    one, two = tokens[place], tokens[place + 1]
    span = passage, one.start, two.end
    right = " ".join(_cased(word, token.text) for word, token in zip(usual.split(), (one, two), strict=True))
    differing = [(a, b) for a, b in zip(said.split(), usual.split(), strict=True) if a != b]
    if all(split_tone(a)[:2] == split_tone(b)[:2] for a, b in differing):
        message = f"Viết “{said}” ở đây, {times} chỗ khác viết “{usual}”; hãy đặt dấu thống nhất."
        return Flaw(NOTE, message, *span, right, certain=True) if times >= 3 else None
    if len(differing) != 1 or not is_syllable(differing[0][0]):
        return None
    if {said, usual} == {"hàng năm", "hằng năm"}:
        message = f"Viết “{said}” ở đây, {times} chỗ khác viết “{usual}”; hãy dùng thống nhất."
        return Flaw(NOTE, message, *span, right, certain=True)
    named = all(token.text[:1].isupper() for token in (one, two))
    if said in COMPOUNDS or usual not in COMPOUNDS or _belongs_elsewhere(text, tokens, place, differing[0][0]):
        odd = differing[0][0]
        if named and times >= 4 and not {odd, said} & (SYLLABLES | COMPOUNDS) and not _at_start(passage, one):
            message = f"Viết “{one.text} {two.text}” ở đây, {times} chỗ khác viết “{right}”; hãy kiểm tra."
            return Flaw(WARNING, message, *span, right)
        return None
    if times < 2:
        return None
    if times >= 3 and differing[0][0] not in SYLLABLES:  # a syllable that no word has
        message = f"Viết “{said}” ở đây, {times} chỗ khác viết “{usual}”; hãy sửa cho đúng."
        return Flaw(ERROR, message, *span, right, certain=True)
    message = f"Viết “{said}” ở đây, {times} chỗ khác viết “{usual}”; nếu là một từ, hãy sửa cho đúng."
    return Flaw(WARNING, message, *span, right)


def _belongs_elsewhere(text: ProofText, tokens: Sequence[Token], place: int, odd: str) -> bool:
    """Whether the odd syllable is a word by itself or makes a compound with its other neighbour.

    What the document writes elsewhere side by side is a compound too: "gia công đồng ý" is no "cộng đồng".
    """
    before = _low(tokens[place - 1].text) if place else ""
    after = _low(tokens[place + 2].text) if place + 2 < len(tokens) else ""
    one, two = _low(tokens[place].text), _low(tokens[place + 1].text)
    if odd in FUNCTION_WORDS or odd in _LITTLE:
        return True
    if f"{before} {one}" in COMPOUNDS or f"{two} {after}" in COMPOUNDS:
        return True
    return text.pairs[f"{before} {odd}" if odd == one else f"{odd} {after}"] > 1


_LITTLE = frozenset(
    ("có", "cả", "chỉ", "đều", "hãy", "không", "chưa", "lại", "hơn", "rất", "quá", "sao", "thế", "vậy", "đâu", "nào",
     "hai", "ba", "bốn", "năm", "sáu", "bảy", "mỗi", "từng", "mọi", "ai", "gì", "nó", "họ", "ta", "tôi", "mình", "còn",
     "nếu", "dù", "tuy", "chứ", "đi", "làm", "lấy", "ở", "số", "tự", "cũ", "mới", "thời")
)  # fmt: skip


def _at_start(passage: Passage, token: Token) -> bool:
    return any(line.start == token.start for line in passage.lines)
