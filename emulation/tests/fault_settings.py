"""The settings of workers and clocks that a test starts and kills: little to import, everything in seconds."""

from emulation.settings import *  # noqa: F403

INSTALLED_APPS = [
    "emulation.tests.faulty.FaultyConfig",
    "units",
    "core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
CELERY_BEAT_SCHEDULE = {
    name: {**entry, "schedule": 1.0, "options": {**entry["options"], "expires": 5}}
    for name, entry in CELERY_BEAT_SCHEDULE.items()  # noqa: F405
    if name == "sweep" or name.startswith("pulse-")
}
CELERY_BEAT_MAX_LOOP_INTERVAL = 1
ROOT_URLCONF = "emulation.tests.fault_settings"
MIDDLEWARE: list[str] = []
TEMPLATES: list[dict[str, object]] = []
urlpatterns: list[object] = []
