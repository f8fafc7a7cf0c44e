"""The project's settings with the deadlines of the fault test."""

from emulation.settings import *  # noqa: F403
from emulation.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "reminders.tests.killing.KillingConfig"]
