"""What this room adds to pages of the rooms below."""

from typing import Any

from django.urls import reverse


def account_links(user: Any, target: Any) -> list[tuple[str, str]]:
    """On a person's own account: how to be told."""
    return [("Tùy chọn thông báo", reverse("reminders:choices"))]
