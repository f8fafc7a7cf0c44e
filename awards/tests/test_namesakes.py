"""Two nominees of one name in a dossier: each list and paper says which is which."""

import datetime as dt

import pytest
from django.urls import reverse

from awards import queries
from awards.models import UnitMinutes
from awards.namesakes import names_of
from awards.papers.minutes import minutes_content
from units.tests.factories import PersonFactory

from . import factories as make

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
