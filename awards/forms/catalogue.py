"""The field in which one award of the whole catalogue is chosen: under the groups of the law, for it is a long list."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from ..catalogue import by_group


class _ByGroup(ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for group, rows in by_group(self.queryset):
            yield (group, [self.choice(row) for row in rows])


class AwardTypeField(forms.ModelChoiceField):
    """One award, under its group."""

    iterator = _ByGroup


class AwardTypesField(forms.ModelMultipleChoiceField):
    """Many awards, under their groups."""

    iterator = _ByGroup
    widget = forms.CheckboxSelectMultiple
