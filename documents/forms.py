"""Filters of the lists, and the code that somebody types to check a document."""

import datetime as dt
from typing import Any

from django import forms

from units.models import User

from . import queries
from .kinds import KINDS
from .models import LegalBasis


def _dress(form: forms.Form) -> None:
    """Give the fields of a filter the look of the page."""
    form.fields["q"].widget.input_type = "search"  # type: ignore[attr-defined]
    for field in form.fields.values():
        field.widget.attrs["class"] = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"


class RegisterFilter(forms.Form):
    """What the register is narrowed to; nonsense in the address narrows nothing."""

    q = forms.CharField(label="Số hoặc trích yếu", required=False, max_length=200)
    issuer = forms.TypedChoiceField(label="Cơ quan ban hành", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="Loại văn bản", required=False)
    year = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issuers = [(unit.pk, unit.short_name) for unit in queries.issuers(user)]
        self.fields["issuer"].choices = [("", "Tất cả"), *issuers]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Tất cả"), *KINDS.items()]  # type: ignore[attr-defined]
        years = [(year, str(year)) for year in queries.years(user)]
        self.fields["year"].choices = [("", "Tất cả"), *years]  # type: ignore[attr-defined]
        _dress(self)

    @property
    def chosen(self) -> dict[str, Any]:
        """The filter as `queries.register` takes it."""
        self.is_valid()
        return {
            "text": self.cleaned_data.get("q", ""),
            "issuer": self.cleaned_data.get("issuer"),
            "kind": self.cleaned_data.get("kind", ""),
            "year": self.cleaned_data.get("year"),
        }


class BasisFilter(forms.Form):
    """Legal bases by words, by the day on which they are cited, by how sure they are."""

    q = forms.CharField(label="Số, loại hoặc trích yếu", required=False, max_length=200)
    on = forms.DateField(
        label="Còn hiệu lực vào ngày",
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": "Hãy nhập ngày dạng dd/mm/yyyy, ví dụ 05/01/2026."},
    )
    confidence = forms.ChoiceField(
        label="Mức tin cậy", required=False, choices=[("", "Tất cả"), *LegalBasis.Confidence.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self)
        self.fields["on"].widget.attrs |= {
            "placeholder": "dd/mm/yyyy",
            "inputmode": "numeric",
            "autocomplete": "off",
        }

    @property
    def day(self) -> dt.date | None:
        """The day asked for, or None."""
        return self.cleaned_data.get("on") if self.is_valid() else None

    @property
    def chosen(self) -> dict[str, Any]:
        """The filter as `queries.bases` takes it."""
        self.is_valid()
        return {
            "text": self.cleaned_data.get("q", ""),
            "on": self.cleaned_data.get("on"),
            "confidence": self.cleaned_data.get("confidence", ""),
        }


class VerifyForm(forms.Form):
    """The code printed at the foot of a document."""

    code = forms.CharField(
        label="Mã xác minh",
        max_length=40,
        help_text="Mười hai chữ cái và chữ số in ở chân trang đầu của văn bản, ví dụ K7WD-4M2P-XQ9T.",
        error_messages={"required": "Hãy nhập mã xác minh in ở chân trang đầu của văn bản."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
