"""An initiative on which an award rests is not used a second time unseen; bulk appraisal answers only what is asked."""

import pytest
from django.utils import timezone

from awards import services
from awards.assessment import assess
from awards.models import Initiative, InitiativeUse, Nomination

from . import factories as make

pytestmark = pytest.mark.django_db


def loaded(nomination):
    rows = Nomination.objects.select_related("dossier", "round", "award_type", "person", "unit")
    return rows.get(pk=nomination.pk)


def initiative(world):
    day = timezone.localdate().replace(month=1, day=1)
    return Initiative.objects.create(person=world.person, title="Sổ mượn phòng họp", recognised_on=day)


def accepted(world, **fields):
    nomination = make.make_received(world, make.make_round(world, codes=("CSTDCS", "GK", "LDTT")), code="CSTDCS")
    services.accept_clear(actor=world.users["standing_office"], nominations=[nomination], judge_rest=True)
    assert make.reload(nomination).state == "appraised"
    return nomination


def test_an_award_keeps_the_initiative_it_rests_on(world):
    row = initiative(world)
    make.rate(world.person, "HTT")
    nomination = accepted(world)
    assert InitiativeUse.objects.get().initiative == row
    assert assess(loaded(nomination)).tree.state == "met"  # its own use does not stand against it


def test_an_initiative_that_was_not_needed_stays_free(world):
    initiative(world)
    make.rate(world.person, "HTXS")
    accepted(world)
    assert not InitiativeUse.objects.exists()


def test_a_conclusion_that_is_opened_again_frees_it(world):
    initiative(world)
    make.rate(world.person, "HTT")
    nomination = accepted(world)
    office = world.users["standing_office"]
    services.open_appraisal_again(actor=office, nomination=make.reload(nomination))
    services.appraise(actor=office, nomination=make.reload(nomination), proposal="reject", opinion="Chưa đạt.")
    assert not InitiativeUse.objects.exists()


def test_agreeing_in_bulk_never_says_yes_to_one_of_several_choices(world):
    """Bằng khen of the province without figures that carry it: which of its conditions holds, a person must say."""
    around = make.make_round(world, codes=("BKT",))
    nomination = make.make_received(world, around, code="BKT")
    done, left = services.accept_clear(actor=world.users["standing_office"], nominations=[nomination], judge_rest=True)
    assert (done, left) == ([], [make.reload(nomination)])
    assert not make.reload(nomination).judgements.exists()


def test_agreeing_in_bulk_answers_only_what_carries_the_award(world):
    year = timezone.localdate().year
    around = make.make_round(world, codes=("BKT",))
    for past in (year - 1, year):
        make.rate(world.division, "HTXS", past)
    nomination = make.make_received(world, around, unit=world.division, code="BKT")
    services.accept_clear(actor=world.users["standing_office"], nominations=[nomination], judge_rest=True)
    assert make.reload(nomination).state == "appraised"
    codes = set(make.reload(nomination).judgements.values_list("code", flat=True))
    assert codes == {"BKT.guong-mau", "BKT.d"}
