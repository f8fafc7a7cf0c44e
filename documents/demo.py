"""Demo: the shipped legal bases, and an office's documents of several types in every state, in our own words."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from core.dates import vn_date

from .models import Draft, SigningMandate
from .services import (
    AnnexContent,
    create_draft,
    give_mandate,
    issue_draft,
    load_legal_bases,
    return_draft,
    save_draft,
    submit_draft,
)

Values = dict[str, Any]


def load(ctx: SimpleNamespace) -> None:
    """Load the shipped legal bases; letters, notices and an invitation issued, others on their way."""
    load_legal_bases()
    leader, deputy = ctx.users["lanhdao"], ctx.users["pholanhdao"]
    _mandate(ctx)
    for draft in (_letter(ctx), _notice(ctx)):
        issue_draft(draft=submit_draft(draft=draft, actor=ctx.users["thuongtruc"]), actor=leader, on=ctx.today)
    issue_draft(draft=submit_draft(draft=_invitation(ctx), actor=ctx.users["canbo"]), actor=deputy, on=ctx.today)
    submit_draft(draft=_report(ctx), actor=ctx.users["thuongtruc"])
    submit_draft(draft=_regulation(ctx), actor=ctx.users["thuongtruc"])
    sent = submit_draft(draft=_guide(ctx), actor=ctx.users["thuongtruc"])
    reason = "Mục 2 cần ghi rõ thời hạn nộp hồ sơ của các đơn vị sự nghiệp."
    return_draft(draft=sent, actor=leader, reason=reason)
    _minutes(ctx)
    _submission(ctx)


def _write(
    ctx: SimpleNamespace,
    kind: str,
    values: Values,
    *,
    by: str = "thuongtruc",
    unit: str = "TCHC",
    annexes: list[AnnexContent] | None = None,
) -> Draft:
    actor = ctx.users[by]
    draft = create_draft(kind=kind, issuer=ctx.units["VPUBND"], drafting_unit=ctx.units[unit], actor=actor)
    return save_draft(draft=draft, values=values, annexes=annexes, version=draft.version, actor=actor)


def _mandate(ctx: SimpleNamespace) -> None:
    give_mandate(
        unit=ctx.units["VPUBND"],
        user=ctx.users["truongphong"],
        authority=SigningMandate.Authority.ORDER,
        own_unit=ctx.units["TH"],
        title="TRƯỞNG PHÒNG",
        kinds=["GM", "GGT"],
        content="Giấy mời họp và giấy giới thiệu công tác của Văn phòng",
        basis="Quy chế làm việc của Văn phòng, Điều 12",
        since=dt.date(ctx.today.year, 1, 1),
        until=None,
        actor=ctx.users["thuongtruc"],
    )


def _letter(ctx: SimpleNamespace) -> Draft:
    year = ctx.today.year
    return _write(ctx, "CV", {
        "subject": f"rà soát hồ sơ đề nghị khen thưởng năm {year}",
        "addressees": "Các phòng chuyên môn\nTrung tâm Thông tin\nTrung tâm Phục vụ hành chính công",
        "body": (
            f"Để việc xét khen thưởng năm {year} đúng đối tượng, kịp thời, Văn phòng đề nghị các phòng, đơn vị thực hiện "
            "một số nội dung sau:\n"
            "1. Rà soát từng hồ sơ đã lập, đối chiếu thành tích với điều kiện của danh hiệu, hình thức đề nghị.\n"
            "2. Ưu tiên giới thiệu tập thể nhỏ và người lao động trực tiếp có sáng kiến được áp dụng.\n"
            f"3. Gửi hồ sơ hoàn chỉnh về Phòng Tổ chức - Hành chính trước ngày {vn_date(ctx.today + dt.timedelta(days=20))}.\n"
            "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh để được hướng dẫn."
        ),
        "recipients": "Lãnh đạo Văn phòng",
        "drafter_initials": "HƯN",
        "copies": 12,
        "contact": "Số 1 đường Hùng Vương, tỉnh An Sơn; điện thoại: 0200.3000.000; thư điện tử: vanphong@vidu.vn",
    })  # fmt: skip


def _notice(ctx: SimpleNamespace) -> Draft:
    return _write(ctx, "TB", {
        "subject": "Phân công trực tiếp nhận đăng ký thi đua của các phòng, đơn vị",
        "body": (
            "Văn phòng thông báo phân công trực tiếp nhận đăng ký thi đua như sau:\n"
            "1. Người trực và thời gian trực:\n"
            "| TT | Họ và tên | Thời gian | Nơi tiếp nhận |\n"
            "| 1 | Đặng Thị Hồng Ưu-Nguyễn | Sáng thứ Hai, thứ Tư | Phòng Tổ chức - Hành chính |\n"
            "| 2 | Lò Thị Minh Thu | Chiều thứ Ba, thứ Năm | Phòng Tổng hợp |\n"
            "2. Các phòng, đơn vị cử một đầu mối đăng ký và theo dõi kết quả."
        ),
        "recipients": "Lãnh đạo Văn phòng\nCác phòng, đơn vị",
    })  # fmt: skip


def _invitation(ctx: SimpleNamespace) -> Draft:
    day = ctx.today + dt.timedelta(days=7)
    return _write(ctx, "GM", {
        "subject": "Họp rà soát tiến độ thực hiện kế hoạch thi đua, khen thưởng",
        "details": {
            "invited": "Lãnh đạo các phòng chuyên môn\nGiám đốc Trung tâm Thông tin\nÔng Quàng Văn Ơn, Thành viên Hội đồng",
            "meeting": "cuộc họp rà soát tiến độ thực hiện kế hoạch thi đua, khen thưởng của Văn phòng",
            "chair": "Bà Cầm Thị Hạnh, Phó Chánh Văn phòng",
            "time": f"14 giờ 00, ngày {vn_date(day)}",
            "venue": "Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh",
        },
        "body": "Đề nghị các phòng, đơn vị chuẩn bị số liệu thực hiện đến ngày họp và cử đúng thành phần.",
        "recipients": "Như thành phần mời\nLãnh đạo Văn phòng",
    }, by="canbo", unit="TH")  # fmt: skip


def _report(ctx: SimpleNamespace) -> Draft:
    year = ctx.today.year
    return _write(ctx, "BC", {
        "subject": f"Kết quả công tác thi đua, khen thưởng chín tháng đầu năm {year}",
        "addressees": "Sở Nội vụ",
        "body": (
            "Thực hiện yêu cầu của Sở Nội vụ, Văn phòng báo cáo kết quả như sau:\n"
            "I. Kết quả thực hiện\n"
            "1. Về tổ chức phong trào\n"
            "Các phòng, đơn vị đã đăng ký và ký giao ước ngay trong quý I; nội dung gắn với nhiệm vụ được giao.\n"
            "2. Về khen thưởng\n"
            "- Tỷ lệ người lao động trực tiếp được khen tăng so với cùng kỳ;\n"
            "- Hồ sơ khen thưởng đột xuất được xử lý trong ba ngày làm việc.\n"
            "II. Hạn chế và nguyên nhân\n"
            "Một số đơn vị còn chậm gửi hồ sơ; việc phát hiện nhân tố mới chưa thường xuyên.\n"
            "III. Nhiệm vụ ba tháng cuối năm\n"
            "1. Hoàn thành bình xét năm đúng thời hạn.\n"
            "2. Nhân rộng các mô hình đã được công nhận (số liệu tại Phụ lục kèm theo)."
        ),
        "recipients": "Lãnh đạo Văn phòng\nCác phòng, đơn vị",
    }, annexes=[AnnexContent("Tổng hợp kết quả khen thưởng", (
        "| TT | Đơn vị | Đăng ký | Đạt | Giấy khen | Bằng khen | Đột xuất | Ghi chú |\n"
        "| 1 | Phòng Tổng hợp | 12 | 11 | 3 | 1 | 1 | |\n"
        "| 2 | Phòng Kinh tế | 10 | 10 | 2 | 0 | 0 | |\n"
        "| 3 | Trung tâm Thông tin | 15 | 13 | 4 | 1 | 2 | Có sáng kiến cấp tỉnh |"
    ))])  # fmt: skip


def _regulation(ctx: SimpleNamespace) -> Draft:
    return _write(ctx, "QĐ", {
        "subject": "Ban hành Quy chế làm việc của Tổ giúp việc Hội đồng Thi đua - Khen thưởng",
        "bases": (
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022\n"
            "Theo đề nghị của Trưởng phòng Phòng Tổ chức - Hành chính"
        ),
        "body": (
            "Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc của Tổ giúp việc Hội đồng Thi đua - Khen thưởng.\n"
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
            "Điều 3. Trưởng các phòng, đơn vị và thành viên Tổ giúp việc chịu trách nhiệm thi hành Quyết định này."
        ),
        "attached_type": "Quy chế",
        "attached_title": "Làm việc của Tổ giúp việc Hội đồng Thi đua - Khen thưởng",
        "attached_body": (
            "Chương I\nQuy định chung\n"
            "Điều 1. Phạm vi điều chỉnh\n"
            "Quy chế này quy định nhiệm vụ, lề lối làm việc của Tổ giúp việc.\n"
            "Điều 2. Nguyên tắc làm việc\n"
            "1. Công khai, khách quan, đúng thời hạn.\n"
            "2. Thành viên có người thân được đề nghị khen thưởng không thẩm định hồ sơ đó.\n"
            "Chương II\nNhiệm vụ\n"
            "Điều 3. Nhiệm vụ của Tổ trưởng\n"
            "a) Phân công thẩm định hồ sơ;\n"
            "b) Báo cáo Hội đồng kết quả thẩm định."
        ),
        "recipients": "Lãnh đạo Văn phòng\nSở Nội vụ",
    })  # fmt: skip


def _guide(ctx: SimpleNamespace) -> Draft:
    return _write(ctx, "HD", {
        "subject": "Lập hồ sơ đề nghị khen thưởng đột xuất",
        "body": (
            "Văn phòng hướng dẫn lập hồ sơ đề nghị khen thưởng đột xuất như sau:\n"
            "I. Đối tượng\n"
            "Tập thể, cá nhân lập thành tích trong hoàn cảnh khó khăn, bất ngờ.\n"
            "II. Hồ sơ và thời hạn\n"
            "1. Tờ trình kèm tóm tắt thành tích có xác nhận của đơn vị.\n"
            "2. Gửi trong thời hạn năm ngày làm việc kể từ khi lập thành tích."
        ),
        "recipients": "Các phòng, đơn vị",
    })  # fmt: skip


def _minutes(ctx: SimpleNamespace) -> Draft:
    day = vn_date(ctx.today - dt.timedelta(days=3))
    return _write(ctx, "BB", {
        "subject": "Họp thống nhất tiêu chí chấm điểm thi đua giữa các phòng",
        "details": {
            "begins": f"08 giờ 30, ngày {day}",
            "venue": "Phòng họp số 1",
            "attendees": "Bà Cầm Thị Hạnh, Phó Chánh Văn phòng\nTrưởng các phòng chuyên môn",
            "chair": "Cầm Thị Hạnh",
            "chair_post": "Phó Chánh Văn phòng",
            "secretary": "Lò Thị Minh Thu",
            "ends": f"10 giờ 15, ngày {day}",
        },
        "body": (
            "1. Phòng Tổ chức - Hành chính trình bày dự thảo tiêu chí.\n"
            "2. Các phòng thống nhất trọng số của nhóm tiêu chí cải cách hành chính.\n"
            "3. Chủ tọa kết luận: áp dụng tiêu chí từ quý tới."
        ),
        "recipients": "Các thành viên dự họp",
    })  # fmt: skip


def _submission(ctx: SimpleNamespace) -> Draft:
    return _write(ctx, "TTr", {
        "subject": "Về việc bổ sung kinh phí khen thưởng phong trào cải cách hành chính",
        "addressees": "Chủ tịch Ủy ban nhân dân tỉnh",
        "urgency": Draft.Urgency.URGENT,
        "body": "Thực hiện …, Văn phòng kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét bổ sung kinh phí như sau:\n1. …",
    })  # fmt: skip
