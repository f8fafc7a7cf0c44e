"""The field for a share of votes or of members: per cent or a fraction, kept as it was written."""

from typing import Any

from django import forms

from ..models.council import check_share
from ..voting.counting import spoken, written

HINT = "Ghi như 80%, 66,66%, 2/3, 3/4 hoặc trên 1/2."


class ShareField(forms.CharField):
    """ "80%", "2/3", "trên 1/2": read by `written`, refused when it is no share above 0 up to 100%."""

    default_validators = [check_share]

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_length"] = 30  # what is kept is shorter than what may be typed ("trên 66,66 %")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return written(super().to_python(value) or "")

    def prepare_value(self, value: Any) -> Any:
        return spoken(value) if isinstance(value, str) else value
