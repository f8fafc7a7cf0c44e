"""Every page of the site, as somebody who may open it sees it: axe finds nothing, and it fits a phone.

The pages are asked of the application itself and laid before Chromium under their addresses: no waiting, and what a
page's objects wrote is undone before the next page.
"""

import pytest
from django.urls import reverse

from core.testing import ROLES, assert_accessible, assert_fits, undone

from .browser import DESKTOP, PHONE
from .furnished import ROWS, _furniture, furnished
from .shown import shown

__all__ = ["_furniture", "furnished", "shown"]
# Who sees most on a page they share comes first.
FULLEST = ["standing_office", "leader", "head", "staff", "council_member", "administrator", *ROLES]
SHARES = 6  # so that both workers have some
pytestmark = [pytest.mark.browser(long=True), pytest.mark.pages]


def _page_of(name: str, furnished) -> tuple[str, bytes] | None:
    """The address and the HTML that somebody who may open it gets; nothing for a file or a way to elsewhere."""
    room, row = ROWS[name]
    objects = furnished.objects(room)
    url = reverse(name, kwargs=row.kwargs(objects))
    answer = furnished.client(next(role for role in FULLEST if role in row.allow)).get(url, row.data(objects))
    whole = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return (url, answer.content) if whole and b"<html" in answer.content else None


@pytest.mark.parametrize("share", range(SHARES))
def test_no_page_shuts_anybody_out(share, furnished, shown, page):
    names = sorted(name for name, (_, row) in ROWS.items() if row.method == "get" and row.allow)
    wrong, opened = [], 0
    for name in names[share::SHARES]:
        with undone():
            found = _page_of(name, furnished)
            if found is None:
                continue
            url, shown.html = found
            page.set_viewport_size(DESKTOP)
            page.goto(shown.site + url)
            opened += 1
            try:
                assert_accessible(page)
                page.set_viewport_size(PHONE)
                assert_fits(page)
            except AssertionError as fault:
                wrong.append(f"{name}: {fault}")
    assert opened > 10
    assert wrong == []
