"""The form in which an office chooses which rule sets hold for a round."""

import datetime as dt
from typing import Any

from django import forms

from core.dates import vn_date
from core.forms import date_input

from .models import Round


class RulesChoiceForm(forms.Form):
    """By receipt, by the end of the achievements' period, or by another day; with the reason."""

    which = forms.ChoiceField(
        label="Đối chiếu theo tiêu chuẩn của", widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một cách.", "invalid_choice": "Hãy chọn một trong các cách ở đây."},
    )  # fmt: skip
    day = forms.DateField(label="Ngày khác", required=False, widget=date_input())
    reason = forms.CharField(
        label="Lý do, căn cứ", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi vì sao chọn như vậy, theo văn bản nào nếu có."},
    )  # fmt: skip

    def __init__(self, *args: Any, around: Round, **kwargs: Any) -> None:
        self.around = around
        chosen = around.rules_on
        which = "period" if chosen == around.period_end else "day" if chosen else "receipt"
        initial = {"which": which, "day": chosen if which == "day" else None, "reason": around.rules_reason}
        super().__init__(*args, **kwargs)
        self.initial = initial
        self.fields["which"].choices = [  # type: ignore[attr-defined]
            ("receipt", "Ngày tiếp nhận từng hồ sơ (thông thường)"),
            ("period", f"Ngày thành tích kết thúc: {vn_date(around.period_end)}"),
            ("day", "Một ngày khác, ghi ở dưới"),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("which") == "day" and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", "Hãy ghi ngày mà bạn muốn lấy tiêu chuẩn, như 30/09/2026.")
        return cleaned

    @property
    def chosen(self) -> dt.date | None:
        """The day that was chosen, None for the day of receipt."""
        days = {"receipt": None, "period": self.around.period_end, "day": self.cleaned_data["day"]}
        return days[self.cleaned_data["which"]]
