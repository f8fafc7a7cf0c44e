"""The code that somebody types to check a document."""

from django import forms


class VerifyForm(forms.Form):
    """The code printed at the foot of a document."""

    code = forms.CharField(
        label="Mã xác minh",
        max_length=40,
        help_text="Mười hai chữ cái và chữ số in ở chân trang đầu của văn bản, ví dụ K7WD-4M2P-XQ9T.",
        error_messages={"required": "Hãy nhập mã xác minh in ở chân trang đầu của văn bản."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
