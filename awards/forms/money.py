"""Forms of money: amounts, the fund, salaries and rates."""

import re
from typing import Any

from django import forms

from core.dates import today
from core.forms import date_input

from ..bonus import dong
from ..models import (
    AwardType,
    BaseSalary,
    BonusRate,
    FundEntry,
)
from .catalogue import AwardTypeField

MOST_AMOUNT = 10_000_000_000_000  # đồng: more than any fund of a province
MOST_SALARY, MOST_TIMES = 50_000_000, 40  # together what an amount of money may hold
GROUPED = re.compile(r"\d{1,3}(?:[., ]\d{3})+")


class DongField(forms.IntegerField):
    """An amount of money in whole đồng, as it is written here: 4.000.000. A box for numbers would take that for 4."""

    widget = forms.TextInput
    default_error_messages = {"invalid": "Hãy ghi số tiền bằng đồng, ví dụ 4.000.000."}

    def __init__(self, *, min_value: int | None = None, max_value: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = min_value or 0, min(max_value or MOST_AMOUNT, MOST_AMOUNT)

    def validate(self, value: int | None) -> None:
        """Raise ValidationError for an amount that no office has, in words."""
        super().validate(value)
        if value is not None and value < self.least:
            raise forms.ValidationError("Số tiền phải lớn hơn 0.")
        if value is not None and value > self.most:
            raise forms.ValidationError(f"Số tiền không thể quá {dong(self.most)}. Hãy xem có thừa chữ số 0 không.")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard of digits on a telephone."""
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value: Any) -> int | None:
        """Return the number; what is neither plain digits nor digits by threes is refused."""
        text = " ".join(str(value).split()).removesuffix("đồng").strip() if value not in self.empty_values else ""
        if text and not (text.isdecimal() or GROUPED.fullmatch(text)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(re.sub("[., ]", "", text))

    def prepare_value(self, value: Any) -> Any:
        """Show a known amount by threes; what was typed stays as it was typed."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class FundForm(forms.ModelForm):
    """Money that came into the fund."""

    class Meta:
        model = FundEntry
        fields = ["kind", "amount", "on", "note"]
        widgets = {"on": date_input()}
        field_classes = {"amount": DongField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hand = (FundEntry.Kind.SET_ASIDE, FundEntry.Kind.ADDED)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in hand]  # type: ignore[attr-defined]
        self.fields["on"].initial = today()
        self.fields["amount"].least = 1  # type: ignore[attr-defined]


class PaidForm(forms.Form):
    """The day on which bonuses were paid."""

    on = forms.DateField(label="Ngày chi", initial=today, widget=date_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].widget.attrs["class"] = "form-control"  # it is drawn by hand


class SalaryForm(forms.ModelForm):
    """A base salary."""

    class Meta:
        model = BaseSalary
        fields = ["amount", "in_force_from", "basis", "verified"]
        widgets = {"in_force_from": date_input()}

    amount = DongField(label="Mức lương cơ sở (đồng/tháng)", min_value=1, max_value=MOST_SALARY)


class RateForm(forms.ModelForm):
    """A multiplier that the province fixed itself."""

    award = AwardTypeField(
        label="Danh hiệu, hình thức", queryset=AwardType.objects.all(), to_field_name="code", empty_label=None
    )

    class Meta:
        model = BonusRate
        fields = ["target", "multiplier", "fixed", "ceiling", "article", "verified"]
        field_classes = {"fixed": DongField}
        help_texts = {"fixed": "Ghi khi tỉnh quy định một số tiền; để trống thì tính theo hệ số."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["multiplier"] = forms.DecimalField(
            label="Hệ số (lần lương cơ sở)", min_value=0, max_value=MOST_TIMES, decimal_places=2
        )

    field_order = ["award", "target", "multiplier", "fixed", "ceiling", "article", "verified"]

    def rate(self) -> BonusRate:
        """The row as `services.save_rate` takes it."""
        row: BonusRate = self.save(commit=False)
        row.layer, row.code = BonusRate.Layer.PROVINCE, self.cleaned_data["award"].code
        return row
