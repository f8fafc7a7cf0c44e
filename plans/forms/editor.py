"""The forms of the editor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict

from core.forms import date_input
from core.text import nfc
from core.values import number

from ..content import PLAN_FIELDS, PlanContent
from ..editing import read_sections
from .fields import YEARS, area


class HeadForm(forms.Form):
    """All of a plan but its sections."""

    subject = forms.CharField(label="Trích yếu", max_length=500, widget=area(2),
                              error_messages={"required": "Hãy nhập trích yếu của kế hoạch."})  # fmt: skip
    year = forms.IntegerField(
        label="Năm của kế hoạch", validators=[MinValueValidator(1990, YEARS), MaxValueValidator(2100, YEARS)],
        error_messages={"required": "Hãy nhập năm của kế hoạch.", "invalid": "Năm phải là số, ví dụ 2026."},
    )  # fmt: skip
    number_text = forms.CharField(
        label="Số, ký hiệu đã có", max_length=60, required=False,
        help_text="Chỉ nhập khi kế hoạch đã ban hành trước khi đưa vào hệ thống, ví dụ 05/KH-VP.",
    )  # fmt: skip
    issued_on = forms.DateField(label="Ngày ban hành đã có", required=False, widget=date_input(),
                                error_messages={"invalid": "Hãy nhập dạng ngày/tháng/năm, như 05/01/2026"})  # fmt: skip
    place = forms.CharField(label="Địa danh", max_length=80, required=False,
                            help_text="Để trống để dùng địa danh của cơ quan.")  # fmt: skip
    header_superior = forms.CharField(label="Cơ quan chủ quản trên đầu văn bản", max_length=200, required=False)
    header_issuer = forms.CharField(
        label="Cơ quan ban hành trên đầu văn bản", max_length=200, required=False,
        help_text="Để trống để dùng tên của cơ quan đã khai báo.",
    )  # fmt: skip
    opening = forms.CharField(
        label="Phần mở đầu và căn cứ", required=False, widget=area(6),
        help_text="Mỗi đoạn một dòng. Căn cứ viết thành dòng riêng, kết thúc bằng dấu chấm phẩy, sẽ in nghiêng.",
    )  # fmt: skip
    closing = forms.CharField(label="Lời kết", required=False, widget=area(3))
    recipients = forms.CharField(label="Nơi nhận", required=False, widget=area(5),
                                 help_text="Mỗi nơi nhận một dòng, không cần gạch đầu dòng.")  # fmt: skip
    signer_authority = forms.CharField(
        label="Quyền hạn ký", required=False, widget=area(2), help_text="Ví dụ: KT. CHÁNH VĂN PHÒNG. Có thể để trống."
    )
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=200, required=False)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120, required=False)
    stamp = forms.CharField(label="Dòng do công cụ ký số in ra", required=False, widget=area(2),
                            help_text="In ở cuối nơi nhận; xóa đi nếu không cần.")  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                lines = [line.strip() for line in nfc(value).replace("\r\n", "\n").splitlines()]
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
