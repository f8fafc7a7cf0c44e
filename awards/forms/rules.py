"""Forms in which an office keeps its rule sets, rules and procedures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from core.forms import date_input
from core.text import fold

from ..made_here import kind_of
from ..models import AwardType, Procedure, Rule, RuleSet, Target
from ..rules.checking import VALUES, Number
from ..rules.editing import Part, parts_of, put_together
from .catalogue import AwardTypeField
from .shares import HINT, ShareField

SHARES = ("threshold", "quorum", "attendance")
DATES = {"in_force_from": date_input(), "in_force_to": date_input()}


class RuleSetForm(forms.ModelForm):
    """Title, dates, citation and whether the set is in use."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    class Meta:
        model = RuleSet
        fields = ["title", "in_force_from", "in_force_to", "citation", "note", "active", "version"]
        widgets = {
            **DATES,
            "citation": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"in_force_to": "Để trống nếu chưa biết ngày hết hiệu lực.",
                      "active": "Bộ không dùng thì không đối chiếu hồ sơ nào."}  # fmt: skip


class RuleSetCopyForm(forms.ModelForm):
    """A set of one's own from another."""

    class Meta:
        model = RuleSet
        fields = ["code", "title", "layer", "in_force_from", "in_force_to", "citation"]
        widgets = {**DATES, "citation": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "code": "Ví dụ: TINH-2026. Không trùng với bộ khác.",
            "layer": "Bộ theo quy định của tỉnh nằm trên bộ theo luật: tỉnh quy định danh hiệu nào thì theo tỉnh.",
        }


@dataclass(frozen=True)
class PartFields:
    """The fields of one condition of a rule, in the order in which they are shown."""

    part: Part
    words: list[forms.BoundField]
    numbers: list[forms.BoundField]
    remove: forms.BoundField | None
    added: list[forms.BoundField]

    @property
    def depth(self) -> int:
        return self.part.depth


class RuleForm(forms.Form):
    """Words, articles and numbers of every condition of a rule; conditions may go, and new ones for a person to judge
    may come."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    verified = forms.BooleanField(label="Tiêu chuẩn này đã đối chiếu với văn bản", required=False)

    def __init__(self, data: QueryDict | None = None, *, rule: Rule) -> None:
        super().__init__(data, initial={"version": rule.version, "note": rule.note, "verified": rule.verified})
        self.rule = rule
        self.parts = list(parts_of(rule.condition))
        for part in self.parts:
            self._add_fields(part)

    def _add_fields(self, part: Part) -> None:
        key, node = part.key, part.node
        self.fields[f"{key}:label"] = forms.CharField(
            label="Nội dung", max_length=400, initial=node.get("label", ""), widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields[f"{key}:article"] = forms.CharField(
            label="Điều luật", max_length=200, initial=node.get("article", "")
        )
        for name in part.values:
            self.fields[f"{key}:{name}"] = _value_field(name, node[name])
        if part.removable:
            self.fields[f"{key}:remove"] = forms.BooleanField(label="Bỏ điều kiện này", required=False)
        if part.is_branch:
            self.fields[f"{key}:more"] = forms.CharField(
                label="Thêm điều kiện do người đánh giá", max_length=400, required=False
            )
            self.fields[f"{key}:more_article"] = forms.CharField(
                label="Điều luật của điều kiện thêm", max_length=200, required=False
            )

    def rows(self) -> Iterator[PartFields]:
        """Yield the fields by condition."""
        for part in self.parts:
            key = part.key
            yield PartFields(
                part,
                [self[f"{key}:label"], self[f"{key}:article"]],
                [self[f"{key}:{name}"] for name in part.values],
                self[f"{key}:remove"] if part.removable else None,
                [self[f"{key}:more"], self[f"{key}:more_article"]] if part.is_branch else [],
            )

    def condition(self) -> dict[str, Any]:
        """Return the condition as it was filled in."""
        cleaned = self.cleaned_data
        values = {}
        removed, added = set(), {}
        for part in self.parts:
            key = part.key
            for name in ("label", "article", *part.values):
                values[key, name] = cleaned[f"{key}:{name}"]
            if cleaned.get(f"{key}:remove"):
                removed.add(key)
            if more := cleaned.get(f"{key}:more"):
                added[key] = {
                    "judge": self._code(more),
                    "label": more,
                    "article": cleaned[f"{key}:more_article"],
                }
        return put_together(self.rule.condition, values, frozenset(removed), added)

    def _code(self, words: str) -> str:
        """A code for a new question: from its words, other than all there are."""
        known = {part.node.get("judge") for part in self.parts}
        stem = f"{self.rule.award_type.code}.{'-'.join(fold(words).split()[:6])}"[:50]
        return next(code for number in range(1, 99) if (code := f"{stem}-{number}") not in known)


def _value_field(name: str, value: Any) -> forms.Field:
    rule = VALUES[name]
    if isinstance(rule, Number):
        return forms.IntegerField(label=rule.name, min_value=rule.least, max_value=rule.most, initial=value)
    return forms.ChoiceField(label=rule.name, choices=list(rule.values.items()), initial=value)


class ProcedureForm(forms.ModelForm):
    """The way of an award: dossier, days, council."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    parts = forms.CharField(
        label="Thành phần hồ sơ",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mỗi dòng một thành phần: tên | điều luật | khi có (nếu không bắt buộc). "
        "Tờ trình, danh sách kèm tờ trình, báo cáo thành tích, biên bản họp của đơn vị lấy từ hệ thống; "
        "thành phần khác là tệp đính kèm.",
    )

    class Meta:
        model = Procedure
        fields = [
            "award_type", "target", "in_force_from", "appraisal_days", "comment_days", "council", "ballot", "threshold",
            "threshold_of", "quorum", "attendance", "written_opinions", "article", "verified", "note",
        ]  # fmt: skip
        widgets = {"in_force_from": date_input(), "note": forms.Textarea(attrs={"rows": 3})}
        field_classes = {"award_type": AwardTypeField, **dict.fromkeys(SHARES, ShareField)}
        help_texts = {"threshold": f"{HINT} Để trống nếu văn bản không nêu tỷ lệ.", "quorum": HINT, "attendance": HINT,
                      "target": "Để trống: mọi đối tượng."}  # fmt: skip

    field_order = ["award_type", "target", "parts"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["award_type"], self.fields["target"]
        else:
            self.fields["award_type"].queryset = AwardType.objects.all()  # type: ignore[attr-defined]
        self.fields["version"].initial = self.instance.version
        self.fields["parts"].initial = "\n".join(map(_line, self.instance.components))

    def clean_parts(self) -> str:
        text: str = self.cleaned_data["parts"]
        for number, line in enumerate(filter(str.strip, text.splitlines()), start=1):
            if "|" not in line:
                raise forms.ValidationError(f"Dòng {number} chưa ghi điều luật sau dấu |.")
        return text

    def procedure(self) -> Procedure:
        """Return the procedure as it was filled in."""
        made: Procedure = self.save(commit=False)
        known = {part["name"]: part["code"] for part in made.components}
        lines = filter(str.strip, self.cleaned_data["parts"].splitlines())
        made.components = []
        for line in lines:
            taken = {part["code"] for part in made.components}
            made.components.append(_component(line, known, taken))
        return made


def _line(part: dict[str, Any]) -> str:
    return f"{part['name']} | {part['article']}" + ("" if part.get("required", True) else " | khi có")


def _component(line: str, known: dict[str, str], taken: set[str]) -> dict[str, Any]:
    """One line as a component; files of another one (`taken`: codes above it) never count for it."""
    name, article, *rest = (piece.strip() for piece in line.split("|"))
    stem = kind_of("", name) or "-".join(fold(name).split()[:5])[:36]
    code = known.get(name) or next(made for made in (stem, *_numbered(stem)) if made not in taken)
    return {"code": code, "name": name, "article": article, "required": not any(rest)}


def _numbered(stem: str) -> Iterator[str]:
    return (f"{stem}-{number}" for number in range(2, 99))


class ProcedureCopyForm(forms.Form):
    """Where a procedure is copied to."""

    rule_set = forms.ModelChoiceField(label="Vào bộ tiêu chuẩn", queryset=RuleSet.objects.all(), empty_label=None)
    award_type = AwardTypeField(label="Cho danh hiệu, hình thức", queryset=AwardType.objects.all(), empty_label=None)
    target = forms.ChoiceField(label="Đối tượng", choices=[("", "Mọi đối tượng"), *Target.choices], required=False)
