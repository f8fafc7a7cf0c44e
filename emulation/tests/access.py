"""Who may use the addresses of the top floor."""

from types import SimpleNamespace

from core.testing import EVERYONE, Access


def build(world):
    return SimpleNamespace()


TABLE = {
    "home": Access(allow=EVERYONE),
    "guide": Access(allow=EVERYONE),
}
