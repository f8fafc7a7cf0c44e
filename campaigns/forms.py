"""Forms of campaigns and registrations."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from core.dates import today
from core.forms import date_input
from core.text import nfc
from plans.models import Plan
from units.models import Unit, User
from units.permissions import home_units, reached

from .models import Campaign, Registration
from .permissions import ORGANISERS
from .services import CriterionLine

MAX_CRITERIA = 50
MAX_TARGETS = 50
LINE_LENGTH = 500


class CampaignForm(forms.ModelForm):
    """A campaign's draft without its criteria."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = Campaign
        fields = [
            "unit", "plan", "title", "slogan", "kind", "purpose", "starts_on", "ends_on", "register_by",
            "review_on", "units",
        ]  # fmt: skip
        widgets = {
            "starts_on": date_input(),
            "ends_on": date_input(),
            "register_by": date_input(),
            "review_on": date_input(),
            "purpose": forms.Textarea(attrs={"rows": 6}),
            "units": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "plan": "Chỉ chọn được kế hoạch đã ban hành. Có thể để trống.",
            "register_by": "Đến 23:59 ngày này các đơn vị còn gửi đăng ký được.",
            "review_on": "Thường trực được nhắc sơ kết. Có thể để trống.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.initial.setdefault("version", self.instance.version)
        fields["plan"].queryset = _plans(user, self.instance)
        fields["plan"].empty_label = "Không thuộc kế hoạch nào"
        fields["units"].required = False
        if self.instance.pk:
            del fields["unit"]
            fields["units"].queryset = Unit.objects.subtree(self.instance.unit)
        else:
            homes = [unit.pk for unit in home_units(user, *ORGANISERS)]
            fields["unit"].queryset = Unit.objects.filter(pk__in=homes)
            fields["unit"].empty_label = None
            fields["units"].queryset = Unit.objects.filter(reached(user, *ORGANISERS, field=""))
        fields["units"].queryset = fields["units"].queryset.alive_on(today()).order_by("path")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends, by = (cleaned.get(name) for name in ("starts_on", "ends_on", "register_by"))
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Ngày kết thúc không được trước ngày bắt đầu.")
        elif ends and by and by > ends:
            self.add_error("register_by", "Hạn đăng ký không được sau ngày kết thúc phong trào.")
        if starts and ends and (review := cleaned.get("review_on")) and not starts <= review <= ends:
            self.add_error("review_on", "Ngày sơ kết phải nằm trong thời gian phong trào.")
        self._units_must_be_below(cleaned)
        return cleaned

    def _units_must_be_below(self, cleaned: dict[str, Any]) -> None:
        unit = self.instance.unit if self.instance.pk else cleaned.get("unit")
        outside = [each.name for each in cleaned.get("units", ()) if unit and not unit.holds(each)]
        if outside:
            self.add_error("units", f"{', '.join(outside)} không thuộc cơ quan phát động.")

    def values(self) -> dict[str, Any]:
        """What the service takes as the campaign's fields."""
        apart = ("units", "version")
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}

    @classmethod
    def as_typed(cls, data: QueryDict, *, user: User, instance: Campaign | None) -> "CampaignForm":
        """The form as it was typed, unchecked: a line was added or taken away, nothing is to be saved yet."""
        form = cls(user=user, instance=instance)
        for name, field in form.fields.items():
            form.initial[name] = field.widget.value_from_datadict(data, {}, name)
        return form


def _plans(user: User, campaign: Campaign) -> QuerySet[Plan]:
    """The issued plans that the user may read, and the one that the campaign has already."""
    plans = Plan.objects.visible_to(user).filter(state__in=[Plan.State.ISSUED, Plan.State.RECORDED])
    if campaign.plan_id:
        plans |= Plan.objects.filter(pk=campaign.plan_id)
    return plans.order_by("-year", "-pk")


class CriterionForm(forms.Form):
    """One line of the criteria; an empty line is no criterion."""

    text = forms.CharField(
        label="Tiêu chí",
        max_length=LINE_LENGTH,
        error_messages={"required": "Hãy ghi tiêu chí, hoặc bỏ dòng này."},
    )
    max_points = forms.DecimalField(
        label="Điểm tối đa", min_value=0, max_digits=6, decimal_places=2, required=False, localize=True
    )

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["class"] = "form-control"
        self.fields["max_points"].widget.attrs |= {"class": "form-control", "inputmode": "decimal"}


class Criteria:
    """The lines of the criteria on one page; lines are added and taken away with or without scripts."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.forms = [CriterionForm(initial=row, prefix=_prefix(n)) for n, row in enumerate(rows)]

    @classmethod
    def of(cls, campaign: Campaign | None) -> "Criteria":
        """The lines of a campaign; three empty ones for a new campaign."""
        if campaign is None:
            return cls([{} for _ in range(3)])
        rows: list[dict[str, Any]] = [
            {"text": line.text, "max_points": line.max_points} for line in campaign.criteria.all()
        ]
        return cls(rows or [{}])

    @classmethod
    def typed(cls, data: Mapping[str, str]) -> "Criteria":
        """The lines that were sent, to be checked."""
        criteria = cls([])
        rows = range(_count(data))
        criteria.forms = [CriterionForm(data, prefix=_prefix(n), empty_permitted=True) for n in rows]
        return criteria

    @classmethod
    def changed(cls, data: Mapping[str, str], act: str) -> "Criteria":
        """The lines that were sent, with one more ("add") or without one ("remove-2"); nothing is checked."""
        rows = [
            {name: data.get(f"{_prefix(n)}-{name}", "") for name in ("text", "max_points")} for n in range(_count(data))
        ]
        if act == "add":
            return cls([*rows, {}][:MAX_CRITERIA])
        gone = act.removeprefix("remove-")
        return cls([row for n, row in enumerate(rows) if str(n) != gone])

    def faults(self) -> list[str]:
        """A sentence for each fault, naming its line."""
        return [
            f"Tiêu chí ở dòng {number}: {error}"
            for number, form in enumerate(self.forms, start=1)
            if not form.is_valid()
            for errors in form.errors.values()
            for error in errors
        ]

    def lines(self) -> list[CriterionLine]:
        """The checked lines, without the empty ones."""
        found = (form.cleaned_data for form in self.forms)
        return [CriterionLine(nfc(row["text"]), row["max_points"]) for row in found if row and row.get("text")]


def _prefix(number: int) -> str:
    return f"criterion-{number}"


def _count(data: Mapping[str, str]) -> int:
    count = data.get("criteria-count", "0")
    return min(int(count), MAX_CRITERIA) if count.isascii() and count.isdigit() else 0


class RegistrationForm(forms.Form):
    """A unit's pledge and targets; a draft may lack both."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    pledge = forms.CharField(
        label="Nội dung giao ước thi đua",
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    targets = forms.CharField(
        label="Chỉ tiêu",
        required=False,
        max_length=30000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Mỗi dòng một chỉ tiêu.",
    )

    @classmethod
    def of(cls, registration: Registration | None) -> "RegistrationForm":
        """The form with what is saved."""
        if registration is None:
            return cls(initial={"version": 0})
        targets = "\n".join(registration.targets.values_list("text", flat=True))
        initial = {"version": registration.version, "pledge": registration.pledge, "targets": targets}
        return cls(initial=initial)

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def clean_targets(self) -> list[str]:
        lines = [line.strip().removeprefix("-").strip() for line in self.cleaned_data["targets"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MAX_TARGETS:
            raise forms.ValidationError(f"Nhiều nhất {MAX_TARGETS} chỉ tiêu; hãy gộp bớt.")
        long = [number for number, line in enumerate(lines, start=1) if len(line) > LINE_LENGTH]
        if long:
            raise forms.ValidationError(f"Chỉ tiêu thứ {long[0]} dài quá {LINE_LENGTH} ký tự; hãy rút gọn.")
        return lines

    def must_be_whole(self) -> bool:
        """Add the faults that forbid sending; whether there is none. A draft may have them."""
        if not self.cleaned_data.get("pledge"):
            self.add_error("pledge", "Hãy ghi nội dung giao ước trước khi gửi.")
        if not self.cleaned_data.get("targets"):
            self.add_error("targets", "Hãy ghi ít nhất một chỉ tiêu trước khi gửi.")
        return not self.errors


class DeadlineForm(forms.Form):
    """Another registration deadline, with the reason that the units read."""

    register_by = forms.DateField(label="Hạn đăng ký mới", widget=date_input())
    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do đổi hạn: các đơn vị sẽ đọc lý do này."},
    )


class ReviewForm(forms.Form):
    """On which day the interim review was held."""

    on = forms.DateField(label="Đã sơ kết ngày", widget=date_input())
    note = forms.CharField(label="Ghi chú, số báo cáo sơ kết", max_length=300, required=False)

    use_required_attribute = False
