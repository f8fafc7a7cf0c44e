"""Forms of the ground floor."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from . import uploads
from .exceptions import Refused


def date_input() -> forms.DateInput:
    """A day, typed as dd/mm/yyyy."""
    return forms.DateInput(
        format="%d/%m/%Y", attrs={"placeholder": "ngày/tháng/năm", "inputmode": "numeric", "autocomplete": "off"}
    )


class UploadField(forms.FileField):
    """A file of a kind that the system keeps; opened and scanned while nothing is locked, for that may take seconds."""

    widget = forms.ClearableFileInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {**super().widget_attrs(widget), "accept": uploads.ACCEPT}

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            try:
                uploads.check(file)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return file


class LoginForm(AuthenticationForm):
    """Sign-in, in the office's words."""

    error_messages = {
        "invalid_login": (
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy xem lại phím Caps Lock, bộ gõ tiếng Việt rồi thử lại."
        ),
        "inactive": "Tài khoản này đã ngừng hoạt động. Hãy liên hệ quản trị hệ thống.",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = "Tên đăng nhập"
        # Django only tells the browser; what a script sends would be too long for the table of failed sign-ins.
        self.fields["username"].validators.append(MaxLengthValidator(150))
        self.fields["password"].label = "Mật khẩu"


def reason_given(data: QueryDict, refusal: str) -> str:
    """Return the reason that was posted. Raises Refused with the sentence when there is none or it is too long."""
    form = ReasonForm(data)
    if not form.is_valid():
        raise Refused(f"{refusal}, không quá 2000 ký tự.")
    return str(form.cleaned_data["reason"])


class ReasonForm(forms.Form):
    """The reason of an act that somebody will ask about later."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do: người nhận cần biết phải làm gì tiếp."},
    )
