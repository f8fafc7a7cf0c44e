"""Who may use the addresses of awards."""

import datetime as dt
from functools import cached_property

from django.utils import timezone

from awards import services
from awards.importing.kinds import kind_of
from awards.models import CouncilMember, Initiative
from awards.services import imports, meetings, voting
from awards.services.councils import seat_member
from core.testing import PNG, Access

from . import councils as sitting
from . import factories as make
from .access_decisions import DECISIONS
from .access_dossiers import DOSSIERS
from .access_hearing import HEARING
from .access_papers import PAPERS
from .access_rules import RULES

UNIT = {"staff", "head"}
OFFICE = {"standing_office", "council_member", "leader"}
OUTSIDE = {"outsider"}  # has a unit of its own: sees its own, empty lists
RUN = {"standing_office"}
SITTING = {"standing_office", "leader", "council_member"}
REGISTER = UNIT | OFFICE | {"information_centre"}


class Objects:
    """What the addresses are asked with, each made when a row of the table first names it."""

    def __init__(self, world):
        self.world, self.office = world, world.users["standing_office"]
        self.unit, self.person = world.division, world.person

    def _round(self, **fields):
        return make.make_round(self.world, **fields)

    @cached_property
    def round(self):
        return self._round()

    @cached_property
    def prepared(self):
        return self._round(state="draft")

    @cached_property
    def late(self):
        return self._round(send_by=timezone.localdate() - dt.timedelta(days=1))

    @cached_property
    def closed(self):
        return services.close_round(actor=self.office, around=self._round())

    @cached_property
    def draft(self):
        return make.make_nomination(self.world, self.round)

    @cached_property
    def attachment(self):
        return services.attach(actor=self.world.users["staff"], nomination=self.draft, file=make.upload())

    @cached_property
    def picture(self):
        file = make.upload("anh.png", PNG)
        return services.attach(actor=self.world.users["staff"], nomination=self.draft, file=file)

    @cached_property
    def sent(self):
        return services.send_dossier(actor=self.world.users["head"], dossier=self.draft.dossier)

    @cached_property
    def empty(self):
        return services.start_dossier(actor=self.world.users["staff"], around=self.round, unit=self.world.division)

    @cached_property
    def answered(self):
        return services.report_nothing(actor=self.world.users["head"], dossier=self.empty)

    @cached_property
    def received(self):
        return make.make_received(self.world, self.round)

    @cached_property
    def received_dossier(self):
        return self.received.dossier

    @cached_property
    def returned(self):
        services.return_nomination(actor=self.office, nomination=self.received, reason="Bổ sung số liệu.")
        return make.reload(self.received)

    @cached_property
    def council(self):
        """A council in which the world's council member sits too."""
        council = sitting.make_council(self.world)
        user = self.world.users["council_member"]
        seat = CouncilMember(council=council, user=user, full_name=user.full_name)
        self.seat = seat_member(actor=self.office, member=seat)
        return council

    @cached_property
    def meeting(self):
        return sitting.make_meeting(self.world, self.council)

    @cached_property
    def item(self):
        """On the agenda of an open meeting at which all are present; the council member counts paper."""
        meetings.add_to_agenda(
            actor=self.office, meeting=self.meeting, nominations=[self.appraised], rules={"ballot": "open"}
        )
        sitting.attend(self.world, self.meeting)
        self.meeting.tellers.add(self.seat)
        self.meeting = meetings.open_meeting(actor=self.office, meeting=self.meeting)
        return self.meeting.items.get()

    @cached_property
    def voting_item(self):
        return voting.begin_vote(actor=self.office, item=self.item)

    @cached_property
    def appraised(self):
        return make.make_appraised(self.world, self.round)

    @cached_property
    def drafted(self):
        chosen = [self.appraised]
        return services.prepare_decision(actor=self.office, around=self.round, nominations=chosen)

    @cached_property
    def submitted(self):
        return services.submit_decision(actor=self.office, decision=self.drafted)

    @cached_property
    def signed(self):
        return services.sign_decision(actor=self.world.users["leader"], decision=self.submitted)

    @cached_property
    def initiative(self):
        day = timezone.localdate()
        return Initiative.objects.create(person=self.person, title="Sổ mượn phòng họp", recognised_on=day)

    @cached_property
    def batch(self):
        """A list of people that the standing office looked at and has not confirmed."""
        file = make.upload("nguoi.csv", f"Mã cán bộ,Họ và tên,Đơn vị\nNV9,Lê Thị Hoa,{self.unit.code}".encode())
        return imports.upload(actor=self.office, kind=kind_of("ca-nhan"), file=file)

    @cached_property
    def award(self):
        return self.signed.awards.get()


def build(world):
    return Objects(world)


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
    "awards:dossier_nothing": Access(allow={"head"}, kwargs=lambda o: {"pk": o.empty.pk}, method="post"),
    "awards:dossier_take_up": Access(allow={"head"}, kwargs=lambda o: {"pk": o.answered.pk}, method="post"),
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
    "awards:decision_sheet": _get({"standing_office", "leader"}, "submitted"),
    "awards:decision_submit": _post(RUN, "drafted"),
    "awards:decision_sign": _post({"leader"}, "submitted"),
    "awards:decision_return": _post({"leader"}, "submitted", reason),
    "awards:decision_discard": _post(RUN, "drafted"),
    "awards:certificates_pdf": _get({"standing_office", "leader"}, "signed"),
    "awards:certificates_job": _post({"standing_office", "leader"}, "signed"),
    "awards:register_list": Access(allow=REGISTER | OUTSIDE),
    "awards:register_export": Access(
        allow=REGISTER | OUTSIDE, kwargs=lambda o: {"form": "xlsx"}, method="post", data=lambda o: {"q": o.award.pk}
    ),
    "awards:award_enter": Access(allow=RUN),
    "awards:person_history": _get(REGISTER, "person"),
    "awards:person_facts": _get(RUN, "person"),
    "awards:unit_facts": _get(RUN, "unit"),
    "awards:fact_remove": Access(
        allow=RUN,
        kwargs=lambda o: {"kind": "sang-kien", "pk": o.initiative.pk},
        method="post",
        data=reason,
    ),
    "awards:unit_history": _get(REGISTER, "unit"),
    "awards:certificate_pdf": _get({"standing_office", "leader"}, "award"),
    "awards:import_list": Access(allow=RUN | {"administrator"}),
    "awards:import_new": Access(allow=RUN | {"administrator"}, kwargs=lambda o: {"kind": "ca-nhan"}),
    "awards:import_template": Access(allow=RUN, kwargs=lambda o: {"kind": "khen-thuong"}),
    "awards:import_detail": _get(RUN, "batch"),
    "awards:import_faults": _get(RUN, "batch"),
    "awards:import_confirm": _post(RUN, "batch"),
    "awards:import_discard": _post(RUN, "batch"),
    **DECISIONS,
    **PAPERS,
    **RULES,
    **DOSSIERS,
    **HEARING,
    "awards:council_list": Access(allow={"standing_office", "leader"}),  # and whoever has a seat
    "awards:council_create": Access(allow=RUN),
    "awards:council_detail": _get(SITTING, "council"),
    "awards:council_edit": _get(RUN, "council"),
    "awards:member_seat": _post(RUN, "council", lambda o: {"full_name": "Lê Văn Mới", "post": "5_member"}),
    "awards:member_unseat": Access(
        allow=RUN, kwargs=lambda o: {"pk": o.council.pk, "member": o.council.members.last().pk}, method="post"
    ),
    "awards:meeting_create": _get(RUN, "council"),
    "awards:meeting_detail": _get(SITTING, "meeting"),
    "awards:meeting_answer": _post({"council_member"}, "meeting", lambda o: {"tra-loi": "du"}),
    "awards:meeting_edit": _get(RUN, "meeting"),
    "awards:meeting_agenda": _get(RUN, "meeting"),
    "awards:meeting_attendance": _post(RUN, "meeting"),
    "awards:meeting_open": _post(RUN, "meeting"),
    "awards:meeting_close": _post(RUN, "meeting"),
    "awards:meeting_notes": _post(RUN, "meeting"),
    "awards:meeting_paper": Access(
        allow=RUN, kwargs=lambda o: {"pk": o.meeting.pk, "paper": "invitation"}, method="post"
    ),
    "awards:agenda_remove": _post(RUN, "item"),
    "awards:conflict_declare": _post({"council_member"}, "item", reason),
    "awards:ballot": _get({"council_member"}, "voting_item"),
    "awards:paper_count": _get({"council_member"}, "item"),
    "awards:votes_begin": _post(RUN, "meeting"),
    "awards:votes_count": _post(RUN, "meeting"),
    "awards:vote_begin": _post(RUN, "item"),
    "awards:vote_count": _post(RUN, "item"),
    "awards:vote_again": _post(RUN, "voting_item", reason),
    "awards:open_vote": Access(
        allow=RUN,
        kwargs=lambda o: {"pk": o.voting_item.pk, "member": o.seat.pk},
        method="post",
        data=lambda o: {"choice": "y"},
    ),  # fmt: skip
}
