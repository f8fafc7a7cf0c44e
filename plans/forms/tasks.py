"""The forms of a task's progress."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet

from core.dates import today
from core.forms import date_input
from units.models import Unit

from .fields import area


class ReportForm(forms.Form):
    """Report a task as done."""

    on = forms.DateField(label="Ngày hoàn thành", required=False, widget=date_input())
    note = forms.CharField(label="Kết quả", max_length=2000, required=False, widget=area(2))

    def clean_on(self) -> dt.date:
        day = self.cleaned_data.get("on") or today()
        if day > today():
            raise forms.ValidationError("Ngày hoàn thành không được ở tương lai.")
        return day


class ArrangeForm(forms.Form):
    """Which units are reminded of a task, and until when it must be done."""

    due_on = forms.DateField(
        label="Thời hạn", required=False, widget=date_input(), help_text="Để trống thì tính đến ngày cuối của quý."
    )
    lead_units = forms.ModelMultipleChoiceField(
        label="Đơn vị chủ trì được nhắc việc", queryset=Unit.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lead_units"]
        field.queryset = units  # type: ignore[attr-defined]
        field.label_from_instance = lambda unit: unit.name  # type: ignore[attr-defined]
