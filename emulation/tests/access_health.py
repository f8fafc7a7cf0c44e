"""Who may see how the system is."""

from core.testing import EVERYONE, Access

HEALTH = {
    "system_health": Access(allow={"administrator"}),
    "alive": Access(allow=EVERYONE, public=True),
    "ready": Access(allow=EVERYONE, public=True),
}
