"""Forms of when reminders go out, and of recurring work."""

from typing import TYPE_CHECKING, Any

from django import forms

from core.forms import date_input

from . import permissions
from .models import KindSchedule, Recurring, SendingHours

if TYPE_CHECKING:
    from units.models import User


class ScheduleForm(forms.ModelForm):
    """How one kind of deadline reminds."""

    class Meta:
        model = KindSchedule
        fields = ["enabled", "before", "repeat", "head_after", "office_after", "silent_after"]
        help_texts = {
            "repeat": "0: chỉ báo quá hạn một lần, vào ngày làm việc sau ngày hạn.",
            "head_after": "Chuyển ở lần nhắc đầu tiên từ ngày đó. Để trống: không chuyển lên.",
            "office_after": "Để trống: không chuyển lên. Không được ít hơn số ngày ở ô trên.",
            "silent_after": "Sau đó việc chỉ còn trong danh sách, không ai nhận lời nhắc nữa.",
        }


class HoursForm(forms.ModelForm):
    """When mail may leave."""

    class Meta:
        model = SendingHours
        fields = ["send_from", "send_until", "digest_at", "rest_on_days_off"]
        widgets = {
            name: forms.TimeInput(format="%H:%M", attrs={"type": "time"})
            for name in ("send_from", "send_until", "digest_at")
        }

    def _get_validation_exclusions(self) -> set[str]:
        """The order of the hours is the service's to judge, in words that name them."""
        return super()._get_validation_exclusions() | {"send_from", "send_until", "digest_at"}  # type: ignore[misc]


class RecurringForm(forms.ModelForm):
    """A recurring work: of which unit, by whom, when."""

    class Meta:
        model = Recurring
        fields = ["title", "unit", "role", "rule", "month", "day", "wanted", "source", "verified", "active"]
        labels = {"month": "Đến hạn vào tháng thứ mấy của kỳ", "day": "Ngày trong tháng"}
        help_texts = {"source": "Số, ngày văn bản quy định thời hạn. Để trống thì việc mang chữ “chưa xác minh”."}

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = permissions.units_of_recurring(user)  # type: ignore[attr-defined]


class DoneForm(forms.Form):
    """On which day a period's work was done."""

    period = forms.DateField(input_formats=["%Y-%m-%d"])
    done_on = forms.DateField(label="Xong ngày", required=False, widget=date_input())
    note = forms.CharField(label="Ghi chú", required=False, max_length=300)
