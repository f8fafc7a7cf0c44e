"""The project's settings with the deadlines and the mail server of the kill tests."""

from emulation.settings import *  # noqa: F403
from emulation.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "reminders.tests.killing.KillingConfig"]
# Tables are made as they are, not by all the steps that led to them: those are tried elsewhere.
ROOMS = ["awards", "campaigns", "core", "documents", "plans", "reminders", "units"]
MIGRATION_MODULES = dict.fromkeys([*ROOMS, "auth", "axes", "contenttypes", "sessions"])
EMAIL_BACKEND = "reminders.tests.killing.WaitingBackend"
