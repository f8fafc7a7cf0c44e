"""Django's own sentences, said so that they tell what to do."""

from django import forms
from django.core import validators


def use_office_words() -> None:
    """Replace the stock messages of fields and validators; a form's own messages still come first."""
    forms.Field.default_error_messages["required"] = "Hãy điền ô này."
    forms.ChoiceField.default_error_messages["invalid_choice"] = "“%(value)s” không có trong danh sách. Hãy chọn lại."
    forms.ModelChoiceField.default_error_messages["invalid_choice"] = (
        "Mục đã chọn không có trong danh sách. Hãy chọn lại."
    )
    forms.IntegerField.default_error_messages["invalid"] = "Hãy nhập một số, ví dụ 12."
    forms.DecimalField.default_error_messages["invalid"] = "Hãy nhập một số, ví dụ 12 hoặc 7,5."
    forms.DateField.default_error_messages["invalid"] = "Ngày chưa đúng. Hãy ghi dạng ngày/tháng/năm, ví dụ 05/01/2026."
    forms.DateTimeField.default_error_messages["invalid"] = "Thời điểm chưa đúng. Hãy ghi như 05/01/2026 08:30."
    # Its own dictionary: the one it inherits is every field's, whose validators would all speak of addresses.
    forms.EmailField.default_error_messages = {"invalid": "Địa chỉ thư chưa đúng. Hãy ghi như ten@coquan.gov.vn."}
    validators.EmailValidator.message = "Địa chỉ thư chưa đúng. Hãy ghi như ten@coquan.gov.vn."
    validators.MinValueValidator.message = "Giá trị phải từ %(limit_value)s trở lên."
    validators.MaxValueValidator.message = "Giá trị không được quá %(limit_value)s."
    validators.MaxLengthValidator.message = "Dài quá: nhiều nhất %(limit_value)d ký tự, đang có %(show_value)d."
