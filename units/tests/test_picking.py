"""Units are chosen from the tree in a form."""

import datetime as dt

import pytest
from django import forms
from django.http import QueryDict

from core.testing import count_queries
from units.picking import UnitsField, UnitTree
from units.tests.factories import UnitFactory, make_world


@pytest.fixture
def world(db):
    return make_world()


def _form(tree, data=None, initial=None, **offer):
    class Form(forms.Form):
        units = UnitsField(label="Đơn vị", required=False)

    form = Form(data, initial={"units": initial or []})
    form.fields["units"].offer(tree, **offer)
    return form


def test_what_is_chosen_comes_back_in_tree_order(world):
    data = QueryDict(f"units={world.division.pk}&units={world.office.pk}")
    form = _form(UnitTree.living(), data)
    assert form.is_valid()
    assert form.cleaned_data["units"] == [world.office, world.division]


@pytest.mark.parametrize("query", ["units=999999", "units=x", "units=²", "units=1%27"])
def test_what_stands_in_no_tree_is_refused_in_words(world, query):
    form = _form(UnitTree.living(), QueryDict(query))
    assert form.errors["units"] == ["Có đơn vị không còn trong cây đơn vị; hãy chọn lại."]


def test_a_dissolved_unit_is_offered_only_where_it_is_chosen_already(world):
    gone = UnitFactory(parent=world.office, name="Phòng Cũ")
    gone.dissolved_on = dt.date(2026, 1, 1)
    gone.save()
    assert "Phòng Cũ" not in str(_form(UnitTree.living())["units"])
    assert "Phòng Cũ" in str(_form(UnitTree.living(also=[gone.pk]), initial=[gone.pk])["units"])


def test_without_a_script_the_whole_tree_is_a_list_and_in_a_page_of_many_only_what_is_chosen(world):
    tree = UnitTree.living()
    whole = str(_form(tree, initial=[world.division.pk])["units"])
    assert whole.count("<option") == 5
    assert whole.count(" selected") == 1
    short = str(_form(tree, initial=[world.division.pk], shared=True, home=world.office)["units"])
    assert short.count("<option") == 1
    assert f'data-home="{world.office.pk}"' in short


def test_many_fields_read_the_tree_once(world):
    tree = UnitTree.living()
    assert count_queries(lambda: [str(_form(tree)["units"]) for _ in range(5)]) == 0
