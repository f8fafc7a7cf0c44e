"""Fields and limits that several forms of plans share."""

from __future__ import annotations

from typing import Any

from django import forms

YEARS = "Năm phải từ 1990 đến 2100."


def area(rows: int) -> forms.Textarea:
    """A text of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class UnitField(forms.ModelChoiceField):
    """A unit, by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)
