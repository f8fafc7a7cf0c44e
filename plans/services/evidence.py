"""Files that show what a report says."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from core.uploads import check
from units.models import User

from ..models import PlanTask, TaskEvidence, TaskReport

MOST_FILES = 10
TOO_MANY = f"Mỗi lần báo chỉ đính kèm tối đa {MOST_FILES} tệp. Hãy gộp các trang vào một tệp PDF."


def keep_files(report: TaskReport, files: Sequence[UploadedFile]) -> list[TaskEvidence]:
    """Keep the files with the report, all or none; called inside a service.

    Raises `Refused` for too many files, or one that is not what its name says.
    """
    if len(files) > MOST_FILES:
        raise Refused(TOO_MANY)
    checked = [(file, check(file)) for file in files]
    kept: list[TaskEvidence] = []
    try:
        for file, found in checked:
            evidence = TaskEvidence(
                report=report, kind=found.kind, name=found.name, size=found.size, sha256=found.sha256
            )
            evidence.file.save(found.name, file, save=False)
            kept.append(evidence)
            evidence.save(force_insert=True)
    except BaseException:  # they lie on the disk already: without their rows nobody would ever find them
        for evidence in kept:
            evidence.file.delete(save=False)
        raise
    return kept


@transaction.atomic
def remove_evidence(*, evidence: TaskEvidence, actor: User) -> None:
    """Take a file away that was attached by mistake. Raises `Refused` once the task is confirmed."""
    task = PlanTask.objects.select_for_update(of=("self",)).get(pk=evidence.report.task_id)
    if task.state == PlanTask.State.CONFIRMED:
        raise Refused("Nhiệm vụ đã xác nhận hoàn thành nên minh chứng được giữ nguyên.")
    record(
        actor=actor,
        action="plans.remove_evidence",
        target=task,
        before={"evidence": evidence.pk, "sha256": evidence.sha256},
    )
    file = evidence.file
    evidence.delete()
    transaction.on_commit(lambda: file.delete(save=False))
