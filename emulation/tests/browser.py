"""What browser tests need: Debian's Chromium with the right switches, and a page that is signed in.

A pytest plugin; the root `conftest.py` names it in `pytest_plugins`. A browser test is marked `browser` and
asks for `page` (pytest-playwright), `live_server` (pytest-django) and, mostly, `sign_in`.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import expect

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these Chromium calls home at every start; behind a closed network each call is a refused connection.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    # A page lives for a second: what the compiler would optimise for later is gone before it is run again.
    "--js-flags=--no-opt --no-maglev",
    "--no-first-run",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def find_chromium() -> str | None:
    """The browser that the machine has, or the one that CHROMIUM names."""
    wanted = os.environ.get("CHROMIUM")
    names = (wanted, *PROGRAMS) if wanted else PROGRAMS
    return next((path for name in names if (path := shutil.which(name))), None)


def chromium_arguments() -> list[str]:
    """Command-line switches; Chromium's own sandbox does not work for root."""
    return [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Launch the machine's Chromium instead of a downloaded one."""
    path = find_chromium()
    if path is None:
        pytest.fail("Chromium was not found; script/bootstrap --dev installs it, or CHROMIUM names it.")
    return {"executable_path": path, "args": chromium_arguments(), "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    """Each test gets a fresh context: a Vietnamese desktop of an ordinary size."""
    return {"viewport": DESKTOP, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture(scope="session", autouse=True)
def _async_unsafe() -> None:
    """Playwright's synchronous interface runs an event loop, in which Django would refuse its ORM.

    What a page should show may take its time where two browsers share two cores.
    """
    expect.set_options(timeout=20_000)
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def sign_in(context, live_server) -> Callable[..., None]:
    """`sign_in(user)`: make the browser that user, without the sign-in page; again with another to change.

    Each keeps a session of his own: what the page that is left still asks would otherwise end the new one.
    """
    sessions: dict[int, str] = {}

    def change_to(user) -> None:
        if user.pk not in sessions:
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            sessions[user.pk] = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": sessions[user.pk], "url": live_server.url}])

    return change_to


class _Requests:
    """How many requests the live server is answering."""

    def __init__(self) -> None:
        self.open = 0
        self.changed = threading.Condition()
        request_started.connect(self._count_up)
        request_finished.connect(self._count_down)

    def _count_up(self, **_: object) -> None:
        with self.changed:
            self.open += 1

    def _count_down(self, **_: object) -> None:
        with self.changed:
            self.open -= 1
            self.changed.notify_all()

    def wait_until_quiet(self) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.open <= 0, timeout=30)


@pytest.fixture(autouse=True)
def _quiet_end(request) -> Iterator[None]:
    """A browser test ends when its last request has: an answer under way would lock the tables that are emptied."""
    if request.node.get_closest_marker("browser") is None or "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    page = request.getfixturevalue("page")
    requests = _Requests()
    yield
    page.goto("about:blank")
    requests.wait_until_quiet()


@pytest.fixture
def page_problems(page) -> list[str]:
    """What the browser complained of while the test ran: script errors, refused content, failed requests."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"script error: {error}"))

    def listen(entry) -> None:
        if entry.type == "error":
            problems.append(f"console: {entry.text}")

    page.on("console", listen)
    return problems
