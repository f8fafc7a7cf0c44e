"""Durations and sizes in words."""

import datetime as dt


def lasting(length: dt.timedelta) -> str:
    """Return "40 giây", "12 phút", "3 giờ", "5 ngày": the largest unit that fits."""
    seconds = max(0, int(length.total_seconds()))
    for size, unit in ((86400, "ngày"), (3600, "giờ"), (60, "phút")):
        if seconds >= size * (2 if size == 86400 else 1):
            return f"{seconds // size} {unit}"
    return f"{seconds} giây"


def ago(at: dt.datetime, now: dt.datetime) -> str:
    """Return "40 giây trước"."""
    return f"{lasting(now - at)} trước"


def size(number: float) -> str:
    """Return "1,4 GB" in steps of 1024."""
    if number < 1024:
        return f"{number:.0f} byte"
    units = ["KB", "MB", "GB", "TB"]
    while (number := number / 1024) >= 1024 and len(units) > 1:
        units.pop(0)
    return f"{number:.1f} {units[0]}".replace(".", ",")
