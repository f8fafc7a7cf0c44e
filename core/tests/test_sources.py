"""Many rooms' rows as one list: in order, a page at a time, nothing cut and nothing twice."""

import datetime as dt

import pytest

from core import worklist
from core.sources import Source, read
from core.worklist import Waiting, by_due

DAY = dt.date(2026, 5, 1)


def source(kind, days):
    rows = [None if day is None else DAY + dt.timedelta(days=day) for day in days]
    return Source(kind, rows, lambda due: Waiting(f"{kind} {due}", f"/{kind}/{due}/", "Mở", kind, due=due))


def pages(sources, **asked):
    first = read(sources, key=by_due, per_page=4, **asked)
    return [first, *(read(sources, key=by_due, per_page=4, number=number, **asked)
                     for number in range(2, first.pages + 1))]  # fmt: skip


def test_pages_together_hold_everything_once_in_order():
    sources = [source("A", [0, 3, 6, 9, None]), source("B", [1, 2, 3, 4, 5, 7]), source("C", [])]
    found = [item for page in pages(sources) for item in page.items]
    assert len(found) == len({item.url for item in found}) == 11
    assert [by_due(item) for item in found] == sorted(by_due(item) for item in found)


def test_counts_are_of_all_and_say_how_much_follows():
    sources = [source("A", range(9)), source("B", [0])]
    page = read(sources, key=by_due, per_page=4)
    assert (page.kinds, page.total, page.pages, page.rest) == ({"A": 9, "B": 1}, 10, 3, 6)
    only = read(sources, key=by_due, per_page=4, kind="A")
    assert (only.total, only.all, only.rest) == (9, 10, 5)
    assert {item.kind for item in only.items} == {"A"}


@pytest.mark.parametrize(("number", "kind"), [(0, ""), (-5, "X"), (10**6, ""), (3, "không có")])
def test_nonsense_gives_a_page_that_is_there(number, kind):
    page = read([source("A", range(9))], key=by_due, per_page=4, number=number, kind=kind)
    assert page.items
    assert 1 <= page.number <= page.pages == 3
    assert page.chosen == ""


def test_loose_items_stand_among_the_rows_of_tables(monkeypatch):
    late = Waiting("Trễ", "/tre/", "Mở", "Lịch", due=DAY - dt.timedelta(days=1))
    monkeypatch.setattr(worklist, "_providers", [lambda user: [source("A", [0])], lambda user: [late]])
    page = worklist.page_for(None)
    assert [item.kind for item in page.items] == ["Lịch", "A"]
