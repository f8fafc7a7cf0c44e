"""Every address × every role, an outsider and a visitor. An address that no room's table names fails here."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from core.testing import ROLES, undone

from .furnished import ROWS, _furniture, furnished

__all__ = ["_furniture", "furnished"]
REFUSALS = {403, 404}
pytestmark = pytest.mark.pages
# What every unit that is asked reads, with the address of one thing in it.
SHARED = {"awards:round_detail", "awards:rule_set_detail", "awards:register_export"}


def _names(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern, space)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def test_every_address_stands_in_a_table():
    addresses = set(_names(get_resolver()))
    assert addresses - set(ROWS) == set(), "no one has said who may use these"
    assert set(ROWS) - addresses == set(), "these addresses are gone"


@pytest.mark.parametrize("name", sorted(ROWS))
def test_address_by_role(name, furnished):
    room, row = ROWS[name]
    objects = furnished.objects(room)
    kwargs = row.kwargs(objects)
    url = reverse(name, kwargs=kwargs)
    data = row.data(objects)

    def ask(role):
        """Return the answer; whatever the request wrote is undone."""
        client = furnished.client(role)
        with undone():
            return client.post(url, data) if row.method == "post" else client.get(url, data)

    wrong = []
    for role in ROLES:
        status = ask(role).status_code
        if (status not in REFUSALS) != (role in row.allow):
            wrong.append(f"{role}: {status}")
    assert wrong == [], f"{name} {url}"
    asks = kwargs and not row.public and {"staff", "head"} & row.allow
    if room == "awards" and asks and name not in SHARED:
        assert ask("neighbour").status_code in REFUSALS, f"another unit reaches {url}"
    visitor = ask(None)
    to_login = visitor.status_code == 302 and visitor.url.startswith(reverse("core:login"))
    assert row.public or to_login, f"a visitor got {visitor.status_code} from {url}"
    if row.method == "post":
        _assert_no_get(furnished.client(min(row.allow, default="administrator")), url)


def _assert_no_get(client, url):
    """A write does not answer to GET: no link, no prefetching browser and no crawler does it."""
    assert client.get(url).status_code == 405, f"{url} answers to GET"
