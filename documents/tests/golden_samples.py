"""A fixed sample of each type of document, in our own words, composed without a database."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from documents.composing import official_document
from documents.models import Draft, DraftAnnex
from documents.official import Basis, Heading, ListItem, OfficialDocument, Paragraph, Signer
from documents.tests.samples import LONG, task_table
from units.models import Unit, User

OFFICE = Unit(
    pk=1,
    name="Văn phòng Ủy ban nhân dân tỉnh An Sơn",
    symbol="VP",
    place="An Sơn",
    head_title="CHÁNH VĂN PHÒNG",
    superior_name="Ủy ban nhân dân tỉnh An Sơn",
    letterhead_name="Văn phòng",
    issues_documents=True,
)
DIVISION = Unit(pk=2, name="Phòng Tổ chức - Hành chính", symbol="TCHC")
HEAD = Signer([], "CHÁNH VĂN PHÒNG", "Trịnh Quốc Bảo")
DEPUTY = Signer(["KT. CHÁNH VĂN PHÒNG"], "PHÓ CHÁNH VĂN PHÒNG", "Cầm Thị Hạnh")
BY_ORDER = Signer(["TL. CHÁNH VĂN PHÒNG", "KT. TRƯỞNG PHÒNG"], "PHÓ TRƯỞNG PHÒNG", "Lò Thị Minh Thu")
PLACES = "Lãnh đạo Văn phòng\nCác phòng, đơn vị"
DAY = dt.date(2026, 2, 5)


def compose(
    kind: str, signer: Signer = HEAD, annexes: list[DraftAnnex] | None = None, **values: Any
) -> OfficialDocument:
    """Return the document number 07 of that day."""
    draft = Draft(kind=kind, issuer=OFFICE, drafting_unit=DIVISION, **({"recipients": PLACES} | values))
    content = official_document(draft, annexes=annexes or [], signed_by=User(full_name=signer.name))
    content = content if kind == "BB" else replace(content, signer=signer)
    return content.issued(number=7, on=DAY)


def letter() -> OfficialDocument:
    return compose(
        "CV",
        DEPUTY,
        subject="đăng ký danh hiệu thi đua năm 2026",
        body=f"{LONG}\n1. Gửi đăng ký trước ngày 20/02/2026.",
        addressees="Các phòng chuyên môn\nTrung tâm Thông tin",
        urgency="KHẨN",
        drafter_initials="HƯN",
        copies=12,
        circulation="LƯU HÀNH NỘI BỘ",
        contact="Số 1 đường Hùng Vương; thư điện tử: vanphong@vidu.vn",
    )


def decision() -> OfficialDocument:
    head = "| TT | Họ và tên | Chức vụ | Đơn vị | Năm sinh | Vào ngành | Ghi chú |"
    wide = f"{head}\n| 1 | Trần Văn Bình | Cán sự | TH | 1990 | 2015 | |"
    return compose(
        "QĐ",
        subject="Ban hành Quy chế làm việc của Tổ giúp việc",
        authority_line="Chánh Văn phòng UBND tỉnh An Sơn",
        bases="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022\nTheo đề nghị của Trưởng phòng Tổ chức",
        body="Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc của Tổ giúp việc.\nĐiều 2. Các phòng thi hành.",
        attached_type="Quy chế",
        attached_title="Làm việc của Tổ giúp việc",
        attached_body=f"Chương I\nQuy định chung\nĐiều 1. Phạm vi\n{LONG}\n1. Nguyên tắc\na) Công khai;\nb) Đúng hạn.",
        annexes=[
            DraftAnnex(title="Thành viên", body=wide),
            DraftAnnex(title="Lịch họp", body="- Thứ Hai;\n- Thứ Năm."),
        ],
    )


def resolution() -> OfficialDocument:
    return compose(
        "NQ",
        Signer(["TM. HỘI ĐỒNG"], "CHỦ TỊCH", "Quàng Văn Ơn"),
        subject="Về chương trình công tác năm 2026",
        authority_line="Hội đồng Thi đua - Khen thưởng",
        bases="Căn cứ Quy chế làm việc",
        body="Điều 1. Thông qua chương trình công tác.\nĐiều 2. Thường trực Hội đồng tổ chức thực hiện.",
    )


def submission() -> OfficialDocument:
    return compose(
        "TTr",
        subject="Về việc bổ sung kinh phí khen thưởng",
        addressees="Chủ tịch Ủy ban nhân dân tỉnh",
        body=f"{LONG}\n1. Nội dung đề nghị\n- Tập thể: 05;\n- Cá nhân: 12.",
        urgency="THƯỢNG KHẨN",
    )


def report() -> OfficialDocument:
    return compose(
        "BC",
        DEPUTY,
        subject="Kết quả công tác thi đua quý I năm 2026",
        addressees="Sở Nội vụ",
        body=f"I. Kết quả\n1. Về phong trào\n{LONG}\n2. Đã gửi 12 hồ sơ.\nII. Nhiệm vụ\n{LONG}",
    )


def notice() -> OfficialDocument:
    return compose(
        "TB",
        BY_ORDER,
        subject="Lịch tiếp nhận đăng ký thi đua",
        body="Lịch tiếp nhận như sau:\n| TT | Đơn vị | Thời gian |\n| 1 | Phòng Tổng hợp | Sáng thứ Hai |",
    )


def guide() -> OfficialDocument:
    return compose(
        "HD", subject="Lập hồ sơ đề nghị khen thưởng đột xuất", body=f"I. Đối tượng\n{LONG}\nII. Hồ sơ\n1. Tờ trình."
    )


def invitation() -> OfficialDocument:
    details = {
        "invited": "Sở Nội vụ\nSở Tài chính",
        "meeting": "hội nghị tổng kết năm 2025",
        "venue": "Hội trường",
        "chair": "Bà Cầm Thị Hạnh",
        "time": "08 giờ 00, ngày 15/02/2026",
    }
    return compose("GM", DEPUTY, subject="Hội nghị tổng kết", details=details, body="Đề nghị đến đúng giờ.")


def introduction() -> OfficialDocument:
    details = {
        "person": "Lò Thị Minh Thu",
        "post": "Chuyên viên",
        "sent_to": "Sở Nội vụ",
        "about": "đối chiếu hồ sơ",
        "valid_until": "28/02/2026",
    }
    return compose("GGT", details=details, recipients="")


def minutes() -> OfficialDocument:
    details = {
        "begins": "08 giờ 30, ngày 05/02/2026",
        "venue": "Phòng họp số 1",
        "attendees": "Trưởng các phòng\nThư ký",
        "chair": "Cầm Thị Hạnh",
        "chair_post": "Phó Chánh Văn phòng",
        "secretary": "Lò Thị Minh Thu",
        "ends": "10 giờ 15, ngày 05 tháng 02 năm 2026",
    }
    return compose(
        "BB", subject="Họp thống nhất tiêu chí", details=details, body="1. Nghe báo cáo.\n2. Thống nhất tiêu chí."
    )


def leave() -> OfficialDocument:
    details = {
        "request_on": "02/02/2026",
        "person": "Lò Thị Minh Thu",
        "post": "Chuyên viên",
        "days": "05 ngày",
        "since": "09/02/2026",
        "until": "13/02/2026",
        "venue": "tỉnh An Sơn",
        "counted_as": "nghỉ hằng năm",
    }
    return compose("GNP", details=details)


def telegram() -> OfficialDocument:
    return compose(
        "CĐ",
        subject="Về bảo đảm an toàn hội nghị",
        addressees="Các sở, ban, ngành\nUBND các xã, phường",
        details={"sender": "Chánh Văn phòng"},
        body=f"{LONG}\n1. Cử trực.",
        urgency="HỎA TỐC",
    )


def directive() -> OfficialDocument:
    return compose("CT", subject="Về tăng cường kỷ luật, kỷ cương trong thi đua", body=f"{LONG}\n1. Các phòng rà soát.")


def plan() -> OfficialDocument:
    body = [
        Basis("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"),
        Heading(1, "I", "Mục đích"),
        Paragraph(LONG),
        Heading(2, "1", "Yêu cầu"),
        ListItem("Thiết thực."),
        Heading(1, "II", "Nhiệm vụ"),
        task_table(4),
    ]
    return replace(compose("CT", subject="Công tác thi đua năm 2026"), kind="KH", symbol="KH-VP", body=body)


SAMPLES: dict[str, Callable[[], OfficialDocument]] = {
    "cong-van": letter,
    "quyet-dinh": decision,
    "nghi-quyet": resolution,
    "to-trinh": submission,
    "bao-cao": report,
    "thong-bao": notice,
    "huong-dan": guide,
    "giay-moi": invitation,
    "giay-gioi-thieu": introduction,
    "bien-ban": minutes,
    "giay-nghi-phep": leave,
    "cong-dien": telegram,
    "chi-thi": directive,
    "ke-hoach": plan,
}
