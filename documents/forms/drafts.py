"""The forms of drafts: begin one, write it, find it."""

from typing import Any

from django import forms
from django.http import QueryDict

from core.dates import today
from core.text import fold
from units.models import RoleKind, Unit, User
from units.permissions import home_units

from .. import permissions
from ..frames import DRAFT_KINDS, Detail
from ..models import Draft, RegisterSeries
from ..pasted import as_typed
from ..services import AnnexContent
from ..signers import signers_of
from .dressing import dress

TEXT_LIMIT = 200_000
LIST_LIMIT = 8_000
ANNEX_PARTS = ("annex_title", "annex_body", "annex_landscape")


class UnitChoice(forms.ModelChoiceField):
    """A unit by its name, set in by its depth."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class NewDraftForm(forms.Form):
    """Which document is begun: its type, who drafts it, who issues it."""

    kind = forms.ChoiceField(label="Loại văn bản", choices=list(DRAFT_KINDS.items()))
    drafting_unit = UnitChoice(label="Đơn vị soạn thảo", queryset=Unit.objects.none())
    issuer = UnitChoice(
        label="Cơ quan ban hành", queryset=Unit.objects.none(), required=False,
        empty_label="Cơ quan của đơn vị soạn thảo",
        help_text="Cơ quan đứng tên và cấp số; phải là đơn vị soạn thảo hoặc cấp trên của đơn vị đó.",
    )  # fmt: skip
    subject = forms.CharField(label="Trích yếu", max_length=500, required=False,
                              help_text="Có thể để trống và ghi sau.")  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = permissions.drafting_units(user).order_by("path")
        self.fields["drafting_unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["issuer"].queryset = permissions.issuers_for(user)  # type: ignore[attr-defined]
        home = home_units(user, RoleKind.STAFF, RoleKind.HEAD, RoleKind.STANDING_OFFICE)
        if home:
            self.fields["drafting_unit"].initial = home[0].pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (unit := cleaned.get("drafting_unit")) and not cleaned.get("issuer"):
            cleaned["issuer"] = unit.issuer
            if cleaned["issuer"] is None:
                self.add_error("issuer", "Đơn vị này và các cấp trên của nó chưa được thiết lập để ban hành văn bản.")
        return cleaned


class DraftFilter(forms.Form):
    """What the list of drafts is narrowed to."""

    q = forms.CharField(label="Trích yếu, nơi gửi", required=False, max_length=200)
    kind = forms.ChoiceField(label="Loại văn bản", required=False, choices=[("", "Tất cả"), *DRAFT_KINDS.items()])
    state = forms.ChoiceField(label="Trạng thái", required=False, choices=[("", "Tất cả"), *Draft.State.choices])
    unit = forms.TypedChoiceField(label="Đơn vị soạn thảo", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Draft.objects.visible_to(user).order_by().values("drafting_unit")
        units = Unit.objects.filter(pk__in=seen).order_by("path")
        choices = [("", "Tất cả"), *((unit.pk, unit.short_name) for unit in units)]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]
        dress(self)

    @property
    def chosen(self) -> dict[str, Any]:
        """The filter as `queries.drafts` takes it; nonsense narrows nothing."""
        self.is_valid()
        return {
            "text": self.cleaned_data.get("q", ""),
            "kind": self.cleaned_data.get("kind", ""),
            "state": self.cleaned_data.get("state", ""),
            "unit": self.cleaned_data.get("unit"),
        }


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DraftForm(forms.Form):
    """A draft's words; only the fields that its type has."""

    subject = forms.CharField(label="Trích yếu", max_length=500, required=False, widget=_area(2))
    authority_line = forms.CharField(
        label="Thẩm quyền ban hành", max_length=200, required=False,
        help_text="Chức vụ của người đứng đầu, hoặc tên tập thể, cơ quan nếu tập thể quyết định (mẫu 1.2).",
    )  # fmt: skip
    addressees = forms.CharField(label="Kính gửi", max_length=LIST_LIMIT, required=False, widget=_area(2),
                                 help_text="Mỗi nơi một dòng, không cần gạch đầu dòng.")  # fmt: skip
    bases = forms.CharField(
        label="Căn cứ", max_length=LIST_LIMIT * 3, required=False, widget=_area(3),
        help_text="Mỗi căn cứ một dòng; dấu chấm phẩy cuối dòng do hệ thống đặt.",
    )  # fmt: skip
    body = forms.CharField(
        label="Nội dung", max_length=TEXT_LIMIT, required=False, widget=_area(12),
        help_text="Mỗi đoạn một dòng. Viết “I. ”, “1. ”, “a) ”, “Điều 1. ”, “Chương I” để chia mục; “- ” để gạch đầu "
        "dòng; “| ô | ô |” để kẻ bảng, hoặc dán bảng từ ba cột của Word, Excel. Dấu kết thúc “./.” do hệ thống đặt.",
    )  # fmt: skip
    attached_type = forms.CharField(label="Loại văn bản kèm theo", max_length=60, required=False,
                                    help_text="Ví dụ: Quy chế, Quy định, Danh mục.")  # fmt: skip
    attached_title = forms.CharField(label="Trích yếu của văn bản kèm theo", max_length=500, required=False)
    attached_body = forms.CharField(label="Nội dung văn bản kèm theo", max_length=TEXT_LIMIT, required=False,
                                    widget=_area(6))  # fmt: skip
    recipients = forms.CharField(
        label="Nơi nhận", max_length=LIST_LIMIT, required=False, widget=_area(4),
        help_text="Mỗi nơi một dòng. “Như trên”, “Như Điều …” và dòng “Lưu” do hệ thống ghi.",
    )  # fmt: skip
    signing = forms.ChoiceField(label="Người ký", required=False)
    series = UnitChoice(label="Đứng tên hội đồng, ban, tổ", queryset=RegisterSeries.objects.none(), required=False,
                        empty_label="Không, đứng tên cơ quan")  # fmt: skip
    series_title = forms.CharField(label="Chức danh của người ký trong hội đồng, ban, tổ", max_length=120,
                                   required=False, help_text="Ví dụ: Phó Chủ tịch.")  # fmt: skip
    urgency = forms.ChoiceField(label="Mức độ khẩn", required=False, choices=[("", "Thường"), *Draft.Urgency.choices])
    circulation = forms.ChoiceField(label="Phạm vi lưu hành", required=False,
                                    choices=[("", "Không ghi"), *Draft.Circulation.choices])  # fmt: skip
    drafter_initials = forms.CharField(label="Ký hiệu người soạn thảo", max_length=10, required=False,
                                       help_text="Chữ viết tắt họ tên, ví dụ: PL.")  # fmt: skip
    copies = forms.IntegerField(label="Số bản phát hành", required=False, min_value=1, max_value=100_000)
    kept_copies = forms.IntegerField(label="Số bản lưu", required=False, min_value=1, max_value=99)
    contact = forms.CharField(label="Địa chỉ, điện thoại ở chân trang đầu", max_length=300, required=False)

    def __init__(self, data: QueryDict | None = None, *, draft: Draft, **kwargs: Any) -> None:
        super().__init__(data, initial=_initial(draft), **kwargs)
        self.draft, frame = draft, draft.frame
        self.details = [self._add_detail(detail) for detail in frame.details]
        self.fields["body"].label = frame.body_label
        self.fields["addressees"].label = frame.addressees_label
        for name, there in (
            ("authority_line", frame.authority), ("addressees", bool(frame.addressees)), ("bases", frame.bases),
            ("signing", frame.own_signer), ("attached_type", frame.attached), ("attached_title", frame.attached),
            ("attached_body", frame.attached),
        ):  # fmt: skip
            if not there:
                del self.fields[name]
        self._choose_signer()
        self._choose_series()

    def _add_detail(self, detail: Detail) -> str:
        widget = _area(3) if detail.lines else forms.TextInput()
        name = f"detail_{detail.name}"
        self.fields[name] = forms.CharField(
            label=detail.label, max_length=detail.limit, required=False, widget=widget, help_text=detail.hint
        )
        self.initial[name] = self.draft.details.get(detail.name, "")
        return name

    def _choose_signer(self) -> None:
        if "signing" not in self.fields:
            return
        people = self._people()
        choices = [(f"{user.pk}:{found.key}", f"{user.full_name} – {found.label}") for user, found in people]
        chosen = self.initial["signing"]
        if chosen and self.draft.signer and chosen not in dict(choices):
            choices.append((chosen, f"{self.draft.signer.full_name} – không còn thẩm quyền ký loại văn bản này"))
        self.fields["signing"].choices = [("", "Lãnh đạo nào ký thì in tên người đó"), *choices]  # type: ignore[attr-defined]

    def _choose_series(self) -> None:
        series = RegisterSeries.objects.filter(issuer=self.draft.issuer)
        self.fields["series"].queryset = series  # type: ignore[attr-defined]
        if not series.exists():
            del self.fields["series"], self.fields["series_title"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                lines = [line.strip() for line in as_typed(value).split("\n")]
                cleaned[name] = "\n".join(line for line in lines if line)
        if subject := cleaned.get("subject"):
            cleaned["subject"] = " ".join(subject.split())
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as `services.save_draft` takes it."""
        values = {name: value for name, value in self.cleaned_data.items() if not name.startswith("detail_")}
        if self.details:
            values["details"] = {name.removeprefix("detail_"): self.cleaned_data.get(name, "") for name in self.details}
        if "signing" in values:
            pk, _, key = values.pop("signing").partition(":")
            values["signer"] = next((user for user, _ in self._people() if str(user.pk) == pk), None)
            values["signer_key"] = key[:30] if values["signer"] else ""
        return values

    def _people(self) -> list[tuple[User, Any]]:
        return signers_of(self.draft.issuer, self.draft.kind, today())


def _initial(draft: Draft) -> dict[str, Any]:
    names = set(DraftForm.base_fields) - {"signing"}
    initial = {name: getattr(draft, name) for name in names if name != "series"}
    initial["series"] = draft.series_id
    initial["signing"] = f"{draft.signer_id}:{draft.signer_key}" if draft.signer_id else ""
    return initial


def read_annexes(post: QueryDict) -> tuple[list[AnnexContent], list[str]]:
    """Return the annexes of a posted form, and a sentence for each fault."""
    titles, bodies, lies = (post.getlist(name) for name in ANNEX_PARTS)
    annexes, faults = [], []
    for place, title in enumerate(titles):
        body = bodies[place] if place < len(bodies) else ""
        if len(title) > 500 or len(body) > TEXT_LIMIT:
            limits = f"tên không quá 500 ký tự, nội dung không quá {TEXT_LIMIT} ký tự"
            faults.append(f"Phụ lục {place + 1} quá dài; {limits}.")
        annexes.append(
            AnnexContent(
                title=" ".join(title.split()),
                body="\n".join(line.strip() for line in as_typed(body).splitlines() if line.strip()),
                landscape=place < len(lies) and fold(lies[place]) == "ngang",
            )
        )
    return annexes, faults
