"""Years left over from the text that was copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..citations import KINDS, citations, clause_of
from ..letters import LOWER, UPPER
from ..registry import rule
from ..shapes import BODY, CLOSING, ERROR, HEADING, OPENING, SUBJECT, TASK, WARNING, Flaw, Passage, ProofText

_YEAR = re.compile(r"(?<![\w])[Nn][ăĂ][mM]\s+(?P<year>(?:19|20)\d\d)(?![\d/-])(?!\s*[-–]\s*(?:19|20)?\d\d)")
# Where another year is rightly named: dates, spans, terms, school years, congresses, quotations.
_OTHER = re.compile(
    r"tháng\s+\d{1,2}\s*(?:/|,?\s*năm)\s*\d{4}"
    r"|\d{1,2}/\d{1,2}/\d{4}"
    r"|(?:giai đoạn|nhiệm kỳ|khóa|khoá|thời kỳ|các năm|trong các năm|niên độ|năm học)[^.;\n]{0,40}?\d{4}"
    r"(?:\s*(?:[-–,]|đến|và)\s*(?:năm\s+)?\d{4})*"
    r"|từ\s+(?:ngày\s+\S+\s+)?(?:tháng\s+\d+\s+)?năm\s+\d{4}(?:\s*(?:đến|tới|[-–])\s*(?:hết\s+)?(?:năm\s+)?\d{4})?"
    r"|(?:cuối|đầu|giữa)\s+năm\s+\d{4}"
    r"|(?:đến|tới|kể từ|trước|sau|vào|tầm nhìn|sinh|thành lập|ra đời)\s+(?:hết\s+|cuối\s+|đầu\s+)?năm\s+\d{4}"
    r"|năm\s+\d{4}\s*(?:[-–]|và|đến|,|so với|sang)\s*(?:năm\s+)?\d{4}"
    r"|“[^”\n]{0,300}”|\"[^\"\n]{0,300}\"",
    re.IGNORECASE,
)
_RIGHT_PAST = re.compile(
    r"tổng kết|sơ kết|kết quả|thành tích|thành tựu|đánh giá|so với|báo cáo|bình xét|xếp loại|xét tặng|thay thế"
    r"|khen thưởng năm|tặng thưởng|đạt được|hoàn thành năm|quyết toán|tồn tại|hạn chế|kiểm điểm|khắc phục"
    r"|rút kinh nghiệm|tiếp nối|phát huy|năm trước|vừa qua|\bđã\b|đạt danh hiệu|công nhận|sáng kiến|hồ sơ"
    r"|được tặng|trao thưởng|trao tặng|bị trừ|chưa đạt|chưa xong|chưa hoàn thành|còn nợ|kéo dài|chuyển nguồn|kỳ thi"
    r"|danh hiệu|chấm điểm|suy tôn|đề nghị khen|xét khen|trình khen|số liệu|tính đến|tuyển sinh"
)
# What the titles of plans and the words of every year say is no sign of the past.
_TITLES = re.compile(r"(?<=thi đua)\s*,?-?\s*(?:và\s+)?khen thưởng|lập thành tích chào mừng")
_OWN_ACT = re.compile(
    r"(?:triển khai|thực hiện|tổ chức|phát động|hưởng ứng)\b[^.;:\n]{0,60}"
    r"(?:công tác|phong trào) thi đua[^.;:\n]{0,40}$"
)
_GOES_ON = re.compile(r"tiếp tục|còn lại|chuyển tiếp|tồn đọng|nối tiếp|duy trì|kế thừa")
_OWN_PLAN = re.compile(r"trên đây là|(?:xây dựng|ban hành)[^.;]{0,60}?kế hoạch|kế hoạch này")
# What stands behind a year that is looked back on: "Năm 2025, Sở đã …", "công tác năm 2025 còn hạn chế".
_LOOKED_BACK = re.compile(
    r"^[^.;\n]{0,160}?(?:\bđã\b|\bcòn (?:một số|nhiều|hạn chế|chậm|chưa|có)|hạn chế|tồn tại|đạt (?:được|nhiều|kết quả)"
    r"|được (?:đánh giá|ghi nhận|công nhận|tặng|xếp|nâng)|có nhiều|nổi bật|chưa (?:đạt|tốt|đều|đồng bộ|cao)|gặp nhiều"
    r"|tháng đầu năm|(?:xuống|lên) (?:còn )?[\d,.]+|(?:tăng|giảm) [\d,.]+\s?%? so với|tiếp tục được|kéo dài|chuyển sang"
    r"|rút kinh nghiệm|\d+ (?:tập thể|cá nhân|đơn vị|người|lượt)[^.;\n]{0,40} được)"
)
_REVIEW = re.compile(r"kết quả|tình hình|đánh giá|đặc điểm|thực trạng|hạn chế|tồn tại|thuận lợi|khó khăn|tổng kết")
_NAMED_WORK = re.compile(r"(?:công tác|phong trào|nhiệm vụ|chương trình|hoạt động|thi đua|khen thưởng)[^,;:\n]{0,60}$")
_NEAR = 3  # a year that slipped in from the last copy is not older than that
_ANNOUNCED = re.compile(rf",\s+[{UPPER}][^,;.\n]{{0,80}}?\s(?:ban hành|xây dựng)\s+(?:[Kk]ế hoạch)")
# Documents named without their number; some of the words are verbs as well and begin a sentence as such.
_VERBS = ("Quyết định", "Hướng dẫn", "Thông báo", "Quy định", "Kết luận", "Báo cáo")
_PLANS = ("Kế hoạch", "Báo cáo", "Chương trình")
_DOCUMENT = re.compile(
    r"(?<!\w)(?:[Cc]ông ước|[Hh]iệp định|[Hh]iệp ước|[Tt]uyên ngôn)(?!\w)"
    rf"|(?<!\w)(?:{'|'.join(kind for kind in KINDS if kind not in (*_PLANS, *_VERBS))})(?!\w)"
    rf"|(?<=[{LOWER},] )(?:{'|'.join(_VERBS)})(?!\w)"
)


@rule("year-drift")
def year_drift(text: ProofText) -> Iterator[Flaw]:
    """Another year where the plan's own year is meant: in its title, its announcement, its closing and its acts.

    An error only where the words can mean nothing but this plan; elsewhere a thing to look at. Silent for cited
    documents, dates, spans and terms, the year before that is summed up and the year after that is prepared.
    """
    if text.year is None:
        return
    own = text.years or frozenset({text.year})
    titles: dict[str, str] = {}
    for passage in text.of(SUBJECT, OPENING, HEADING, BODY, TASK, CLOSING):
        spared = _spared(passage)
        if passage.kind == HEADING:
            titles[passage.section] = passage.text.casefold()
        for match in _YEAR.finditer(passage.text):
            year, start, end = int(match["year"]), match.start("year"), match.end("year")
            if year in own or any(low <= match.start() < high for low, high in spared):
                continue
            severity = _severity(passage, match, year, text.year)
            if severity == WARNING and passage.kind in (BODY, TASK) and _in_review(passage.section, titles):
                continue
            if severity:
                yield _drifted(passage, start, end, year, text.year, severity)
    yield from _issue_date(text)


def _spared(passage: Passage) -> list[tuple[int, int]]:
    text = passage.text
    spared = [match.span() for match in _OTHER.finditer(text)]
    spared += [(citation.start, _end_of_citing(text, citation.end)) for citation in citations(passage)]
    spared += [(match.start(), clause_of(text, match.end())) for match in _DOCUMENT.finditer(text)]
    return spared


def _end_of_citing(text: str, end: int) -> int:
    """Return where a citation's subject ends; what announces the plan itself behind a comma is not part of it."""
    stop = clause_of(text, end)
    announced = _ANNOUNCED.search(text, end, stop)
    return announced.start() if announced else stop


def _in_review(section: str, titles: dict[str, str]) -> bool:
    """Whether the section, or one above it, looks back ("I. Đánh giá kết quả năm 2025")."""
    parts = section.split(", ")[0].split(".")
    return any(_REVIEW.search(titles.get(".".join(parts[:depth]), "")) for depth in range(1, len(parts) + 1))


def _severity(passage: Passage, match: re.Match[str], year: int, own: int) -> str:
    """Return how sure it is that this year should be the plan's own; "" when it is rightly another."""
    text, place = passage.text, match.start()
    clause = re.split(r"[.;:\n](?=\s|$)", text[:place])[-1].casefold()
    sentence = re.split(r"[.\n](?=\s|$)", text[:place])[-1].casefold()
    after = re.split(r"[.\n](?=\s|$)", text[match.end() :])[0].casefold()
    if passage.kind == SUBJECT:
        return _of_subject(clause, text, year, own)
    if _OWN_PLAN.search(sentence) and passage.kind in (OPENING, CLOSING, BODY):
        later = sentence[[m.end() for m in _OWN_PLAN.finditer(sentence)][-1] :]
        if not _RIGHT_PAST.search(later.replace("khen thưởng năm", "")) and later.count("năm 20") == 0:
            return ERROR if own - _NEAR <= year < own and not _GOES_ON.search(later) else WARNING
    if year > own or year < own - _NEAR or (year < own - 1 and "kỷ niệm" in clause):
        return ""
    if year == own - 1 and "sơ kết" in clause:  # what is reviewed half way is of the year itself
        return WARNING
    if _RIGHT_PAST.search(re.sub(_TITLES, " ", clause) + " ") or _LOOKED_BACK.search(after):
        return ""
    if f"năm {own}" in sentence + after:  # one year is set against the other
        return ""
    own_act = _OWN_ACT.search(clause) and not _GOES_ON.search(clause)
    if passage.kind in (BODY, HEADING, CLOSING, TASK) and year == own - 1 and own_act:
        return ERROR
    return WARNING


def _of_subject(clause: str, subject: str, year: int, own: int) -> str:
    """The year in a title is the plan's, unless the title is about a year that is summed up or remembered."""
    if _RIGHT_PAST.search(re.sub(_TITLES, " ", clause) + " ") or "kỷ niệm" in clause or f"năm {own}" in subject:
        return ""
    return ERROR if own - _NEAR <= year < own and _NAMED_WORK.search(clause) else WARNING


def _drifted(passage: Passage, start: int, end: int, year: int, own: int, severity: str) -> Flaw:
    if severity == ERROR:
        message = f"Ghi năm {year} ở chỗ nói về kế hoạch năm {own}; có thể còn sót từ văn bản cũ, hãy sửa thành {own}."
        return Flaw(ERROR, message, passage, start, end, str(own), certain=True)
    message = f"Kế hoạch năm {own} nhưng chỗ này ghi năm {year}; nếu là năm của kế hoạch, hãy sửa thành {own}."
    return Flaw(WARNING, message, passage, start, end, str(own))


def _issue_date(text: ProofText) -> Iterator[Flaw]:
    if text.issued_on and text.year and text.issued_on.year not in {text.year, text.year - 1, *text.years}:
        passage = text.passage("subject")
        message = f"Ngày ban hành {text.issued_on:%d/%m/%Y} không khớp với kế hoạch năm {text.year}; hãy kiểm tra lại."
        yield Flaw(WARNING, message, passage, 0, len(passage.text) if passage else 0)
