"""The form of an order or a mandate to sign."""

from typing import Any

from django import forms

from core.dates import today
from core.forms import date_input
from units.models import Role, RoleKind, Unit, User

from .. import permissions
from ..frames import DRAFT_KINDS
from ..kinds import COPY
from ..models import SigningMandate
from .drafts import UnitChoice


class RoleChoice(forms.ModelChoiceField):
    """Somebody by name, office and unit."""

    def label_from_instance(self, obj: Any) -> str:
        office = obj.title or obj.unit.head_title or obj.get_kind_display()
        return f"{obj.user.full_name} – {office}, {obj.unit.name}"


class MandateForm(forms.Form):
    """Who signs for the head of an issuer, which types, on what written basis, how long."""

    unit = UnitChoice(label="Cơ quan ban hành", queryset=Unit.objects.none())
    role = RoleChoice(label="Người được ký", queryset=Role.objects.none(), empty_label="Chọn người ký",
                      help_text="Người đứng đầu hoặc cấp phó của đơn vị thuộc cơ quan ban hành.")  # fmt: skip
    authority = forms.ChoiceField(
        label="Quyền hạn", choices=SigningMandate.Authority.choices,
        help_text="Thừa lệnh theo quy chế làm việc, được giao lại cho cấp phó ký thay; thừa ủy quyền phải có thời hạn, "
        "nội dung và không được ủy quyền lại (Nghị định 30/2020/NĐ-CP, Điều 13).",
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label="Loại văn bản được ký", choices=[*DRAFT_KINDS.items(), (COPY, "Bản sao")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một loại văn bản."},
    )  # fmt: skip
    content = forms.CharField(label="Nội dung được giao", max_length=500, required=False)
    basis = forms.CharField(
        label="Văn bản giao ký", max_length=300,
        help_text="Ví dụ: Quy chế làm việc, Điều 12; Giấy ủy quyền số 05/GUQ-VP ngày 05/01/2026.",
    )  # fmt: skip
    since = forms.DateField(label="Từ ngày", widget=date_input())
    until = forms.DateField(label="Đến hết ngày", widget=date_input(), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = permissions.mandate_units(user)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        roles = Role.objects.in_force_on(today()).filter(permissions.mandated(user), user__is_active=True)
        roles = roles.filter(kind__in=[RoleKind.HEAD, RoleKind.LEADER]).select_related("user", "unit")
        self.fields["role"].queryset = roles  # type: ignore[attr-defined]
        if not self.is_bound:
            first = units.first()
            self.initial = {**self.initial, "unit": first.pk if first else None, "since": today()}

    @property
    def values(self) -> dict[str, Any]:
        """What was chosen, as `services.give_mandate` takes it."""
        values = dict(self.cleaned_data)
        role = values.pop("role")
        title = role.title or role.unit.head_title
        return values | {"user": role.user, "own_unit": role.unit, "title": title}
