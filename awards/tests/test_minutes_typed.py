"""Minutes save themselves while they are typed: nothing is lost, half-written ones do not count."""

import pytest
from django.urls import reverse

from awards import services
from awards.models import UnitMinutes
from awards.models.minutes import MinutesDraft
from awards.queries import missing_of
from awards.services.minutes import SETTLED
from core.exceptions import Refused
from core.models import AuditEvent

from . import factories as make
from .hearing import procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def nomination(world):
    row = make.make_nomination(world, make.make_round(world))
    UnitMinutes.objects.all().delete()
    return row


def _url(nomination, name="unit_minutes_autosave"):
    return reverse(f"awards:{name}", args=[nomination.dossier_id])


def test_what_is_typed_is_there_again_and_is_no_minutes_yet(world, client, nomination):
    client.force_login(world.users["staff"])
    typed = {"version": "0", "held_on": "31/1", "place": "Phòng họp số 2", f"votes-for-{nomination.pk}": "7"}
    saved = client.post(_url(nomination), typed).json()
    assert saved["version"] == 1
    page = client.get(_url(nomination, "unit_minutes")).content.decode()
    for words in ("31/1", "Phòng họp số 2", 'value="7"', "Đang soạn dở"):
        assert words in page
    assert missing_of(nomination)
    assert AuditEvent.objects.filter(action="awards.type_minutes").count() == 1


def test_the_second_writer_is_told_and_keeping_takes_the_draft_away(world, client, nomination):
    client.force_login(world.users["staff"])
    client.post(_url(nomination), {"version": "0", "place": "Phòng họp số 2"})
    late = client.post(_url(nomination), {"version": "0", "place": "Hội trường"})
    assert late.status_code == 409
    assert "Có người khác vừa lưu" in late.json()["error"]
    words = {"held_on": "01/01/2026", "begins": "8:00", "place": "Phòng họp số 2", "chair": "Lò Thị Thu"}
    words |= {"secretary": "Vũ An", "members": "9", "present": "9"}
    votes = {f"votes-for-{nomination.pk}": "9", f"votes-against-{nomination.pk}": "0"}
    stale = client.post(_url(nomination, "unit_minutes"), words | votes | {"version": "0"})
    assert "Có người khác vừa lưu" in stale.content.decode()
    assert client.post(_url(nomination, "unit_minutes"), words | votes | {"version": "1"}).status_code == 302
    assert not MinutesDraft.objects.exists()
    assert UnitMinutes.objects.get().version == 2
    assert not missing_of(make.reload(nomination))


def test_a_dossier_that_was_sent_takes_nothing_more(world, client, nomination):
    make.hold_meeting(nomination)
    make.send_and_receive(world, nomination.dossier)
    client.force_login(world.users["staff"])
    assert client.post(_url(nomination), {"version": "1", "place": "Hội trường"}).status_code == 403


def test_all_that_cannot_be_is_said_at_once_at_its_field(world, client, nomination):
    client.force_login(world.users["staff"])
    words = {"held_on": "01/01/2999", "begins": "14:00", "ends": "13:00", "place": "P2", "chair": "A", "secretary": "B",
             "members": "9", "present": "8", "version": "0"}  # fmt: skip
    votes = {f"votes-for-{nomination.pk}": "9", f"votes-against-{nomination.pk}": "0"}
    form = client.post(_url(nomination, "unit_minutes"), words | votes).context["form"]
    assert set(form.errors) == {"held_on", "ends", f"votes-for-{nomination.pk}"}
    form = client.post(_url(nomination, "unit_minutes"), words | {"present": "10"}).context["form"]
    assert set(form.errors) == {"held_on", "ends", "present"}


def test_a_tie_is_pointed_out_with_what_the_procedure_asks_and_blocks_nothing(world, client, nomination):
    procedure(threshold="80%")
    client.force_login(world.users["staff"])
    words = {"held_on": "01/01/2026", "begins": "8:00", "place": "P2", "chair": "A", "secretary": "B",
             "members": "12", "present": "12"}  # fmt: skip
    for version, yes, pointed_out in ((0, 6, True), (1, 7, False)):
        votes = {f"votes-for-{nomination.pk}": yes, f"votes-against-{nomination.pk}": 12 - yes, "version": version}
        page = client.post(_url(nomination, "unit_minutes"), words | votes, follow=True).content.decode()
        assert ("6/12 phiếu đồng ý, không quá nửa; ở Hội đồng quy trình xét yêu cầu ít nhất 80%" in page) is pointed_out


def test_what_is_with_the_office_keeps_the_meeting_it_rests_on(world, client, nomination):
    make.hold_meeting(nomination)
    second = make.make_nomination(world, nomination.round, code="CSTDCS", dossier=nomination.dossier)
    make.send_and_receive(world, nomination.dossier)
    office = world.users["standing_office"]
    services.return_nomination(actor=office, nomination=make.reload(second), reason="Ghi lại số phiếu.")
    client.force_login(world.users["staff"])
    url = _url(nomination, "unit_minutes")
    page = client.get(url).content.decode()
    assert SETTLED in page
    assert 'name="present"' not in page
    votes = {f"votes-for-{second.pk}": "4", f"votes-against-{second.pk}": "1", "version": "1"}
    assert SETTLED in client.post(url, votes | {"present": "5"}).context["form"].non_field_errors()
    too_many = client.post(url, votes | {f"votes-for-{second.pk}": "9"}).context["form"]
    assert "nhiều hơn 9 người có mặt" in str(too_many.errors)
    assert client.post(url, votes).status_code == 302
    kept = UnitMinutes.objects.get()
    assert (kept.present, kept.version, make.reload(second).votes_for) == (9, 2, 4)
    kept.present = 5
    with pytest.raises(Refused, match="giữ nguyên"):
        services.keep_minutes(actor=world.users["staff"], dossier=second.dossier, minutes=kept, votes={}, version=2)


def test_votes_that_stay_must_fit_too(world, nomination):
    make.hold_meeting(nomination)
    kept = UnitMinutes.objects.get()
    kept.present = 5
    with pytest.raises(Refused, match="nhiều hơn 5 người có mặt"):
        services.keep_minutes(actor=world.users["staff"], dossier=kept.dossier, minutes=kept, votes={}, version=1)
