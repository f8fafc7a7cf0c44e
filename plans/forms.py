"""Forms of plans."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import QueryDict

from core.dates import today
from core.forms import date_input
from units.models import Unit

from .content import PLAN_FIELDS, PlanContent
from .editing import read_sections
from .models import Plan
from .values import number

_YEARS = "Năm phải từ 1990 đến 2100."
MAX_UPLOAD = 20 * 1024 * 1024


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class HeadForm(forms.Form):
    """All of a plan but its sections."""

    subject = forms.CharField(label="Trích yếu", max_length=500, widget=_area(2),
                              error_messages={"required": "Hãy nhập trích yếu của kế hoạch."})  # fmt: skip
    year = forms.IntegerField(
        label="Năm của kế hoạch", validators=[MinValueValidator(1990, _YEARS), MaxValueValidator(2100, _YEARS)],
        error_messages={"required": "Hãy nhập năm của kế hoạch.", "invalid": "Năm phải là số, ví dụ 2026."},
    )  # fmt: skip
    number_text = forms.CharField(
        label="Số, ký hiệu đã có", max_length=60, required=False,
        help_text="Chỉ nhập khi kế hoạch đã ban hành trước khi đưa vào hệ thống, ví dụ 05/KH-VP.",
    )  # fmt: skip
    issued_on = forms.DateField(label="Ngày ban hành đã có", required=False, widget=date_input(),
                                error_messages={"invalid": "Ngày không hợp lệ; hãy nhập dạng dd/mm/yyyy."})  # fmt: skip
    place = forms.CharField(label="Địa danh", max_length=80, required=False,
                            help_text="Để trống để dùng địa danh của cơ quan.")  # fmt: skip
    header_superior = forms.CharField(label="Cơ quan chủ quản trên đầu văn bản", max_length=200, required=False)
    header_issuer = forms.CharField(
        label="Cơ quan ban hành trên đầu văn bản", max_length=200, required=False,
        help_text="Để trống để dùng tên của cơ quan đã khai báo.",
    )  # fmt: skip
    opening = forms.CharField(
        label="Phần mở đầu và căn cứ", required=False, widget=_area(6),
        help_text="Mỗi đoạn một dòng. Căn cứ viết thành dòng riêng, kết thúc bằng dấu chấm phẩy, sẽ in nghiêng.",
    )  # fmt: skip
    closing = forms.CharField(label="Lời kết", required=False, widget=_area(3))
    recipients = forms.CharField(label="Nơi nhận", required=False, widget=_area(5),
                                 help_text="Mỗi nơi nhận một dòng, không cần gạch đầu dòng.")  # fmt: skip
    signer_authority = forms.CharField(
        label="Quyền hạn ký", required=False, widget=_area(2), help_text="Ví dụ: KT. CHÁNH VĂN PHÒNG. Có thể để trống."
    )
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=200, required=False)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120, required=False)
    stamp = forms.CharField(label="Dòng do công cụ ký số in ra", required=False, widget=_area(2),
                            help_text="In ở cuối nơi nhận; xóa đi nếu không cần.")  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                lines = [line.strip() for line in value.replace("\r\n", "\n").splitlines()]
                cleaned[name] = "\n".join(line for line in lines if line)
        if subject := cleaned.get("subject"):
            cleaned["subject"] = " ".join(subject.split())
        if recipients := cleaned.get("recipients"):
            cleaned["recipients"] = "\n".join(line.removeprefix("- ") for line in recipients.splitlines())
        return cleaned


class PlanForm:
    """The whole editor: the head and the sections. What was typed is in `content`, whether valid or not."""

    def __init__(self, post: QueryDict) -> None:
        self.head = HeadForm(post)
        self.sections, self.faults = read_sections(post)
        self.version = number(str(post.get("version", ""))) or 0

    def is_valid(self) -> bool:
        """Whether it can be saved; the faults of the sections stand above the form."""
        valid = self.head.is_valid()
        for fault in self.faults:
            self.head.add_error(None, fault)
        return valid and not self.faults

    @property
    def content(self) -> PlanContent:
        """What was typed, as far as it can be understood."""
        self.head.is_valid()
        values = {name: self.head.cleaned_data.get(name) for name in PLAN_FIELDS}
        texts: dict[str, Any] = {name: value if value is not None else "" for name, value in values.items()}
        texts["year"], texts["issued_on"] = values["year"], values["issued_on"]
        return PlanContent(**texts, sections=self.sections)

    def errors(self) -> dict[str, list[str]]:
        """The faults by field, for the autosave's answer."""
        return {name: [str(error) for error in errors] for name, errors in self.head.errors.items()}


def head_of(content: PlanContent) -> HeadForm:
    """Return the head form that shows this content."""
    return HeadForm(initial={name: getattr(content, name) for name in PLAN_FIELDS})


class _UnitField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class ImportForm(forms.Form):
    """A file or pasted text, and whose plan it is."""

    unit = _UnitField(label="Cơ quan ban hành", queryset=Unit.objects.none(), empty_label=None)
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

    unit = _UnitField(label="Cơ quan ban hành", queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(
        label="Năm của kế hoạch", validators=[MinValueValidator(1990, _YEARS), MaxValueValidator(2100, _YEARS)]
    )
    source = forms.ModelChoiceField(
        label="Soạn từ kế hoạch đã có", queryset=Plan.objects.none(), required=False,
        empty_label="Không, bắt đầu từ mẫu trống",
        help_text="Nội dung được chép sang; các chỗ ghi năm được đổi theo năm mới, căn cứ cần soát lại.",
    )  # fmt: skip
    subject = forms.CharField(
        label="Trích yếu", max_length=500, required=False, widget=_area(2),
        help_text="Để trống thì lấy “Triển khai công tác thi đua, khen thưởng năm …” hoặc trích yếu của kế hoạch cũ.",
    )  # fmt: skip

    def __init__(self, *args: Any, units: QuerySet[Unit], plans: QuerySet[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["source"].queryset = plans  # type: ignore[attr-defined]
        self.fields["year"].initial = today().year + (1 if today().month >= 11 else 0)


class ReportForm(forms.Form):
    """Report a task as done."""

    on = forms.DateField(label="Ngày hoàn thành", required=False, widget=date_input())
    note = forms.CharField(label="Kết quả", max_length=2000, required=False, widget=_area(2))

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
