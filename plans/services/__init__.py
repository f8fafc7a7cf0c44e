"""Every write on plans: one transaction, one audit event each."""

from .arranging import Arrangement, arrange_task, arrange_tasks, mark
from .beginning import begin_from
from .changes import Decided, accept_changes, decline_changes, propose_changes, reopen_change
from .closing import close_year, reopen_year
from .evidence import remove_evidence
from .linking import choose_parent
from .proofreading import dismiss_finding, fix_findings, reopen_finding
from .restoring import propose_restoration
from .tasks import (
    Outcome,
    add_note,
    confirm_task,
    decide_tasks,
    move_task,
    refuse_task,
    reopen_task,
    report_progress,
    report_task,
)
from .way import issue_plan, missing_for_signature, put_on_record, return_plan, submit_plan, take_back_plan
from .writing import Conflict, create_plan, delete_plan, dismiss_warnings, restore_version, save_plan

__all__ = [
    "Arrangement",
    "Conflict",
    "Decided",
    "Outcome",
    "accept_changes",
    "add_note",
    "arrange_task",
    "arrange_tasks",
    "begin_from",
    "choose_parent",
    "close_year",
    "confirm_task",
    "create_plan",
    "decide_tasks",
    "decline_changes",
    "delete_plan",
    "dismiss_finding",
    "dismiss_warnings",
    "fix_findings",
    "issue_plan",
    "mark",
    "missing_for_signature",
    "move_task",
    "propose_changes",
    "propose_restoration",
    "put_on_record",
    "refuse_task",
    "remove_evidence",
    "reopen_change",
    "reopen_finding",
    "reopen_task",
    "reopen_year",
    "report_progress",
    "report_task",
    "restore_version",
    "return_plan",
    "save_plan",
    "submit_plan",
    "take_back_plan",
]
