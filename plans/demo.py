"""Demo: an office's plans of two years in every state, in our own words."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from .content import DEFAULT_COLUMNS, PlanContent, SectionContent, TaskContent
from .demo_tasks import confirm_all, follow
from .editing import relevel
from .models import Plan
from .reading import shapes
from .services import begin_from, create_plan, issue_plan, report_task, return_plan, submit_plan

OFFICE = "Văn phòng Ủy ban nhân dân tỉnh An Sơn"
# quarter, content, agencies
TASKS = [
    (1, "Tổ chức hội nghị công chức, viên chức; phát động thi đua và ký giao ước giữa các phòng.", "Phòng Tổ chức - Hành chính; Các phòng, đơn vị"),
    (1, "Rà soát, kiện toàn Hội đồng Thi đua - Khen thưởng và tổ giúp việc của Hội đồng.", "Phòng Tổ chức - Hành chính"),
    (1, "Thẩm định, trình khen thưởng thành tích năm trước của các tập thể, cá nhân.", "Phòng Tổ chức - Hành chính; Hội đồng TĐKT"),
    (1, "Mở chuyên mục “Mỗi tuần một việc hay” trên Trang thông tin điện tử.", "Trung tâm Thông tin"),
    (2, "Phát động đợt thi đua chào mừng ngày truyền thống của Văn phòng.", "Phòng Tổng hợp; Các phòng, đơn vị"),
    (2, "Tập huấn viết báo cáo thành tích và sử dụng phần mềm thi đua, khen thưởng.", "Phòng Tổ chức - Hành chính; Trung tâm Thông tin"),
    (2, "Kiểm tra việc thực hiện giao ước thi đua tại các đơn vị sự nghiệp.", "Phòng Nội chính; Phòng Tổng hợp"),
    (2, "Sơ kết công tác thi đua sáu tháng đầu năm, biểu dương gương người tốt, việc tốt.", "Phòng Tổ chức - Hành chính; Các phòng, đơn vị"),
    (3, "Bình chọn sáng kiến rút ngắn thời gian xử lý văn bản và giải quyết thủ tục hành chính.", "Phòng Tổng hợp; Trung tâm Phục vụ hành chính công"),
    (3, "Khen thưởng con em cán bộ, công chức, viên chức đạt thành tích cao trong năm học.", "Phòng Khoa giáo - Văn xã"),
    (3, "Kiểm tra chéo hồ sơ thi đua giữa các phòng chuyên môn.", "Phòng Kinh tế; Phòng Nội chính"),
    (4, "Hướng dẫn bình xét, chấm điểm thi đua và lập hồ sơ đề nghị khen thưởng năm.", "Phòng Tổ chức - Hành chính"),
    (4, "Họp Hội đồng Thi đua - Khen thưởng xét danh hiệu, hình thức khen thưởng năm.", "Hội đồng TĐKT; Phòng Tổ chức - Hành chính"),
    (4, "Chuẩn bị hiện vật khen thưởng, bảo đảm kinh phí cho hội nghị tổng kết.", "Phòng Quản trị - Tài vụ"),
    (4, "Tổng kết công tác thi đua năm, xây dựng kế hoạch thi đua năm sau.", "Phòng Tổ chức - Hành chính; Các phòng, đơn vị"),
]  # fmt: skip


def load(ctx: SimpleNamespace) -> None:
    """Last year's and this year's plans issued, next year's drafted, one plan to be signed, one returned."""
    office, writer, leader = ctx.units["VPUBND"], ctx.users["thuongtruc"], ctx.users["lanhdao"]
    year = ctx.today.year

    def drafted(content: PlanContent) -> Plan:
        return create_plan(unit=office, content=content, actor=writer)

    def issued(content: PlanContent, on: dt.date) -> Plan:
        plan = submit_plan(plan=drafted(content), actor=writer)
        return issue_plan(plan=plan, actor=leader, on=min(on, ctx.today))

    past = issued(_yearly(year - 1), dt.date(year - 1, 1, 9))
    current = issued(_yearly(year), dt.date(year, 1, 8))
    _report(past, ctx, until=dt.date(year - 1, 12, 31))
    _report(current, ctx, until=ctx.today - dt.timedelta(days=20))
    confirm_all(past, ctx)
    follow(current, ctx)
    begin_from(source=current, unit=office, year=year + 1, actor=writer)
    submit_plan(plan=drafted(_thematic(year)), actor=writer)
    waiting = submit_plan(plan=drafted(_visit(year)), actor=writer)
    return_plan(plan=waiting, actor=leader, reason="Bổ sung đơn vị chủ trì từng đợt kiểm tra ở mục II.")


def _report(plan: Plan, ctx: SimpleNamespace, until: dt.date) -> None:
    """Most of what fell due is done, each within its quarter."""
    for task in plan.tasks.order_by("section__position", "position"):
        deadline = task.deadline
        if deadline is not None and deadline <= until and ctx.rng.random() < 0.9:
            done = deadline - dt.timedelta(days=ctx.rng.randint(2, 40))
            report_task(task=task, actor=ctx.users["thuongtruc"], on=done, note="Đã hoàn thành, có báo cáo lưu hồ sơ.")


def _content(year: int, subject: str, opening: str, sections: list[SectionContent]) -> PlanContent:
    lower = subject[:1].lower() + subject[1:]
    content = PlanContent(
        year=year,
        subject=subject,
        opening=opening,
        closing=f"Trên đây là Kế hoạch {lower}; trong quá trình thực hiện có vướng mắc, các phòng, đơn vị trao đổi với "
        "Phòng Tổ chức - Hành chính để được hướng dẫn.",
        recipients="Sở Nội vụ (báo cáo);\nLãnh đạo Văn phòng;\nThành viên Hội đồng TĐKT Văn phòng;\n"
        "Các phòng, đơn vị;\nLưu: VT, TCHC.",
        signer_title="CHÁNH VĂN PHÒNG",
        sections=sections,
    )
    for place, section in enumerate(content.sections, start=1):
        section.uid = f"moi{place}"
    relevel(content.sections)
    return content


def _part(heading: str, body: str = "", tasks: list[TaskContent] | None = None) -> SectionContent:
    columns = [list(column) for column in DEFAULT_COLUMNS] if tasks else []
    return SectionContent(numbering=shapes.ROMAN, heading=heading, body=body, tasks=tasks or [], columns=columns)


def _item(heading: str, body: str = "") -> SectionContent:
    return SectionContent(numbering=shapes.ARABIC, heading=heading, body=body)


def _listed(agencies: str) -> str:
    return "\n".join(f"- {agency}." for agency in agencies.split("; "))


def _yearly(year: int) -> PlanContent:
    """The yearly plan: its tasks by quarter, its text under three heads."""
    law = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"
    decree = "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;"
    bases = [law, decree] if year >= 2026 else [law]
    tasks = [TaskContent(quarter=q, content=what, agencies=_listed(who)) for q, what, who in TASKS]
    sections = [
        _part("MỤC ĐÍCH, YÊU CẦU"),
        _item("Mục đích", "Đưa thi đua vào công việc hằng ngày của từng phòng, từng vị trí, lấy sự hài lòng của cơ quan, "
              "tổ chức và người dân làm thước đo.\nKịp thời phát hiện, biểu dương người làm tốt, nhất là người trực tiếp "
              "làm việc và tập thể nhỏ."),
        _item("Yêu cầu", "Mỗi phòng, đơn vị đăng ký ít nhất một việc cụ thể, có sản phẩm và thời hạn.\nXét khen thưởng "
              "công khai, đúng thành tích; không nể nang, không dồn vào cuối năm."),
        _part("NHIỆM VỤ TRỌNG TÂM", tasks=tasks),
        _part("TỔ CHỨC THỰC HIỆN"),
        _item("Phòng Tổ chức - Hành chính", "Là đầu mối giúp Chánh Văn phòng theo dõi, đôn đốc việc thực hiện Kế hoạch; "
              "tổng hợp báo cáo theo quý.\nTham mưu họp Hội đồng, trình khen thưởng đúng thời hạn."),
        _item("Trung tâm Thông tin", "Tuyên truyền kết quả thi đua, giới thiệu gương điển hình tiên tiến:\n- Mỗi tuần ít "
              "nhất một tin, bài;\n- Mỗi quý một chuyên đề về sáng kiến, cách làm mới."),
        _item("Các phòng, đơn vị", "Căn cứ Kế hoạch này tổ chức thực hiện, báo cáo kết quả trước ngày 20 của tháng cuối quý."),
    ]  # fmt: skip
    return _content(
        year, f"Triển khai công tác thi đua, khen thưởng năm {year}",
        "\n".join([*bases, f"{OFFICE} ban hành Kế hoạch triển khai công tác thi đua, khen thưởng năm {year} như sau:"]),
        sections,
    )  # fmt: skip


def _thematic(year: int) -> PlanContent:
    """A short plan that waits for signature."""
    tasks = [
        TaskContent(quarter=4, content="Mỗi phòng số hóa xong hồ sơ lưu của một năm.", agencies="- Các phòng, đơn vị."),
        TaskContent(quarter=4, content="Mở lớp hướng dẫn ký số cho người mới.", agencies="- Trung tâm Thông tin."),
        TaskContent(quarter=4, content="Chấm điểm, trao giải phòng số hóa tốt nhất.", agencies="- Phòng Tổng hợp."),
    ]
    sections = [
        _part("MỤC TIÊU", "Không còn hồ sơ giấy phải tìm bằng tay đối với công việc phát sinh trong năm."),
        _part("NỘI DUNG", tasks=tasks),
        _part("TỔ CHỨC THỰC HIỆN", "Các phòng, đơn vị cử một đầu mối; Trung tâm Thông tin hỗ trợ kỹ thuật."),
    ]
    return _content(
        year, f"Phát động đợt thi đua cao điểm số hóa hồ sơ cuối năm {year}",
        f"Thực hiện Kế hoạch triển khai công tác thi đua, khen thưởng năm {year}, {OFFICE} ban hành Kế hoạch như sau:",
        sections,
    )  # fmt: skip


def _visit(year: int) -> PlanContent:
    """A plan that the leader has returned."""
    sections = [
        _part("MỤC ĐÍCH", "Nắm tình hình thực hiện giao ước thi đua, kịp thời tháo gỡ khó khăn cho đơn vị."),
        _part("NỘI DUNG, THỜI GIAN"),
        _item("Kiểm tra tại Trung tâm Phục vụ hành chính công trong nửa đầu tháng 12."),
        _item("Kiểm tra tại Trung tâm Thông tin trong nửa cuối tháng 12."),
        _part("TỔ CHỨC THỰC HIỆN", "Đoàn kiểm tra báo cáo kết quả trong năm ngày làm việc sau mỗi đợt."),
    ]
    return _content(
        year, f"Kiểm tra công tác thi đua, khen thưởng tại các đơn vị sự nghiệp năm {year}",
        f"Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;\n{OFFICE} ban hành Kế hoạch kiểm tra như sau:",
        sections,
    )  # fmt: skip
