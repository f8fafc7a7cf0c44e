"""What somebody who checks a document types or chooses."""

from django import forms


class VerifyForm(forms.Form):
    """The code printed at the foot of a document."""

    code = forms.CharField(
        label="Mã xác minh",
        max_length=40,
        help_text="Mười hai chữ cái và chữ số in ở chân mỗi trang của văn bản, ví dụ K7WD-4M2P-XQ9T.",
        error_messages={
            "required": "Hãy nhập mã xác minh in ở chân trang của văn bản.",
            "max_length": "Mã xác minh chỉ có mười hai chữ cái và chữ số. Hãy xem lại mã đã nhập.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class FileForm(forms.Form):
    """A PDF that somebody holds; `code` is the document that it should be."""

    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    file = forms.FileField(
        label="Tệp PDF của văn bản",
        max_length=255,
        help_text="Tệp chỉ được đọc để so sánh, không được lưu lại.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": "Hãy chọn tệp PDF cần kiểm tra.",
            "empty": "Tệp chọn đang trống. Hãy chọn tệp khác.",
            "invalid": "Hãy chọn tệp PDF cần kiểm tra.",
            "max_length": "Tên tệp quá dài. Hãy đổi tên tệp rồi chọn lại.",
        },
    )
