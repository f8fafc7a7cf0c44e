"""How a plan begins: from a file, from a skeleton, from an earlier plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet

from core.dates import today
from units.models import Unit

from ..models import Plan
from .fields import YEARS, UnitField, area

MAX_UPLOAD = 20 * 1024 * 1024


class ImportForm(forms.Form):
    """A file or pasted text, and whose plan it is."""

    unit = UnitField(label="Cơ quan ban hành", queryset=Unit.objects.none(), empty_label=None)
    file = forms.FileField(label="Tệp kế hoạch", required=False, allow_empty_file=True,
                           help_text="Tệp .docx, .txt (UTF-8) hoặc .pdf có chữ, tối đa 20 MB.")  # fmt: skip
    text = forms.CharField(label="Hoặc dán nội dung kế hoạch vào đây", required=False,
                           widget=forms.Textarea(attrs={"rows": 10}))  # fmt: skip

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["file"].widget.attrs["accept"] = ".docx,.txt,.pdf,.md"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if file is None and not text.strip():
            raise forms.ValidationError("Chưa có gì để đọc: hãy chọn một tệp hoặc dán nội dung kế hoạch.")
        if file is not None and file.size > MAX_UPLOAD:
            self.add_error("file", "Tệp lớn hơn 20 MB; hãy chọn tệp nhỏ hơn.")
        return cleaned

    def source(self) -> tuple[str, bytes]:
        """Return the name and the bytes of what was given; a file goes before pasted text."""
        file = self.cleaned_data.get("file")
        if file is not None:
            return file.name, file.read()
        return "", self.cleaned_data["text"].encode()


class NewPlanForm(forms.Form):
    """Begin a plan: from a skeleton, or from an earlier plan carried over to a new year."""

    unit = UnitField(label="Cơ quan ban hành", queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(
        label="Năm của kế hoạch", validators=[MinValueValidator(1990, YEARS), MaxValueValidator(2100, YEARS)]
    )
    source = forms.ModelChoiceField(
        label="Soạn từ kế hoạch đã có", queryset=Plan.objects.none(), required=False,
        empty_label="Không, bắt đầu từ mẫu trống",
        help_text="Nội dung được chép sang; các chỗ ghi năm được đổi theo năm mới, căn cứ cần soát lại.",
    )  # fmt: skip
    subject = forms.CharField(
        label="Trích yếu", max_length=500, required=False, widget=area(2),
        help_text="Để trống thì lấy “Triển khai công tác thi đua, khen thưởng năm …” hoặc trích yếu của kế hoạch cũ.",
    )  # fmt: skip

    def __init__(self, *args: Any, units: QuerySet[Unit], plans: QuerySet[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["source"].queryset = plans  # type: ignore[attr-defined]
        self.fields["year"].initial = today().year + (1 if today().month >= 11 else 0)
