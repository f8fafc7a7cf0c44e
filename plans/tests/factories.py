"""Plans for tests."""

from __future__ import annotations

from datetime import date

from plans.content import DEFAULT_COLUMNS, PlanContent, SectionContent, TaskContent
from plans.models import Plan
from plans.reading import shapes
from plans.services import create_plan, issue_plan, put_on_record, submit_plan

_COUNT = 0


def make_content(**changes) -> PlanContent:
    """A small plan with three sections and three tasks."""
    global _COUNT
    _COUNT += 1
    content = PlanContent(
        year=2026,
        subject=f"Thi đua chăm sóc vườn thuốc nam lần {_COUNT}",
        opening="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;\nVăn phòng ban hành Kế hoạch như sau:",
        closing="Trên đây là Kế hoạch chăm sóc vườn thuốc; đề nghị các phòng thực hiện.",
        recipients="Các phòng;\nLưu: VT.",
        signer_title="CHÁNH VĂN PHÒNG",
        signer_name="Lò Văn Thử",
        sections=[
            SectionContent(level=1, numbering=shapes.ROMAN, heading="MỤC ĐÍCH, YÊU CẦU", uid="moi1"),
            SectionContent(
                level=2, numbering=shapes.ARABIC, heading="Mục đích", uid="moi2", body="Vườn sạch.\n- Có cây mới;"
            ),
            SectionContent(
                level=1,
                numbering=shapes.ROMAN,
                heading="NỘI DUNG",
                uid="moi3",
                columns=[list(column) for column in DEFAULT_COLUMNS],
                tasks=[
                    TaskContent(content="Làm đất", quarter=1, agencies="- Phòng Tổng hợp."),
                    TaskContent(content="Trồng cây", quarter=2, agencies="- Phòng Hành chính."),
                    TaskContent(content="Thu hái", quarter=4, agencies="Các phòng"),
                ],
            ),
        ],
    )
    for name, value in changes.items():
        setattr(content, name, value)
    return content


def make_plan(world, *, unit=None, **changes) -> Plan:
    """A draft of the office."""
    actor = world.users["standing_office"]
    return create_plan(unit=unit or world.office, content=make_content(**changes), actor=actor)


def make_submitted(world, **changes) -> Plan:
    """A plan that waits for the leader."""
    return submit_plan(plan=make_plan(world, **changes), actor=world.users["standing_office"])


def make_issued(world, **changes) -> Plan:
    """A plan issued by the leader."""
    return issue_plan(plan=make_submitted(world, **changes), actor=world.users["leader"])


def make_recorded(world, **changes) -> Plan:
    """A plan in force that no file had to be rendered for."""
    values = {"number_text": "17/KH-VP", "issued_on": date(2026, 1, 5), **changes}
    return put_on_record(plan=make_plan(world, **values), actor=world.users["standing_office"])
