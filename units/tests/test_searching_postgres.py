"""What only PostgreSQL has: the index of the words and marks, and the limit of time."""

import pytest
from django.db import connection

from core.exceptions import Refused
from core.search import finding
from core.search.asking import LEVELS, Ask, statement
from core.search.words import Query
from units.models import Person
from units.searching import PEOPLE

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def many(world):
    Person.objects.bulk_create(
        Person(unit=world.other_division, full_name=f"Nguyễn Văn An {n}", staff_code=f"P{n}") for n in range(300)
    )


@pytest.mark.parametrize("typed", ["nguyễn", "nguyen hong", "th", "86", "an"])
def test_words_and_marks_are_intersected_by_the_index(world, many, typed):
    marks = [f"@ca-nhan.{scope}" for scope in PEOPLE.scopes(world.users["head"])]
    for level in LEVELS:
        terms = level.terms(Query.of(typed))
        if not terms or level.newest:
            continue
        text, values = statement("postgresql", level, terms, [Ask("ca-nhan", marks, [], 60)])
        with finding._bounded(), connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {text}", values)
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "Bitmap Index Scan on search_entry_terms" in plan, plan


def test_the_few_that_may_be_seen_are_found_behind_hundreds(world, many):
    [group] = finding.find(world.users["head"], Query.of("nguyen"), only=[PEOPLE])
    assert [hit.title for hit in group.hits(world.users["head"])] == ["Đặng Thị Hồng Ưu-Nguyễn"]
    [group] = finding.find(world.users["standing_office"], Query.of("van nguyen"), only=[PEOPLE])
    assert group.counted == "hơn 50"


def test_what_takes_too_long_is_stopped_with_a_sentence(world, monkeypatch):
    def slow(connection, *_):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")
        return []

    monkeypatch.setattr(finding, "ask", slow)
    monkeypatch.setattr(finding, "TIME_LIMIT", 30)
    with pytest.raises(Refused, match="Tìm lâu quá"):
        finding.find(world.users["head"], Query.of("ưu"), only=[PEOPLE])
    assert Person.objects.exists(), "the connection is still of use"
