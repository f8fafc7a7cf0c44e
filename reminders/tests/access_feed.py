"""Who may use the addresses of calendar feeds: everybody for himself; the file is for whoever holds its address."""

from core.testing import EVERYONE, Access
from reminders.models import CalendarFeed
from reminders.services.feeds import digest_of

SECRET = "dia-chi-thu"


def _token(objects):
    CalendarFeed.objects.get_or_create(user=objects.message.recipient, digest=digest_of(SECRET))
    return {"token": SECRET}


FEED = {
    "reminders:feed": Access(allow=EVERYONE),
    "reminders:feed_create": Access(allow=EVERYONE, method="post"),
    # Without an open address of one's own they answer with a sentence.
    "reminders:feed_renew": Access(allow=EVERYONE, method="post"),
    "reminders:feed_revoke": Access(allow=EVERYONE, method="post"),
    "reminders:feed_file": Access(allow=EVERYONE, kwargs=_token, public=True),
}
