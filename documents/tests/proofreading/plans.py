"""A clean plan of a made-up province, as proofreading reads it, and small helpers to put faults into it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from documents.proofreading import BasisFact, Finding, HeadingFact, Passage, ProofText, TaskFact, check
from documents.proofreading.shapes import AGENCIES, BODY, CLOSING, HEADING, OPENING, RECIPIENTS, SUBJECT, TASK, TIME

BASES = (
    BasisFact(
        number="91/2017/NĐ-CP",
        kind="Nghị định",
        issued_on=dt.date(2017, 7, 31),
        in_force_from=dt.date(2017, 10, 1),
        in_force_to=dt.date(2023, 12, 31),
        replaced_by="Nghị định số 98/2023/NĐ-CP",
    ),
    BasisFact(number="18/KH-UBND", kind="Kế hoạch", issued_on=dt.date(2026, 1, 6)),
    BasisFact(number="152/2025/NĐ-CP", kind="Nghị định", issued_on=dt.date(2025, 6, 14), read=True),
    BasisFact(
        number="15/2003/QH11",
        kind="Luật",
        subject="Luật Thi đua, Khen thưởng",
        issued_on=dt.date(2003, 11, 26),
        in_force_to=dt.date(2023, 12, 31),
        replaced_by="Luật số 06/2022/QH15",
    ),
)

_SECTIONS = (
    ("I", "roman", "MỤC ĐÍCH, YÊU CẦU", ""),
    (
        "1", "arabic", "Mục đích",
        "Nâng cao trách nhiệm của người đứng đầu từng phòng, từng trung tâm trong việc phát động và duy trì phong trào "
        "thi đua; kịp thời động viên những người làm tốt ở bộ phận một cửa.\n"
        "Gắn phong trào thi đua với nhiệm vụ chính trị của cơ quan, đưa công tác khen thưởng đi vào nền nếp, công khai "
        "và minh bạch, khắc phục tình trạng cào bằng trong bình xét.",
    ),
    (
        "2", "arabic", "Yêu cầu",
        "Việc bình xét phải dân chủ, đúng quy trình và có sự tham gia của đại diện người lao động trực tiếp.\n"
        "Các phòng, đơn vị lựa chọn nội dung thi đua cụ thể, đo đếm được, phù hợp với điều kiện của đơn vị mình.",
    ),
    ("II", "roman", "NỘI DUNG THỰC HIỆN", ""),
    (
        "1", "arabic", "Công tác tuyên truyền",
        "Tổ chức tuyên truyền Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ; Kế hoạch số 18/KH-UBND ngày "
        "06/01/2026 của UBND tỉnh về công tác thi đua và các văn bản hướng dẫn của ngành.\n"
        "Xây dựng chuyên mục giới thiệu điển hình tiên tiến, mỗi tháng có ít nhất hai bài viết về người tốt, việc tốt.",
    ),
    (
        "2", "arabic", "Tổ chức phong trào thi đua",
        "Phát động phong trào thi đua năm 2026 ngay trong tháng đầu của quý I, có đăng ký chỉ tiêu của từng cá nhân.\n"
        "- Khuyến khích sáng kiến cải cách hành chính, chuyển đổi số trong giải quyết hồ sơ;\n"
        "- Biểu dương tập thể có cách làm mới, tiết kiệm chi phí, rút ngắn thời gian chờ của người dân.",
    ),
    (
        "3", "arabic", "Công tác khen thưởng",
        "Triển khai công tác khen thưởng năm 2026 theo quy định của pháp luật, chú trọng khen thưởng đột xuất.\n"
        "Tổng kết phong trào thi đua năm 2026 và xây dựng phương hướng năm 2027.",
    ),
    ("III", "roman", "TỔ CHỨC THỰC HIỆN", ""),
    (
        "1", "arabic", "Phòng Hành chính",
        "Chủ trì theo dõi, đôn đốc các phòng, đơn vị thực hiện Kế hoạch; tổng hợp kết quả báo cáo Lãnh đạo Văn phòng.",
    ),
    (
        "2", "arabic", "Các phòng, đơn vị",
        "Căn cứ Kế hoạch này, chủ động xây dựng kế hoạch của đơn vị, gửi đăng ký thi đua trước ngày 20/01/2026.",
    ),
)  # fmt: skip

_TASKS = (
    (1, "Phát động phong trào thi đua và ký kết giao ước giữa các khối", "- Phòng Hành chính.", "Tháng 01/2026"),
    (2, "Sơ kết sáu tháng, biểu dương điển hình tiên tiến trong cải cách hành chính", "- Phòng Tổng hợp.", "Quý II"),
    (4, "Tổng kết phong trào, bình xét danh hiệu cuối năm", "- Phòng Hành chính.\n- Các phòng, đơn vị.", "Quý IV/2026"),
)


def clean_plan() -> ProofText:
    """Return the plan without a fault; findings about it are false."""
    passages = [
        Passage("subject", "Trích yếu", "Công tác thi đua, khen thưởng năm 2026 của Văn phòng", SUBJECT),
        Passage(
            "opening",
            "Phần mở đầu",
            "Thực hiện Kế hoạch số 18/KH-UBND ngày 06/01/2026 của UBND tỉnh về công tác thi đua, Văn phòng ban hành Kế "
            "hoạch công tác thi đua, khen thưởng năm 2026 với các nội dung sau:",
            OPENING,
        ),
    ]
    headings, above = [], ""
    for place, (number, numbering, heading, body) in enumerate(_SECTIONS):
        above = number if numbering == "roman" else above
        label = f"Mục {number}" if numbering == "roman" else f"Mục {above}.{number}"
        field = f"section:{place}:heading"
        headings.append(HeadingFact(field, label, numbering, number, "" if numbering == "roman" else above))
        passages += [Passage(field, label, heading, HEADING), Passage(f"section:{place}:body", label, body, BODY)]
    tasks = []
    for place, (quarter, content, agencies, time) in enumerate(_TASKS, start=1):
        key, label = f"task:{place}", f"Mục II, nhiệm vụ {place}"
        tasks.append(TaskFact(key, "Mục II", str(place), content, agencies, "", time, quarter))
        passages += [
            Passage(f"{key}:content", label, content, TASK),
            Passage(f"{key}:agencies", label, agencies, AGENCIES),
            Passage(f"{key}:time", label, time, TIME),
        ]
    closing = "Trên đây là Kế hoạch công tác thi đua, khen thưởng năm 2026; đề nghị các phòng, đơn vị thực hiện./."
    recipients = "Sở Nội vụ;\nCác phòng, đơn vị;\nLưu: VT, HC."
    passages += [
        Passage("closing", "Lời kết", closing, CLOSING),
        Passage("recipients", "Nơi nhận", recipients, RECIPIENTS),
    ]
    return ProofText(
        passages=passages,
        year=2026,
        years=frozenset({2026}),
        issued_on=dt.date(2026, 1, 12),
        number="05/KH-VP",
        recipients=recipients.splitlines(),
        signer_title="CHÁNH VĂN PHÒNG",
        signer_name="Lò Văn Thử",
        finished=True,
        units=["Văn phòng UBND tỉnh", "Phòng Hành chính", "Phòng Tổng hợp", "Sở Nội vụ", "UBND tỉnh"],
        bases=BASES,
        headings=headings,
        tasks=tasks,
    )


def with_text(text: ProofText, field: str, new: str) -> ProofText:
    """Return the plan with another text in one field."""
    passages = [replace(each, text=new) if each.field == field else each for each in text.passages]
    return replace(text, passages=passages)


def text_of(text: ProofText, field: str) -> str:
    """Return the text of a field."""
    passage = text.passage(field)
    assert passage is not None
    return passage.text


def paragraph(body: str, *, kind: str = BODY, **facts) -> ProofText:
    """Return a document of one passage, with the facts given."""
    facts = {"recipients": ["Lưu: VT."], "year": 2026, "ends_with_mark": True, **facts}
    subject = Passage("subject", "Trích yếu", "Thi đua", SUBJECT)
    return ProofText(passages=[subject, Passage("x", "Mục I.1", body, kind)], **facts)


def found(text: ProofText, rule: str) -> list[Finding]:
    """Return what one rule finds."""
    return [each for each in check(text) if each.rule == rule]


def words_found(text: ProofText, rule: str) -> list[str]:
    """Return the words at the places that one rule finds."""
    return [each.words for each in found(text, rule)]
