"""The form of a copy."""

from typing import Any

from django import forms

from core.dates import today
from units.models import Unit, User

from .. import permissions
from ..copying import block_words
from ..kinds import COPY, COPY_FORMS, COPY_OF_COPY, EXCERPT
from ..models import Document, DocumentCopy
from ..official import OfficialDocument
from ..services.signing import means_of
from ..signers import signers_of
from .drafts import UnitChoice


class CopyForm(forms.Form):
    """Which form of copy, for paper or screen, who signs it, which parts an excerpt takes."""

    form = forms.ChoiceField(
        label="Hình thức sao", choices=list(COPY_FORMS.items()),
        help_text="Sao y: toàn bộ từ bản chính. Sao lục: từ bản sao y. Trích sao: một phần nội dung "
        "(Nghị định 30/2020/NĐ-CP, Điều 25).",
    )  # fmt: skip
    medium = forms.ChoiceField(label="Định dạng", choices=DocumentCopy.Medium.choices)
    unit = UnitChoice(label="Cơ quan sao", queryset=Unit.objects.none())
    signing = forms.ChoiceField(label="Người ký bản sao")
    source = forms.ModelChoiceField(label="Sao lục từ", queryset=DocumentCopy.objects.none(), required=False,
                                    empty_label="Chọn bản sao y", help_text="Chỉ cần khi sao lục.")  # fmt: skip
    chosen = forms.TypedMultipleChoiceField(label="Phần trích sao", coerce=int, required=False,
                                            widget=forms.CheckboxSelectMultiple,
                                            help_text="Chỉ cần khi trích sao; chỗ bỏ qua in “[…]”.")  # fmt: skip
    recipients = forms.CharField(label="Nơi nhận", max_length=2000, required=False,
                                 widget=forms.Textarea(attrs={"rows": 3}),
                                 help_text="Mỗi nơi một dòng; dòng “Lưu: VT.” do hệ thống ghi.")  # fmt: skip
    key_password = forms.CharField(
        label="Mật khẩu hoặc mã PIN của khóa ký cơ quan sao", max_length=200, strip=False, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Chỉ cần khi sao thành bản điện tử có chữ ký số của cơ quan; để trống nếu không ký số.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, user: User, document: Document, content: OfficialDocument | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        units = permissions.copying_units(user)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.people = {
            f"{unit.pk}:{person.pk}:{authority.key}": (unit, person, authority)
            for unit in units
            for person, authority in signers_of(unit, COPY, today())
        }
        self.fields["signing"].choices = [  # type: ignore[attr-defined]
            (key, f"{person.full_name} – {authority.label}, {unit.short_name}")
            for key, (unit, person, authority) in self.people.items()
        ]
        sources = DocumentCopy.objects.filter(document=document, form=COPY)
        forms_offered = dict(COPY_FORMS)
        if not sources.exists():
            del self.fields["source"], forms_offered[COPY_OF_COPY]
        else:
            self.fields["source"].queryset = sources  # type: ignore[attr-defined]
        if content is None:
            del self.fields["chosen"], forms_offered[EXCERPT]
        else:
            words = [(place, block_words(block)) for place, block in enumerate(content.body)]
            self.fields["chosen"].choices = words  # type: ignore[attr-defined]
        self.fields["form"].choices = list(forms_offered.items())  # type: ignore[attr-defined]
        if not any(means_of(unit) for unit in units if permissions.can_seal_for(user, unit)):
            del self.fields["key_password"]
        if not self.is_bound and (first := units.first()):
            self.initial["unit"] = first.pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unit, key = cleaned.get("unit"), cleaned.get("signing")
        if unit and key and self.people[key][0].pk != unit.pk:
            self.add_error("signing", f"Người này không ký bản sao của {unit.name}; hãy chọn người ký của cơ quan đó.")
        if cleaned.get("key_password") and unit:
            if cleaned.get("medium") != DocumentCopy.Medium.ELECTRONIC:
                self.add_error("key_password", "Bản giấy không ký số; hãy để trống, hoặc chọn bản điện tử.")
            elif not permissions.can_seal_for(self.user, unit):
                self.add_error("key_password", f"Chỉ văn thư của {unit.name} ký số bản sao bằng khóa của cơ quan.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What was chosen, as `services.make_copy` takes it."""
        data = self.cleaned_data
        _, person, authority = self.people[data["signing"]]
        excerpt = data["form"] == EXCERPT
        return {
            "form": data["form"],
            "medium": data["medium"],
            "unit": data["unit"],
            "signer": person,
            "signer_key": authority.key,
            "recipients": [line.strip("- ").strip() for line in data["recipients"].splitlines() if line.strip("- ")],
            "chosen": data.get("chosen", []) if excerpt else [],
            "key_password": data.get("key_password", ""),
            "source": data.get("source") if data["form"] == COPY_OF_COPY else None,
        }
