"""The filter of the legal bases."""

import datetime as dt
from typing import Any

from django import forms

from ..models import LegalBasis
from .dressing import dress


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
        dress(self)
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
