"""The project's settings with the deadlines and the mail server of the kill tests."""

from emulation.settings import *  # noqa: F403
from emulation.settings import INSTALLED_APPS

# The floors above know nothing that is tried here and take long to be read, seven times.
ABOVE = {"awards", "campaigns", "plans", "emulation"}
INSTALLED_APPS = [
    *(app for app in INSTALLED_APPS if app.partition(".")[0] not in ABOVE), "reminders.tests.killing.KillingConfig"
]  # fmt: skip
ROOT_URLCONF = "reminders.tests.kill_urls"
# Tables are made as they are, not by all the steps that led to them: those are tried elsewhere.
ROOMS = ["core", "documents", "reminders", "units"]
MIGRATION_MODULES = dict.fromkeys([*ROOMS, "auth", "axes", "contenttypes", "sessions"])
EMAIL_BACKEND = "reminders.tests.killing.WaitingBackend"
