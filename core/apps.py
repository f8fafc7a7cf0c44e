from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Nền chung"

    def ready(self) -> None:
        from . import heartbeats, jobs, sweeping, vitals
        from .words import use_office_words

        use_office_words()
        sweeping.register("jobs", jobs.sweep)
        sweeping.register("signs", heartbeats.forget_processes)
        vitals.register()
