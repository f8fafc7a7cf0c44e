"""Who does not read an issued document though the house of its issuer does."""

import pytest
from django.urls import reverse

from awards.council_work import waiting_for
from awards.models import AgendaItem, Award, Decision, Forwarding
from awards.papers import meetings as papers
from awards.services import corrections, golden, meetings, publishing, voting
from core.dates import today
from core.search.finding import find
from core.search.words import Query
from documents.models import Document, Draft
from documents.permissions import can_see_document
from documents.tests.factories import DocumentFactory
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory

from . import factories as make
from .councils import make_sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(world):
    return world.users["standing_office"]


def issued(world, kind):
    """A draft of the office and the document it became."""
    document = DocumentFactory(issuer=world.office, kind=kind)
    draft = Draft.objects.create(
        kind=kind, issuer=world.office, drafting_unit=world.office, document=document, state=Draft.State.ISSUED
    )
    return draft, document


def reads(user, document):
    """The same answer by the one document, by the list and on its page."""
    assert can_see_document(user, document) == Document.objects.visible_to(user).filter(pk=document.pk).exists()
    return can_see_document(user, document)


def test_minutes_and_submissions_stay_closed_to_who_declared_a_conflict(world, office, client):
    sitting = make_sitting(world, ballot=AgendaItem.Ballot.OPEN)
    shut, other = sitting.seats[3], sitting.seats[4]
    meetings.declare_conflict(actor=shut.user, nomination=sitting.nomination, member=shut, reason="Em ruột")
    minutes, said = issued(world, "BB")
    sitting.meeting.minutes = minutes
    sitting.meeting.save(update_fields=["minutes"])
    letter, asked = issued(world, "TTr")
    up = Forwarding.objects.create(round=sitting.nomination.round, to_name="UBND tỉnh", paper=letter, created_by=office)
    up.items.create(nomination=sitting.nomination)
    for document in (said, asked):
        assert not reads(shut.user, document)
        assert reads(other.user, document)
        assert reads(office, document)
    client.force_login(shut.user)
    assert client.get(said.get_absolute_url()).status_code == 404


def test_how_the_vote_went_is_not_shown_to_who_declared_a_conflict(world, office, client):
    sitting = make_sitting(world, ballot=AgendaItem.Ballot.OPEN)
    shut, other = sitting.seats[3], sitting.seats[4]
    meetings.declare_conflict(actor=shut.user, nomination=sitting.nomination, member=shut, reason="Em ruột")
    voting.begin_vote(actor=office, item=sitting.item)
    voting.cast_ballot(actor=other.user, item=sitting.item, choice="y")
    voting.count_votes(actor=office, item=sitting.item)
    shown = {}
    for seat in (shut, other):
        client.force_login(seat.user)
        shown[seat] = client.get(sitting.meeting.get_absolute_url()).content.decode()
    assert "Đồng ý <strong>1</strong>" in shown[other]
    assert "Đồng ý <strong>1</strong>" not in shown[shut]
    assert "kết quả không hiện với bạn" in shown[shut]


def test_a_cancellation_is_read_by_its_office_and_those_it_concerns(world, office):
    given = make.make_signed(world)
    award = Award.objects.get(person=world.person)
    made = corrections.prepare_amendment(actor=office, original=given, kind="cancel", awards=[award.pk])
    made.document = DocumentFactory(issuer=world.office, kind="QĐ", on=today())
    leader = world.users["leader"]
    Decision.objects.filter(pk=made.pk).update(
        document=made.document, state=Decision.State.SIGNED, signer=leader, decided_on=today()
    )
    stranger = UserFactory()
    RoleFactory(user=stranger, unit=world.other_division, kind=RoleKind.STAFF)
    himself = UserFactory(person=world.person)
    RoleFactory(user=himself, unit=world.other_division, kind=RoleKind.STAFF)
    assert not reads(stranger, made.document)
    for user in (office, leader, world.users["staff"], world.users["head"], himself):
        assert reads(user, made.document)
    assert reads(stranger, given.document)  # what was given, the whole house may know


def test_the_information_centre_reads_what_is_published(world, office, client):
    decision, centre = make.make_signed(world), world.users["information_centre"]
    award = Award.objects.get(person=world.person)
    client.force_login(centre)
    pages = [
        reverse("awards:register_list"),
        reverse("awards:person_history", args=[world.person.pk]),
        reverse("awards:results_list"),
        reverse("documents:document_list"),
        "/",
    ]

    def shown():
        return [word in client.get(page).content.decode() for page in pages for word in (award.decision_code,)]

    golden.reissue(actor=office, award=award, reason="Giấy bị ướt")
    assert shown() == [False] * len(pages)
    assert not reads(centre, decision.document)
    assert not [hit for group in find(centre, Query.of(award.nominee_name)) for hit in group.hits(centre)]
    publishing.publish_results(actor=office, decision=decision)
    assert shown() == [True] * len(pages)
    assert reads(centre, decision.document)
    publishing.withdraw_results(actor=office, decision=decision, reason="Đăng nhầm")
    assert shown() == [False] * len(pages)


def test_a_member_reads_nothing_that_the_council_said_of_himself(world, office, client):
    sitting = make_sitting(world, ballot=AgendaItem.Ballot.OPEN)
    own, other = sitting.seats[3], sitting.seats[4]
    type(own.user).objects.filter(pk=own.user_id).update(person=sitting.nomination.person)
    minutes, said = issued(world, "BB")
    sitting.meeting.minutes = minutes
    sitting.meeting.save(update_fields=["minutes"])
    himself = type(own.user).objects.get(pk=own.user_id)
    assert not reads(himself, said)
    assert reads(other.user, said)
    client.force_login(himself)
    assert client.get(sitting.nomination.get_absolute_url()).status_code == 404
    page = client.get(sitting.meeting.get_absolute_url()).content.decode()
    assert "Ủy viên Số 4 không tham gia (là người được đề nghị)." in page
    told = papers.minutes(sitting.meeting)["body"]
    assert "- Ủy viên Số 4 không tham gia bỏ phiếu đối với" in told
    assert "vì là người được đề nghị." in told


def test_who_keeps_the_book_reads_every_decision_in_it(world, office):
    given = make.make_signed(world)
    award = Award.objects.get(person=world.person)
    made = corrections.prepare_amendment(actor=office, original=given, kind="cancel", awards=[award.pk])
    document = DocumentFactory(issuer=world.office, kind="QĐ", on=today())
    Decision.objects.filter(pk=made.pk).update(
        document=document, state=Decision.State.SIGNED, signer=world.users["leader"], decided_on=today()
    )
    assert reads(world.users["administrator"], document)


def test_a_teller_finds_the_paper_ballots_that_he_counts(world, office):
    sitting = make_sitting(world, ballot=AgendaItem.Ballot.PAPER)
    teller, member = sitting.meeting.tellers.select_related("user").first(), sitting.seats[1]
    voting.begin_vote(actor=office, item=sitting.item)

    def asked(user):
        titles = [source.item(row).title for source in waiting_for(user) for row in source.head(9)]
        return [title for title in titles if title.startswith("Ghi kết")]

    assert asked(teller.user) == ["Ghi kết quả kiểm phiếu giấy: Phiên họp xét khen thưởng"]
    assert asked(member.user) == []
    voting.enter_count(actor=teller.user, item=sitting.item, teller=teller, yes=3, no=1, invalid=0)
    assert asked(teller.user) == []
