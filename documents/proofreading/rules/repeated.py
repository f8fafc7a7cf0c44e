"""Words and paragraphs that stand twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from core.text import fold

from ..registry import rule
from ..shapes import BODY, CLOSING, ERROR, LISTED, OPENING, PROSE, TASK, WARNING, Flaw, Line, Passage, ProofText, Token
from ..wordlists import COMPOUNDS, FUNCTION_WORDS, OFFICE_NOUNS, REDUPLICATIONS

_LONGEST = 4
_DOUBLED_PAIRS = frozenset({"từng bước", "từng chút", "từng ngày", "từng người", "từng việc", "từng phần", "muôn năm"})
_MANY_WORDS, _MANY_CONTAINED = 14, 22


@rule("repeated-word", reads_words=True)
def repeated_word(text: ProofText) -> Iterator[Flaw]:
    """A word, or a group of up to four words, twice in a row. Reduplications and meeting compounds are spared."""
    for passage in text.passages:
        if passage.kind not in PROSE | LISTED:
            continue
        tokens = passage.tokens
        place = 0
        while place < len(tokens):
            size = _doubled_at(passage, tokens, place)
            if size:
                yield _doubled(passage, tokens, place, size)
            place += size or 1


def _doubled_at(passage: Passage, tokens: Sequence[Token], place: int) -> int:
    """Return how many words at this place stand at once again, 0 for none."""
    for size in range(min(_LONGEST, (len(tokens) - place) // 2), 0, -1):
        first, second = tokens[place : place + size], tokens[place + size : place + 2 * size]
        if all(_word(a) == _word(b) for a, b in zip(first, second, strict=True)) and _together(
            passage.text, [*first, *second]
        ):
            if size > 1 and len({_word(token) for token in first}) == 1:
                continue
            return size if _is_slip(tokens, place, size) else 0
    return 0


def _word(token: Token) -> str:
    return unicodedata.normalize("NFC", token.text).casefold()


def _together(text: str, tokens: Sequence[Token]) -> bool:
    """Whether nothing but spaces stands between the words, and no number or sign clings to them."""
    between = all(
        re.fullmatch(r"[ \t\u00a0]+", text[a.end : b.start]) for a, b in zip(tokens, tokens[1:], strict=False)
    )
    before, after = text[: tokens[0].start][-1:], text[tokens[-1].end :][:1]
    return between and not re.match(r"[\w/&-]", before or " ") and not re.match(r"[\w/&-]", after or " ")


def _is_slip(tokens: Sequence[Token], place: int, size: int) -> bool:
    words = [_word(token) for token in tokens[place : place + size]]
    if size > 1:
        return " ".join(words) not in _DOUBLED_PAIRS and not all(len(word) == 1 for word in words)
    word = words[0]
    if word in FUNCTION_WORDS:
        return True
    if word in REDUPLICATIONS or len(word) == 1 or tokens[place + 1].text[:1].isupper():
        return False
    before = _word(tokens[place - 1]) if place else ""
    after = _word(tokens[place + 2]) if place + 2 < len(tokens) else ""
    return not (f"{before} {word}" in COMPOUNDS and f"{word} {after}" in COMPOUNDS)


def _doubled(passage: Passage, tokens: Sequence[Token], place: int, size: int) -> Flaw:
    start, end = tokens[place].start, tokens[place + 2 * size - 1].end
    once = passage.text[start : tokens[place + size - 1].end]
    word = _word(tokens[place])
    sure = size > 1 or word in FUNCTION_WORDS or word in OFFICE_NOUNS
    said = f"Từ “{once}” viết hai lần liền nhau" if size > 1 else f"Chữ “{once}” viết hai lần liền nhau"
    if sure:
        return Flaw(ERROR, f"{said}; hãy bỏ một.", passage, start, end, once, certain=True)
    return Flaw(WARNING, f"{said}; nếu không cố ý, hãy bỏ một.", passage, start, end, once)


@rule("repeated-paragraph")
def repeated_paragraph(text: ProofText) -> Iterator[Flaw]:
    """A long paragraph that stands twice, or whose words stand again inside another; a task twice in one group."""
    seen: list[tuple[str, Passage, Line]] = []
    for passage in text.of(OPENING, BODY, CLOSING):
        for line in passage.lines:
            said = _said(line.text)
            if said.count(" ") + 1 < _MANY_WORDS:
                continue
            if other := next((place for known, place, _ in seen if known == said), None):
                yield _again(passage, line, other)
            elif said.count(" ") + 1 >= _MANY_CONTAINED and (other := _containing(said, seen)):
                yield _again(passage, line, other, partly=True)
            seen.append((said, passage, line))
    yield from _same_tasks(text)


def _said(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _containing(said: str, seen: Sequence[tuple[str, Passage, Line]]) -> Passage | None:
    """Return where these words stand inside a longer paragraph, or a whole paragraph inside these words."""
    for known, passage, _ in seen:
        longer, shorter = (known, said) if len(known) > len(said) else (said, known)
        if shorter.count(" ") + 1 >= _MANY_CONTAINED and f" {shorter} " in f" {longer} ":
            return passage
    return None


def _again(passage: Passage, line: Line, other: Passage, *, partly: bool = False) -> Flaw:
    where = "cùng mục" if other is passage else other.section[:1].lower() + other.section[1:]
    what = "Đoạn này có phần lặp lại nguyên văn" if partly else "Đoạn này lặp lại nguyên văn"
    return Flaw(WARNING, f"{what} một đoạn ở {where}; hãy giữ một chỗ.", passage, line.start, line.end)


def _same_tasks(text: ProofText) -> Iterator[Flaw]:
    seen: dict[tuple[str, int | None, str, str], str] = {}
    for task in text.tasks:
        said = _said(task.content)
        key = (said, task.quarter, task.group, _said(task.time))
        if said.count(" ") < 3:
            continue
        passage = text.passage(f"{task.key}:content")
        if key in seen and passage is not None and passage.kind == TASK:
            yield Flaw(WARNING, f"Nhiệm vụ này trùng với {seen[key]} của cùng quý; hãy giữ một.", passage, 0,
                       len(passage.text))  # fmt: skip
        seen.setdefault(key, task.name)
