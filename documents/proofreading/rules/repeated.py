"""Words and paragraphs that stand twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from core.text import fold

from ..registry import rule
from ..shapes import BODY, CLOSING, ERROR, LISTED, OPENING, PROSE, TASK, WARNING, Flaw, Line, Passage, ProofText, Token
from ..wordlists import ACTS, COMPOUNDS, FUNCTION_WORDS, OFFICE_NOUNS, REDUPLICATIONS

_LONGEST = 4
_DOUBLED_PAIRS = frozenset({"từng bước", "từng chút", "từng ngày", "từng người", "từng việc", "từng phần", "muôn năm"})
_MANY_WORDS, _MANY_CONTAINED = 14, 22
# Little words that end an expression and may meet themselves behind it: "hồ sơ kèm theo theo mẫu".
_ENDINGS = frozenset(
    ("kèm theo", "tiếp theo", "cấp trên", "nêu trên", "kể trên", "nói trên", "phía trên", "cấp dưới", "phía dưới",
     "nước ngoài", "bên ngoài", "bên trong", "cuối cùng", "sau cùng", "hiện tại", "tự do", "lý do", "trực thuộc",
     "phụ thuộc", "bên phải", "trở nên", "đã đến", "trở về", "tồn tại", "tỉnh ngoài", "đi vào", "đưa vào")
)  # fmt: skip
# Before these nobody needs two "được"; behind a verb ("đạt được được công nhận") there may be two.
_BEFORE_PASSIVE = frozenset(
    ["sẽ", "đã", "phải", "cần", "không", "chưa", "đều", "cũng", "mới", "vẫn", "đang", "hãy", "để", "và"]
)
_AFTER_FROM = frozenset(["ngày", "tháng", "năm", "quý", "đầu", "khi", "các", "những", "nguồn", "cơ", "nay"])
# Who acts: behind them a name and its act may meet, "Đoàn kiểm tra kiểm tra thực tế".
_DOERS = frozenset(
    [
        "ban",
        "đoàn",
        "tổ",
        "quan",
        "vị",
        "đồng",
        "phận",
        "bộ",
        "người",
        "nhóm",
        "chức",
        "bên",
        "khối",
        "cụm",
        "viên",
        "đội",
        "sở",
        "viện",
        "trưởng",
        "phó",
    ]
)
_BEGINNERS = frozenset(["được", "có", "bị", "không", "đã", "đang"])


@rule("repeated-word", reads_words=True)
def repeated_word(text: ProofText) -> Iterator[Flaw]:
    """A word, or a group of up to four words, twice in a row. Reduplications and meeting compounds are spared.

    An error only where no sentence can want both: a little word, a noun of the office, a compound that is no act.
    """
    for passage in text.passages:
        if passage.kind not in PROSE | LISTED:
            continue
        words = [_word(token) for token in passage.tokens]
        place = 0
        while place < len(words):
            size, severity = _doubled_at(text, passage, words, place)
            if severity:
                yield _doubled(passage, place, size, severity)
            place += size or 1


def _doubled_at(text: ProofText, passage: Passage, words: Sequence[str], place: int) -> tuple[int, str]:
    """Return how many words at this place stand at once again, 0 for none, and how grave that is."""
    for size in range(min(_LONGEST, (len(words) - place) // 2), 0, -1):
        again, end = place + size, place + 2 * size
        if words[place:again] == words[again:end] and _together(passage.text, passage.tokens[place:end]):
            if size > 1 and len(set(words[place:again])) == 1:
                continue
            pair = _Pair(text, passage, place, size)
            return size, pair.severity_of_group() if size > 1 else pair.severity_of_word()
    return 0, ""


def _word(token: Token) -> str:
    return unicodedata.normalize("NFC", token.text).casefold()


def _together(text: str, tokens: Sequence[Token]) -> bool:
    """Whether nothing but spaces stands between the words, and no number or sign clings to them."""
    between = all(
        re.fullmatch(r"[ \t\u00a0]+", text[a.end : b.start]) for a, b in zip(tokens, tokens[1:], strict=False)
    )
    before, after = text[: tokens[0].start][-1:], text[tokens[-1].end :][:1]
    return between and not re.match(r"[\w/&-]", before or " ") and not re.match(r"[\w/&-]", after or " ")


class _Pair:
    """A group of words and the same group behind it, with the words around them."""

    def __init__(self, text: ProofText, passage: Passage, place: int, size: int) -> None:
        tokens = passage.tokens
        self.text, self.place, self.size = text, place, size
        self.words = [_word(token) for token in tokens[place : place + size]]
        self.before = _word(tokens[place - 1]) if place else ""
        last = place + 2 * size - 1
        self.behind = [_word(token) for token in tokens[last + 1 : last + 3]]
        self.after = self.behind[0] if self.behind else ""
        self.then = passage.text[tokens[last].end :].lstrip()[:1]
        one, two = tokens[place].text[:1].isupper(), tokens[place + size].text[:1].isupper()
        self.name_first, self.name_second = one and not two and bool(self.before), two and not one

    def severity_of_word(self) -> str:
        word = self.words[0]
        if self.name_second or (word in REDUPLICATIONS and word not in FUNCTION_WORDS) or len(word) == 1:
            return ""
        ends, begins = f"{self.before} {word}", f"{word} {self.after}"
        if word in FUNCTION_WORDS:
            return self._of_little_word(word, ends, begins)
        if self._joined(ends) and self._joined(begins):
            return ""
        free = ends not in COMPOUNDS and begins not in COMPOUNDS and self.before not in ("trưởng", "phó")
        return ERROR if word in OFFICE_NOUNS and free else WARNING

    def _of_little_word(self, word: str, ends: str, begins: str) -> str:
        if ends in _ENDINGS or (begins in COMPOUNDS and word not in ("đối", "theo")):
            return ""
        if word == "từ":  # "từ từ" is slowly
            return ERROR if self.then.isdigit() or self.after in _AFTER_FROM else ""
        if word == "được":
            return ERROR if self.before in _BEFORE_PASSIVE or not self.before else WARNING
        return ERROR

    def severity_of_group(self) -> str:
        said = " ".join(self.words)
        if said in _DOUBLED_PAIRS or all(len(word) == 1 for word in self.words) or self.name_first:
            return ""  # "Ban Tổ chức tổ chức hội nghị"
        if self.size > 2:
            return WARNING if self.words[0] in _BEGINNERS or self.name_second else ERROR
        if any(" ".join([said, *self.behind[:more]]) in COMPOUNDS for more in (1, 2)):
            return ""  # "kế hoạch kế hoạch hóa gia đình"
        acts = said in ACTS
        if acts and self.before in _DOERS:
            return ""
        known = said in COMPOUNDS and not self.name_second and not acts and self.before not in _DOERS
        return ERROR if known else WARNING

    def _joined(self, pair: str) -> bool:
        """Whether two words belong together: a known compound, or one that the document itself writes elsewhere."""
        return pair in COMPOUNDS or self.text.pairs[pair] > 2


def _doubled(passage: Passage, place: int, size: int, severity: str) -> Flaw:
    tokens = passage.tokens
    start, end = tokens[place].start, tokens[place + 2 * size - 1].end
    once = passage.text[start : tokens[place + size - 1].end]
    said = f"Từ “{once}” viết hai lần liền nhau" if size > 1 else f"Chữ “{once}” viết hai lần liền nhau"
    if severity == ERROR:
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
