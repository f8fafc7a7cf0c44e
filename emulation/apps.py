from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class EmulationConfig(AppConfig):
    name = "emulation"
    verbose_name = "Hệ thống thi đua, khen thưởng"

    def ready(self) -> None:
        from core import figures, links

        from .boxes import boxes
        from .services import on_sign_in

        links.register("account", _health_link)
        figures.register(boxes=boxes)
        user_logged_in.connect(on_sign_in, dispatch_uid="emulation.visit")


def _health_link(user: Any, target: Any) -> list[tuple[str, str]]:
    """The administrator finds "Tình trạng hệ thống" on the account page."""
    from django.urls import reverse

    from units.permissions import can_see_health

    return [("Tình trạng hệ thống", reverse("system_health"))] if can_see_health(user) else []
