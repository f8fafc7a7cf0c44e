"""Forms of the calendar."""

import datetime as dt
from typing import Any

from django import forms

from core.forms import date_input

from .models import CalendarDay

YEARS = (2000, 2100)


class CalendarDayForm(forms.ModelForm):
    """One day of the calendar; a day that stands there already is changed."""

    class Meta:
        model = CalendarDay
        fields = ["day", "kind", "name", "source"]
        widgets = {"day": date_input()}
        help_texts = {
            "kind": "Nghỉ vào ngày trong tuần, hoặc làm bù vào thứ Bảy, Chủ nhật.",
            "source": "Số, ngày thông báo nghỉ lễ của năm.",
        }

    def validate_unique(self) -> None:
        """A second entry for a day replaces the first."""

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if not YEARS[0] <= day.year <= YEARS[1]:
            raise forms.ValidationError(f"Hãy ghi ngày trong các năm từ {YEARS[0]} đến {YEARS[1]}.")
        return day


class TermForm(forms.Form):
    """When a term ends: a day and a number of working days."""

    tu = forms.DateField(label="Tính từ ngày", widget=date_input())
    so = forms.IntegerField(
        label="Số ngày làm việc",
        min_value=1,
        max_value=500,
        error_messages={
            "min_value": "Hãy ghi số ngày làm việc từ 1 đến 500.",
            "max_value": "Hãy ghi số ngày làm việc từ 1 đến 500.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
