"""Documents of every kind, in our own words, for the tests of the layout."""

import datetime as dt
from typing import Any

from documents.official import (
    Annex,
    Article,
    Basis,
    Division,
    Enacting,
    GroupRow,
    Heading,
    ListItem,
    OfficialDocument,
    Paragraph,
    Row,
    Signer,
    Table,
    Verification,
)

LONG = (
    "Các phòng, đơn vị quán triệt đầy đủ yêu cầu của công tác thi đua, khen thưởng, gắn phong trào với "
    "nhiệm vụ chính trị được giao, bình xét công khai, đúng người, đúng việc, tránh hình thức; "
    "kịp thời phát hiện, biểu dương tập thể nhỏ và người lao động trực tiếp có thành tích nổi bật."
)
TASK = "Tổng hợp đăng ký thi đua của các phòng, đơn vị; trình lãnh đạo phê duyệt danh sách đăng ký trong năm."
AGENCIES = "- Văn phòng UBND tỉnh.\n- Sở Nội vụ.\n- Các phòng, đơn vị có liên quan."
QUARTERS = ["QUÝ I", "QUÝ II", "QUÝ III", "QUÝ IV"]
RECIPIENTS = [
    "Thường trực Tỉnh ủy;",
    "Thường trực HĐND tỉnh;",
    "Chủ tịch, các Phó Chủ tịch UBND tỉnh;",
    "Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội;",
    "Các sở, ban, ngành;",
    "UBND các xã, phường;",
    "Báo và Đài Phát thanh, Truyền hình tỉnh;",
    "Các doanh nghiệp thuộc Khối thi đua;",
    "Hội đồng TĐKT tỉnh;",
    "Các phòng chuyên môn, đơn vị trực thuộc;",
    "Lưu: VT, TCHC (Minh 02b).",
]


def task_table(count: int = 26) -> Table:
    """A task table of four quarters."""
    rows: list[Row | GroupRow] = []
    for index in range(count):
        if index * 4 // count != (index - 1) * 4 // count or index == 0:
            rows.append(GroupRow(QUARTERS[index * 4 // count]))
        rows.append(Row([str(index + 1), TASK, AGENCIES]))
    return Table(["TT", "Nội dung", "Cơ quan thực hiện"], rows, widths=[8, 55, 37])


def plan(**fields: Any) -> OfficialDocument:
    """A plan: bases, three levels, a task table, a long list of recipients, a deputy who signs."""
    facts: dict[str, Any] = {
        "kind": "KH",
        "symbol": "KH-UBND",
        "issuer_name": "Ủy ban nhân dân tỉnh An Sơn",
        "place": "An Sơn",
        "number": 5,
        "issued_on": dt.date(2026, 1, 5),
        "subject": "Công tác thi đua, khen thưởng năm 2026",
        "body": [
            Basis("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"),
            Basis("Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;"),
            Paragraph("Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:"),
            Heading(1, "I", "Mục đích, yêu cầu"),
            Heading(2, "1", "Mục đích"),
            Paragraph(LONG),
            Heading(2, "2.", "Yêu cầu"),
            ListItem("Thiết thực, đúng đối tượng."),
            ListItem("Bình xét từ cơ sở.", "+"),
            Heading(3, "a", f"Đối với tập thể: {LONG}"),
            Heading(1, "II.", "Nội dung"),
            task_table(),
            Heading(1, "III", "Tổ chức thực hiện"),
            Heading(2, "1.", "Các đơn vị gửi đăng ký trước ngày **20/01/2026**.", title=False),
            Heading(2, "2.", "Sở Nội vụ theo dõi, đôn đốc và báo cáo kết quả thực hiện.", title=False),
        ],
        "recipients": RECIPIENTS,
        "signer": Signer(["KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", "Nguyễn Thị Yến"),
    }
    return OfficialDocument(**(facts | fields))


def awarded(people: int) -> Table:
    """The list of an award decision."""
    rows: list[Row | GroupRow] = [GroupRow("Tập thể", number="I"), Row(["1", "Phòng Tổng hợp", "Văn phòng"])]
    rows.append(GroupRow("Cá nhân", number="II"))
    for index in range(people):
        rows.append(Row([str(index + 1), f"Ông Trần Văn Bình {index + 1}", "Chuyên viên Phòng Tổng hợp"]))
    return Table(["TT", "Họ và tên", "Chức vụ, đơn vị"], rows, widths=[8, 36, 56])


def decision(people: int = 100, **fields: Any) -> OfficialDocument:
    """An award decision with the list of the awarded as its annex."""
    facts: dict[str, Any] = {
        "kind": "QĐ",
        "symbol": "QĐ-UBND",
        "issuer_name": "Ủy ban nhân dân tỉnh An Sơn",
        "issuer_reference": "Chủ tịch UBND tỉnh",
        "place": "An Sơn",
        "number": 287,
        "issued_on": dt.date(2026, 10, 24),
        "subject": "Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        "authority": "Chủ tịch Ủy ban nhân dân tỉnh An Sơn",
        "body": [
            Basis("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"),
            Basis("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),
            Basis("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 184/TTr-SNV ngày 18/10/2026;"),
            Enacting(),
            Article("1", "Tặng Bằng khen cho 01 tập thể và 100 cá nhân có thành tích (có Danh sách kèm theo)."),
            Article("2", "Chánh Văn phòng và các tập thể, cá nhân có tên tại Điều 1 thi hành Quyết định này./."),
        ],
        "recipients": ["Như Điều 2", "Lưu: VT, NC"],
        "signer": Signer([], "Chủ tịch", "Hoàng Văn Ích"),
        "annexes": [Annex("Tập thể, cá nhân được tặng Bằng khen", [awarded(people)], label="Danh sách")],
        "verification": Verification("https://thidua.vidu.vn/van-ban/xac-minh/K7WD-4M2P-XQ9T/", "K7WD-4M2P-XQ9T"),
    }
    return OfficialDocument(**(facts | fields))


def letter(**fields: Any) -> OfficialDocument:
    """A công văn that is still a draft: no type name, no number, no date."""
    facts: dict[str, Any] = {
        "kind": "CV",
        "symbol": "VP-TCHC",
        "superior_name": "UBND tỉnh An Sơn",
        "issuer_name": "Văn phòng Ủy ban nhân dân tỉnh",
        "place": "An Sơn",
        "year": 2026,
        "subject": "đăng ký danh hiệu thi đua năm 2026",
        "addressees": ["Các phòng chuyên môn", "Các đơn vị trực thuộc Văn phòng"],
        "body": [Paragraph(LONG), Paragraph("Đề nghị các đơn vị thực hiện.")],
        "recipients": ["Như trên", "Lưu: VT, TCHC"],
        "signer": Signer(["TL. Chánh Văn phòng"], "Trưởng phòng Tổ chức - Hành chính", "Lê Thị Hoa"),
        "contact": "Địa chỉ: số 1 đường Hùng Vương; thư điện tử: vanphong@vidu.vn",
    }
    return OfficialDocument(**(facts | fields))


def minutes(**fields: Any) -> OfficialDocument:
    """Minutes: no place and date in the head, two signatures, recipients below."""
    facts: dict[str, Any] = {
        "kind": "BB",
        "symbol": "BB-VP",
        "superior_name": "UBND tỉnh An Sơn",
        "issuer_name": "Văn phòng",
        "place": "An Sơn",
        "number": 2,
        "issued_on": dt.date(2026, 10, 20),
        "subject": "Họp Hội đồng Thi đua - Khen thưởng",
        "body": [Paragraph(LONG), Paragraph("Cuộc họp kết thúc vào hồi 16 giờ 30 phút cùng ngày.")],
        "secretary": Signer([], "Thư ký", "Đỗ Văn Quý"),
        "signer": Signer([], "Chủ tọa", "Vũ Thị Sáu"),
        "recipients": ["Thành viên Hội đồng", "Lưu: VT, Hồ sơ"],
    }
    return OfficialDocument(**(facts | fields))


def submission(**fields: Any) -> OfficialDocument:
    """A tờ trình of a body with a long name, to one addressee, with two annexes, one of them landscape."""
    facts: dict[str, Any] = {
        "kind": "TTr",
        "symbol": "TTr-CSĐT",
        "superior_name": "Sở Y tế tỉnh An Sơn",
        "issuer_name": "Cơ sở Điều trị nghiện ma túy và Phục hồi chức năng tỉnh An Sơn",
        "place": "Phường Trung Tâm",
        "number": 12,
        "issued_on": dt.date(2026, 3, 9),
        "subject": "Đề nghị xét tặng danh hiệu thi đua và hình thức khen thưởng cho tập thể, cá nhân năm 2026",
        "addressees": ["Văn phòng Ủy ban nhân dân tỉnh An Sơn"],
        "body": [Division("Phần I", "Kết quả"), Paragraph(LONG), Paragraph(LONG)],
        "recipients": ["Như trên", "Lưu: VT"],
        "signer": Signer([], "Giám đốc", "Đoàn Văn Tư"),
        "annexes": [
            Annex("Biểu tổng hợp", [Paragraph(LONG)], landscape=True),
            Annex("Danh sách đề nghị", [Paragraph(LONG)] * 14),
        ],
    }
    return OfficialDocument(**(facts | fields))
