"""Who may use the addresses of the top floor."""

from types import SimpleNamespace

from core.testing import EVERYONE, Access

from .access_health import HEALTH


def build(world):
    return SimpleNamespace()


TABLE = {
    **HEALTH,
    "home": Access(allow=EVERYONE),
    "followed": Access(allow=EVERYONE),
    "late_units": Access(allow={"standing_office", "leader"}),
    "news_seen": Access(allow=EVERYONE, method="post"),
    "guide": Access(allow=EVERYONE),
}
