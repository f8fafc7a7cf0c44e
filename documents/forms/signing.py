"""Forms of signing: the key's password, a file signed outside, what a person or an agency signs with."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ..signing.keys import MAX_PKCS12_BYTES
from ..signing.pictures import MAX_BYTES

_PASSWORD = {"autocomplete": "off", "spellcheck": "false"}


def _secret(label: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=200, strip=False, widget=forms.PasswordInput(attrs=_PASSWORD),
        error_messages={"required": missing},
    )  # fmt: skip


def _file(label: str, missing: str, accept: str, help_text: str = "") -> forms.FileField:
    return forms.FileField(
        label=label, help_text=help_text, widget=forms.FileInput(attrs={"accept": accept}), max_length=200,
        error_messages={"required": missing, "empty": "Tệp chọn đang trống. Hãy chọn tệp khác.",
                        "invalid": missing, "max_length": "Tên tệp quá dài. Hãy đổi tên tệp rồi chọn lại."},
    )  # fmt: skip


class KeyForm(forms.Form):
    """Signing with the key that is set up."""

    key_password = _secret("Mật khẩu hoặc mã PIN của khóa ký", "Hãy nhập mật khẩu hoặc mã PIN của khóa ký.")


class OutsideForm(forms.Form):
    """A file that was signed with a tool outside."""

    file = _file("Tệp PDF đã ký", "Hãy chọn tệp PDF đã ký.", "application/pdf,.pdf")


class PictureForm(forms.Form):
    """The picture of a signature or a seal, and its size on the page."""

    picture = _file("Ảnh PNG nền trong suốt", "Hãy chọn ảnh PNG.", "image/png")
    width_mm = forms.IntegerField(
        label="Chiều rộng khi in, mm", min_value=10, max_value=70,
        error_messages={"required": "Hãy nhập chiều rộng, tính bằng mm.", "invalid": "Hãy nhập một số từ 10 đến 70.",
                        "min_value": "Chiều rộng từ 10 mm.", "max_value": "Chiều rộng đến 70 mm."},
    )  # fmt: skip

    def __init__(self, *args: Any, has_picture: bool = False, seal: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picture"].required = not has_picture
        if seal:
            self.fields["width_mm"].label = "Đường kính dấu thật, mm"
        if has_picture:
            self.fields["picture"].help_text = "Để trống nếu chỉ đổi kích thước."

    def clean_picture(self) -> UploadedFile | None:
        picture: UploadedFile | None = self.cleaned_data["picture"]
        if picture is not None and (picture.size or 0) > MAX_BYTES:
            raise forms.ValidationError("Ảnh quá lớn: tối đa 2 MB. Hãy thu nhỏ ảnh rồi chọn lại.")
        return picture


class Pkcs12Form(forms.Form):
    """A key in a PKCS#12 file, with the password that opens it."""

    file = _file("Tệp khóa (.p12 hoặc .pfx)", "Hãy chọn tệp khóa .p12 hoặc .pfx.", ".p12,.pfx")
    key_password = _secret("Mật khẩu của tệp khóa", "Hãy nhập mật khẩu của tệp khóa để hệ thống kiểm tra tệp.")

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_PKCS12_BYTES:
            raise forms.ValidationError("Tệp quá lớn so với một tệp khóa. Hãy chọn đúng tệp .p12 hoặc .pfx.")
        return file


class TokenForm(forms.Form):
    """A key on a PKCS#11 token that is plugged into the server."""

    token_label = forms.CharField(
        label="Tên thiết bị ký", max_length=64, error_messages={"required": "Hãy nhập tên (label) của thiết bị ký."}
    )
    key_label = forms.CharField(
        label="Tên khóa trên thiết bị", max_length=120, error_messages={"required": "Hãy nhập tên (label) của khóa."}
    )
    key_password = _secret("Mã PIN", "Hãy nhập mã PIN để hệ thống kiểm tra thiết bị.")
