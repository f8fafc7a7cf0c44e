"""Forms of decisions and what follows them: words, corrections, money, certificates."""

import datetime as dt
import re
from typing import Any

from django import forms

from core.dates import today
from core.forms import date_input
from units.models import Unit

from .bonus import dong
from .certificates import PARTS
from .emblems import ACCEPT
from .forms import DecisionForm
from .forms_catalogue import AwardTypeField
from .models import (
    Amendment,
    AwardType,
    BaseSalary,
    BonusRate,
    CertificateTemplate,
    Decision,
    FundEntry,
    GoldenBook,
    Recovery,
)
from .models.certificates import FARTHEST

MOST_AMOUNT = 10_000_000_000_000  # đồng: more than any fund of a province
MOST_SALARY, MOST_TIMES = 50_000_000, 40  # together what an amount of money may hold
GROUPED = re.compile(r"\d{1,3}(?:[., ]\d{3})+")


class WordsForm(DecisionForm):
    """The words of a draft of any kind, with the version that the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta(DecisionForm.Meta):
        fields = ["subject", "achievement", "bonus_in_list", "ground", "explanation"]
        widgets = {"explanation": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, instance: Decision, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        self.initial["version"] = instance.version
        self.amendments = [] if instance.awards_people else list(instance.amendments.select_related("award"))
        if instance.awards_people:
            unused = ["ground", "explanation"]
        else:
            unused = ["achievement", "bonus_in_list", *([] if instance.kind == Decision.Kind.CANCEL else ["ground"])]
            self.fields["explanation"].label = "Lý do" if instance.kind == "correct" else "Nội dung vi phạm, lý do"
        for name in unused:
            del self.fields[name]
        if instance.kind == Decision.Kind.CORRECT:
            self._add_corrections()

    def _add_corrections(self) -> None:
        for row in self.amendments:
            for name, label in Amendment.FIELDS.items():
                self.fields[f"sua-{row.pk}-{name}"] = forms.CharField(
                    label=f"{label} ({row.award.nominee_name})",
                    initial=row.after.get(name, getattr(row.award, name)),
                    required=name == "nominee_name",
                    max_length=Amendment._meta.get_field("award").related_model._meta.get_field(name).max_length,  # type: ignore[union-attr]
                )

    def words(self) -> dict[str, Any]:
        """What `services.change_decision` takes."""
        cleaned = self.cleaned_data
        corrected = {
            row.pk: {name: cleaned[f"sua-{row.pk}-{name}"] for name in Amendment.FIELDS}
            for row in self.amendments
            if f"sua-{row.pk}-nominee_name" in cleaned
        }
        return {
            "subject": cleaned["subject"],
            "achievement": cleaned.get("achievement", ""),
            "bases": _lines(cleaned["bases_text"]),
            "recipients": _lines(cleaned["recipients_text"]),
            "bonus_in_list": cleaned.get("bonus_in_list", False),
            "ground": cleaned.get("ground", ""),
            "explanation": cleaned.get("explanation", ""),
            "corrected": corrected,
            "version": cleaned["version"],
        }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


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


class RecoveryForm(forms.ModelForm):
    """When the decision was received and what came back."""

    class Meta:
        model = Recovery
        fields = ["received_on", "objects_returned_on", "money_returned_on"]
        widgets = {name: date_input() for name in ("received_on", "objects_returned_on", "money_returned_on")}

    def days(self) -> dict[str, dt.date | None]:
        """What `keep_recovery` takes."""
        cleaned = self.cleaned_data
        return {
            "received_on": cleaned["received_on"],
            "objects_on": cleaned["objects_returned_on"],
            "money_on": cleaned["money_returned_on"],
        }


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
