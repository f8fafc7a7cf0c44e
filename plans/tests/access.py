"""Who may use which address of the plans."""

from types import SimpleNamespace

from core.testing import EVERYONE, Access
from plans.changing import Change
from plans.content import from_plan
from plans.services import close_year, propose_changes, report_task, save_plan

from . import access_tasks
from .factories import make_issued, make_plan, make_submitted
from .posting import posted

HOUSE = frozenset(EVERYONE - {"outsider"})
WRITERS = frozenset({"standing_office"})
LEADERS = frozenset({"leader"})
SIGNERS = frozenset({"standing_office", "leader"})
SIGNED = frozenset({"standing_office", "leader"})


def build(world) -> SimpleNamespace:
    """A draft, a plan that waits for signature, an issued plan with a task of the world's division."""
    draft = make_plan(world, number_text="05/KH-VP")
    draft = save_plan(plan=draft, content=from_plan(draft), version=draft.version, actor=None)
    issued = make_issued(world)
    tasks = list(issued.tasks.order_by("position"))
    report_task(task=tasks[0], actor=world.users["standing_office"])
    return SimpleNamespace(
        draft=draft,
        change=propose_changes(
            plan=draft, kind="roll", changes=[Change("year", "subject", draft.subject, "Kế hoạch năm sau")], actor=None
        ).changes.get(),
        dismissed=draft.dismissed_findings.create(rule="spacing", key="0", message="Thừa khoảng trắng", reason="Giữ"),
        submitted=make_submitted(world),
        issued=issued,
        task=tasks[0],
        version=draft.versions.first(),
        world=world,
    )


def _draft(objects):
    return {"pk": objects.draft.pk}


def _submitted(objects):
    return {"pk": objects.submitted.pk}


def _issued(objects):
    return {"pk": objects.issued.pk}


def _ended(objects):
    """The issued plan, its year ended."""
    close_year(plan=objects.issued, actor=objects.world.users["standing_office"], reason="Hết năm")
    return {"pk": objects.issued.pk}


def _change(objects):
    return {"pk": objects.draft.pk, "change": objects.change.pk}


def _sent(objects):
    return {"pk": objects.issued.pk, "kept": objects.issued.versions.filter(kind="sent").get().pk}


def _task(objects):
    return {"pk": objects.task.pk}


def _typed(objects):
    return posted(from_plan(objects.draft), version=objects.draft.version)


def _preview(objects):
    return {**posted(from_plan(objects.draft)), "unit": objects.world.office.pk}


def _reason(objects):
    return {"reason": "Sửa lại mục II"}


TABLE = {
    "plans:plan_list": Access(EVERYONE),
    "plans:plan_create": Access(WRITERS),
    "plans:plan_import": Access(WRITERS),
    "plans:import_save": Access(WRITERS, method="post", data=_preview),
    "plans:import_sheet": Access(WRITERS, method="post", data=_preview),
    "plans:import_pdf": Access(WRITERS, method="post", data=_preview),
    "plans:plan_paste": Access(WRITERS, method="post", data=lambda objects: {"text": "I. MỤC ĐÍCH"}),
    "plans:plan_detail": Access(HOUSE, kwargs=_issued),
    "plans:plan_pdf": Access(HOUSE, kwargs=_issued),
    "plans:plan_docx": Access(HOUSE, kwargs=_issued),
    "plans:plan_page": Access(HOUSE, kwargs=lambda objects: {"pk": objects.issued.pk, "page": 1}),
    "plans:plan_sheet": Access(HOUSE, kwargs=_issued),
    "plans:plan_edit": Access(WRITERS, kwargs=_draft),
    "plans:plan_autosave": Access(WRITERS, kwargs=_draft, method="post", data=_typed),
    "plans:plan_restore": Access(
        WRITERS, kwargs=lambda objects: {"pk": objects.draft.pk, "version": objects.version.version}, method="post"
    ),
    "plans:version_list": Access(HOUSE, kwargs=_issued),
    "plans:version_detail": Access(SIGNED, kwargs=_sent),
    "plans:version_pdf": Access(SIGNED, kwargs=_sent),
    "plans:version_page": Access(SIGNED, kwargs=lambda objects: {**_sent(objects), "page": 1}),
    "plans:change_list": Access(WRITERS, kwargs=_draft),
    "plans:change_decide": Access(WRITERS, kwargs=_change, method="post", data=lambda objects: {"decision": "decline"}),
    "plans:change_decide_many": Access(
        WRITERS, kwargs=_draft, method="post",
        data=lambda objects: {"dot": objects.change.change_set_id, "which": "year"},
    ),
    "plans:plan_parent": Access(WRITERS, kwargs=_issued, method="post", data=lambda objects: {"parent": ""}),
    "plans:plan_mend": Access(WRITERS, kwargs=_draft),
    "plans:plan_compare": Access(HOUSE, kwargs=_issued),
    "plans:plan_presence": Access(WRITERS, kwargs=_draft, method="post"),
    "plans:plan_fields": Access(WRITERS, kwargs=_draft),
    "plans:plan_dismiss": Access(WRITERS, kwargs=_draft, method="post"),
    "plans:plan_findings": Access(WRITERS, kwargs=_draft),
    "plans:plan_proofread": Access(SIGNERS, kwargs=_submitted),
    "plans:plan_fix": Access(WRITERS, kwargs=_draft, method="post"),
    "plans:finding_dismiss": Access(WRITERS, kwargs=_draft, method="post", data=_reason),
    "plans:finding_reopen": Access(
        WRITERS,
        kwargs=lambda objects: {"pk": objects.draft.pk, "dismissed": objects.dismissed.pk},
        method="post",
    ),
    "plans:plan_submit": Access(WRITERS, kwargs=_draft, method="post"),
    "plans:plan_take_back": Access(WRITERS, kwargs=_submitted, method="post"),
    "plans:plan_issue": Access(LEADERS, kwargs=_submitted, method="post"),
    "plans:plan_return": Access(LEADERS, kwargs=_submitted, method="post", data=_reason),
    "plans:plan_record": Access(WRITERS, kwargs=_draft, method="post"),
    "plans:plan_delete": Access(WRITERS, kwargs=_draft, method="post", data=_reason),
    "plans:plan_close": Access(WRITERS, kwargs=_issued),
    "plans:plan_reopen": Access(WRITERS, kwargs=_ended, method="post", data=_reason),
    **access_tasks.TABLE,
}
