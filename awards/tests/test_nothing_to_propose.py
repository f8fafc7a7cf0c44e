"""A unit that proposes nobody answers so, and nobody asks it again."""

import datetime as dt

import pytest
from django.urls import reverse

from awards import services
from awards.late import dossiers_late
from awards.models import Dossier
from core.exceptions import Refused
from reminders.models import Message

from . import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def around(world):
    return make.make_round(world)


@pytest.fixture
def dossier(world, around):
    return services.start_dossier(actor=world.users["staff"], around=around, unit=world.division)


def test_who_said_so_is_not_late_and_the_office_knows(world, around, dossier, client):
    client.force_login(world.users["head"])
    page = client.get(dossier.get_absolute_url()).content.decode()
    assert "Đồng ý báo không có đề nghị" in page
    client.post(reverse("awards:dossier_nothing", args=[dossier.pk]))
    after = client.post(reverse("awards:dossier_nothing", args=[dossier.pk]), follow=True).content.decode()
    assert "báo không có đề nghị lúc" in after
    office = world.users["standing_office"]
    (work,) = dossiers_late(office, around.send_by + DAY)
    assert work.units == (world.other_division,)
    assert Message.objects.filter(recipient=office, subject__contains="báo không có đề nghị").count() == 1
    client.force_login(office)
    row = client.get(around.get_absolute_url()).content.decode().split(dossier.reference)[1].split("</tr>")[0]
    assert "Không có đề nghị" in row
    assert "Đã trả lời" in row
    assert "Xem thẩm định" not in row


def test_what_holds_a_nomination_is_not_nothing(world, around, dossier):
    make.make_nomination(world, around, dossier=dossier)
    with pytest.raises(Refused, match="1 đề nghị"):
        services.report_nothing(actor=world.users["head"], dossier=dossier)


def test_it_is_answered_late_too_and_taken_up_again_while_the_round_runs(world, client):
    around = make.make_round(world, send_by=make.timezone.localdate() - DAY)
    dossier = services.start_dossier(actor=world.users["staff"], around=around, unit=world.division)
    dossier = services.report_nothing(actor=world.users["head"], dossier=dossier)
    again = services.take_up_again(actor=world.users["head"], dossier=dossier)
    assert (again.state, again.sent_by) == (Dossier.State.DRAFT, None)
    client.force_login(world.users["head"])
    for name in ("dossier_detail", "dossier_check"):  # what sending would refuse is said before anything is written
        page = client.get(reverse(f"awards:{name}", args=[dossier.pk])).content.decode()
        assert "Hãy liên hệ bộ phận thường trực để được đồng ý nhận muộn" in page
    services.report_nothing(actor=world.users["head"], dossier=again)
    services.close_round(actor=world.users["standing_office"], around=around)
    with pytest.raises(Refused, match="không còn mở"):
        services.take_up_again(actor=world.users["head"], dossier=again)


def test_only_who_sends_may_say_so(world, dossier, client):
    client.force_login(world.users["staff"])
    assert "Báo không có đề nghị" not in client.get(dossier.get_absolute_url()).content.decode()
    assert client.post(reverse("awards:dossier_nothing", args=[dossier.pk])).status_code == 403
