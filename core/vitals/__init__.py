"""What the ground floor looks at: the database, the queues and the clock, the machine, backups and the audit trail."""

from core import health

from . import data, machine, work


def register() -> None:
    """Hand the checks of this floor to the registry."""
    health.register("data", "Cơ sở dữ liệu", 10, data.checks)
    health.register("work", "Xử lý nền", 20, work.checks)
    health.register("machine", "Máy chủ và sao lưu", 30, machine.checks)
