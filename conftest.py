"""Habits of all tests: nothing leaves the machine, nothing is written outside a test's own folder."""

import gc
import os

import pytest

pytest_plugins = ["emulation.tests.browser"]


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="only the tests that ask for a database and open no page, and the walks in the browser: the others say "
        "the same whichever database it is",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if config.getoption("--database-only"):
        kept = [item for item in items if _in_browser(item) or (_asks_a_database(item) and not _opens_pages(item))]
        ids = {id(item) for item in kept}
        config.hook.pytest_deselected(items=[item for item in items if id(item) not in ids])
        items[:] = kept
    # Playwright keeps an event loop running, beside which no other can begin; and no long walk is left for the end.
    items.sort(key=lambda item: (_in_browser(item), -_length(item)))


def pytest_collection_finish():
    """What is loaded now lives to the end: the collector of garbage need not look at it after each test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def _in_browser(item):
    return item.get_closest_marker("browser") is not None


def _length(item):
    """How long a walk in the browser is, as its marker says: `browser(long=True)`."""
    marker = item.get_closest_marker("browser")
    return bool(marker and marker.kwargs.get("long"))


def _asks_a_database(item):
    asking = {"db", "transactional_db", "live_server"}
    return asking & set(item.fixturenames) or item.get_closest_marker("django_db")


def _opens_pages(item):
    return "client" in item.fixturenames or item.get_closest_marker("pages")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """A worker's database on PostgreSQL begins as a copy of the one that `script/test` has migrated."""
    from django.db import connection

    if template := os.environ.get("TEST_DATABASE_TEMPLATE"):
        connection.settings_dict["TEST"]["TEMPLATE"] = template


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """On PostgreSQL, where tables are many files, what a test wrote for good is taken out row by row."""
    from django.db import connection

    from emulation.tests.emptying import restore_instead_of_flush

    with pytest.MonkeyPatch.context() as patched:
        if connection.vendor == "postgresql":
            with django_db_blocker.unblock():
                restore_instead_of_flush(patched)
        yield


@pytest.fixture(scope="session", autouse=True)
def _habits(django_test_environment):
    """What all tests have in common is set once: a setting that changes is told to two dozen listeners."""
    from django.test import override_settings

    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CELERY_TASK_ALWAYS_EAGER=True,
        AXES_ENABLED=False,
        RATE_LIMITED=False,
        WHITENOISE_AUTOREFRESH=True,  # otherwise each new client reads all static files once more
    ):
        yield


@pytest.fixture(autouse=True)
def _own_surroundings(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.TRUST_ROOTS = tmp_path / "trust-roots"
    settings.BALLOT_KEYS = tmp_path / "ballot-keys"
    from emulation.celery import app

    app.conf.task_always_eager = True
    app.conf.task_eager_propagates = True


@pytest.fixture
def world(db):
    """One province with two offices and a user for each role (see units.tests.factories.make_world)."""
    from units.tests.factories import make_world

    return make_world()


@pytest.fixture
def empty_pages(monkeypatch):
    """What stands on a paper is not what is looked for: one empty page for all that is issued."""
    import io

    import pikepdf

    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    monkeypatch.setattr("documents.services.issuing.render_in_parts", lambda content: file.getvalue())
