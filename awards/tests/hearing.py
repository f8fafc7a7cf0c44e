"""What is heard of nominations, for tests."""

import datetime as dt

from django.utils import timezone

from awards import services
from awards.models import AwardType, Procedure, Round
from awards.rulebook import Rulebook
from awards.services import comments, flags, forwarding, opinions
from documents.models import Draft
from documents.tests.factories import DocumentFactory
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory

from . import factories as make

WORDS = "Đơn tố cáo ngày 01/11, Thanh tra tỉnh đang xác minh."


def flag(world, nomination=None, person=None, kind="complaint"):
    return flags.set_flag(
        actor=world.users["standing_office"], kind=kind, reason=WORDS, since=timezone.localdate(),
        nomination=nomination, person=person,
    )  # fmt: skip


def release(world, flag, outcome="clean", reason="Kết luận số 12/KL-TTr: không vi phạm."):
    return flags.release_flag(actor=world.users["standing_office"], flag=flag, outcome=outcome, reason=reason)


def ask(world, *nominations, due_on=None, **whom):
    return opinions.ask_opinion(
        actor=world.users["standing_office"], around=nominations[0].round, nominations=nominations,
        due_on=due_on or opinions.usual_due_on(), **whom,
    )  # fmt: skip


def answer(request, verdict="agree", text="", way="here", **more):
    answers = dict.fromkeys(request.opinions.all(), (verdict, text))
    return opinions.answer_opinion(request=request, answers=answers, way=way, **more)


def procedure(code="LDTT", **fields):
    """What the rule set of today asks for an award."""
    rule_set = Rulebook().sets_on(timezone.localdate())[0]
    award = make.award_type(code)
    Procedure.objects.filter(rule_set=rule_set, award_type=award, target="").delete()
    values = {"components": [], "article": "Nghị định 152/2025/NĐ-CP, Điều 44.2", **fields}
    return Procedure.objects.create(rule_set=rule_set, award_type=award, target="", **values)


def publish(world, *nominations, days=10):
    """A list that is public now: the given nominations, or one appraised for it."""
    procedure(comment_days=days)
    rows = nominations or [make.make_appraised(world, make.make_round(world))]
    return comments.publish(actor=world.users["standing_office"], around=rows[0].round, nominations=rows)


def say(period, text="Tôi thấy cần xem lại thành tích năm nay.", nomination=None):
    return comments.comment(
        period=period, name="Trần Thị Góp Ý", contact="0912 345 678", text=text, nomination=nomination
    )


def close(period):
    """As it is after its last day."""
    day = timezone.localdate()
    period.starts_on, period.ends_on = day - dt.timedelta(days=20), day - dt.timedelta(days=1)
    period.save()
    return period


def award_above(world, item, code="1500/QĐ-TTg"):
    """What the authority outside decided is entered."""
    return forwarding.enter_award_above(
        actor=world.users["standing_office"], item=item, decision_code=code, decided_on=dt.date(2026, 1, 5),
        issuer_name="Thủ tướng Chính phủ",
    )  # fmt: skip


def decided_above(code="LDTT", authority="province"):
    """As an award that the office itself does not decide."""
    AwardType.objects.filter(code=code).update(authority=authority)


def forward(world, *nominations, **where):
    """Sent up, as awards that the office itself does not decide."""
    for nomination in nominations:
        decided_above(nomination.award_type.code)
    return forwarding.forward(
        actor=world.users["standing_office"], around=nominations[0].round, nominations=nominations,
        **(where or {"to_name": "Bộ Nội vụ"}),
    )  # fmt: skip


def round_above(world):
    """Who runs the province's office, and its open round that asks the world's office for its list."""
    clerk = UserFactory(full_name="Lê Thị Cấp Trên")
    RoleFactory(user=clerk, unit=world.province, kind=RoleKind.STANDING_OFFICE)
    day = timezone.localdate()
    around = services.save_round(
        actor=clerk,
        around=Round(
            unit=world.province, year=day.year, title="Xét khen thưởng cấp tỉnh", period_start=dt.date(day.year, 1, 1),
            period_end=dt.date(day.year, 12, 31), opens_on=day, send_by=day, appraise_by=day, decide_by=day,
        ),
        award_types=[make.award_type("LDTT")],
        units=[world.office],
    )  # fmt: skip
    return clerk, services.open_round(actor=clerk, around=around)


def sign_paper(forwarding):
    """Its submission as it is once it was signed and numbered, without a page that anybody would set."""
    office = forwarding.round.unit
    draft = Draft(kind="TTr", issuer=office.issuer, drafting_unit=office, created_by=forwarding.created_by)
    draft.document = DocumentFactory(issuer=office.issuer)
    draft.save()
    forwarding.paper = draft
    forwarding.save(update_fields=["paper"])
    return draft.document
