"""People to tick in a form: a long list is searched and paged, and what was ticked before stays ticked above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from core.text import fold
from core.values import number
from units.models import Person

SHOWN = 60  # boxes of a page; a list of no more needs neither search nor pages
SEARCH, PAGE = "tim-nguoi", "trang"  # the buttons that look on and add nobody


@dataclass(frozen=True)
class PickList:
    """`total` people in all; a page of those found by `text`; `ticked`: who was ticked, where the list is long."""

    total: int
    text: str
    ticked: list[Person]
    page: Page

    @property
    def long(self) -> bool:
        return self.total > SHOWN


def looks_on(data: QueryDict) -> bool:
    """Whether a posted form only searches or turns the page."""
    return SEARCH in data or PAGE in data


def pick_list(people: Sequence[Person], data: QueryDict) -> PickList:
    """Return whom the form shows: every word of the search, without diacritics, stands in the name or its code."""
    text = data.get("tim", "").strip()[:100]
    if len(people) <= SHOWN:
        return PickList(len(people), "", [], Paginator(people, SHOWN).get_page(1))
    chosen = set(data.getlist("people"))
    ticked = [person for person in people if str(person.pk) in chosen]
    words = fold(text).split()
    found = [one for one in people if str(one.pk) not in chosen and all(word in one.search_text for word in words)]
    return PickList(len(people), text, ticked, Paginator(found, SHOWN).get_page(_page(data)))


def _page(data: QueryDict) -> Any:
    return number(data.get(PAGE, "")) or 1
