"""Pages of plans."""

from .editor import plan_act, plan_autosave, plan_dismiss, plan_edit, plan_restore
from .importing import import_act, import_pdf, import_save, plan_create, plan_import
from .reading import plan_detail, plan_list, plan_page, plan_pdf, plan_sheet
from .tasks import task_arrange, task_list, task_reopen, task_report
from .way import plan_delete, plan_issue, plan_record, plan_return, plan_submit, plan_take_back

__all__ = [
    "import_act",
    "import_pdf",
    "import_save",
    "plan_act",
    "plan_autosave",
    "plan_create",
    "plan_delete",
    "plan_detail",
    "plan_dismiss",
    "plan_edit",
    "plan_import",
    "plan_issue",
    "plan_list",
    "plan_page",
    "plan_pdf",
    "plan_record",
    "plan_restore",
    "plan_return",
    "plan_sheet",
    "plan_submit",
    "plan_take_back",
    "task_arrange",
    "task_list",
    "task_reopen",
    "task_report",
]
