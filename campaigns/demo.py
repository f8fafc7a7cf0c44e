"""The demo's campaigns: one that runs and nears its deadline, one of last year, one draft."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone

from plans.models import Plan

from . import services
from .models import Campaign, Criterion, Registration, Story, Target
from .services import CriterionLine

DIVISIONS = ["TCHC", "TH", "KT", "KGVX", "NC", "QTTV", "TTTT", "TTHCC"]
CRITERIA = [
    ("Hồ sơ trình đúng hạn và đủ thành phần; không để hồ sơ phải trả lại do lỗi của đơn vị", 30),
    ("Văn bản đi được soạn, ký và phát hành hoàn toàn trên môi trường điện tử", 25),
    ("Mỗi cán bộ có ít nhất một đề xuất cải tiến cách làm được đơn vị áp dụng", 20),
    ("Chấp hành kỷ cương, văn hóa công sở; không có phản ánh đúng về thái độ phục vụ", 15),
    ("Tham gia các hoạt động an sinh, hiến máu, môi trường do cơ quan tổ chức", 10),
]
# unit code → (pledge, targets); the first list has registered, the second is still writing
REGISTERED = {
    "KT": (
        "Tập thể Phòng Kinh tế giao ước tham mưu nhanh, đúng, rõ trách nhiệm từng khâu; "
        "việc trong tuần không để sang tuần sau.",
        [
            "100% văn bản tham mưu trình trước hạn ít nhất một ngày",
            "Không có văn bản phải đính chính do lỗi số liệu",
            "Hai đề xuất cải tiến được áp dụng trong năm",
        ],
    ),
    "KGVX": (
        "Phòng Khoa giáo - Văn xã giao ước theo sát cơ sở, nắm chắc việc, phối hợp tốt với các sở.",
        ["98% hồ sơ xử lý trước hạn", "Mỗi quý một chuyến làm việc tại xã khó khăn"],
    ),
}
WRITING = {
    "TH": (
        "Phòng Tổng hợp giao ước giữ nhịp chương trình công tác của cơ quan, không để sót việc.",
        ["100% kết luận cuộc họp phát hành trong ngày làm việc kế tiếp"],
    ),
}


def load(ctx: SimpleNamespace) -> None:
    """Write the three campaigns of the office, seen from the demo's day."""
    ctx.office = ctx.units["VPUBND"]
    ctx.campaign = _running(ctx)
    _last_year(ctx)
    _draft(ctx)
    _stories(ctx)


def _running(ctx: SimpleNamespace) -> Campaign:
    organiser = ctx.users["thuongtruc"]
    campaign = services.create_campaign(
        actor=organiser,
        unit=ctx.office,
        units=[ctx.units[code] for code in DIVISIONS],
        criteria=[CriterionLine(text, Decimal(points)) for text, points in CRITERIA],
        plan=_plan(ctx),
        title="Văn phòng thi đua tham mưu nhanh, phục vụ tốt",
        slogan="Nhanh từng việc, chắc từng khâu, vui người đến",
        kind=Campaign.Kind.THEMATIC,
        purpose=(
            "Nâng chất lượng tham mưu, rút ngắn thời gian xử lý hồ sơ và làm hài lòng người dân, doanh nghiệp "
            "đến liên hệ công việc.\n\nMỗi đơn vị chọn việc khó nhất của mình để đăng ký, có chỉ tiêu đo được, "
            "có người chịu trách nhiệm, báo kết quả khi sơ kết và tổng kết."
        ),
        starts_on=ctx.today - dt.timedelta(days=20),
        ends_on=ctx.today + dt.timedelta(days=150),
        register_by=ctx.today + dt.timedelta(days=5),
    )
    campaign = services.launch_campaign(actor=organiser, campaign=campaign)
    _register(ctx, campaign, REGISTERED, send=True)
    _register(ctx, campaign, WRITING, send=False)
    return campaign


def _register(
    ctx: SimpleNamespace, campaign: Campaign, lines: dict[str, tuple[str, list[str]]], *, send: bool
) -> None:
    staff = {"KT": "canbo.kt", "KGVX": "canbo.kgvx", "TH": "canbo"}
    heads = {"KT": "truongphong.kt", "KGVX": "truongphong.kgvx"}
    for code, (pledge, targets) in lines.items():
        registration = services.save_registration(
            actor=ctx.users[staff[code]],
            campaign=campaign,
            unit=ctx.units[code],
            version=0,
            pledge=pledge,
            targets=targets,
        )
        if send:
            services.send_registration(actor=ctx.users[heads[code]], registration=registration)


def _last_year(ctx: SimpleNamespace) -> None:
    """Its time has passed, so it is written as it ended and not by the steps that look at today's date."""
    year = ctx.today.year - 1
    campaign = Campaign.objects.create(
        unit=ctx.office,
        title=f"Thi đua hoàn thành sớm chương trình công tác năm {year}",
        slogan="Về đích trước, về đích chắc",
        kind=Campaign.Kind.REGULAR,
        purpose="Hoàn thành toàn bộ chương trình công tác năm trước ngày 20 tháng 12.",
        starts_on=dt.date(year, 1, 10),
        ends_on=dt.date(year, 12, 31),
        register_by=dt.date(year, 2, 15),
        state=Campaign.State.ENDED,
        created_by=ctx.users["thuongtruc"],
        launched_at=timezone.make_aware(dt.datetime(year, 1, 10, 8)),
        ended_at=timezone.make_aware(dt.datetime(year, 12, 31, 16)),
    )
    units = [ctx.units[code] for code in DIVISIONS[1:]]
    campaign.units.set(units)
    Criterion.objects.create(
        campaign=campaign, position=1, text="Tỷ lệ nhiệm vụ hoàn thành trước hạn", max_points=Decimal(100)
    )
    for number, unit in enumerate(units, start=1):
        registration = Registration.objects.create(
            campaign=campaign,
            unit=unit,
            pledge=f"{unit.name} giao ước hoàn thành mọi việc trong chương trình công tác năm {year}.",
            state=Registration.State.SENT,
            version=1,
            registered_by=ctx.users["truongphong"],
            registered_at=timezone.make_aware(dt.datetime(year, 1, 14 + number, 9)),
        )
        Target.objects.create(
            registration=registration, position=1, text=f"Ít nhất {88 + number}% nhiệm vụ xong trước hạn"
        )


def _draft(ctx: SimpleNamespace) -> None:
    services.create_campaign(
        actor=ctx.users["thuongtruc"],
        unit=ctx.office,
        units=[ctx.units[code] for code in ("TTTT", "TTHCC", "QTTV")],
        title="Bộ phận một cửa không giấy tờ thừa",
        slogan="Khai một lần, dùng nhiều lần",
        kind=Campaign.Kind.THEMATIC,
        purpose="Bỏ những giấy tờ mà cơ quan nhà nước đã có trong cơ sở dữ liệu.",
        starts_on=ctx.today + dt.timedelta(days=15),
        ends_on=ctx.today + dt.timedelta(days=200),
        register_by=ctx.today + dt.timedelta(days=40),
    )


def _stories(ctx: SimpleNamespace) -> None:
    """One that was published in the last quarter, one that is being written."""
    writer = ctx.users["thongtin"]
    told = services.write_story(
        actor=writer,
        unit=ctx.office,
        kind=Story.Kind.GOOD_DEED,
        title="Chiếc túi giấy tờ trở về trước giờ tan sở",
        about="Bộ phận trực quầy số 3, Trung tâm Phục vụ hành chính công",
        about_unit=ctx.units["TTHCC"],
        text=(
            "Một người dân để quên túi giấy tờ nhà đất trên ghế chờ. Hai cán bộ trực quầy gọi qua ba số điện thoại "
            "ghi trên biên nhận cũ, nhắn về xã, rồi ở lại quá giờ để trao tận tay.\n"
            "Từ hôm đó quầy có thêm một ngăn khóa và một cuốn sổ nhỏ ghi đồ thất lạc."
        ),
    )
    day = ctx.today.replace(day=1) - dt.timedelta(days=95)
    services.publish_story(
        actor=writer, story=told, published_on=day, outlet="Trang thông tin điện tử của cơ quan",
        confirmed_by="Chánh Văn phòng",
    )  # fmt: skip
    services.write_story(
        actor=writer,
        unit=ctx.office,
        kind=Story.Kind.MODEL,
        title="Mười phút đầu giờ: cả phòng đọc chung một văn bản mới",
        about="Phòng Kinh tế",
        about_unit=ctx.units["KT"],
        campaign=ctx.campaign,
        text="Mỗi sáng một người đọc, một người hỏi. Sau hai tháng, không văn bản mới nào bị bỏ sót.",
    )


def _plan(ctx: SimpleNamespace) -> Plan | None:
    in_force = Plan.objects.filter(unit=ctx.office, state__in=[Plan.State.ISSUED, Plan.State.RECORDED])
    return in_force.order_by("-year", "-pk").first()
