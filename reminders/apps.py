from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = "Nhắc việc"

    def ready(self) -> None:
        from core import act_names

        from .act_names import ACT_NAMES

        act_names.register(ACT_NAMES)
        from core import bell, health, links, sweeping, worklist
        from core.menu import MenuItem, register
        from documents.signals import draft_issued

        from . import (
            channels,
            deadlines,
            drafts,
            feed_link,
            kinds,
            permissions,
            queries,
            registry,
            urging_work,
            waiting,
        )
        from .channels.mail import MailChannel
        from .health import checks
        from .linking import account_links
        from .services import take_up, urging

        health.register("reminders", "Nhắc việc và thư", 40, checks)
        bell.register(queries.unread_count)
        channels.register(MailChannel())
        sweeping.register("reminders", take_up)
        links.register("account", account_links)
        drafts.connect()
        kinds.register(
            kinds.Kind("documents", "Văn bản: trình ký, trả lại, ban hành", urgent=True),
            kinds.Kind(deadlines.KIND, "Việc định kỳ của cơ quan"),
        )
        registry.register(deadlines.KIND, deadlines.recurring_due)
        register(MenuItem("Thư gửi đi", "reminders:outbox", 85, "send", permissions.can_see_outbox))
        worklist.register(waiting.waiting_for)
        worklist.register(urging_work.waiting_for)
        kinds.register(kinds.Kind(urging.KIND, "Công văn đôn đốc", urgent=True, mandatory=True))
        draft_issued.connect(urging.letter_issued, dispatch_uid="reminders.letter_issued")
        links.register("account", feed_link.to_my_feed)
        post_migrate.connect(_load_calendar, sender=self)


def _load_calendar(*, using: str, **kwargs: object) -> None:
    """Every installation begins with the shipped days off."""
    from django.db import connections

    from .models import CalendarDay
    from .services import load_calendar

    if CalendarDay._meta.db_table in connections[using].introspection.table_names():  # not migrated yet otherwise
        load_calendar()
