"""The project's settings with the deadlines and the mail server of the kill tests."""

from emulation.settings import *  # noqa: F403
from emulation.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "reminders.tests.killing.KillingConfig"]
EMAIL_BACKEND = "reminders.tests.killing.WaitingBackend"
