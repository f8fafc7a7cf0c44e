"""Choosing units from the tree in a form: typed without diacritics, shown indented, several as chips.

The field is a plain `<select multiple>`; `static/units/picker.js` makes it a combobox. A page with many of them
puts the tree once into the page (`templates/units/_picker_tree.html`) and gives each field the same `UnitTree`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from .models import Unit


class UnitTree:
    """The units that may be chosen, in tree order, read once."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = list(units)
        self.by_pk = {unit.pk: unit for unit in self.units}

    @classmethod
    def living(cls, also: Iterable[int] = ()) -> UnitTree:
        """All units that exist, and those already chosen (`also`, ids) even when they were dissolved since."""
        alive = Unit.objects.filter(dissolved_on=None)
        kept = list(also)
        return cls((alive | Unit.objects.filter(pk__in=kept)).order_by("path") if kept else alive.order_by("path"))

    @property
    def options(self) -> list[dict[str, Any]]:
        """What the template writes of each unit."""
        return [self._option(unit) for unit in self.units]

    @property
    def shared_options(self) -> list[dict[str, Any]]:
        """The same for a tree that stands once in a page: nothing in it is chosen."""
        return [option | {"chosen": False} for option in self.options]

    def _option(self, unit: Unit) -> dict[str, Any]:
        return {"unit": unit, "depth": unit.depth, "indent": "— " * unit.depth}


class UnitsPicker(forms.Widget):
    """`tree` is given by the form; `home` is the unit whose own units one button chooses; `shared`: see the module."""

    tree: UnitTree = UnitTree([])
    home: Unit | None = None
    shared = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return list(data.getlist(name)) if hasattr(data, "getlist") else list(data.get(name, []))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False  # a select without a choice posts nothing

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return id_

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {str(pk) for pk in value or []}
        options = [option | {"chosen": str(option["unit"].pk) in chosen} for option in self.tree.options]
        context = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "options": [option for option in options if option["chosen"]] if self.shared else options,
            "home": self.home,
            "shared": self.shared,
            "rows": 3 if self.shared else 10,
        }
        return mark_safe(render_to_string("units/_picker.html", context))  # noqa: S308


class UnitsField(forms.Field):
    """Several units of the tree; clean gives them in tree order."""

    widget = UnitsPicker

    def __init__(self, *, label: str, required: bool = False, **kwargs: Any) -> None:
        super().__init__(label=label, required=required, **kwargs)

    def offer(self, tree: UnitTree, *, home: Unit | None = None, shared: bool = False) -> None:
        """Say which units may be chosen."""
        self.tree = tree
        picker: Any = self.widget
        picker.tree, picker.home, picker.shared = tree, home, shared

    def clean(self, value: Any) -> list[Unit]:
        wanted = {text for text in value or [] if isinstance(text, str)}
        super().clean(sorted(wanted))
        found = [unit for unit in self.tree.units if str(unit.pk) in wanted]
        if len(found) != len(wanted):
            raise forms.ValidationError("Có đơn vị không còn trong cây đơn vị; hãy chọn lại.")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return {str(pk) for pk in initial or []} != set(data or [])
