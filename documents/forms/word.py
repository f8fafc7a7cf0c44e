"""A draft from a Word file."""

from typing import Any

from django import forms

from core.exceptions import Refused
from units.models import User

from ..frames import DRAFT_KINDS
from ..kinds import PLAN, kind_name
from ..word.found import ReadDocument
from ..word.reading import MAX_BYTES, read_document
from .drafts import NewDraftForm


class WordDraftForm(NewDraftForm):
    """A Word file, who drafts it and who issues it; the type is the file's own unless another is chosen."""

    file = forms.FileField(
        label="Tệp Word", allow_empty_file=True,
        help_text=f"Tệp .docx, tối đa {MAX_BYTES // 1024 // 1024} MB, không có mật khẩu và macro.",
    )  # fmt: skip
    field_order = ["file", "kind", "drafting_unit", "issuer"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        del self.fields["subject"]
        self.fields["kind"].required = False
        self.fields["kind"].choices = [("", "Theo tệp"), *DRAFT_KINDS.items()]  # type: ignore[attr-defined]
        self.fields["file"].widget.attrs["accept"] = ".docx"
        self.read: ReadDocument | None = None

    def clean_file(self) -> Any:
        """Read the file; what is wrong with it is said beside it."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"Tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB; hãy chọn tệp nhỏ hơn.")
        try:
            self.read = read_document(file.name, file.read())
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.read is not None and not cleaned.get("kind") and "kind" not in self.errors:
            self._take_kind(cleaned, self.read.kind)
        return cleaned

    def _take_kind(self, cleaned: dict[str, Any], kind: str) -> None:
        if kind in DRAFT_KINDS:
            cleaned["kind"] = kind
        elif kind == PLAN:
            self.add_error("file", "Tệp này là kế hoạch; hãy nhập ở phần Kế hoạch, mục Nhập kế hoạch có sẵn.")
        elif kind:
            self.add_error("kind", f"Tệp này là {kind_name(kind).lower()}, không soạn được ở đây; hãy chọn loại khác.")
        else:
            self.add_error("kind", "Không nhận ra loại văn bản trong tệp; hãy chọn loại văn bản.")
