"""Forms of flags, opinions, comments and what goes to the level above."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MinLengthValidator, validate_email

from core.dates import today
from core.forms import UploadField, date_input
from units.models import Unit

from ..models import Flag, Nomination, Opinion, Round
from ..services.comments import LONGEST

PHONE = re.compile(r"^\+?[0-9]([ .\-]?[0-9]){7,14}$")


def _words(label: str, *, rows: int = 3, most: int = 2000, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


class FlagForm(forms.Form):
    """Why a nominee waits, since when, and how far it reaches."""

    kind = forms.ChoiceField(label="Lý do tạm dừng", choices=Flag.Kind.choices)
    reason = _words(
        "Nội dung, nguồn tin",
        help_text="Ví dụ: văn bản số, ngày, cơ quan đang xác minh. Chỉ bộ phận thường trực và lãnh đạo xem được.",
        error_messages={"required": "Hãy ghi nội dung và nguồn tin: văn bản, cơ quan nào đang xác minh."},
    )
    since = forms.DateField(label="Từ ngày", widget=date_input())
    scope = forms.ChoiceField(
        label="Phạm vi",
        choices=[("nomination", "Chỉ đề nghị này"), ("person", "Mọi đề nghị của người này")],
        initial="nomination",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, scoped: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", today())
        if not scoped:
            del self.fields["scope"]


class ReleaseForm(forms.Form):
    """What was found, and on what it rests."""

    outcome = forms.ChoiceField(label="Kết quả xác minh", choices=Flag.Outcome.choices, widget=forms.RadioSelect)
    reason = _words(
        "Căn cứ xét tiếp",
        help_text="Số, ngày văn bản kết luận.",
        error_messages={"required": "Hãy ghi căn cứ: số, ngày văn bản kết luận."},
    )


class AskForm(forms.Form):
    """Whom to ask, about how many nominations, and until when; all that is wrong is said at once."""

    agency = forms.ModelChoiceField(
        label="Cơ quan trong hệ thống", queryset=Unit.objects.none(), required=False, empty_label="Cơ quan bên ngoài"
    )
    name = forms.CharField(label="Tên cơ quan bên ngoài", max_length=200, required=False)
    email = forms.EmailField(
        label="Thư điện tử của cơ quan bên ngoài", required=False, max_length=200,
        help_text="Để trống nếu gửi công văn giấy; đường dẫn trả lời vẫn được tạo.",
    )  # fmt: skip
    due_on = forms.DateField(label="Trả lời trước hết ngày", widget=date_input())
    question = _words("Nội dung xin ý kiến", required=False)

    def __init__(self, *args: Any, units: Any, about: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        self.fields["agency"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("agency") and cleaned.get("name"):
            self.add_error("name", "Hãy chỉ điền một ô: cơ quan trong hệ thống, hoặc tên cơ quan bên ngoài.")
        if not cleaned.get("agency") and not cleaned.get("name"):
            self.add_error("name", "Hãy chọn cơ quan trong hệ thống, hoặc ghi tên cơ quan bên ngoài.")
        if (day := cleaned.get("due_on")) and day < today():
            self.add_error("due_on", "Hạn trả lời không thể trước hôm nay.")
        if not self.about:
            self.add_error(None, "Hãy chọn ít nhất một đề nghị để xin ý kiến.")
        return cleaned


class AnswerForm(forms.Form):
    """The answer of an agency: for each nomination `y-<id>` (the verdict) and `n-<id>` (its words)."""

    def __init__(self, *args: Any, opinions: Sequence[Opinion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opinions = opinions
        names = [opinion.nomination.nominee_name for opinion in opinions]
        for opinion in opinions:
            name = opinion.nomination.nominee_name
            if names.count(name) > 1:  # proposed for more than one award: the faults would read alike
                name = f"{name}, {opinion.nomination.award_type}"
            self.fields[f"y-{opinion.pk}"] = forms.ChoiceField(
                label=f"Ý kiến về {name}", choices=Opinion.Verdict.choices, widget=forms.RadioSelect,
                error_messages={"required": f"Hãy chọn ý kiến về {name}."},
            )  # fmt: skip
            self.fields[f"n-{opinion.pk}"] = _words(f"Nội dung ý kiến về {name}", rows=2, required=False, most=5000)

    def rows(self) -> list[tuple[Opinion, Any, Any]]:
        """Return each opinion with its two fields."""
        return [(opinion, self[f"y-{opinion.pk}"], self[f"n-{opinion.pk}"]) for opinion in self.opinions]

    def answers(self) -> dict[Opinion, tuple[str, str]]:
        """Return what was said."""
        data = self.cleaned_data
        return {one: (data[f"y-{one.pk}"], data[f"n-{one.pk}"]) for one in self.opinions}


class LinkAnswerForm(AnswerForm):
    """The same by somebody without an account, who says who he is."""

    answerer = forms.CharField(label="Người trả lời (họ tên, chức vụ)", max_length=160)


class PaperAnswerForm(AnswerForm):
    """The same from a written answer."""

    paper_number = forms.CharField(label="Số, ký hiệu văn bản", max_length=60)
    paper_date = forms.DateField(label="Ngày văn bản", widget=date_input())
    file = UploadField(label="Tệp văn bản", required=False)


class DayReasonForm(forms.Form):
    """Another last day, and why."""

    day = forms.DateField(label="Ngày mới", widget=date_input())
    reason = _words("Lý do", error_messages={"required": "Hãy ghi lý do dời ngày."})


class CommentForm(forms.Form):
    """What a visitor says. `website` is a trap: people do not see it, programs fill it in."""

    about = forms.ModelChoiceField(
        label="Về", queryset=Nomination.objects.none(), required=False, empty_label="Cả danh sách"
    )
    name = forms.CharField(label="Họ và tên của bạn", max_length=120)
    contact = forms.CharField(
        label="Điện thoại hoặc thư điện tử", max_length=160,
        help_text="Để cơ quan hỏi lại khi cần. Họ tên và cách liên hệ của bạn không công khai.",
    )  # fmt: skip
    text = _words(
        "Ý kiến", rows=6, most=LONGEST,
        validators=[MinLengthValidator(10, "Hãy ghi rõ hơn: ít nhất 10 ký tự.")],
    )  # fmt: skip
    website = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, nominations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        field.queryset = nominations  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: f"{one.nominee_name} ({one.award_type.name})"  # type: ignore[attr-defined]

    def clean_contact(self) -> str:
        contact: str = self.cleaned_data["contact"].strip()
        if PHONE.match(contact):
            return contact
        try:
            validate_email(contact)
        except forms.ValidationError:
            raise forms.ValidationError("Hãy ghi số điện thoại (như 0912 345 678) hoặc thư điện tử.") from None
        return contact

    @property
    def trapped(self) -> bool:
        """Whether a program filled it in."""
        return bool(self.data.get("website"))


class ForwardForm(forms.Form):
    """Where nominations go: an open round of an office above, or an authority outside."""

    to_round = forms.ModelChoiceField(
        label="Đợt xét của cấp trên trong hệ thống", queryset=Round.objects.none(), required=False,
        empty_label="Cấp trên ở ngoài hệ thống",
    )  # fmt: skip
    to_name = forms.CharField(
        label="Cơ quan nhận ở ngoài hệ thống", max_length=200, required=False,
        help_text="Ví dụ: Bộ Nội vụ (Ban Thi đua - Khen thưởng Trung ương).",
    )  # fmt: skip
    expected_on = forms.DateField(label="Dự kiến có kết quả", widget=date_input(), required=False)

    def __init__(self, *args: Any, rounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_round"]
        field.queryset = rounds  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: f"{one.title} ({one.unit.short_name})"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("to_round") and not cleaned.get("to_name"):
            self.add_error("to_name", "Hãy chọn đợt xét của cấp trên, hoặc ghi tên cơ quan nhận ở ngoài hệ thống.")
        return cleaned


class SentForm(forms.Form):
    """Under which number it went, when, and until when an answer is expected."""

    number = forms.CharField(label="Số tờ trình", max_length=60)
    on = forms.DateField(label="Ngày gửi", widget=date_input())
    expected_on = forms.DateField(label="Dự kiến có kết quả", widget=date_input(), required=False)


class ResultForm(forms.Form):
    """The decision of the authority above."""

    decision_code = forms.CharField(label="Số quyết định", max_length=60)
    decided_on = forms.DateField(label="Ngày quyết định", widget=date_input())
    issuer_name = forms.CharField(label="Người, cơ quan quyết định", max_length=200)


class CorrectedResultForm(ResultForm):
    """The same, entered wrongly at first, with the reason."""

    reason = _words("Lý do sửa", rows=2, error_messages={"required": "Hãy ghi lý do sửa: ghi nhầm gì, theo bản nào."})
