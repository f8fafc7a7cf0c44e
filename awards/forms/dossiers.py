"""Forms of a dossier: who is proposed, a household, the clerk."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.text import nfc
from units.models import Person, Unit, User

from ..models import (
    AwardType,
    Dossier,
    Target,
)


class NominateForm(forms.Form):
    """Which award for whom: many people or collectives of the unit at once."""

    award_type = forms.ModelChoiceField(
        AwardType.objects.none(),
        label="Danh hiệu, hình thức khen thưởng",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Hãy chọn một danh hiệu hoặc hình thức khen thưởng."},
    )
    people = forms.ModelMultipleChoiceField(Person.objects.none(), label="Cá nhân", required=False)
    units = forms.ModelMultipleChoiceField(Unit.objects.none(), label="Tập thể", required=False)

    def __init__(self, *args: Any, dossier: Dossier, people: list[Person], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_type"].queryset = dossier.round.award_types.all()  # type: ignore[attr-defined]
        self.fields["people"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])  # type: ignore[attr-defined]
        self.fields["units"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        award = cleaned.get("award_type")
        if award is None:
            return cleaned
        people, units = cleaned.get("people"), cleaned.get("units")
        if not people and not units:
            raise forms.ValidationError("Hãy chọn ít nhất một cá nhân hoặc một tập thể trong danh sách.")
        if people and not award.fits(Target.INDIVIDUAL):
            self.add_error("people", f"{award.name} không dành cho cá nhân. Hãy bỏ chọn cá nhân.")
        if units and not award.fits(Target.COLLECTIVE):
            self.add_error("units", f"{award.name} không dành cho tập thể. Hãy bỏ chọn tập thể.")
        return cleaned


class HouseholdForm(forms.Form):
    """A household that lives where the unit governs."""

    award_type = forms.ModelChoiceField(
        AwardType.objects.none(), label="Danh hiệu, hình thức khen thưởng", empty_label=None
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị quản lý địa bàn", empty_label=None)
    household_name = forms.CharField(label="Hộ gia đình", max_length=160, help_text="Ví dụ: Hộ ông Lò Văn Thịnh.")
    household_address = forms.CharField(label="Địa chỉ", max_length=200, help_text="Thôn, tổ dân phố, xã, phường.")

    def __init__(self, *args: Any, dossier: Dossier, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        awards = household_awards(dossier)
        self.fields["award_type"].queryset = awards  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])  # type: ignore[attr-defined]
        self.fields["unit"].initial = dossier.unit_id

    def clean_household_name(self) -> str:
        """The name stands on the certificate as it is typed: without the word it would read as a person's."""
        name = nfc(" ".join(self.cleaned_data["household_name"].split()))
        if not name.casefold().startswith("hộ "):
            raise forms.ValidationError(
                f"Hãy ghi bắt đầu bằng chữ “Hộ”, ví dụ: Hộ ông Lò Văn Thịnh. Chỉ ghi “{name}” thì quyết định và giấy "
                "khen in như tên một cá nhân."
            )
        return name


def household_awards(dossier: Dossier) -> Any:
    """Return the awards of the dossier's round that a household may get."""
    return dossier.round.award_types.filter(for_households=True)


class ClerkForm(forms.Form):
    """Who of the standing office appraises a dossier."""

    clerk = forms.ModelChoiceField(
        User.objects.none(),
        label="Chuyên viên thẩm định",
        required=False,
        empty_label="Chưa giao",
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, clerks: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clerk"].queryset = User.objects.filter(pk__in=clerks).order_by("full_name")  # type: ignore[attr-defined]
        self.fields["clerk"].label_from_instance = lambda user: user.full_name  # type: ignore[attr-defined]
