"""The room of official documents: the register of numbers, the layout, legal bases, verification."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "văn bản"

    def ready(self) -> None:
        from core import act_names

        from .act_names import ACT_NAMES

        act_names.register(ACT_NAMES)
        from core import menu, worklist

        from . import permissions, printing, searching, waiting

        assert printing.JOB  # registers its background work
        menu.register(menu.MenuItem("Văn bản", "documents:home", 60, "register", permissions.can_see_register))
        worklist.register(waiting.waiting_for)
        searching.register()
        self._bring()
        post_migrate.connect(_load_bases, sender=self)

    def _bring(self) -> None:
        """What this room brings to pages of the rooms below, to the home page and to the queue of those who sign."""
        from core import health, links, worklist

        from . import home, linking, queue_of_drafts
        from .health import checks
        from .signing import queue

        links.register("account", linking.to_my_signature)
        links.register("unit", linking.to_seal)
        worklist.register(linking.waiting_for)
        home.register()
        health.register("documents", "Chữ ký số", 50, checks)
        queue.register(queue_of_drafts.drafts_to_sign)


def _load_bases(*, using: str, **kwargs: object) -> None:
    """Every installation begins with the shipped catalogue, not only the demo."""
    from django.db import connections

    from .models import LegalBasis
    from .services import load_legal_bases

    needed = {LegalBasis._meta.db_table, "core_auditevent"}
    if needed <= set(connections[using].introspection.table_names()):  # not migrated yet otherwise
        load_legal_bases()
