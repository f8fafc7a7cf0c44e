from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Nền chung"

    def ready(self) -> None:
        from . import health, heartbeats, jobs, sweeping, vitals
        from .search import owing
        from .search.health import checks as search_checks
        from .words import use_office_words

        use_office_words()
        sweeping.register("jobs", jobs.sweep)
        sweeping.register("signs", heartbeats.forget_processes)
        sweeping.register("search", owing.sweep)
        vitals.register()
        health.register("search", "Tìm kiếm", 80, search_checks)
