from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        from core import act_names

        from .act_names import ACT_NAMES

        act_names.register(ACT_NAMES)
        from core.menu import MenuItem, register
        from core.worklist import register as register_waiting
        from documents import bases_usage
        from documents.signing.queue import register as register_signing
        from reminders import kinds
        from reminders.late import register as register_late
        from reminders.registry import register as register_deadlines

        from . import (  # noqa: F401
            asking,
            deadlines,
            deadlines_bases,
            deadlines_dates,
            home,
            late,
            permissions,
            queue,
            restoring_job,
            searching,
            waiting,
        )

        register(MenuItem("Kế hoạch", "plans:plan_list", 20, "plan", permissions.can_see_plans))
        asking.register()
        searching.register()
        register_waiting(waiting.waiting_for)
        home.register()
        register_signing(queue.plans_to_sign)
        register_deadlines("plans.task", deadlines.tasks_due, own=deadlines.tasks_due_to)
        register_deadlines(deadlines_bases.KIND, deadlines_bases.bases_due, usual=deadlines_bases.USUAL)
        register_deadlines(deadlines_dates.KIND, deadlines_dates.dates_due, usual=deadlines_dates.USUAL)
        register_late(late.LATE, "Nhiệm vụ của kế hoạch", late.tasks_late)
        bases_usage.register("plans", shown=deadlines_bases.shown, resting=deadlines_bases.resting)
        kinds.register(
            kinds.Kind("plans.task", "Nhiệm vụ của kế hoạch đến hạn"),
            kinds.Kind("plans", "Kế hoạch: trình ký, trả lại, ban hành, báo cáo nhiệm vụ", urgent=True),
            kinds.Kind(deadlines_dates.KIND, "Thời hạn ghi trong lời của kế hoạch"),
            kinds.Kind(deadlines_bases.KIND, "Căn cứ pháp lý sắp hết hiệu lực"),
        )
