"""Rounds, dossiers and nominations for tests, through the services that make them."""

import datetime as dt
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from pypdf import PdfWriter

from awards import services
from awards.assessment import assess
from awards.content import COLLECTIVE, INDIVIDUAL
from awards.models import AwardType, Judgement, Round, UnitMinutes, YearlyRating
from core.testing import PDF


def award_type(code):
    return AwardType.objects.get(code=code)


def make_round(world, *, state="open", codes=("LDTT", "CSTDCS", "TTLDTT", "GK"), send_by=None, **fields):
    """A round of the world's office that asks both divisions; open for ten more days."""
    day = timezone.localdate()
    last = send_by or day + dt.timedelta(days=10)
    more = Round.objects.count()  # a second one that says all that the first one says would be the first one
    values = {
        "unit": world.office,
        "year": day.year,
        "title": f"Xét khen thưởng năm {day.year}" + (f" (đợt {more + 1})" if more else ""),
        "period_start": dt.date(day.year, 1, 1),
        "period_end": dt.date(day.year, 12, 31),
        "opens_on": min(day, last) - dt.timedelta(days=5),
        "send_by": last,
        "appraise_by": last + dt.timedelta(days=10),
        "decide_by": last + dt.timedelta(days=20),
        **fields,
    }
    around = services.save_round(
        actor=world.users["standing_office"],
        around=Round(**values),
        award_types=[award_type(code) for code in codes],
        units=[world.division, world.other_division],
    )
    if state == "open":
        around = services.open_round(actor=world.users["standing_office"], around=around)
    return around


def full_content(target="individual"):
    """A report with every field written."""
    fields = INDIVIDUAL if target == "individual" else COLLECTIVE
    words = "Đã hoàn thành tốt các việc được giao trong năm với kết quả cụ thể và đúng thời hạn đề ra cho đơn vị mình"
    texts = {field.key: "12 người, trong đó 5 nữ" if field.counts else words for field in fields}
    return texts | {"figures": [["Văn bản đã xử lý", "120", "150"]]}


def make_nomination(world, around, *, person=None, unit=None, code="LDTT", content=None, dossier=None):
    """A nomination of the world's division, filled in."""
    staff = world.users["staff"]
    dossier = dossier or services.start_dossier(actor=staff, around=around, unit=world.division)
    people = [] if unit else [person or world.person]
    [nomination] = services.nominate(
        actor=staff, dossier=dossier, award_type=award_type(code), people=people, units=[unit] if unit else []
    )
    written = full_content(nomination.target) if content is None else content
    saved = services.save_content(actor=staff, nomination=nomination, content=written, version=1)
    return hold_meeting(saved)


def hold_meeting(nomination, votes=(9, 0)):
    """The unit's meeting was held and all of it was for the nominee: without it nothing is sent. Returns the row as it
    is now."""
    day = timezone.localdate()
    values = {"begins": dt.time(8), "place": "Phòng họp", "chair": "Lò Thị Thu", "secretary": "Vũ An"}
    UnitMinutes.objects.get_or_create(
        dossier=nomination.dossier, defaults={**values, "held_on": day, "members": 10, "present": 9}
    )
    nomination.votes_for, nomination.votes_against = votes
    nomination.save(update_fields=["votes_for", "votes_against"])
    return nomination


def rate(nominee, level="HTT", year=None):
    year = year or timezone.localdate().year
    field = "person" if hasattr(nominee, "full_name") else "unit"
    return YearlyRating.objects.create(**{field: nominee}, year=year, level=level)


def reload(row):
    return type(row).objects.get(pk=row.pk)


def send_and_receive(world, dossier):
    dossier = services.send_dossier(actor=world.users["head"], dossier=dossier)
    return services.receive_dossier(actor=world.users["standing_office"], dossier=dossier)


def make_received(world, around, **kwargs):
    """A nomination whose dossier was received."""
    nomination = make_nomination(world, around, **kwargs)
    send_and_receive(world, nomination.dossier)
    return reload(nomination)


def make_appraised(world, around, **kwargs):
    """A nomination that the standing office agreed to, with a reason for going on."""
    nomination = make_received(world, around, **kwargs)
    return agree(world.users["standing_office"], nomination)


def agree(actor, nomination, reason="Đã đối chiếu hồ sơ giấy."):
    """Propose the award, with an answer to each condition that is left to people and a reason for the others."""
    judge_all(actor, nomination)
    said = {"proposal": "accept", "override_reason": reason, "knows_blocks": True}
    return services.appraise(actor=actor, nomination=nomination, **said)


def judge_all(actor, nomination):
    """Answer "met" to every condition that is left to people."""
    rows = [Judgement(nomination=nomination, code=leaf.code, met=True, by=actor) for leaf in _open(nomination)]
    Judgement.objects.bulk_create(rows)


def _open(nomination):
    return {leaf.code: leaf for leaf in assess(nomination).tree.unjudged}.values()


def make_submitted(world, around=None, **kwargs):
    """A decision that waits for a leader."""
    around = around or make_round(world)
    nomination = make_appraised(world, around, **kwargs)
    office = world.users["standing_office"]
    decision = services.prepare_decision(actor=office, around=around, nominations=[nomination])
    return services.submit_decision(actor=office, decision=decision)


def make_signed(world, **kwargs):
    """A signed decision with one awarded person."""
    return services.sign_decision(actor=world.users["leader"], decision=make_submitted(world, **kwargs))


def blank_page():
    """A page on which nothing stands, for decisions whose look does not matter."""
    page, file = PdfWriter(), io.BytesIO()
    page.add_blank_page(width=595, height=842)
    page.write(file)
    return file.getvalue()


def upload(name="minh-chung.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def emblem_file(side=240, kind="PNG", name="bieu-tuong.png"):
    """A picture as an office uploads its emblem: a red field on a clear ground with margins to be trimmed."""
    content = io.BytesIO()
    mode, ground = ("RGBA", (0, 0, 0, 0)) if kind == "PNG" else ("RGB", "white")
    picture = Image.new(mode, (side + 20, side + 20), ground)
    picture.paste("#C8171D", (10, 10, side + 10, side + 10))
    picture.save(content, kind)
    return upload(name, content.getvalue())
