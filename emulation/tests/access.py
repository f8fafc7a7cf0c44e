"""Who may use the addresses of the top floor."""

from types import SimpleNamespace

from core.testing import EVERYONE, Access

from .access_health import HEALTH


def build(world):
    return SimpleNamespace()


TABLE = {
    **HEALTH,
    "home": Access(allow=EVERYONE),
    "guide": Access(allow=EVERYONE),
}
