"""What every list page does: page, search by words, keep the filter in the address."""

from collections.abc import Sequence
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from .text import fold

PER_PAGE = 25


class ListPage(Page):
    """A page that knows the rest of the address's query, so that paging keeps the filter."""

    query: str = ""
    param: str = "page"


class ListPaginator(Paginator):
    def _get_page(self, *args: Any, **kwargs: Any) -> ListPage:  # type: ignore[override]
        return ListPage(*args, **kwargs)


def paginate(
    request: HttpRequest, queryset: QuerySet[Any] | Sequence[Any], per_page: int = PER_PAGE, *, param: str = "page"
) -> ListPage:
    """Return the page that `?page=` asks for; nonsense gives the first or the last page.

    `param` is another name for it where several lists of one address have pages.
    """
    page = cast(ListPage, ListPaginator(queryset, per_page).get_page(request.GET.get(param)))
    query = request.GET.copy()
    query.pop(param, None)
    page.query, page.param = query.urlencode(), param
    return page


def matches(text: str, field: str = "search_text") -> Q:
    """Return the filter "every word of the text, without diacritics, stands in the field"."""
    condition = Q()
    for word in fold(text).split():
        condition &= Q(**{f"{field}__contains": word})
    return condition
