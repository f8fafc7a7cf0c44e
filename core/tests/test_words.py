"""What a form says of a fault: what is wrong and what to do."""

import pytest
from django import forms
from django.core.validators import RegexValidator


class _Form(forms.Form):
    day = forms.DateField()
    points = forms.IntegerField(min_value=0, max_value=100)
    name = forms.CharField(max_length=5)
    colour = forms.CharField(validators=[RegexValidator("^#", "Màu bắt đầu bằng dấu #.")])
    mail = forms.EmailField()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("day", "31/02/2026", "ngày/tháng/năm, ví dụ 05/01/2026"),
        ("day", "", "Hãy điền ô này"),
        ("points", "chín", "Hãy nhập một số"),
        ("points", "-1", "từ 0 trở lên"),
        ("points", "101", "không được quá 100"),
        ("colour", "đỏ", "Màu bắt đầu bằng dấu #."),
        ("mail", "ten@", "Địa chỉ thư chưa đúng"),
        ("name", "Nguyễn", "nhiều nhất 5 ký tự, đang có 6"),
    ],
)
def test_a_fault_is_said_with_what_to_do(field, typed, said):
    assert said in " ".join(_Form({field: typed}).errors[field])
