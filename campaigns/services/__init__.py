"""Writes of campaigns and registrations."""

from .campaigns import CriterionLine, change_campaign, create_campaign
from .registrations import accept_late, save_registration, send_registration, withdraw_registration
from .steps import end_campaign, launch_campaign, missing_for_launch, move_deadline, record_review

__all__ = [
    "CriterionLine",
    "accept_late",
    "change_campaign",
    "create_campaign",
    "end_campaign",
    "launch_campaign",
    "missing_for_launch",
    "move_deadline",
    "record_review",
    "save_registration",
    "send_registration",
    "withdraw_registration",
]
