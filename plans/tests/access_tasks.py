"""Who may use which address of the tasks of plans."""

from django.core.files.uploadedfile import SimpleUploadedFile

from core.testing import EVERYONE, PDF, Access
from plans.services import add_note

HOUSE = frozenset(EVERYONE - {"outsider"})
WRITERS = frozenset({"standing_office"})
REPORTERS = frozenset({"standing_office", "staff", "head"})
READERS_OF_FILES = REPORTERS | {"leader"}


def upload(name="minh-chung.pdf", content=PDF):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def _issued(objects):
    return {"pk": objects.issued.pk}


def _task(objects):
    return {"pk": objects.task.pk}


def _evidence(objects):
    report = add_note(task=objects.task, actor=objects.world.users["standing_office"], files=[upload()])
    return {"pk": report.evidence.get().pk}


def _reason(objects):
    return {"reason": "Chưa có báo cáo kèm theo"}


def _ticked(objects):
    return {"task": [objects.task.pk], "act": "confirm"}


TABLE = {
    "plans:task_list": Access(HOUSE, kwargs=_issued),
    "plans:tasks_decide": Access(WRITERS, kwargs=_issued, method="post", data=_ticked),
    "plans:tasks_arrange": Access(WRITERS, kwargs=_issued),
    "plans:task_board": Access(EVERYONE),
    "plans:task_year": Access(EVERYONE),
    "plans:task_export": Access(EVERYONE),
    "plans:task_detail": Access(HOUSE, kwargs=_task),
    "plans:task_report": Access(REPORTERS, kwargs=_task, method="post"),
    "plans:task_progress": Access(REPORTERS, kwargs=_task, method="post"),
    "plans:task_note": Access(REPORTERS, kwargs=_task, method="post", data=lambda objects: {"yk-text": "Đã góp ý"}),
    "plans:task_confirm": Access(WRITERS, kwargs=_task, method="post"),
    "plans:task_refuse": Access(WRITERS, kwargs=_task, method="post", data=_reason),
    "plans:task_reopen": Access(REPORTERS, kwargs=_task, method="post"),
    "plans:task_move": Access(REPORTERS, kwargs=_task, method="post", data=lambda objects: {"to": "doing"}),
    "plans:task_arrange": Access(WRITERS, kwargs=_task),
    "plans:task_evidence": Access(READERS_OF_FILES, kwargs=_evidence),
    "plans:evidence_remove": Access(WRITERS, kwargs=_evidence, method="post"),
}
