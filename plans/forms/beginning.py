"""How a plan begins: from a file, from a skeleton, from an earlier plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet

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


class PlanField(forms.ModelChoiceField):
    """A plan, by its year, office and subject."""

    def label_from_instance(self, obj: Any) -> str:
        code = f" ({obj.code})" if obj.code else ""
        return f"{obj.year} · {obj.unit.short_name} · {obj.subject[:90]}{code}"


class NewPlanForm(forms.Form):
    """Begin a plan: from a skeleton, from an earlier plan of the office, or from another office's issued plan."""

    EMPTY, EARLIER, OTHER = "trong", "nam-truoc", "co-quan-khac"

    unit = UnitField(label="Cơ quan ban hành", queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(
        label="Năm của kế hoạch", validators=[MinValueValidator(1990, YEARS), MaxValueValidator(2100, YEARS)]
    )
    begin = forms.ChoiceField(
        label="Bắt đầu từ", widget=forms.RadioSelect, required=False,
        choices=((EMPTY, "Mẫu trống"), (EARLIER, "Kế hoạch năm trước của cơ quan"),
                 (OTHER, "Kế hoạch đã ban hành của cơ quan khác")),
    )  # fmt: skip
    source = PlanField(
        label="Kế hoạch năm trước", queryset=Plan.objects.none(), required=False, empty_label="Chọn kế hoạch",
        help_text="Nội dung được chép nguyên văn; năm, thời hạn, căn cứ cần đổi được đề xuất để bạn nhận từng chỗ.",
    )  # fmt: skip
    other = PlanField(
        label="Kế hoạch của cơ quan khác", queryset=Plan.objects.none(), required=False, empty_label="Chọn kế hoạch",
        help_text="Số, nơi nhận và người ký không chép sang; tên cơ quan được đề xuất thay.",
    )  # fmt: skip
    subject = forms.CharField(
        label="Trích yếu", max_length=500, required=False, widget=area(2),
        help_text="Để trống thì lấy “Triển khai công tác thi đua, khen thưởng năm …” hoặc trích yếu của kế hoạch cũ.",
    )  # fmt: skip

    def __init__(self, *args: Any, units: QuerySet[Unit], plans: QuerySet[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own, issued = plans.filter(unit__in=units), Q(state__in=(Plan.State.ISSUED, Plan.State.RECORDED))
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["source"].queryset = own  # type: ignore[attr-defined]
        self.fields["other"].queryset = plans.filter(issued)  # type: ignore[attr-defined]
        self.fields["year"].initial = today().year + (1 if today().month >= 11 else 0)

    def clean(self) -> dict[str, Any]:
        """What is chosen is what counts; a plan chosen without saying so is meant all the same."""
        cleaned = super().clean() or {}
        begin = cleaned.get("begin") or (self.EARLIER if cleaned.get("source") else self.EMPTY)
        field = {self.EARLIER: "source", self.OTHER: "other"}.get(begin)
        if field and cleaned.get(field) is None and field not in self.errors:
            self.add_error(field, "Hãy chọn kế hoạch để soạn theo, hoặc chọn “Mẫu trống”.")
        if begin == self.EARLIER and (source := cleaned.get("source")) and source.unit != cleaned.get("unit"):
            self.add_error("source", "Kế hoạch này không của cơ quan đã chọn; hãy chọn ở phần “cơ quan khác”.")
        if begin == self.OTHER and (other := cleaned.get("other")) and other.unit == cleaned.get("unit"):
            self.add_error("other", "Kế hoạch này của chính cơ quan đã chọn; hãy chọn ở phần “năm trước”.")
        cleaned["from"] = cleaned.get(field) if field else None
        return cleaned
