"""Who may use the addresses of awards.

Two rounds: in one everything went to a signed decision, in the other a draft and one at each step wait.
"""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from awards import services
from awards.models import Award
from core.testing import Access
from units.tests.factories import PersonFactory

from . import factories as make

UNIT = {"staff", "head"}
OFFICE = {"standing_office", "council_member", "leader"}
OUTSIDE = {"outsider"}  # has a unit of its own: sees its own, empty lists
RUN = {"standing_office"}
REGISTER = UNIT | OFFICE | {"information_centre"}


def build(world):
    decision = make.make_signed(world)
    around = make.make_round(world, title="Đợt xét thứ hai")
    late = make.make_round(world, title="Đợt xét quá hạn", send_by=timezone.localdate() - dt.timedelta(days=1))
    closed = services.close_round(
        actor=world.users["standing_office"], around=make.make_round(world, title="Đợt đã xong")
    )
    draft = make.make_nomination(world, around)
    attachment = services.attach(actor=world.users["staff"], nomination=draft, file=make.upload())
    third = make.make_round(world, title="Đợt xét thứ ba")
    received = make.make_received(world, third, person=world.person2)
    fourth = make.make_round(world, title="Đợt xét thứ tư")
    sent = make.make_nomination(world, fourth).dossier
    services.send_dossier(actor=world.users["head"], dossier=sent)
    appraised = make.make_appraised(world, make.make_round(world, title="Đợt xét thứ năm"))
    office = world.users["standing_office"]
    other = make.make_appraised(world, make.make_round(world, title="Đợt xét thứ sáu"))
    drafted = services.prepare_decision(actor=office, around=other.round, nominations=[other])
    returned = make.make_received(world, make.make_round(world, title="Đợt xét thứ bảy"))
    services.return_nomination(actor=office, nomination=returned, reason="Bổ sung số liệu.")
    return SimpleNamespace(
        round=around,
        prepared=make.make_round(world, title="Đợt đang chuẩn bị", state="draft"),
        late=late,
        closed=closed,
        unit=world.division,
        draft=draft,
        attachment=attachment,
        received=received,
        returned=make.reload(returned),
        sent=sent,
        received_dossier=received.dossier,
        appraised=appraised,
        drafted=drafted,
        submitted=make.make_submitted(world, make.make_round(world, title="Đợt xét thứ tám")),
        signed=decision,
        award=Award.objects.get(),
        person=PersonFactory(unit=world.division),
    )


def pk(name):
    return lambda objects: {"pk": getattr(objects, name).pk}


def at_unit(name):
    return lambda objects: {"pk": getattr(objects, name).pk, "unit": objects.unit.pk}


def reason(objects):
    return {"reason": "Có lý do rõ ràng."}


def _get(allow, name):
    return Access(allow=allow, kwargs=pk(name))


def _post(allow, name, data=None):
    return Access(allow=allow, kwargs=pk(name), method="post", **({"data": data} if data else {}))


TABLE = {
    "awards:round_list": Access(allow=UNIT | OFFICE | OUTSIDE),
    "awards:round_create": Access(allow=RUN),
    "awards:round_detail": _get(UNIT | OFFICE, "round"),
    "awards:round_edit": _get(RUN, "round"),
    "awards:round_open": _post(RUN, "prepared"),
    "awards:round_close": _post(RUN, "late"),
    "awards:round_reopen": _post(RUN, "closed"),
    "awards:dossier_start": Access(allow=UNIT, kwargs=at_unit("late"), method="post"),
    "awards:accept_late": Access(allow=RUN, kwargs=at_unit("late"), method="post", data=reason),
    "awards:appraisal_list": _get(RUN, "round"),
    "awards:appraisal_bulk": Access(
        allow=RUN,
        kwargs=lambda o: {"pk": o.received.round_id},
        method="post",
        data=lambda o: {"nominations": o.received.pk},
    ),
    "awards:decision_prepare": Access(allow=RUN, kwargs=lambda o: {"pk": o.appraised.round_id}),
    "awards:dossier_list": Access(allow=UNIT | OUTSIDE),
    "awards:dossier_detail": _get(UNIT | OFFICE, "received_dossier"),
    "awards:nominate": Access(allow=UNIT, kwargs=lambda o: {"pk": o.draft.dossier_id}),
    "awards:dossier_check": Access(allow=UNIT, kwargs=lambda o: {"pk": o.draft.dossier_id}),
    "awards:dossier_send": Access(allow={"head"}, kwargs=lambda o: {"pk": o.draft.dossier_id}, method="post"),
    "awards:dossier_sent": _get(UNIT | RUN, "sent"),
    "awards:dossier_receive": _post(RUN, "sent"),
    "awards:submission_pdf": _get(UNIT | OFFICE, "received_dossier"),
    "awards:nomination_detail": _get(UNIT, "draft"),
    "awards:nomination_edit": _get(UNIT, "draft"),
    "awards:nomination_autosave": _post(UNIT, "draft", lambda o: {"version": 2}),
    "awards:nomination_remove": _post(UNIT, "draft"),
    "awards:nomination_resend": _post({"head"}, "returned"),
    "awards:attachment_add": _post(UNIT, "draft"),
    "awards:appraise": _get(OFFICE, "received"),
    "awards:nomination_return": _post(RUN, "received", reason),
    "awards:appraise_again": _post(RUN, "appraised"),
    "awards:attachment": _get(UNIT, "attachment"),
    "awards:attachment_remove": _post(UNIT, "attachment"),
    "awards:decision_list": Access(allow=OFFICE),
    "awards:decision_detail": _get(OFFICE, "signed"),
    "awards:decision_edit": _get(RUN, "drafted"),
    "awards:decision_pdf": _get({"standing_office", "leader"}, "submitted"),
    "awards:decision_page": Access(allow=OFFICE, kwargs=lambda o: {"pk": o.signed.pk, "page": 1}),
    "awards:decision_submit": _post(RUN, "drafted"),
    "awards:decision_sign": _post({"leader"}, "submitted"),
    "awards:decision_return": _post({"leader"}, "submitted", reason),
    "awards:decision_discard": _post(RUN, "drafted"),
    "awards:certificates_pdf": _get({"standing_office", "leader"}, "signed"),
    "awards:certificates_job": _post({"standing_office", "leader"}, "signed"),
    "awards:register_list": Access(allow=REGISTER | OUTSIDE),
    "awards:award_enter": Access(allow=RUN),
    "awards:person_history": _get(REGISTER, "person"),
    "awards:unit_history": _get(REGISTER, "unit"),
    "awards:certificate_pdf": _get({"standing_office", "leader"}, "award"),
    "awards:rule_list": Access(allow=UNIT | OFFICE | OUTSIDE),
}
