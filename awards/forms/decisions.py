"""Forms of decisions: their words, and what came back after one."""

import datetime as dt
from typing import Any

from django import forms

from core.dates import today
from core.forms import date_input

from ..identity import TICK, doubtful, noun_of
from ..models import Amendment, Decision, Recovery, Round
from ..money import sheet_of
from ..services.decisions import nominations_of

OWN_AT_MOST = 200  # sudden deeds are few; a form has no place for the whole list of a year


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
        self.nominations = nominations_of(instance) if instance.awards_people else []
        self._add_own_achievements()
        self._add_reasons_apart()

    def _add_own_achievements(self) -> None:
        """Of a decision on sudden deeds each may have done another one."""
        several = 1 < len(self.nominations) <= OWN_AT_MOST
        for row in self.nominations if several and self.instance.round.category == Round.Category.SUDDEN else ():
            self.fields[f"tich-{row.pk}"] = _sentence(
                f"Thành tích riêng của {row.nominee_name} ({row.award_type.name})",
                self.instance.own_achievements.get(str(row.pk), ""),
                "Để trống nếu như thành tích chung ở trên; ghi thì in trong danh sách và trên giấy khen, bằng.",
            )

    def _add_reasons_apart(self) -> None:
        """Why a form is rewarded beside another one: asked only of those for which it makes a difference."""
        rows = sheet_of(self.instance, self.nominations, today()).rows if self.nominations else ()
        for row, found in rows:
            if found.one_with:
                self.fields[f"khac-{row.pk}"] = _sentence(
                    f"Vì sao thưởng {row.award_type.name} của {row.nominee_name} cùng với hình thức khác",
                    self.instance.apart.get(str(row.pk), ""),
                    f"Có thể cùng một thành tích với {found.one_with}. Để trống thì chỉ thưởng mức cao nhất; chỉ ghi "
                    "khi thời gian và thành tích khác nhau (Nghị định 152/2025/NĐ-CP, Điều 49 khoản 6).",
                )

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
            "own_achievements": self._by_nomination("tich"),
            "apart": self._by_nomination("khac"),
            "version": cleaned["version"],
        }

    def _by_nomination(self, name: str) -> dict[int, str] | None:
        """What was typed of each nomination; None where it was not asked."""
        fields = {row.pk: f"{name}-{row.pk}" for row in self.nominations if f"{name}-{row.pk}" in self.fields}
        return {pk: self.cleaned_data[field] for pk, field in fields.items()} if fields else None


def _sentence(label: str, initial: str, help_text: str) -> forms.CharField:
    return forms.CharField(label=label, initial=initial, help_text=help_text, required=False, max_length=300)


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
