"""Two nominees of one name in a dossier: each list and paper says which is which."""

import datetime as dt

import pytest
from django.urls import reverse

from awards import queries, services
from awards.models import UnitMinutes
from awards.namesakes import names_of
from awards.papers.minutes import minutes_content
from awards.services import meetings
from core.exceptions import Refused
from units.tests.factories import PersonFactory

from . import factories as make
from . import hearing
from .councils import attend, make_council, make_meeting

pytestmark = pytest.mark.django_db


def test_post_and_birth_date_stand_after_a_name_that_two_bear(world, client):
    around = make.make_round(world)
    post = {"position": "Kế toán", "unit": world.division}
    one = PersonFactory(full_name="Lò Thị Thu", birth_date=dt.date(1990, 2, 1), **post)
    other = PersonFactory(full_name="Lò Thị Thú", birth_date=dt.date(1985, 3, 9), **post)
    first = make.make_nomination(world, around, person=one)
    make.make_nomination(world, around, person=one, code="CSTDCS", dossier=first.dossier)
    alone = make.make_nomination(world, around, dossier=first.dossier)
    assert names_of([first]) == {first.pk: "Lò Thị Thu"}
    make.make_nomination(world, around, person=other, dossier=first.dossier, content={})
    rows = queries.nominations_in(first.dossier)
    assert names_of(rows)[first.pk] == f"Lò Thị Thu (Kế toán, {world.division.short_name}, sinh ngày 01/02/1990)"
    assert names_of(rows)[alone.pk] == alone.nominee_name
    table = str(minutes_content(first.dossier, UnitMinutes.objects.get(), rows).body)
    assert "sinh ngày 01/02/1990" in table
    client.force_login(world.users["staff"])
    for page in ("unit_minutes", "dossier_check", "dossier_tasks"):
        assert "sinh ngày 09/03/1985" in client.get(reverse(f"awards:{page}", args=[first.dossier_id])).content.decode()


def test_what_was_left_in_bulk_and_what_a_resent_one_lacks_say_who_is_meant(world, client):
    around = make.make_round(world)
    twins = [
        PersonFactory(full_name="Lò Thị Thu", birth_date=dt.date(year, 2, 1), position="Kế toán", unit=world.division)
        for year in (1990, 1985)
    ]
    first = make.make_nomination(world, around, person=twins[0])
    make.make_nomination(world, around, person=twins[1], dossier=first.dossier)
    make.send_and_receive(world, first.dossier)
    client.force_login(world.users["standing_office"])
    url = reverse("awards:appraisal_bulk", args=[around.pk])
    page = client.post(url, {"nominations": first.pk, "judged": "1"}, follow=True).content.decode()
    assert "chưa rõ" in page
    said = page[page.index("chưa rõ") :][:200]
    assert "sinh ngày 01/02/1990" in said
    services.return_nomination(actor=world.users["standing_office"], nomination=first, reason="Bổ sung.")
    hearing.procedure(components=[{"code": "giay", "name": "Giấy xác nhận", "article": "Điều 84"}])
    with pytest.raises(Refused, match="sinh ngày 01/02/1990"):
        services.resend_nomination(actor=world.users["head"], nomination=first)


def test_every_list_and_the_ballot_say_which_of_two_is_meant(world, client):
    around, council = make.make_round(world), make_council(world, size=3)
    office = world.users["standing_office"]
    rows = []
    for year in (1990, 1985):
        one = PersonFactory(full_name="Lò Thị Thu", birth_date=dt.date(year, 2, 1), unit=world.division)
        rows.append(make.make_nomination(world, around, person=one))
    make.send_and_receive(world, rows[0].dossier)
    rows = [make.agree(office, make.reload(row)) for row in rows]
    meeting = make_meeting(world, council)
    held = {"ballot": "open", "threshold": ">1/2", "threshold_of": "all", "tie": "fails"}
    prepare = reverse("awards:decision_prepare", args=[around.pk])
    client.force_login(office)
    pages = [client.get(url).content.decode() for url in (prepare, rows[0].dossier.get_absolute_url())]
    meetings.add_to_agenda(actor=office, meeting=meeting, nominations=rows, rules=held)
    attend(world, meeting, present=1)
    client.force_login(council.members.first().user)
    pages.append(client.get(meeting.get_absolute_url()).content.decode())
    pages.append(client.get(reverse("awards:ballot", args=[meeting.items.first().pk])).content.decode())
    for page in pages:
        assert "sinh ngày 01/02/1990" in page
    assert "sinh ngày 01/02/1985" in pages[2]
