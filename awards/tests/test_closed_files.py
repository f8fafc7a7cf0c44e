"""What a declared conflict of interest closes: the file, and every paper in which the file is told."""

import pytest
from django.urls import reverse

from awards import services
from awards.models import AgendaItem, Conflict, CouncilMember
from awards.services import meetings
from documents.kinds import MINUTES
from documents.models import Draft
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory

from . import factories as make
from . import hearing
from .councils import make_council, make_meeting

pytestmark = pytest.mark.django_db
NOTE = "Bà Lò Thị Thu phát biểu ủng hộ."


@pytest.fixture
def seats(world):
    """Two nominations of one dossier on an agenda; the last member declares a conflict about the first."""
    around = make.make_round(world)
    rows = [make.make_nomination(world, around, person=person) for person in (world.person, world.person2)]
    make.send_and_receive(world, rows[0].dossier)
    office = world.users["standing_office"]
    for row in rows:
        make.agree(office, row)
    meeting = make_meeting(world, make_council(world))
    meetings.add_to_agenda(actor=office, meeting=meeting, nominations=rows)
    members = list(meeting.council.members.all())
    meetings.declare_conflict(actor=members[-1].user, nomination=rows[0], member=members[-1], reason="Em ruột.")
    return members


def _page(client, user, name, pk):
    client.force_login(user)
    return client.get(reverse(f"awards:{name}", args=[pk]))


@pytest.mark.pages
@pytest.mark.parametrize("paper", ["minutes_pdf", "submission_pdf"])
def test_the_units_papers_are_closed_with_the_file(world, client, seats, paper, monkeypatch):
    for view in ("dossiers", "dossier_papers"):
        monkeypatch.setattr(f"awards.views.{view}.render_document", lambda content, draft: b"%PDF-1.7")
    dossier = world.person.nominations.get().dossier_id
    closed = _page(client, seats[-1].user, paper, dossier)
    assert closed.status_code == 403
    assert "khai báo xung đột lợi ích" in closed.content.decode()
    for user in (seats[0].user, world.users["standing_office"], world.users["head"]):
        assert _page(client, user, paper, dossier).status_code == 200


def test_the_dossier_leaves_the_nominee_out_for_that_member_only(world, client, seats):
    dossier = world.person.nominations.get().dossier_id
    text = _page(client, seats[-1].user, "dossier_detail", dossier).content.decode()
    assert world.person.full_name not in text
    assert world.person2.full_name in text
    assert "1 đề nghị không hiện ở đây" in text
    assert "In biên bản họp" not in text
    assert world.person.full_name in _page(client, seats[0].user, "dossier_detail", dossier).content.decode()


def test_the_list_of_the_round_is_closed_to_a_leader_with_a_conflict(world, client, seats, monkeypatch):
    monkeypatch.setattr("awards.views.dossier_papers.render_document", lambda content, draft: b"%PDF-1.7")
    around = world.person.nominations.get().round_id
    RoleFactory(user=seats[-1].user, unit=world.office, kind=RoleKind.LEADER)
    assert _page(client, seats[-1].user, "round_submission_pdf", around).status_code == 403
    assert _page(client, world.users["leader"], "round_submission_pdf", around).status_code == 200


def test_notes_of_a_secretary_with_a_conflict_leave_those_of_the_closed_item(world, client, seats):
    RoleFactory(user=seats[-1].user, unit=world.office, kind=RoleKind.STANDING_OFFICE)
    closed, other = (AgendaItem.objects.get(nomination__person=one) for one in (world.person, world.person2))
    AgendaItem.objects.update(discussion=NOTE)
    client.force_login(seats[-1].user)
    url = reverse("awards:meeting_notes", args=[closed.meeting_id])
    client.post(url, {"dien-bien": "Họp đủ.", f"y-kien-{other.pk}": "Nhất trí.", f"y-kien-{closed.pk}": "Bác."})
    assert make.reload(closed).discussion == NOTE
    assert make.reload(other).discussion == "Nhất trí."
    client.post(url, {"dien-bien": "Họp đủ."})
    assert make.reload(other).discussion == "Nhất trí."


def test_whoever_declares_it_about_a_person_reads_nothing_else_that_the_person_is_proposed_for(world, client, seats):
    """Two awards of one person in a round rest on the same year's work."""
    around = make.make_round(world, codes=("LDTT", "GK"), title="Đợt hai")
    first = make.make_nomination(world, around)
    second = make.make_nomination(world, around, code="GK", dossier=first.dossier)
    make.send_and_receive(world, first.dossier)
    meetings.declare_conflict(actor=seats[0].user, nomination=make.reload(first), member=seats[0], reason="Vợ.")
    assert _page(client, seats[0].user, "nomination_detail", second.pk).status_code == 404
    assert _page(client, seats[1].user, "nomination_detail", second.pk).status_code == 200


def test_a_leader_with_a_conflict_reads_nothing_that_tells_of_the_nominee(world, client, seats):
    """Why he waits, what agencies said, what was sent up with him; somebody else's stays open."""
    conflicted, other = seats[-1].user, world.users["leader"]
    RoleFactory(user=conflicted, unit=world.office, kind=RoleKind.LEADER)
    closed, open_ = (make.reload(one.nominations.get()) for one in (world.person, world.person2))
    told = [hearing.flag(world, closed), hearing.flag(world, person=world.person)]
    told.append(hearing.ask(world, closed, name="Thuế tỉnh"))
    rest = [hearing.flag(world, open_), hearing.ask(world, open_, name="Công an")]
    for row in (*told, *rest):
        rows = type(row).objects
        assert row in rows.visible_to(other), row
        assert (row in rows.visible_to(conflicted)) is (row in rest), row


def test_a_leader_with_a_conflict_is_told_so_before_he_signs(world, client):
    decision = make.make_submitted(world)
    leader = world.users["leader"]
    council = make_council(world)
    seat = services.councils.seat_member(
        actor=world.users["standing_office"],
        member=CouncilMember(council=council, user=leader, full_name=leader.full_name, post="member"),
    )
    said = "Bạn đã khai báo xung đột lợi ích với"
    assert said not in _page(client, leader, "decision_detail", decision.pk).content.decode()
    Conflict.objects.create(nomination=decision.nominations.get(), member=seat, reason="Em ruột.")
    assert said in _page(client, leader, "decision_detail", decision.pk).content.decode()


def test_minutes_being_written_are_read_by_whom_the_council_concerns(world):
    office, meeting = world.users["standing_office"], make_meeting(world)
    paper = {"kind": MINUTES, "issuer": world.office, "drafting_unit": world.office}
    draft = Draft.objects.create(**paper, created_by=office)
    type(meeting).objects.filter(pk=meeting.pk).update(minutes=draft)
    head, clerk = UserFactory(), UserFactory()
    RoleFactory(user=head, unit=world.office, kind=RoleKind.HEAD)
    RoleFactory(user=clerk, unit=world.office, kind=RoleKind.STAFF)
    own = Draft.objects.create(**paper, created_by=clerk)
    seen = {user: set(Draft.objects.visible_to(user)) for user in (office, head, clerk)}
    assert seen == {office: {draft, own}, head: {own}, clerk: {own}}
    seated = CouncilMember(council=meeting.council, user=head, full_name=head.full_name, post="member")
    services.councils.seat_member(actor=office, member=seated)
    assert set(Draft.objects.visible_to(head)) == {draft, own}
