"""Writes of campaigns, registrations and stories."""

from .campaigns import CriterionLine, change_campaign, create_campaign
from .registrations import accept_late, save_registration, send_registration, withdraw_registration
from .steps import end_campaign, launch_campaign, missing_for_launch, move_deadline, record_review
from .stories import change_story, drop_story, publish_story, withdraw_story, write_story

__all__ = [
    "CriterionLine",
    "accept_late",
    "change_campaign",
    "change_story",
    "create_campaign",
    "drop_story",
    "end_campaign",
    "launch_campaign",
    "missing_for_launch",
    "move_deadline",
    "publish_story",
    "record_review",
    "save_registration",
    "send_registration",
    "withdraw_registration",
    "withdraw_story",
    "write_story",
]
