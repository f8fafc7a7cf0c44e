import pytest

from campaigns import demo
from campaigns.models import Campaign, Registration
from reminders.services import plan_messages
from reminders.tests.factories import working_day
from units import demo as units_demo

State = Campaign.State


@pytest.mark.django_db
def test_the_demo_shows_each_state_and_rings_the_bell():
    ctx = units_demo.load()
    demo.load(ctx)
    states = Campaign.objects.values_list("state", flat=True)
    assert sorted(states) == [State.DRAFT, State.ENDED, State.LAUNCHED]
    running = Registration.objects.filter(campaign=ctx.campaign)
    assert sorted(running.values_list("state", flat=True)) == ["draft", "sent", "sent"]
    assert plan_messages(working_day()) > 0
