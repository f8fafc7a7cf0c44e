"""The filter of the legal bases."""

import datetime as dt
from typing import Any

from django import forms

from core.forms import date_input

from ..models import LegalBasis
from .dressing import dress


class BasisFilter(forms.Form):
    """Legal bases by words, by the day on which they are cited, by how sure they are."""

    q = forms.CharField(label="Số, loại hoặc trích yếu", required=False, max_length=200)
    on = forms.DateField(
        label="Còn hiệu lực vào ngày",
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": "Hãy nhập ngày dạng ngày/tháng/năm, ví dụ 05/01/2026."},
    )
    confidence = forms.ChoiceField(
        label="Mức tin cậy", required=False, choices=[("", "Tất cả"), *LegalBasis.Confidence.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)
        self.fields["on"].widget.attrs |= {
            "placeholder": "ngày/tháng/năm",
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


class BasisForm(forms.ModelForm):
    """Everything that the catalogue says of a basis."""

    class Meta:
        model = LegalBasis
        fields = [
            "type_name", "number", "issuer_name", "issued_on", "subject", "in_force_from", "in_force_to", "replaced_by",
            "confidence", "note",
        ]  # fmt: skip
        widgets = {
            "issued_on": date_input(),
            "in_force_from": date_input(),
            "in_force_to": date_input(),
            "subject": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "type_name": "Ví dụ: Nghị định.",
            "number": "Đủ cả ký hiệu, ví dụ 152/2025/NĐ-CP.",
            "in_force_to": "Ngày cuối cùng còn hiệu lực; để trống khi chưa có.",
        }

    def __init__(self, *args: Any, vouches: bool, **kwargs: Any) -> None:
        """`vouches`: whether the user may say that an entry can be relied upon."""
        super().__init__(*args, **kwargs)
        if not vouches:
            del self.fields["confidence"]
        others = LegalBasis.objects.exclude(pk=self.instance.pk)
        self.fields["replaced_by"].queryset = others.order_by("-issued_on")  # type: ignore[attr-defined]
        self.fields["replaced_by"].empty_label = "Chưa có"  # type: ignore[attr-defined]
