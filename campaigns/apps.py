from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "Phong trào thi đua"

    def ready(self) -> None:
        from core import act_names

        from .act_names import ACT_NAMES

        act_names.register(ACT_NAMES)
        from core import menu, worklist
        from reminders import kinds, registry
        from reminders.deadlines import lead_to
        from reminders.late import register as register_late
        from reminders.services import STORY

        from . import asking, deadlines, home, late, permissions, searching, waiting

        item = menu.MenuItem(
            "Phong trào", "campaigns:campaign_list", 30, "campaign", permissions.can_see_campaigns
        )
        asking.register()
        searching.register()
        first = permissions.can_see_stories_first
        menu.register(menu.MenuItem("Gương điển hình", "campaigns:story_list", 32, "story", first))
        lead_to(STORY, "campaigns:story_list")
        menu.register(item)
        worklist.register(waiting.waiting_for)
        home.register()
        registry.register(deadlines.KIND, deadlines.registrations_due)
        registry.register(deadlines.PHASE, deadlines.phases_due)
        register_late(late.LATE, "Đăng ký thi đua", late.registrations_late)
        kinds.register(
            kinds.Kind(deadlines.KIND, "Hạn đăng ký thi đua"),
            kinds.Kind(deadlines.PHASE, "Phong trào: phát động, sơ kết, tổng kết"),
            kinds.Kind("campaigns", "Phong trào: phát động, đổi hạn, nhận đăng ký muộn", urgent=True),
        )
