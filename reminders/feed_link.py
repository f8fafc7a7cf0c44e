"""What feeds bring to "Tài khoản của tôi"."""

from typing import Any

from django.urls import reverse


def to_my_feed(user: Any, account: Any) -> list[tuple[str, str]]:
    """From the user's account to the address of the user's calendar."""
    return [("Lịch của tôi trong Outlook, Google, điện thoại", reverse("reminders:feed"))]
