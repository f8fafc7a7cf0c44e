"""The end of a unit's life, and what becomes of the roles and the people there."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.dates import today
from core.forms import date_input

from .models import Role, RoleKind, Unit
from .services.accounts import has_other_administrator
from .services.winding_up import END, MOVE

LAST = (
    "Quản trị duy nhất ở đây. Chuyển hoặc thôi giao được khi không còn đơn vị nào bên dưới hoạt động và đơn vị kế thừa "
    "có quản trị: người đó xử lý tiếp vai trò, người còn lại của đơn vị này."
)
_FATES = [(MOVE, "Chuyển sang đơn vị kế thừa"), (END, "Thôi giao"), ("", "Để nguyên")]


class RolesForm(forms.Form):
    """One choice a role: it goes on in the successor, ends, or stays for now."""

    def __init__(self, *args: Any, roles: Sequence[Role], successor: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = list(roles)
        for role in self.roles:
            self.fields[f"role-{role.pk}"] = forms.ChoiceField(
                label=f"{role.user.full_name}: {role.get_kind_display()}",
                choices=_FATES if successor else _FATES[1:], required=False, initial="",
                error_messages={"invalid_choice": "Hãy chọn một trong các cách ở đây."},
                help_text=LAST if role.kind == RoleKind.ADMINISTRATOR and not has_other_administrator(role) else "",
            )  # fmt: skip

    @property
    def fates(self) -> dict[int, str]:
        """What was chosen, by role; those that stay are left out."""
        chosen = {role.pk: self.cleaned_data[f"role-{role.pk}"] for role in self.roles}
        return {pk: fate for pk, fate in chosen.items() if fate}


class DissolveForm(RolesForm):
    """When, who carries on, by which paper."""

    on = forms.DateField(label="Ngày giải thể, sáp nhập", widget=date_input())
    successor = forms.ModelChoiceField(
        Unit.objects.none(), label="Đơn vị kế thừa", required=False, empty_label="Không có đơn vị kế thừa"
    )
    reason = forms.CharField(
        label="Căn cứ",
        max_length=500,
        help_text="Số, ngày của quyết định giải thể, sáp nhập; được ghi vào nhật ký.",
    )
    people = forms.BooleanField(required=False)

    def __init__(self, *args: Any, unit: Unit, serving: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Unit.objects.alive_on(today()).exclude(path__startswith=unit.path)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]
        self.fields["people"].label = f"Chuyển {serving} người đang công tác sang đơn vị kế thừa ngay"
        if not serving:
            del self.fields["people"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        on, successor = cleaned.get("on"), cleaned.get("successor")
        moving = [role for role in self.roles if cleaned.get(f"role-{role.pk}") == MOVE]
        if successor is None and "successor" not in self.errors and (moving or cleaned.get("people")):
            self.add_error("successor", "Hãy chọn đơn vị kế thừa để chuyển người, vai trò sang.")
        if cleaned.get("people") and on and on > today():
            self.add_error("people", "Chưa đến ngày giải thể: hãy bỏ chọn; đến ngày đó, trang đơn vị có nút chuyển.")
        return cleaned
