"""Helpers of the tests of every room."""

from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

ROLES = [
    "staff",
    "head",
    "standing_office",
    "council_member",
    "leader",
    "information_centre",
    "administrator",
    "outsider",
]
EVERYONE = set(ROLES)
# The smallest files that can really be opened: an empty page, one dot.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


@dataclass(frozen=True)
class Access:
    """Who may use an address; everybody of `make_world` who is not in `allow` must be refused (403 or 404).

    `kwargs` and `data` get the objects that the room's `build(world)` returned. A `public` address answers
    without a login; any other sends an anonymous visitor to the login page.
    """

    allow: frozenset[str] | set[str]
    kwargs: Callable[[Any], dict[str, Any]] = lambda objects: {}
    method: str = "get"
    data: Callable[[Any], dict[str, Any]] = lambda objects: {}
    public: bool = False


def make_user(username: str = "ai-do") -> Any:
    """Return a new account without roles; for tests of the ground floor, which knows no units."""
    return get_user_model().objects.create(username=username, full_name="Đặng Thị Hồng Ưu-Nguyễn")


def step_up(client: Any, user: Any) -> None:
    """Let the signed-in test client act as if the user had just given the password again."""
    from . import stepup

    session = client.session
    session["stepup"] = stepup.stamp(user.pk)
    session.save()


class _Undo(Exception):
    """Leaves a transaction as if it had not been."""


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back."""
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass


def count_queries(act: Callable[[], Any]) -> int:
    """Return how many queries the act needs."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def same_queries(get: Callable[[], Any], grow: Callable[[], Any]) -> None:
    """Assert that a page needs the same number of queries after its list has grown (1 row, then 3)."""
    get()  # warms what a process caches once: content types, permissions
    before = count_queries(get)
    grow()
    after = count_queries(get)
    assert after == before, f"{before} queries with one row, {after} after the list has grown"


def assert_fits(page: Any) -> None:
    """In a browser: the page is not wider than the window (nothing to scroll sideways)."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} is wider than {page.viewport_size}"


def assert_accessible(page: Any) -> None:
    """In a browser: axe finds no violation, by all its usual rules and WCAG 2.2's size of targets."""
    from axe_playwright_python.sync_playwright import Axe

    # Only what is wrong is written out: of a long page the rest takes longer to tell than to find.
    options = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
