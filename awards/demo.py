"""The demo's award season: a round at every stage, ratings and initiatives, a register of three years."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from core.dates import today
from units.models import Person

from . import demo_council, demo_history, services
from .loading import load_shipped
from .models import (
    Award,
    AwardType,
    Decision,
    Discipline,
    Dossier,
    Initiative,
    Nomination,
    Round,
    UnitMinutes,
    YearlyRating,
)
from .papers.decision import deciding_head, default_bases

ASKED = ["TCHC", "TH", "KT", "KGVX", "NC", "QTTV", "TTTT", "TTHCC"]
WRITERS = {
    "TH": ("canbo", "truongphong"),
    "KT": ("canbo.kt", "truongphong.kt"),
    "KGVX": ("canbo.kgvx", "truongphong.kgvx"),
}
BACKGROUND = [
    "Tốt nghiệp đại học chuyên ngành hành chính; vào cơ quan từ vị trí tập sự, qua hai bộ phận trước khi nhận việc hiện nay.",
    "Cử nhân kinh tế, đảng viên; đã làm việc ở cấp xã bốn năm rồi chuyển về cơ quan.",
    "Thạc sĩ quản lý công; phụ trách mảng tổng hợp và theo dõi các chương trình trọng điểm.",
    "Trung cấp văn thư, có nhiều năm làm trực tiếp; tổ phó công đoàn bộ phận.",
]
TASKS = [
    "Theo dõi, đôn đốc việc thực hiện kết luận các cuộc họp; soạn báo cáo tuần và báo cáo tháng.",
    "Tiếp nhận, phân loại hồ sơ và trả lời kiến nghị của tổ chức, cá nhân trong lĩnh vực được giao.",
    "Rà soát dự thảo văn bản, kiểm tra thể thức và phối hợp với các phòng hoàn thiện trước khi trình ký.",
]
ACHIEVEMENTS = [
    "Hoàn thành toàn bộ việc được giao trong năm, không có việc quá hạn. Đã cùng đồng nghiệp sắp xếp lại luồng xử lý hồ sơ, "
    "nhờ đó thời gian trung bình cho một hồ sơ giảm từ ba ngày xuống hai ngày và số hồ sơ phải làm lại giảm rõ rệt.",
    "Xử lý khối lượng văn bản nhiều hơn năm trước trong khi số người của bộ phận giảm. Chủ động đề xuất cách chia việc theo "
    "nhóm lĩnh vực, giúp việc thay thế khi có người nghỉ được liền mạch, không để sót việc nào.",
    "Tham gia đầy đủ các đợt cao điểm của cơ quan, nhận thêm việc của đồng nghiệp đi học. Các báo cáo gửi đúng hạn, số liệu "
    "được kiểm tra chéo trước khi trình nên không phải đính chính lần nào trong cả năm.",
]
GROUP = {
    "background": "Phòng có lãnh đạo phòng và các chuyên viên, phụ trách tham mưu, tổng hợp trong lĩnh vực được giao.",
    "members": "10 người, trong đó 5 nữ; sinh hoạt trong một tổ đảng và một tổ công đoàn.",
    "achievements": "Cả phòng hoàn thành chương trình công tác năm, các nhiệm vụ đột xuất đều xong trước hạn. Số văn bản tham mưu "
    "tăng so với năm trước, tỷ lệ đúng hạn giữ ở mức cao; nội dung tham mưu được lãnh đạo sử dụng ngay ở phần lớn trường hợp.",
    "movements": "Tham gia đủ các phong trào của cơ quan; nội bộ đoàn kết, không có đơn thư, phản ánh.",
    "opinion": "Tập thể phòng thống nhất đề nghị vì kết quả chung của cả năm.",
}
SANG_KIEN = [
    "Bảng theo dõi kết luận cuộc họp dùng chung cho các phòng",
    "Mẫu phiếu kiểm tra nhanh dự thảo trước khi trình ký",
    "Lịch phòng họp trực tuyến có nhắc việc",
    "Cách đánh số hồ sơ lưu giúp tra cứu trong một phút",
    "Bộ câu trả lời mẫu cho các kiến nghị thường gặp",
]


def load(ctx: SimpleNamespace) -> None:
    """Write the award data of the demo; the same at every run."""
    load_shipped()
    ctx.office = ctx.units["VPUBND"]
    ctx.award_types = {award_type.code: award_type for award_type in AwardType.objects.all()}
    ctx.staff_of = _people_by_unit(ctx)
    year = ctx.today.year
    _facts(ctx, year)
    _old_register(ctx, year - 3, number=71)
    _old_register(ctx, year - 2, number=64)
    demo_history.load(ctx)
    _decided_last_year(ctx, year - 1)
    _waiting_for_signature(ctx, year)
    _under_appraisal(ctx, year)
    _sent(ctx, year)
    _just_opened(ctx, year)
    demo_council.load(ctx)


def _people_by_unit(ctx: SimpleNamespace) -> dict[str, list[Person]]:
    people: dict[str, list[Person]] = {code: [] for code in ctx.units}
    for person in Person.objects.select_related("unit").order_by("sort_key", "pk"):
        if person.left_on is None and not person.staff_code.startswith("TK"):
            people[person.unit.code].append(person)
    return people


def _facts(ctx: SimpleNamespace, year: int) -> None:
    rng, ratings = ctx.rng, []
    for person in Person.objects.select_related("unit").order_by("pk"):
        for past in range(year - 2, year + 1):
            if past == year and rng.random() < 0.12:
                continue  # not rated yet: the conditions say what is missing
            steady = person.unit.code == "KGVX" and past == year - 1
            level = rng.choices(["HTXS", "HTT", "HT", "KHT"], [30, 70, 0, 0] if steady else [22, 62, 14, 2])[0]
            ratings.append(YearlyRating(person=person, year=past, level=level, source=f"Phiếu xếp loại năm {past}"))
    for unit in ctx.units.values():
        for past in range(year - 2, year + 1):
            ratings.append(YearlyRating(unit=unit, year=past, level=rng.choice(["HTXS", "HTT", "HTT"])))
    YearlyRating.objects.bulk_create(ratings)
    authors = [ctx.staff_of[code][index] for code in WRITERS for index in (0, 2)]
    for number, (person, title) in enumerate(zip(authors, SANG_KIEN, strict=False), start=1):
        for past in (year - 1, year):
            Initiative.objects.create(
                person=person,
                title=f"{title} (năm {past})",
                recognised_on=dt.date(past, 6, 10 + number),
                number=f"{10 + number}/QĐ-VP",
            )
    Discipline.objects.create(
        person=ctx.staff_of["KT"][3],
        level=Discipline.Level.REPRIMAND,
        decided_on=dt.date(year, 3, 2),
        ended_on=dt.date(year + 1, 3, 2),
        note="Chậm xử lý hồ sơ",
    )


def _old_register(ctx: SimpleNamespace, year: int, *, number: int) -> None:
    """Awards decided before the system came, as the office typed them in."""
    rows, head = [], deciding_head(ctx.office)
    for unit in ("TCHC", "TH", "KT", "KGVX", "NC"):
        for index, person in enumerate(ctx.staff_of[unit][:6]):
            if person.joined_on and person.joined_on.year > year:
                continue
            code = "CSTDCS" if index == 0 else "LDTT"
            rows.append(demo_history.past_award(ctx, person, code, year, issuer=head, number=f"{number}/QĐ-VP"))
    for row in rows:
        row.fill_keys()
    Award.objects.bulk_create(rows)


def _round(
    ctx: SimpleNamespace, *, title: str, year: int, codes: list[str], days: tuple[int, int, int, int], **more: Any
) -> Round:
    opens, send, appraise, decide = (ctx.today + dt.timedelta(days=day) for day in days)
    clerk = ctx.users["thuongtruc"]
    around = Round(
        unit=ctx.office,
        year=year,
        title=title,
        period_start=dt.date(year, 1, 1),
        period_end=dt.date(year, 12, 31),
        opens_on=opens,
        send_by=send,
        appraise_by=appraise,
        decide_by=decide,
        **more,
    )
    services.save_round(
        actor=clerk,
        around=around,
        award_types=[ctx.award_types[code] for code in codes],
        units=[ctx.units[code] for code in ASKED],
    )
    return services.open_round(actor=clerk, around=around)


def _dossier(
    ctx: SimpleNamespace, around: Round, code: str, people: dict[str, list[Person]], *, group: str = ""
) -> Dossier:
    """A unit's dossier: award code → people; `group` proposes the unit itself for that award."""
    staff = ctx.users[WRITERS[code][0]]
    dossier = services.start_dossier(actor=staff, around=around, unit=ctx.units[code])
    for award, chosen in people.items():
        if chosen:
            added = services.nominate(actor=staff, dossier=dossier, award_type=ctx.award_types[award], people=chosen)
            for nomination in added:
                _write(ctx, staff, nomination)
    if group:
        [nomination] = services.nominate(
            actor=staff, dossier=dossier, award_type=ctx.award_types[group], units=[ctx.units[code]]
        )
        services.save_content(actor=staff, nomination=nomination, content=GROUP, version=1)
    return dossier


def _write(ctx: SimpleNamespace, actor: Any, nomination: Nomination) -> None:
    rng = ctx.rng
    before = rng.randint(80, 200)
    content = {
        "background": rng.choice(BACKGROUND),
        "tasks": rng.choice(TASKS),
        "achievements": rng.choice(ACHIEVEMENTS),
        "initiatives": "",
        "discipline": "Không",
        "opinion": "Tập thể nhất trí đề nghị; làm việc có trách nhiệm, được đồng nghiệp tin cậy.",
        "figures": [
            ["Văn bản đã xử lý", str(before), str(before + rng.randint(5, 40))],
            ["Tỷ lệ đúng hạn", f"{rng.randint(92, 96)}%", f"{rng.randint(97, 100)}%"],
        ],
    }
    services.save_content(actor=actor, nomination=nomination, content=content, version=1)


def _meet(ctx: SimpleNamespace, dossier: Dossier, code: str) -> None:
    """The unit met and voted on everybody in the dossier."""
    writer, head = (ctx.users[name] for name in WRITERS[code])
    minutes = UnitMinutes(
        held_on=min(today(), dossier.round.send_by) - dt.timedelta(days=1),
        begins=dt.time(8),
        ends=dt.time(10, 30),
        place=f"Phòng họp {dossier.unit.short_name}",
        chair=f"{head.full_name}, Trưởng đơn vị",
        secretary=f"{writer.full_name}, Chuyên viên",
        members=12,
        present=11,
        absent="01 người đi công tác",
    )
    votes = {
        pk: (11 - index % 2, index % 2) for index, pk in enumerate(dossier.nominations.values_list("pk", flat=True))
    }
    services.keep_minutes(actor=writer, dossier=dossier, minutes=minutes, votes=votes, version=0)


def _send(ctx: SimpleNamespace, dossier: Dossier, code: str, *, receive: bool) -> Dossier:
    _meet(ctx, dossier, code)
    dossier = services.send_dossier(actor=ctx.users[WRITERS[code][1]], dossier=dossier)
    if receive:
        dossier = services.receive_dossier(actor=ctx.users["thuongtruc"], dossier=dossier)
    return dossier


def _accept_all(ctx: SimpleNamespace, nominations: Any) -> None:
    clerk = ctx.users["thuongtruc"]
    _, left = services.accept_clear(actor=clerk, nominations=nominations, judge_rest=True)
    for nomination in left:
        services.appraise(
            actor=clerk,
            nomination=nomination,
            proposal="reject",
            opinion="Chưa đạt mức xếp loại theo tiêu chuẩn.",
        )


def _decided_last_year(ctx: SimpleNamespace, year: int) -> None:
    """A whole round of last year: about thirty awarded by one decision."""
    around = _round(
        ctx, title=f"Xét khen thưởng năm {year}", year=year, codes=["LDTT", "CSTDCS", "TTLDTT"], days=(-390, 1, 2, 3)
    )
    for code in WRITERS:
        people = ctx.staff_of[code]
        few = people if code == "KGVX" else people[:5]
        dossier = _dossier(ctx, around, code, {"LDTT": few, "CSTDCS": people[:3]}, group="TTLDTT")
        _send(ctx, dossier, code, receive=True)
    received = dt.datetime(year, 12, 8, 9, 30, tzinfo=timezone.get_current_timezone())
    Dossier.objects.filter(round=around).update(
        created_at=received - dt.timedelta(days=9), sent_at=received - dt.timedelta(days=2), received_at=received
    )
    UnitMinutes.objects.filter(dossier__round=around).update(held_on=dt.date(year, 12, 4))
    people_only = around.nominations.filter(target="individual")
    _accept_all(ctx, people_only)
    _accept_all(ctx, around.nominations.filter(target="collective", state="received"))
    signed_on = dt.date(year, 12, 22)
    decision = _submit(ctx, around, bases=default_bases(around, signed_on))
    services.sign_decision(actor=ctx.users["lanhdao"], decision=decision, on=signed_on)
    Round.objects.filter(pk=around.pk).update(
        opens_on=dt.date(year, 11, 20),
        send_by=dt.date(year, 12, 6),
        appraise_by=dt.date(year, 12, 16),
        decide_by=dt.date(year, 12, 25),
    )
    services.close_round(actor=ctx.users["thuongtruc"], around=around)


def _submit(ctx: SimpleNamespace, around: Round, *, achievement: str = "", bases: list[str] | None = None) -> Decision:
    clerk = ctx.users["thuongtruc"]
    ready = around.nominations.filter(state=Nomination.State.APPRAISED)
    decision = services.prepare_decision(actor=clerk, around=around, nominations=ready)
    if achievement or bases:
        services.change_decision(
            actor=clerk,
            decision=decision,
            subject=decision.subject,
            achievement=achievement or decision.achievement,
            bases=bases or decision.bases,
            recipients=decision.recipients,
        )
    return services.submit_decision(actor=clerk, decision=decision)


def _waiting_for_signature(ctx: SimpleNamespace, year: int) -> None:
    around = _round(
        ctx,
        title=f"Khen thưởng đột xuất ứng phó mưa lũ năm {year}",
        year=year,
        codes=["GK"],
        days=(-25, 0, 1, 4),
        category=Round.Category.SUDDEN,
    )
    for code in ("TH", "KGVX"):
        dossier = _dossier(ctx, around, code, {"GK": ctx.staff_of[code][1:4]})
        _send(ctx, dossier, code, receive=True)
    Round.objects.filter(pk=around.pk).update(
        send_by=ctx.today - dt.timedelta(days=10), appraise_by=ctx.today - dt.timedelta(days=2)
    )
    _accept_all(ctx, around.nominations.all())
    _submit(ctx, around, achievement=f"đã có thành tích trong ứng phó mưa lũ năm {year}")


def _under_appraisal(ctx: SimpleNamespace, year: int) -> None:
    around = _round(
        ctx,
        title=f"Xét khen thưởng bổ sung năm {year - 1}",
        year=year - 1,
        codes=["LDTT", "CSTDCS", "TTLDTT", "GK"],
        days=(-30, 0, 6, 14),
    )
    for code in WRITERS:
        people = ctx.staff_of[code]
        titles = {} if code == "KGVX" else {"LDTT": people[5:9], "CSTDCS": people[5:7]}
        chosen = {**titles, "GK": people[3:5]}
        dossier = _dossier(ctx, around, code, chosen, group="TTLDTT" if code == "KT" else "")
        _send(ctx, dossier, code, receive=True)
    Round.objects.filter(pk=around.pk).update(send_by=ctx.today - dt.timedelta(days=8))
    clerk = ctx.users["thuongtruc"]
    of_th = list(around.nominations.filter(dossier__unit=ctx.units["TH"]).order_by("pk"))
    services.return_nomination(
        actor=clerk,
        nomination=of_th[0],
        reason="Báo cáo chưa có số liệu quý IV; đề nghị bổ sung và nêu rõ kết quả cụ thể.",
    )
    services.accept_clear(actor=clerk, nominations=of_th[1:3], judge_rest=True)


def _sent(ctx: SimpleNamespace, year: int) -> None:
    around = _round(
        ctx,
        title=f"Tổng kết phong trào cải cách hành chính năm {year}",
        year=year,
        codes=["GK"],
        days=(-12, 3, 10, 17),
        category=Round.Category.CAMPAIGN,
        note="Mỗi phòng đề nghị không quá ba cá nhân; nêu rõ việc đã làm trong phong trào.",
    )
    for code in ("KT", "KGVX"):
        dossier = _dossier(ctx, around, code, {"GK": ctx.staff_of[code][6:8]})
        _send(ctx, dossier, code, receive=False)
    _dossier(ctx, around, "TH", {"GK": ctx.staff_of["TH"][6:8]})


def _just_opened(ctx: SimpleNamespace, year: int) -> None:
    around = _round(
        ctx,
        title=f"Xét khen thưởng năm {year}",
        year=year,
        codes=["LDTT", "CSTDCS", "TTLDTT", "GK"],
        days=(-2, 12, 22, 32),
        note="Báo cáo thành tích nêu số liệu so với năm trước. Phiếu xếp loại năm gửi kèm nếu chưa có trong hệ thống.",
    )
    staff, home = ctx.users["canbo"], ctx.units["TH"]
    dossier = services.start_dossier(actor=staff, around=around, unit=home)
    people = ctx.staff_of["TH"][:4]
    added = services.nominate(actor=staff, dossier=dossier, award_type=ctx.award_types["LDTT"], people=people)
    _write(ctx, staff, added[0])
    services.save_content(
        actor=staff, nomination=added[1], content={"background": BACKGROUND[1], "tasks": TASKS[0]}, version=1
    )
