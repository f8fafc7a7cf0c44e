"""The look of the filters of lists."""

from django import forms


def dress(form: forms.Form) -> None:
    """Give the fields of a filter the look of the page."""
    form.fields["q"].widget.input_type = "search"  # type: ignore[attr-defined]
    for field in form.fields.values():
        field.widget.attrs["class"] = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
