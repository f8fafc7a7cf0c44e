"""Pages of campaigns."""

from .campaigns import campaign_create, campaign_detail, campaign_edit, campaign_list
from .registrations import (
    board,
    registration,
    registration_accept_late,
    registration_autosave,
    registration_send,
    registration_withdraw,
)
from .steps import campaign_end, campaign_launch, campaign_move_deadline, campaign_review

__all__ = [
    "board",
    "campaign_create",
    "campaign_detail",
    "campaign_edit",
    "campaign_end",
    "campaign_launch",
    "campaign_list",
    "campaign_move_deadline",
    "campaign_review",
    "registration",
    "registration_accept_late",
    "registration_autosave",
    "registration_send",
    "registration_withdraw",
]
