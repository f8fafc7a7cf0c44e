"""The legal bases that are shipped with the product."""

import datetime as dt

import pytest
from django.core.management import call_command

from documents.models import LegalBasis
from documents.services import load_legal_bases
from documents.tests.factories import LegalBasisFactory, clear_bases

pytestmark = pytest.mark.django_db


def in_force(day):
    return set(LegalBasis.objects.in_force_on(day).values_list("number", flat=True))


def test_loading_twice_changes_nothing():
    clear_bases()
    assert load_legal_bases() > 30
    assert load_legal_bases() == 0
    call_command("load_legal_bases")


def test_what_an_office_added_itself_stays():
    own = LegalBasisFactory(number="86/2025/QĐ-UBND", subject="Quy chế của tỉnh")
    load_legal_bases()
    assert LegalBasis.objects.get(pk=own.pk).subject == "Quy chế của tỉnh"


def test_the_decree_changed_on_the_first_of_july_2025():
    load_legal_bases()
    before, after = in_force(dt.date(2025, 6, 30)), in_force(dt.date(2025, 7, 1))
    assert "98/2023/NĐ-CP" in before - after
    assert "152/2025/NĐ-CP" in after - before
    assert LegalBasis.objects.get(number="98/2023/NĐ-CP").replaced_by.number == "152/2025/NĐ-CP"


def test_one_rule_for_a_row_and_for_a_query():
    load_legal_bases()
    LegalBasisFactory(in_force_from=None, issued_on=dt.date(2026, 1, 1))
    LegalBasisFactory(in_force_from=None, issued_on=None)
    for day in (dt.date(2013, 1, 1), dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2026, 11, 21)):
        assert in_force(day) == {basis.number for basis in LegalBasis.objects.all() if basis.in_force(day)}


def test_numbers_are_compared_with_their_suffix():
    load_legal_bases()
    assert LegalBasis.objects.numbered("06/2022/qh15").get().in_force_from == dt.date(2024, 1, 1)
    assert LegalBasis.objects.numbered(" 06/2026/QH16").get().confidence == "unverified"
    assert not LegalBasis.objects.numbered("15/2025/TT-BXD").exists()


def test_what_nobody_confirmed_says_so():
    load_legal_bases()
    assert LegalBasis.objects.get(number="06/2026/QH16").get_confidence_display() == "Chưa xác minh"
