"""Votes that come while the box is being closed, and twice at once: on a database with many writers."""

import threading

import pytest
from django.db import connection

from awards.models import Ballot
from awards.services import voting
from awards.services.opening import LEAST_SECRET
from core.exceptions import Refused
from units.tests.factories import make_world

from .councils import make_sitting
from .factories import reload


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_ballot_is_in_the_sums_or_refused_and_nobody_votes_twice():
    """Every member presses twice while the office closes the box."""
    world = make_world()
    office = world.users["standing_office"]
    sitting = make_sitting(world, threshold=">1/2", of="present", size=8)
    voting.begin_vote(actor=office, item=sitting.item)
    for seat in sitting.seats[:LEAST_SECRET]:  # else a count that comes first is rightly refused, and shows nothing
        voting.cast_ballot(actor=seat.user, item=sitting.item, choice="y")
    start, taken, other = threading.Barrier(2 * len(sitting.seats) + 1), [], []

    def act(work):
        try:
            start.wait(timeout=30)
            work()
            taken.append(work)
        except Refused:
            pass
        except Exception as error:
            other.append(error)
        finally:
            connection.close()

    def vote(user):
        return lambda: voting.cast_ballot(actor=user, item=sitting.item, choice="y")

    works = [vote(seat.user) for seat in sitting.seats for _ in range(2)]
    works.append(lambda: voting.count_votes(actor=office, item=sitting.item))
    threads = [threading.Thread(target=act, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    item = reload(sitting.item)
    assert other == []
    assert item.state == "counted"
    cast_meanwhile = len(taken) - 1  # one was the count
    assert item.yes == Ballot.objects.filter(item=item).count() == LEAST_SECRET + cast_meanwhile
    assert item.yes <= len(sitting.seats)
