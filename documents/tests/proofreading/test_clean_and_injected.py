"""Nothing is found in a clean plan; of ten faults of each kind put into it at random at least nine are found."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest

from documents.proofreading import HeadingFact, Passage, ProofText, check
from documents.proofreading.names import NAMES
from documents.proofreading.registry import RULES
from documents.proofreading.shapes import BODY, CLOSING, PROSE, TASK
from documents.proofreading.syllables import is_syllable, split_tone

from .plans import clean_plan, text_of, with_text

Injector = Callable[[ProofText, random.Random], ProofText]
INJECTORS: dict[str, Injector] = {}


def faulty(code: str) -> Callable[[Injector], Injector]:
    def register(inject: Injector) -> Injector:
        INJECTORS[code] = inject
        return inject

    return register


def _fields(text: ProofText, *kinds: str) -> list[str]:
    return [each.field for each in text.passages if each.kind in kinds and len(each.text) > 30]


def _any(text: ProofText, chance: random.Random, *kinds: str) -> tuple[str, str]:
    field = chance.choice(_fields(text, *(kinds or PROSE)))
    return field, text_of(text, field)


def _words(body: str) -> list[re.Match[str]]:
    return [match for match in re.finditer(r"(?<=\s)[^\W\d_]{2,}(?=\s)", body) if match.group().islower()]


@faulty("repeated-word")
def _repeated_word(text: ProofText, chance: random.Random) -> ProofText:
    field, body = _any(text, chance, BODY, CLOSING, TASK)
    word = chance.choice([match for match in _words(body) if match.group() in
                          ("các", "của", "và", "phòng", "thi", "đua", "trong", "từng", "có", "công", "tác", "theo")]
                         or _words(body))  # fmt: skip
    spared = {"từng", "thi"}
    if word.group() in spared:
        return with_text(text, field, f"{body[: word.end()]} của của{body[word.end() :]}")
    return with_text(text, field, f"{body[: word.end()]} {word.group()}{body[word.end() :]}")


@faulty("repeated-paragraph")
def _repeated_paragraph(text: ProofText, chance: random.Random) -> ProofText:
    _, body = _any(text, chance, BODY)
    line = chance.choice([line for line in body.splitlines() if len(line.split()) >= 14] or
                         [text_of(text, "section:1:body").splitlines()[0]])  # fmt: skip
    field = "section:9:body" if line not in text_of(text, "section:9:body") else "section:2:body"
    return with_text(text, field, f"{text_of(text, field)}\n{line}")


@faulty("year-drift")
def _year_drift(text: ProofText, chance: random.Random) -> ProofText:
    field = chance.choice(["opening", "closing", "section:5:body", "section:6:body"])
    body = text_of(text, field)
    place = body.rfind("năm 2026") if field != "section:6:body" else body.find("năm 2026")
    return with_text(text, field, f"{body[:place]}năm 2025{body[place + 8 :]}")


@faulty("citation-conflict")
def _citation_conflict(text: ProofText, chance: random.Random) -> ProofText:
    number, date = chance.choice(
        [("Kế hoạch số 18/KH-UBND", f"ngày {chance.randint(7, 28):02d}/01/2026"),
         ("Nghị định số 152/2025/NĐ-CP", f"ngày {chance.randint(15, 30)}/6/2025")]
    )  # fmt: skip
    field = chance.choice(["section:2:body", "section:8:body", "section:9:body"])
    return with_text(text, field, f"{text_of(text, field)}\nThực hiện đầy đủ {number} {date} theo phân công.")


@faulty("superseded-basis")
def _superseded(text: ProofText, chance: random.Random) -> ProofText:
    cited = chance.choice(["Nghị định số 91/2017/NĐ-CP ngày 31/7/2017", "Luật Thi đua, khen thưởng ngày 26/11/2003",
                           "Nghị định số 91/2017/NĐ-CP"])  # fmt: skip
    field, body = _any(text, chance, BODY)
    return with_text(text, field, f"{body}\nThực hiện theo {cited} và các văn bản liên quan.")


@faulty("unknown-basis")
def _unknown(text: ProofText, chance: random.Random) -> ProofText:
    cited = f"Chỉ thị số {chance.randint(20, 80)}/CT-TTg ngày 10/5/2025"
    field, body = _any(text, chance, BODY)
    return with_text(text, field, f"{body}\nThực hiện {cited} của Thủ tướng Chính phủ.")


@faulty("numbering")
def _numbering(text: ProofText, chance: random.Random) -> ProofText:
    place = chance.choice([4 + 1, 4 + 2, 8 + 1, 2, 3, 7])
    headings = list(text.headings)
    old = headings[place]
    new = {"roman": chance.choice(["I", "IX"]), "arabic": chance.choice(["1", "7"])}[old.numbering]
    headings[place] = HeadingFact(old.field, old.section, old.numbering, new, old.above)
    return replace(text, headings=headings)


@faulty("missing-annex")
def _missing_annex(text: ProofText, chance: random.Random) -> ProofText:
    note = chance.choice(["(Có phụ lục chi tiết kèm theo)", "(Danh mục biểu mẫu kèm theo)",
                          "(có biểu phân công kèm theo)", "theo Phụ lục kèm theo Kế hoạch"])  # fmt: skip
    field, body = _any(text, chance, BODY)
    return with_text(text, field, f"{body}\nPhân công nhiệm vụ cụ thể {note}.")


@faulty("rare-variant")
def _rare_variant(text: ProofText, chance: random.Random) -> ProofText:
    wrong = chance.choice(["thi đủa", "khen thường", "phòng trào thi đua", "công tạc", "thực hiến", "khen thưỡng",
                           "phong trao", "đơn vỉ", "hành chỉnh", "thì đua"])  # fmt: skip
    field, body = _any(text, chance, BODY)
    return with_text(text, field, f"{body}\nNgười lao động hưởng ứng {wrong} và cùng nhau giữ gìn trật tự.")


def _broken(word: str, chance: random.Random) -> str:
    while True:
        at = chance.randrange(len(word))
        letter = chance.choice("aeouinghctbmđươôê")
        made = chance.choice([word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :], word + letter])
        if made != word and not is_syllable(made) and len(made) > 2:
            return made


@faulty("misspelling")
def _misspelling(text: ProofText, chance: random.Random) -> ProofText:
    field, body = _any(text, chance)
    word = chance.choice(_words(body))
    return with_text(text, field, body[: word.start()] + _broken(word.group(), chance) + body[word.end() :])


@faulty("spacing")
def _spacing(text: ProofText, chance: random.Random) -> ProofText:
    field, body = _any(text, chance, BODY, CLOSING)
    old, new = chance.choice([(" ", "  "), (", ", " , "), (", ", ","), ("; ", ";"), (". ", ".")])
    places = [match.start() for match in re.finditer(re.escape(old), body)]
    if not places or (old == ". " and not re.search(r"[^\W\d_]{2}\. [A-ZĐ]", body)):
        old, new, places = " ", "  ", [match.start() for match in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", body)]
    at = chance.choice(places)
    return with_text(text, field, body[:at] + new + body[at + len(old) :])


@faulty("punctuation")
def _punctuation(text: ProofText, chance: random.Random) -> ProofText:
    field, body = _any(text, chance, BODY)
    kind = chance.randrange(4)
    if kind == 0 and ", " in body:
        return with_text(text, field, body.replace(", ", ",, ", 1))
    if kind == 1:
        word = chance.choice(_words(body))
        return with_text(text, field, f"{body[: word.start()]}({body[word.start() :]}")
    if kind == 2:
        word = chance.choice(_words(body))
        return with_text(text, field, f"{body[: word.start()]}“{body[word.start() :]}")
    longest = max(body.splitlines(), key=len)
    return with_text(text, field, body.replace(longest, longest.rstrip(".;")))


@faulty("unfinished-list")
def _unfinished(text: ProofText, chance: random.Random) -> ProofText:
    field, body = _any(text, chance, BODY)
    return with_text(text, field, body.rstrip(".") + chance.choice([";", ",", ":"]))


@faulty("missing-closing")
def _missing_closing(text: ProofText, chance: random.Random) -> ProofText:
    if chance.random() < 0.5:
        return with_text(text, "closing", "")
    return with_text(text, "closing", text_of(text, "closing").removesuffix("./.") + chance.choice(["", ".", ";"]))


@faulty("missing-part")
def _missing_part(text: ProofText, chance: random.Random) -> ProofText:
    lacking = chance.choice(["number", "issued_on", "recipients", "kept", "signer_title", "signer_name", "subject"])
    if lacking == "subject":
        return with_text(text, "subject", "")
    if lacking == "kept":
        return replace(text, recipients=text.recipients[:-1])
    return replace(text, **{lacking: {"issued_on": None, "recipients": []}.get(lacking, "")})


@faulty("agency-unknown")
def _agency(text: ProofText, chance: random.Random) -> ProofText:
    name = chance.choice(["Phòng Kế toán", "Sở Thông tin", "Hội Khuyến học", "Trung tâm Lưu trữ", "Ban Tiếp công dân"])
    place = chance.randrange(1, 4)
    return with_text(text, f"task:{place}:agencies", f"{text_of(text, f'task:{place}:agencies')}\n- {name}.")


@faulty("task-without-owner")
def _owner(text: ProofText, chance: random.Random) -> ProofText:
    return _task(text, chance, agencies=chance.choice(["", " ", "\n"]))


@faulty("deadline-outside")
def _deadline(text: ProofText, chance: random.Random) -> ProofText:
    import datetime as dt

    kind = chance.randrange(3)
    if kind == 0:
        return _task(text, chance, due_on=dt.date(chance.choice([2024, 2025, 2028]), 5, 20))
    if kind == 1:
        place = chance.randrange(1, 4)
        quarter = chance.choice(["Quý III/2025", "Tháng 8/2025", "Quý III"])
        return with_text(text, f"task:{place}:time", quarter)
    field, body = _any(text, chance, BODY)
    return with_text(
        text, field, f"{body}\nGửi báo cáo về Phòng Hành chính trước ngày {chance.randint(10, 28)}/11/2025."
    )


def _task(text: ProofText, chance: random.Random, **changes) -> ProofText:
    tasks = list(text.tasks)
    place = chance.randrange(len(tasks))
    tasks[place] = replace(tasks[place], **changes)
    return replace(text, tasks=tasks)


@faulty("capitals")
def _capitals(text: ProofText, chance: random.Random) -> ProofText:
    sentence = chance.choice(
        [
            "Thực hiện theo điểm a khoản 2 điều 10 của Luật Thi đua, khen thưởng.",
            "Bám sát nghị định số 152/2025/NĐ-CP của Chính phủ.",
            "Báo cáo ủy ban nhân dân tỉnh theo quy định.",
            "Đề nghị tặng huân chương Lao động cho tập thể xuất sắc.",
            "Đề nghị tặng Huân chương Lao động hạng ba cho tập thể xuất sắc.",
            "Tổ chức tham quan tại thủ đô Hà Nội cho điển hình tiên tiến.",
            "Tổ chức học tập kinh nghiệm tại thành phố Hồ Chí Minh.",
            "Gửi hồ sơ về sở Nội vụ để thẩm định.",
            "Họp giao ban chiều thứ sáu hằng tuần.",
            "Hồ sơ gửi đúng hạn. các phòng chịu trách nhiệm về số liệu.",
            "Nêu gương người tốt; Tiếp tục nhân rộng điển hình.",
            "Thực hiện Khoản 2 Điều 10 của Luật; báo cáo theo Khoản 3 Điều 11 của Luật.",
        ]
    )
    field, body = _any(text, chance, BODY)
    return with_text(text, field, f"{body}\n{sentence}")


def _without_marks(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


_SPOILERS: tuple[Callable[[str], str], ...] = (
    _without_marks,
    lambda word: split_tone(word)[0],
    lambda word: word.translate(
        str.maketrans("ạảáàãệểếềễộổốồỗứừựịí", "¹¸µ¶·Ö®©ª¢é«¬¤ÞøõùÞÝ")
    ),  # an old encoding read as another
    lambda word: word.translate(str.maketrans("ươêôạộếđịáàảểệấ", "ur6é&d1dj4é4¢@i")),  # what an OCR makes of it
)


@faulty("garbled-text")
def _garbled(text: ProofText, chance: random.Random) -> ProofText:
    field = chance.choice([each for each in _fields(text, BODY) if len(text_of(text, each).split()) > 20])
    spoil = chance.choice(_SPOILERS)
    return with_text(text, field, " ".join(spoil(word) for word in text_of(text, field).split()))


def test_a_clean_plan_has_no_findings():
    assert [(each.rule, each.message) for each in check(clean_plan())] == []


def test_every_rule_has_a_name_and_an_injector():
    check(clean_plan())
    assert set(RULES) == set(NAMES) == set(INJECTORS)


@pytest.mark.parametrize("code", sorted(NAMES))
def test_nine_of_ten_faults_are_found(code):
    clean = clean_plan()
    chance = random.Random(f"faults of {code}")
    texts = [INJECTORS[code](clean, chance) for _ in range(10)]
    hits = [any(each.rule == code for each in check(text)) for text in texts]
    assert sum(hits) >= 9, [place for place, hit in enumerate(hits) if not hit]


def test_offsets_lead_to_the_words():
    text = clean_plan()
    field = "section:2:body"
    text = with_text(text, field, text_of(text, field).replace("phải dân chủ", "phải phải dân chủ"))
    [finding] = [each for each in check(text) if each.rule == "repeated-word"]
    assert text_of(text, field)[finding.start : finding.end] == finding.words == "phải phải"
    assert (finding.field, finding.suggestion, finding.certain) == (field, "phải", True)


def test_the_key_of_a_finding_stays_when_the_text_before_it_grows():
    one = ProofText(passages=[Passage("a", "Mục I", "Cả phòng của của Văn phòng cùng làm.")])
    far = ProofText(passages=[Passage("b", "Mục II", "Cả phòng của của Văn phòng cùng làm.")])
    keys = {each.key for text in (one, far) for each in check(text) if each.rule == "repeated-word"}
    assert len(keys) == 1


def test_the_work_grows_with_the_text_and_no_faster(monkeypatch):
    """Thirty pages are read at once: each word is asked for its spelling once, each passage for its citations once."""
    from documents.proofreading.rules import bases

    asked = {"citations": 0}
    read = bases.citations

    def counted(passage):
        asked["citations"] += 1
        return read(passage)

    monkeypatch.setattr(bases, "citations", counted)
    small = clean_plan()
    check(small)
    first = asked["citations"]
    passages = [replace(each, field=f"{each.field}-{copy}") for copy in range(10) for each in small.passages]
    asked["citations"] = 0
    check(replace(small, passages=passages, headings=[], tasks=[]))
    assert asked["citations"] == 10 * first
