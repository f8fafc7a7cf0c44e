"""Every write on plans: one transaction, one audit event each."""

from .proofreading import dismiss_finding, fix_findings, reopen_finding
from .tasks import arrange_task, reopen_task, report_task
from .way import issue_plan, missing_for_signature, put_on_record, return_plan, submit_plan, take_back_plan
from .writing import Conflict, create_plan, delete_plan, dismiss_warnings, restore_version, save_plan

__all__ = [
    "Conflict",
    "arrange_task",
    "create_plan",
    "delete_plan",
    "dismiss_finding",
    "dismiss_warnings",
    "fix_findings",
    "issue_plan",
    "missing_for_signature",
    "put_on_record",
    "reopen_finding",
    "reopen_task",
    "report_task",
    "restore_version",
    "return_plan",
    "save_plan",
    "submit_plan",
    "take_back_plan",
]
