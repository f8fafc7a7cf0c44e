"""Forms of councils and meetings."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from core.dates import today
from core.forms import date_input
from units.models import Role, RoleKind, Unit, User

from ..models import AgendaItem, Attendance, Council, CouncilMember, Meeting
from ..permissions_council import kept_from_counting
from ..services.meetings import RULES
from .shares import HINT, ShareField


class CouncilForm(forms.ModelForm):
    """A council; its office stays once it exists."""

    class Meta:
        model = Council
        fields = ["unit", "kind", "name", "established_by", "active"]
        help_texts = {"established_by": "Số, ngày quyết định thành lập, kiện toàn."}

    def __init__(self, *args: Any, offices: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["unit"]
        else:
            field = self.fields["unit"]
            field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in offices])  # type: ignore[attr-defined]
            field.empty_label = None  # type: ignore[attr-defined]
            del self.fields["active"]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class MemberForm(forms.ModelForm):
    """A seat. The account makes it possible to vote on a device."""

    class Meta:
        model = CouncilMember
        fields = ["full_name", "title", "post", "user"]
        help_texts = {
            "full_name": "Để trống nếu chọn tài khoản: lấy theo tên của tài khoản.",
            "user": "Người có vai trò Thành viên Hội đồng, Lãnh đạo hoặc Thường trực ở cơ quan này.",
        }

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.council = council
        self.fields["full_name"].required = False
        field = self.fields["user"]
        field.queryset = _accounts(council.unit)  # type: ignore[attr-defined]
        field.label_from_instance = lambda user: user.full_name  # type: ignore[attr-defined]
        field.empty_label = "Không có tài khoản (bỏ phiếu giấy)"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        user = cleaned.get("user")
        if not cleaned.get("full_name"):
            if user is None:
                self.add_error("full_name", "Hãy ghi họ và tên, hoặc chọn tài khoản.")
            else:
                cleaned["full_name"] = user.full_name
        return cleaned

    def validate_unique(self) -> None:
        """The service says in words who sits here already."""

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "full_name"}  # type: ignore[misc,no-any-return]


def _accounts(unit: Unit) -> Any:
    """Accounts whose role reaches the office and lets them read its dossiers."""
    kinds = (RoleKind.COUNCIL_MEMBER, RoleKind.LEADER, RoleKind.STANDING_OFFICE)
    roles = Role.objects.in_force_on(today()).filter(kind__in=kinds, unit__in=unit.ancestors(include_self=True))
    return User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("full_name", "pk")


class MeetingForm(forms.ModelForm):
    """When and where a council meets, and who has which task there."""

    day = forms.DateField(label="Ngày họp", widget=date_input())
    time = forms.TimeField(
        label="Giờ bắt đầu",
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:00", "autocomplete": "off"}),
        error_messages={"invalid": "Hãy ghi giờ như 08:00."},
    )

    class Meta:
        model = Meeting
        fields = ["title", "place", "quorum", "chair", "secretary", "tellers"]
        widgets = {"tellers": forms.CheckboxSelectMultiple()}
        field_classes = {"quorum": ShareField}
        help_texts = {"quorum": f"Phần của tổng số thành viên, theo quy định của tỉnh. {HINT}"}

    field_order = ["title", "day", "time", "place", "quorum", "chair", "secretary", "tellers"]

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.council = council
        for name in ("chair", "secretary", "tellers"):
            self.fields[name].queryset = council.members.sitting()  # type: ignore[attr-defined]
        if self.instance.pk:
            self._offer_tellers(list(council.members.sitting().select_related("user")))  # type: ignore[attr-defined]
            local = timezone.localtime(self.instance.starts_at)
            self.initial.setdefault("day", local.date())
            self.initial.setdefault("time", local.time().replace(second=0, microsecond=0))

    def _offer_tellers(self, members: list[CouncilMember]) -> None:
        """Only those who may count all that is voted on paper; of the others why not."""
        kept, field = kept_from_counting(self.instance, members), self.fields["tellers"]
        field.queryset = field.queryset.exclude(pk__in=kept)  # type: ignore[attr-defined]
        if said := [f"{one.full_name} {kept[one.pk]}" for one in members if one.pk in kept]:
            field.help_text += f" Không kiểm phiếu được: {'; '.join(said)}."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned.get("time") is not None:
            self.instance.starts_at = timezone.make_aware(dt.datetime.combine(cleaned["day"], cleaned["time"]))
        return cleaned


class RulesForm(forms.ModelForm):
    """How one or many items are decided."""

    class Meta:
        model = AgendaItem
        fields = list(RULES)
        field_classes = {"threshold": ShareField}
        help_texts = {
            "threshold": f"Theo quy định của tỉnh. {HINT}",
            "tie": "Chỉ áp dụng cho biểu quyết công khai.",
        }


class AttendanceForm(forms.Form):
    """Who is there, a row for each member: `co-<id>` and `ghi-<id>`."""

    def __init__(self, *args: Any, members: list[CouncilMember], known: dict[int, Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        for member in members:
            row = known.get(member.pk)
            self.fields[f"co-{member.pk}"] = forms.ChoiceField(
                label=member.full_name, choices=Attendance.Kind.choices,
                initial=row.kind if row else Attendance.Kind.PRESENT,
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )  # fmt: skip
            self.fields[f"ghi-{member.pk}"] = forms.CharField(
                label=f"Ghi chú về {member.full_name}", required=False, max_length=200,
                initial=row.note if row else "",
                widget=forms.TextInput(attrs={"class": "form-control form-control-sm", "aria-label": "Ghi chú"}),
            )  # fmt: skip

    def rows(self) -> list[tuple[CouncilMember, Any, Any]]:
        """Return each member with the two fields of the row."""
        return [(member, self[f"co-{member.pk}"], self[f"ghi-{member.pk}"]) for member in self.members]

    def kinds(self) -> dict[CouncilMember, tuple[str, str]]:
        """Return what was chosen."""
        data = self.cleaned_data
        return {member: (data[f"co-{member.pk}"], data[f"ghi-{member.pk}"]) for member in self.members}


class PaperCountForm(forms.Form):
    """What a teller counted."""

    yes = forms.IntegerField(label="Số phiếu đồng ý", min_value=0, max_value=500)
    no = forms.IntegerField(label="Số phiếu không đồng ý", min_value=0, max_value=500)
    invalid = forms.IntegerField(label="Số phiếu trắng, không hợp lệ", min_value=0, max_value=500)


class ConflictForm(forms.Form):
    """Why a member does not take part."""

    reason = forms.CharField(
        label="Lý do không tham gia",
        max_length=300,
        error_messages={"required": "Hãy ghi lý do, ví dụ: vợ hoặc chồng, con, người cùng đơn vị được đề nghị."},
    )
