"""The form that names the offices which keep what is one for the whole installation."""

from typing import Any

from django import forms

from core.dates import today

from .models import Role, RoleKind, Unit


class KeepersForm(forms.Form):
    """The offices that have a standing office today."""

    units = forms.ModelMultipleChoiceField(
        label="Cơ quan giữ phần dùng chung",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Role.objects.in_force_on(today()).filter(kind=RoleKind.STANDING_OFFICE)
        self.fields["units"].queryset = Unit.objects.filter(pk__in=held.values("unit")).order_by("path")  # type: ignore[attr-defined]
