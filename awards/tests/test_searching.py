"""Nominations and the register in the search: a declared conflict, a draft, another unit's rows leak by nothing."""

import datetime as dt

import pytest

from awards.models import Award, Nomination
from awards.searching import AWARDS, NOMINATIONS
from awards.services import meetings
from core.dates import today
from core.search import SearchEntry, kinds, owing
from core.search.finding import find
from core.search.mending import compare
from core.search.words import Query
from core.testing import ROLES
from units.models import RoleKind, Unit
from units.services import change_unit, save_person
from units.tests.factories import PersonFactory, RoleFactory, UserFactory

from . import factories as make
from .councils import make_council, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_pages")]


def found(user, text, kind=NOMINATIONS):
    user = type(user).objects.get(pk=user.pk)
    return [hit for group in find(user, Query.of(text), only=[kind]) for hit in group.hits(user)]


def finders(world, text="ưu nguyễn"):
    return {role for role in ROLES if found(world.users[role], text)}


def test_a_nomination_is_found_from_step_to_step_by_those_who_may_open_it(world):
    around = make.make_round(world)
    nomination = make.make_nomination(world, around)
    assert finders(world) == {"staff", "head"}, "a draft is the unit's"
    dossier = make.services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    assert finders(world) == {"staff", "head", "standing_office"}
    make.services.receive_dossier(actor=world.users["standing_office"], dossier=dossier)
    assert finders(world) == {"staff", "head", "standing_office", "council_member", "leader"}
    for role in ROLES:
        shown = Nomination.objects.visible_to(world.users[role]).exists()
        assert shown == (role in finders(world)), role
    assert found(world.users["staff"], nomination.dossier.reference)[0].title == world.person.full_name


def test_who_carries_a_unit_on_finds_what_it_proposed_and_an_office_what_it_sends_itself(world):
    around = make.make_round(world)
    nomination = make.make_nomination(world, around)
    Unit.objects.filter(pk=world.division.pk).update(
        dissolved_on=today() - dt.timedelta(days=1), successor=world.other_division
    )
    heir, office = UserFactory(), UserFactory()
    RoleFactory(user=heir, unit=world.other_division, kind=RoleKind.STAFF)
    RoleFactory(user=office, unit=world.division, kind=RoleKind.STANDING_OFFICE)
    for user in (heir, office):
        assert Nomination.objects.visible_to(user).exists()
        assert [hit.url for hit in found(user, "ưu nguyễn")] == [nomination.get_absolute_url()]
    stranger = UserFactory()
    RoleFactory(user=stranger, unit=world.other_office, kind=RoleKind.STANDING_OFFICE)
    assert not found(stranger, "ưu nguyễn")


def test_a_removed_nomination_is_gone(world):
    nomination = make.make_nomination(world, make.make_round(world))
    make.services.remove_nomination(actor=world.users["staff"], nomination=nomination)
    assert finders(world) == set()
    assert not SearchEntry.objects.filter(kind=NOMINATIONS.code).exists()


def test_a_declared_conflict_hides_the_nomination_and_its_number(world, client):
    around = make.make_round(world)
    rows = [make.make_nomination(world, around, person=person) for person in (world.person, world.person2)]
    make.send_and_receive(world, rows[0].dossier)
    for row in rows:
        make.agree(world.users["standing_office"], row)
    meeting = make_meeting(world, make_council(world))
    meetings.add_to_agenda(actor=world.users["standing_office"], meeting=meeting, nominations=rows)
    member = list(meeting.council.members.all())[-1]
    reference = rows[0].dossier.reference
    assert len(found(member.user, reference)) == 2
    meetings.declare_conflict(actor=member.user, nomination=rows[0], member=member, reason="Em ruột.")
    assert [hit.title for hit in found(member.user, reference)] == [world.person2.full_name]
    [group] = find(member.user, Query.of(reference), only=[NOMINATIONS])
    assert group.counted == "1"
    assert found(member.user, world.person.full_name) == []
    client.force_login(member.user)
    for headers in ({}, {"HX-Request": "true"}):
        page = client.get("/tim-kiem/", {"q": reference}, headers=headers).content.decode()
        assert world.person2.full_name in page
        assert "Ưu-" not in page
    page = client.get("/tim-kiem/", {"q": reference, "loai": "de-nghi"}).content.decode()
    assert "Ưu-" not in page
    assert "1 kết quả" in page


def test_who_is_hidden_does_not_shorten_what_is_found(world, monkeypatch):
    """Of very many nominations most are drafts of others: those that may be seen are found behind them."""
    monkeypatch.setattr("core.search.finding._SPARE", 0)
    around = make.make_round(world)
    make.make_received(world, around, person=PersonFactory(unit=world.division, full_name="Ngô Đếm"))
    dossier = make.services.start_dossier(actor=world.users["staff"], around=around, unit=world.other_division)
    for _ in range(4):
        person = PersonFactory(unit=world.other_division, full_name="Ngô Đếm")
        Nomination.objects.create(
            dossier=dossier, round=around, award_type=make.award_type("LDTT"), target="individual", person=person
        )
    [group] = find(world.users["leader"], Query.of("ngô đếm"), only=[NOMINATIONS], most=2)
    assert (len(group.ids), group.more) == (1, False)


def test_a_nomination_says_the_names_of_today(world):
    nomination = make.make_nomination(world, make.make_round(world))
    world.person.full_name = "Đặng Thị Hồng Vân"
    save_person(actor=world.users["standing_office"], person=world.person)
    assert [hit.url for hit in found(world.users["staff"], "hồng vân")] == [nomination.get_absolute_url()]
    assert found(world.users["staff"], "ưu") == []
    change_unit(actor=world.users["administrator"], unit=world.division, short_name="Ban Đối ngoại")
    assert found(world.users["staff"], "vân đối ngoại")


def test_the_register_is_found_by_name_and_by_the_number_of_the_decision(world):
    decision = make.make_signed(world)
    award = Award.objects.get()
    for typed in ("uu nguyen", award.decision_code, decision.document.code, str(award.year)):
        for role in ROLES:
            shown = Award.objects.visible_to(world.users[role]).exists()
            assert bool(found(world.users[role], typed, AWARDS)) == shown, (typed, role)
    assert not any(compare(kind) for kind in kinds()), "everything that was done on the way is in the search"


def test_ones_own_award_from_another_unit_is_found(world):
    make.make_signed(world)
    Award.objects.update(unit=world.other_office)
    world.users["administrator"].person = world.person
    world.users["administrator"].save()
    [hit] = found(world.users["administrator"], "lao động tiên tiến", AWARDS)
    assert hit.title == world.person.full_name
    assert found(world.users["staff"], "lao động tiên tiến", AWARDS) == []


@pytest.mark.pages
def test_every_result_can_be_opened_by_who_finds_it(world, client):
    make.make_signed(world)
    above = UserFactory()
    RoleFactory(user=above, unit=world.province, kind=RoleKind.LEADER)
    make.make_received(world, make.make_round(world, title="Đợt sau"), person=world.person2)
    for user in (above, *(world.users[role] for role in ("staff", "leader", "information_centre", "administrator"))):
        client.force_login(user)
        for text in ("ưu nguyễn", "binh", "khen thưởng"):
            for group in find(type(user).objects.get(pk=user.pk), Query.of(text)):
                for hit in group.hits(user):
                    assert client.get(hit.url).status_code == 200, (user.username, hit)


def test_an_award_that_is_called_otherwise_is_found_by_its_new_name(world, monkeypatch):
    nomination = make.make_received(world, make.make_round(world))
    kind = nomination.award_type
    monkeypatch.setattr(owing, "refresh", lambda *_: pytest.fail("its name is as it was: nothing is written"))
    kind.save()
    monkeypatch.undo()
    kind.name = "Danh hiệu Đổi tên"
    kind.save()
    assert [hit.title for hit in found(world.users["standing_office"], "đổi tên")] == [nomination.nominee_name]
    assert not any(compare(kind) for kind in kinds())
