"""Old awards that no decision here gave: cancelled by a paper from elsewhere, what was paid typed in and given back."""

import datetime as dt

import pytest
from django.urls import reverse

from awards.models import Award, FundEntry, OldCancellation
from awards.old_recoveries import old_recoveries_due
from awards.tests import factories as make
from awards.tests.register_lines import enter
from core.dates import today
from core.models import AuditEvent
from reminders.queries import working_calendar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_pages")]


@pytest.fixture
def office(world, client):
    client.force_login(world.users["standing_office"])
    return world.users["standing_office"]


@pytest.fixture
def old(world):
    return enter(world.division, person=world.person, year=2023)


def sent(**changes):
    day = f"{today():%d/%m/%Y}"
    fields = {
        "decision_code": "15/QĐ-UBND", "decided_on": day, "received_on": day, "ground": "a", "money": 710_000,
        "reason": "Kê khai sai thành tích.", "money_basis": "Danh sách ký nhận ngày 10/01/2024",
    }  # fmt: skip
    return fields | changes


def test_an_old_award_is_cancelled_and_what_was_paid_comes_back(world, client, office, old):
    history = reverse("awards:person_history", args=[world.person.pk])
    url = reverse("awards:old_award_cancel", args=[old.pk])
    assert url in client.get(history).content.decode()
    assert client.post(url, sent()).url == history
    old.refresh_from_db()
    row = OldCancellation.objects.get()
    assert old.state == Award.State.CANCELLED
    assert row.due_on == working_calendar().after(today(), 15)
    assert AuditEvent.objects.get(action="awards.cancel_old_award").reason == "Kê khai sai thành tích."
    page = client.get(history).content.decode()
    assert "15/QĐ-UBND" in page
    assert "710.000 đồng" in page
    assert url not in page
    back = reverse("awards:old_award_returned", args=[row.pk])
    client.post(back, {"objects_returned_on": f"{today():%d/%m/%Y}", "money_returned_on": f"{today():%d/%m/%Y}"})
    entry = FundEntry.objects.get()
    assert (entry.kind, entry.amount, entry.unit) == ("returned", 710_000, world.office)
    client.post(back, {"objects_returned_on": f"{today():%d/%m/%Y}", "money_returned_on": f"{today():%d/%m/%Y}"})
    assert FundEntry.objects.count() == 1
    assert "đã nộp đủ" in client.get(history).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"money_basis": ""}, "căn cứ của số tiền"),
        ({"reason": " "}, ""),
        ({"decided_on": "01/01/2020"}, "phải từ ngày quyết định khen"),
        ({"received_on": f"{today() + dt.timedelta(days=1):%d/%m/%Y}"}, "không sau hôm nay"),
    ],
)
def test_a_person_says_why_and_where_the_amount_is_known_from(client, office, old, changes, said):
    page = client.post(reverse("awards:old_award_cancel", args=[old.pk]), sent(**changes))
    assert page.status_code == 200
    assert said in " ".join(page.content.decode().split())
    assert "15/QĐ-UBND" in page.content.decode()  # nothing typed is lost
    old.refresh_from_db()
    assert old.in_force


def test_what_a_decision_here_gave_is_cancelled_by_a_decision(world, client, office):
    award = make.make_signed(world).awards.first()
    assert client.get(reverse("awards:old_award_cancel", args=[award.pk])).status_code == 403


def test_the_standing_office_is_reminded_of_what_is_still_out(world, client, office, old):
    client.post(reverse("awards:old_award_cancel", args=[old.pk]), sent())
    row = OldCancellation.objects.get()
    [due] = old_recoveries_due(row.due_on)
    assert due.due_on == row.due_on
    assert office.pk in due.recipients
    OldCancellation.objects.update(objects_returned_on=today(), money_returned_on=today())
    assert not list(old_recoveries_due(row.due_on))
