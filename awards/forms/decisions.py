"""Forms of decisions: their words, and what came back after one."""

import datetime as dt
from typing import Any

from django import forms

from core.forms import date_input

from ..identity import TICK, doubtful, noun_of
from ..models import Amendment, Decision, Recovery


class WordsForm(forms.ModelForm):
    """The words of a draft of any kind, with the version that the writer saw; bases and recipients one per line."""

    bases_text = forms.CharField(
        label="Căn cứ",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mỗi dòng một căn cứ; dấu cuối dòng tự thêm.",
    )
    recipients_text = forms.CharField(
        label="Nơi nhận", widget=forms.Textarea(attrs={"rows": 4}), help_text="Mỗi dòng một nơi nhận."
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Decision
        fields = ["subject", "achievement", "bonus_in_list", "ground", "explanation"]
        widgets = {"explanation": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, instance: Decision, **kwargs: Any) -> None:
        initial = {
            "bases_text": "\n".join(instance.bases),
            "recipients_text": "\n".join(instance.recipients),
            "version": instance.version,
        }
        super().__init__(*args, **{**kwargs, "instance": instance, "initial": initial})
        self.amendments = (
            [] if instance.awards_people else list(instance.amendments.select_related("award__person", "award__unit"))
        )
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
                if name == "nominee_name" and self._asks(row):
                    self.fields[f"sua-{row.pk}-same"] = forms.BooleanField(
                        label=f"{TICK.format(noun=noun_of(row.award))} ({row.award.nominee_name})",
                        initial=bool(row.same_as),
                        required=False,
                    )

    def _asks(self, row: Amendment) -> bool:
        """Whether it has to be said that the new name is still of the same: of the typed one, else of the kept one."""
        typed = self.data.get(f"sua-{row.pk}-nominee_name", "") if self.is_bound else row.after.get("nominee_name", "")
        return bool(typed.strip()) and doubtful(row.award, typed)

    def words(self) -> dict[str, Any]:
        """What `services.change_decision` takes."""
        cleaned = self.cleaned_data
        corrected = {
            row.pk: {name: cleaned[f"sua-{row.pk}-{name}"] for name in Amendment.FIELDS}
            | {"same": "1" if cleaned.get(f"sua-{row.pk}-same") else ""}
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
