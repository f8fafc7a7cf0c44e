"""Forms of certificates: how they are printed and numbered."""

from typing import Any

from django import forms

from units.models import Unit

from ..certificates import PARTS
from ..emblems import ACCEPT
from ..models import (
    AwardType,
    CertificateTemplate,
    GoldenBook,
)
from ..models.certificates import FARTHEST
from .catalogue import AwardTypeField


class TemplateForm(forms.ModelForm):
    """How certificates are printed; the parts' own moves in millimetres."""

    GROUPS = (
        ("Dùng cho, giấy", "", ("award_type", "paper")),
        ("Những dòng được in", "Bỏ chọn dòng đã có sẵn trên phôi.",
         ("with_country", "with_authority", "with_award", "with_golden")),
        ("Quốc huy, cờ", "Chỉ in trên giấy trắng. Hình Quốc huy, biểu tượng tải lên ở trang Mẫu giấy khen, bằng.",
         ("with_emblem", "with_flags")),
        ("Chữ và màu", "", ("verb", "award_name", "accent")),
        ("Dời cả trang", "Số âm: sang trái, lên trên.", ("shift_x", "shift_y")),
    )  # fmt: skip

    class Meta:
        model = CertificateTemplate
        fields = [
            "award_type", "paper", "with_country", "with_authority", "with_award", "with_golden", "with_emblem",
            "with_flags", "verb", "award_name", "accent", "shift_x", "shift_y",
        ]  # fmt: skip
        field_classes = {"award_type": AwardTypeField}

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.fields["award_type"].empty_label = "Mẫu chung"  # type: ignore[attr-defined]
        for part, label in PARTS.items():
            across, down = (self.instance.shifts.get(part) or (0, 0))[:2]
            for axis, said, value in (("x", "sang phải", across), ("y", "xuống", down)):
                self.fields[f"{part}_{axis}"] = forms.DecimalField(
                    label=f"{label}: {said} (mm)", initial=value, required=False, decimal_places=1,
                    min_value=-FARTHEST, max_value=FARTHEST,
                )  # fmt: skip

    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Return (heading, hint, fields) of the form but for the moves of single parts."""
        return [(heading, hint, [self[name] for name in names]) for heading, hint, names in self.GROUPS]

    def moves(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Return (part, to the right, down) of each part that may be moved by itself."""
        return [(label, self[f"{part}_x"], self[f"{part}_y"]) for part, label in PARTS.items()]

    def clean_award_type(self) -> AwardType | None:
        """One template for each award, and one for the rest."""
        found: AwardType | None = self.cleaned_data["award_type"]
        others = CertificateTemplate.objects.filter(unit=self.unit, award_type=found).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError("Đã có mẫu cho lựa chọn này. Hãy sửa mẫu đó.")
        return found

    def template(self) -> CertificateTemplate:
        """The row as `save_template` takes it."""
        row: CertificateTemplate = self.save(commit=False)
        cleaned = self.cleaned_data
        found = {part: [float(cleaned.get(f"{part}_{axis}") or 0) for axis in "xy"] for part in PARTS}
        row.unit, row.shifts = self.unit, {part: move for part, move in found.items() if any(move)}
        return row


class EmblemForm(forms.Form):
    """The picture that stands above the motto; what it is, its content says."""

    file = forms.FileField(
        label="Ảnh PNG nền trong suốt, hoặc JPG",
        help_text="Mỗi chiều từ 200 điểm ảnh; khi in cao 14,5 mm.",
        error_messages={"required": "Hãy chọn tệp ảnh rồi bấm Lưu hình.", "empty": "Tệp ảnh rỗng. Hãy chọn lại."},
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )


class NumberingForm(forms.Form):
    """How the golden book is numbered."""

    numbering = forms.ChoiceField(
        label="Đánh số sổ vàng", choices=GoldenBook.Numbering.choices, widget=forms.RadioSelect
    )
