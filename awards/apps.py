from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "Khen thưởng"

    def ready(self) -> None:
        post_migrate.connect(_load_shipped, sender=self)


def _load_shipped(*, using: str, **kwargs: object) -> None:
    from django.db import connections

    from .loading import load_shipped
    from .models import RuleSet

    if RuleSet._meta.db_table in connections[using].introspection.table_names():  # not migrated yet otherwise
        load_shipped()
