from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "units"
    verbose_name = "Đơn vị"

    def ready(self) -> None:
        from core import act_names

        from .act_names import ACT_NAMES

        act_names.register(ACT_NAMES)
        from core.menu import MenuItem, register

        from . import home, permissions, searching

        register(MenuItem("Đơn vị", "units:unit_list", 70, "units", permissions.can_see_units))
        searching.register()
        home.register()
        register(MenuItem("Nhật ký", "units:audit_list", 90, "log", permissions.can_see_audit))
