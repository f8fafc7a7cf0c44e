from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = "Nhắc việc"

    def ready(self) -> None:
        from core import act_names

        from .act_names import ACT_NAMES

        act_names.register(ACT_NAMES)
        from core import bell
        from core.menu import MenuItem, register

        from . import drafts, permissions, queries

        bell.register(queries.unread_count)
        drafts.connect()
        register(MenuItem("Thư gửi đi", "reminders:outbox", 85, "send", permissions.can_see_outbox))
