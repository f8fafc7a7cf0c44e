"""The demo finds work for each role and is the same at every run."""

from types import SimpleNamespace

import pytest

from awards import demo
from awards.models import Award, Decision, Meeting, Nomination, Round
from awards.worklist import waiting_for
from core import worklist
from units import demo as units_demo


@pytest.mark.django_db
@pytest.mark.usefixtures("empty_pages")
def test_rounds_at_every_stage():
    ctx = SimpleNamespace()
    units_demo.load(ctx)
    demo.load(ctx)
    states = set(Nomination.objects.values_list("state", flat=True))
    assert states == {"draft", "sent", "received", "returned", "appraised", "rejected", "proposed", "awarded"}
    assert set(Decision.objects.values_list("state", flat=True)) == {"submitted", "signed"}
    assert Round.objects.count() == 5
    assert Award.objects.count() >= 60
    assert Award.objects.filter(award_type__code="TTLDTT").exists()
    assert Meeting.objects.get().items.exists()
    for username in ("canbo", "truongphong", "thuongtruc", "lanhdao"):
        assert worklist.items(waiting_for(ctx.users[username])), username
