"""A form for each kind of test that an office may add to a rule: its parameters in words, nothing of the language."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from core.text import fold

from ..catalogue import by_group
from ..gathering.units import TITLES
from ..models import AwardType, Rule, Target
from ..rules.checking import VALUES, Choice, Number, faults
from ..rules.editing import Part, parts_of
from ..rules.words import sentence

BOTH = (Target.INDIVIDUAL, Target.COLLECTIVE, Target.HOUSEHOLD)
PEOPLE, GROUPS = (Target.INDIVIDUAL,), (Target.COLLECTIVE,)

# Kind → what the page calls it, its fields (a star: may stay empty), and whom it may ask about.
KINDS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "rating": ("Xếp loại của năm xét", ("rating",), BOTH),
    "run": ("Xếp loại liên tục nhiều năm", ("rating", "years", "after*", "fresh*"), BOTH),
    "award": (
        "Đã được tặng danh hiệu, hình thức", ("award", "times", "within*", "consecutive*", "latest*", "fresh*"), BOTH,
    ),
    "recognised": (
        "Sáng kiến, đề tài được công nhận", ("recognised", "scope", "count", "years*", "unused*"), PEOPLE,
    ),
    "members": ("Tỷ lệ hoặc số cá nhân đạt danh hiệu", ("members", "share*", "count*"), GROUPS),
    "members_rated": ("Tỷ lệ cá nhân theo xếp loại", ("members_rated", "share"), GROUPS),
    "no_member_measure": ("Không có cá nhân bị kỷ luật", ("no_member_measure",), GROUPS),
    "no_measure": ("Không bị kỷ luật", ("no_measure",), PEOPLE),
    "leads": ("Dẫn đầu cụm, khối thi đua", ("leads",), GROUPS),
    "founded": ("Số năm thành lập", ("founded",), GROUPS),
    "worked": ("Số tháng công tác trong thời gian xét", ("worked",), PEOPLE),
    "served": ("Số năm công tác liên tục", ("served", "under*"), PEOPLE),
    "held": ("Thời gian giữ chức vụ (quá trình cống hiến)", ("held", "years", "under*"), PEOPLE),
    "standard": ("Đạt tiêu chuẩn của danh hiệu khác", ("standard",), BOTH),
    "judge": ("Do người thẩm định đánh giá", (), BOTH),
    "group": ("Nhóm điều kiện (đạt tất cả, đạt một trong…)", ("how", "least*", "first"), BOTH),
}  # fmt: skip
WITHIN_RUN: Mapping[str, tuple[str, ...]] = {
    "rating": ("rating", "count"),
    "award": ("award", "times"),
    "recognised": ("recognised", "scope", "count"),
    "judge": (),
}
_LABELS = {
    "award": "Danh hiệu, hình thức (một trong những mục được chọn)",
    "members": "Danh hiệu mà cá nhân đạt",
    "standard": "Danh hiệu, hình thức",
    "consecutive": "Các lần phải liên tục (mỗi năm một lần)",
    "within": "Chỉ tính trong số năm gần nhất, kể cả năm xét (để trống: mọi năm)",
    "latest": "Lần cuối cách năm xét không quá mấy năm (0: phải trong năm xét)",
    "fresh": "Chỉ tính những năm sau lần gần nhất được tặng",
    "after": "Chỉ tính những năm sau khi được tặng",
    "unused": "Chưa dùng làm căn cứ khen thưởng khác",
    "share": "Tỷ lệ phần trăm ít nhất",
    "how": "Cách tính",
    "first": "Điều kiện đầu tiên của nhóm (do người thẩm định đánh giá; thêm điều kiện khác sau khi lưu)",
}
_HOW = {"any": "đạt ít nhất một", "all": "đạt tất cả", "some": "đạt ít nhất một số điều kiện"}


def kinds_for(rule: Rule, part: Part) -> list[tuple[str, str]]:
    """Return (kind, its name) of what may be added at a place of a rule."""
    if part.is_run:
        return [(kind, KINDS[kind][0]) for kind in WITHIN_RUN if rule.target in KINDS[kind][2]]
    return [(kind, said) for kind, (said, _, targets) in KINDS.items() if rule.target in targets]


class ConditionForm(forms.Form):
    """The parameters of one new test; `node()` is the test as the rule keeps it."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        rule: Rule,
        part: Part,
        kind: str,
        names: Mapping[str, str],
        standards: Mapping[str, str],
    ) -> None:
        super().__init__(data, initial={"version": rule.version})
        self.rule, self.part, self.kind, self.names, self.standards = rule, part, kind, names, standards
        wanted = WITHIN_RUN[kind] if part.is_run else KINDS[kind][1]
        for name in wanted:
            self.fields[name.rstrip("*")] = self._field(name.rstrip("*"), required=not name.endswith("*"))
        self.fields["label"] = forms.CharField(
            label="Nội dung" if kind == "judge" else "Nội dung (để trống: dùng câu hệ thống viết)",
            max_length=400, required=kind == "judge", widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        self.fields["article"] = forms.CharField(label="Điều luật, văn bản quy định", max_length=200)

    def _field(self, name: str, *, required: bool) -> forms.Field:
        label = _LABELS.get(name)
        if name in ("consecutive", "unused"):
            return forms.BooleanField(label=label, required=False)
        if name == "award":
            return forms.MultipleChoiceField(label=label, choices=self._fitting(), widget=forms.CheckboxSelectMultiple)
        if name in ("fresh", "after"):
            fitting = [("", "Không đòi hỏi"), *self._fitting()]
            return forms.ChoiceField(label=label, choices=fitting, required=False)
        if name in ("members", "standard"):
            counted = {code: self.names[code] for code in TITLES if code in self.names}
            known = counted if name == "members" else self.standards
            return forms.ChoiceField(label=label, choices=list(known.items()))
        if name == "how":
            return forms.ChoiceField(label=label, choices=list(_HOW.items()))
        if name == "first":
            return forms.CharField(label=label, max_length=400)
        rule = VALUES[name]
        if isinstance(rule, Choice):
            return forms.ChoiceField(label=label or rule.name, choices=list(rule.values.items()), required=required)
        assert isinstance(rule, Number)
        return forms.IntegerField(
            label=label or rule.name, min_value=rule.least, max_value=rule.most, required=required,
            initial=1 if name in ("times", "count") and required else None,
        )  # fmt: skip

    def _fitting(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The awards of the rule's kind of nominee, by group."""
        rows = by_group(row for row in AwardType.objects.all() if row.fits(self.rule.target))
        return [(group, [(row.code, row.name) for row in found]) for group, found in rows]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            codes, standards = frozenset(self.names), frozenset(self.standards)
            for fault in faults(self.node(), codes, standards, "Điều kiện mới"):
                self.add_error(None, fault)
        return cleaned

    def node(self) -> dict[str, Any]:
        """Return the test with its words."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("version", "label", "article") and value not in (None, "", False, [])
        }
        article, own = self.cleaned_data["article"].strip(), " ".join(self.cleaned_data["label"].split())
        if self.kind == "judge":
            return {"judge": self._code(own), "label": own, "article": article}
        if self.kind == "group":
            return self._group(given, own, article)
        if self.kind == "run":
            return self._run(given, own, article)
        if len(given.get("award", ())) == 1:
            given["award"] = given["award"][0]
        said = own or sentence(given, self.names, within=self.part.is_run)
        return {**given, "label": said, "article": article}

    def _run(self, given: Mapping[str, Any], own: str, article: str) -> dict[str, Any]:
        """A row of years. The award that came before it is a test of its own, with its own sentence."""
        made: dict[str, Any] = {"run": {name: given[name] for name in ("rating", "years")}}
        if fresh := given.get("fresh"):
            made["fresh"] = fresh
        if code := given.get("after"):
            before = {"award": code}
            made["after"] = {**before, "label": sentence(before, self.names), "article": article}
        said = own or sentence(made, self.names)
        made["run"] |= {"label": said, "article": article}
        return {**made, "label": said, "article": article}

    def _group(self, given: Mapping[str, Any], own: str, article: str) -> dict[str, Any]:
        first = {"judge": self._code(given["first"]), "label": given["first"], "article": article}
        made: dict[str, Any] = {given["how"]: [first], "label": own or "Các điều kiện sau", "article": article}
        return made | ({"least": given.get("least", 1)} if given["how"] == "some" else {})

    def _code(self, words: str) -> str:
        """A code for a new question: from its words, other than all there are."""
        known = {part.node.get("judge") for part in parts_of(self.rule.condition)}
        stem = f"{self.rule.award_type.code}.{'-'.join(fold(words).split()[:6])}"[:50]
        return next(code for number in range(1, 99) if (code := f"{stem}-{number}") not in known)
