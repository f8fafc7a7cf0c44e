"""Names of the acts in the audit trail: each room registers its own."""

from django.apps import apps

_names: dict[str, str] = {
    "core.step_up": "Nhập lại mật khẩu trước khi ký",
    "core.step_up_failed": "Nhập lại mật khẩu trước khi ký, sai",
}


def register(names: dict[str, str]) -> None:
    """Add names by action code, for example {"plans.issue": "Ban hành kế hoạch"}."""
    _names.update(names)


def act_name(action: str) -> str:
    """Return the act in the office's words; the code itself for one that nobody has named."""
    return _names.get(action, action)


def choices() -> list[tuple[str, str]]:
    """Return all acts as (code, name), by name."""
    return sorted(_names.items(), key=lambda item: item[1])


def object_name(target_type: str) -> str:
    """Return what kind of thing an event is about, in the office's words."""
    try:
        return str(apps.get_model(target_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return target_type
