"""Forms of old awards that were cancelled."""

from django import forms

from core.forms import date_input

from ..models import OldCancellation


class OldCancellationForm(forms.ModelForm):
    """The paper that cancelled an old award, why, and what has to come back."""

    class Meta:
        model = OldCancellation
        fields = ["decision_code", "decided_on", "ground", "reason", "received_on", "money", "money_basis"]
        widgets = {
            "decided_on": date_input(), "received_on": date_input(), "reason": forms.Textarea(attrs={"rows": 4}),
        }  # fmt: skip
        help_texts = {
            "money": "Số tiền đã chi trước đây, do người ghi xác nhận; ghi 0 nếu chưa chi hoặc không phải nộp lại.",
            "money_basis": "Bắt buộc khi có tiền phải nộp lại: quyết định chi, danh sách ký nhận.",
        }


class OldReturnForm(forms.ModelForm):
    """What came back of an old award."""

    class Meta:
        model = OldCancellation
        fields = ["objects_returned_on", "money_returned_on"]
        widgets = {"objects_returned_on": date_input(), "money_returned_on": date_input()}
