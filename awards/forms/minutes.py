"""The form of the minutes of a unit's meeting."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from core.forms import date_input

from ..models import Nomination, UnitMinutes
from ..models.minutes import MinutesDraft
from ..namesakes import names_of
from ..services.minutes import HEAD, SETTLED, fault_of_votes, faults_of_meeting, is_settled

MOST_VOTES = 9999
LONGEST = 20_000  # letters of a field that is still being typed


class MinutesForm(forms.ModelForm):
    """The meeting; the votes on each nominee are read by `votes`."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = UnitMinutes
        fields = HEAD
        widgets = {
            "held_on": date_input(),
            "begins": forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:00"}),
            "ends": forms.TimeInput(format="%H:%M", attrs={"placeholder": "10:30"}),
            "opinions": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "chair": "Họ và tên, chức vụ.",
            "secretary": "Họ và tên, chức vụ.",
            "opinions": "Tóm tắt ý kiến; mỗi dòng một ý. Để trống nếu không có ý kiến khác.",
        }

    def __init__(
        self, *args: Any, nominations: Sequence[Nomination], draft: MinutesDraft | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.nominations, self.names = nominations, names_of(nominations)
        latest = draft or self.instance
        self.fields["version"].initial = latest.version if latest.pk else 0
        self.settled = bool(self.instance.pk) and is_settled(nominations)
        for name in HEAD:
            self.fields[name].disabled = self.settled
        for nomination in nominations:
            for side, label in (("for", "đồng ý"), ("against", "không đồng ý")):
                name = f"votes-{side}-{nomination.pk}"
                said = f"Phiếu {label}: {self.names[nomination.pk]} - {nomination.award_type}"
                self.fields[name] = forms.IntegerField(
                    label=f"{self.names[nomination.pk]}, {nomination.award_type}: số phiếu {label}",
                    required=False,
                    min_value=0,
                    max_value=MOST_VOTES,
                    initial=getattr(nomination, f"votes_{side}"),
                    disabled=not nomination.open_to_unit,
                    widget=forms.NumberInput(
                        attrs={"class": "form-control", "inputmode": "numeric", "aria-label": said}
                    ),
                )
        # What was typed before something was sent is no longer shown where it cannot be written.
        typed = draft.typed if draft else {}
        self.initial.update({name: text for name, text in typed.items() if not self._closed(name)})

    def _closed(self, name: str) -> bool:
        return name in self.fields and self.fields[name].disabled

    def clean(self) -> dict[str, Any]:
        """All that cannot be is said at once, each at its field."""
        cleaned = super().clean() or {}
        if self.settled and any(name in self.data for name in HEAD):  # a page from before something was sent
            self.add_error(None, SETTLED)
        for name, fault in faults_of_meeting(cleaned).items():
            self.add_error(name, fault)
        if (present := self.cleaned_data.get("present")) is None:
            return cleaned
        for row in self.nominations:
            names = (f"votes-for-{row.pk}", f"votes-against-{row.pk}")
            if not row.open_to_unit or any(name in self.errors for name in names):
                continue
            if fault := fault_of_votes((cleaned.get(names[0]), cleaned.get(names[1])), present):
                self.add_error(names[0], fault)
        return cleaned

    def plain_fields(self) -> list[forms.BoundField]:
        """The fields of the meeting itself."""
        return [self[name] for name in self.Meta.fields]

    def typed(self) -> dict[str, str]:
        """What stands in the fields as text, whether it makes sense or not; what is closed is left out."""
        names = [name for name, field in self.fields.items() if name != "version" and not field.disabled]
        return {name: str(self.data.get(name, ""))[:LONGEST] for name in names}

    def vote_rows(self) -> list[tuple[Nomination, str, forms.BoundField, forms.BoundField]]:
        """Each nominee with the name that tells it from others, and the two fields of its votes."""
        return [
            (row, self.names[row.pk], self[f"votes-for-{row.pk}"], self[f"votes-against-{row.pk}"])
            for row in self.nominations
        ]

    def votes(self) -> Mapping[int, tuple[int | None, int | None]]:
        """By nomination id: votes for and against."""
        cleaned = self.cleaned_data
        return {
            row.pk: (cleaned[f"votes-for-{row.pk}"], cleaned[f"votes-against-{row.pk}"]) for row in self.nominations
        }
