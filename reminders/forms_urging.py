"""What the list of late work asks for."""

import datetime as dt

from django import forms

from core.dates import today
from core.forms import date_input

from .queries import working_calendar

ANSWER_DAYS = 5  # working days that units are usually given


class UrgeForm(forms.Form):
    """Until when the units are to answer."""

    han = forms.DateField(label="Yêu cầu xong, trả lời trước hết ngày", widget=date_input())


def usual_answer_day() -> dt.date:
    """Return the day by which an answer is usually wanted, one query."""
    return working_calendar().after(today(), ANSWER_DAYS)
