"""Fifty decisions signed at the same moment on a real PostgreSQL: fifty numbers, no gap, no twin."""

import threading

import pytest
from django.db import connection

from awards import services
from awards.models import Award, Decision, GoldenBook, Nomination
from documents.models import Document
from units.tests.factories import PersonFactory, make_world

from . import factories as make

MANY = 50


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_fifty_decisions_at_once_take_fifty_numbers(monkeypatch):
    from documents import previews
    from documents.services import issuing

    monkeypatch.setattr(issuing, "render_in_parts", lambda content: b"%PDF-1.7\n%%EOF")
    monkeypatch.setattr(previews, "page_count", lambda pdf: 1)
    world = make_world()
    GoldenBook.objects.create(unit=world.office, numbering="year")
    around, office = make.make_round(world), world.users["standing_office"]
    people = PersonFactory.create_batch(MANY, unit=world.division)
    for person in people:
        last = make.make_nomination(world, around, person=person, code="GK")
    make.send_and_receive(world, last.dossier)
    Nomination.objects.update(state=Nomination.State.APPRAISED)
    waiting = []
    for row in Nomination.objects.select_related("round"):
        draft = services.prepare_decision(actor=office, around=around, nominations=[row])
        waiting.append(services.submit_decision(actor=office, decision=draft))
    start, faults = threading.Barrier(MANY), []

    def sign(decision):
        try:
            start.wait(timeout=60)
            services.sign_decision(actor=world.users["leader"], decision=decision)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=sign, args=[decision]) for decision in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    wanted = list(range(1, MANY + 1))
    assert sorted(Document.objects.values_list("number", flat=True)) == wanted
    assert sorted(Award.objects.values_list("golden_number", flat=True)) == wanted
    assert Decision.objects.filter(state=Decision.State.SIGNED).count() == MANY
