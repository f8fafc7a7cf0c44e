"""The room of official documents: the register of numbers, the layout, legal bases, verification."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "văn bản"

    def ready(self) -> None:
        from core import menu

        from . import permissions

        menu.register(
            menu.MenuItem("Sổ văn bản", "documents:document_list", 60, "register", permissions.can_see_register)
        )
        menu.register(menu.MenuItem("Căn cứ pháp lý", "documents:basis_list", 70, "law", permissions.can_see_bases))
