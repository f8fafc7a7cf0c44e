"""What the settings need of the clock, without anything that needs the settings."""

import datetime as dt


def now_text() -> str:
    """Return this moment, in ISO form with its zone."""
    return dt.datetime.now(dt.UTC).isoformat()
