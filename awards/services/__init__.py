"""Every write of awards: plain functions, keyword-only, one transaction, one audit event."""

from .appraisal import accept_clear, appraise, judge, open_appraisal_again, return_nomination
from .attachments import attach, detach
from .decisions import (
    change_decision,
    discard_decision,
    prepare_decision,
    return_decision,
    sign_decision,
    submit_decision,
)
from .dossiers import accept_late, assign_clerk, receive_dossier, send_dossier, start_dossier
from .facts import add_fact, remove_fact, set_rating
from .history import enter_award
from .minutes import keep_minutes
from .nominations import nominate, remove_nomination, resend_nomination, save_content
from .nothing import report_nothing, take_up_again
from .rounds import close_round, open_round, reopen_round, save_round

__all__ = [
    "accept_clear",
    "accept_late",
    "appraise",
    "add_fact",
    "assign_clerk",
    "attach",
    "change_decision",
    "close_round",
    "detach",
    "discard_decision",
    "enter_award",
    "judge",
    "keep_minutes",
    "nominate",
    "open_appraisal_again",
    "open_round",
    "prepare_decision",
    "receive_dossier",
    "remove_fact",
    "remove_nomination",
    "reopen_round",
    "report_nothing",
    "resend_nomination",
    "return_decision",
    "return_nomination",
    "save_content",
    "save_round",
    "send_dossier",
    "set_rating",
    "sign_decision",
    "start_dossier",
    "submit_decision",
    "take_up_again",
]
