"""A feed as text: an iCalendar file (RFC 5545) from the events of one person.

What the readers of such an address do, and why the file is as it is. Google Calendar, Outlook on the web and on the
desk, Apple's calendars and Thunderbird take the whole file each time and replace what they had by it: an event that
moved moves, one that is missing disappears. ICSx5 on Android and programs that merge into a calendar of their own
go by UID and take a changed event only when LAST-MODIFIED or SEQUENCE has grown; some of them never remove what is
missing. So an event keeps its UID for ever, both grow when it changes, and what is done is first said to be
CANCELLED for a week before it is left out.

An event of a deadline is the whole day, a DATE without a zone: the day in Vietnam, wherever the reader is. A meeting
has its hour in UTC and no end, because none is known. There is no alarm: the system reminds by itself, and a
calendar has alarms of its own. There is no METHOD: it is a calendar, not an invitation. CLASS is private, so that
whoever shares his calendar shares the time and not the names.
"""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from core.dates import vn_date
from core.text import nfc

from .models import FeedEvent

PRODUCT = "-//Thi dua khen thuong//Lich viec co han//VI"
REFRESH = dt.timedelta(hours=6)
DAY = dt.timedelta(days=1)


def feed_text(events: Iterable[FeedEvent], *, site: str) -> bytes:
    """Return the file of these events; `site` is the address of the installation without a slash at its end.

    Lines end with CRLF and have at most 75 octets; the same events always give the same bytes.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, "Thi đua, khen thưởng: việc có hạn")
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for event in events:
        calendar.add_component(_event(event, site))
    return calendar.to_ical(sorted=False)


def _event(row: FeedEvent, site: str) -> Event:
    event = Event()
    event.add("uid", str(row.uid))
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("sequence", row.sequence)
    event.add("status", "CANCELLED" if row.cancelled else "CONFIRMED")
    if row.starts_at:
        event.add("dtstart", row.starts_at.astimezone(dt.UTC))
    else:
        event.add("dtstart", row.due_on)
        event.add("dtend", row.due_on + DAY)
        event.add("transp", "TRANSPARENT")  # a deadline does not make the day busy
    event.add("summary", plain(row.title))
    event.add("description", plain_lines(_description(row, site)))
    if row.place:
        event.add("location", plain(row.place))
    if row.url:
        event.add("url", f"{site}{row.url}")
    event.add("class", "PRIVATE")
    return event


def _description(row: FeedEvent, site: str) -> list[str]:
    """True on whatever day it is read: how far it is says the calendar."""
    lines = [f"Đơn vị: {row.unit}"] if row.unit else []
    if not row.starts_at:
        lines.append(f"Thời hạn: hết ngày {vn_date(row.due_on)}")
    if row.url:
        lines.append(f"Mở việc này: {site}{row.url}")
    return lines


def plain(text: str) -> str:
    """Return a text of one line that the format may hold: no control characters, Vietnamese in its normal form."""
    return nfc("".join(char for char in " ".join(text.split()) if char.isprintable()))


def plain_lines(lines: Iterable[str]) -> str:
    return "\n".join(map(plain, lines))
