"""The filter of the register."""

from typing import Any

from django import forms

from units.models import User

from .. import queries
from ..kinds import KINDS
from .dressing import dress


class RegisterFilter(forms.Form):
    """What the register is narrowed to; nonsense in the address narrows nothing."""

    q = forms.CharField(label="Số hoặc trích yếu", required=False, max_length=200)
    issuer = forms.TypedChoiceField(label="Cơ quan ban hành", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="Loại văn bản", required=False)
    year = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issuers = [(unit.pk, unit.short_name) for unit in queries.issuers(user)]
        self.fields["issuer"].choices = [("", "Tất cả"), *issuers]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Tất cả"), *KINDS.items()]  # type: ignore[attr-defined]
        years = [(year, str(year)) for year in queries.years(user)]
        self.fields["year"].choices = [("", "Tất cả"), *years]  # type: ignore[attr-defined]
        dress(self)

    @property
    def chosen(self) -> dict[str, Any]:
        """The filter as `queries.register` takes it."""
        self.is_valid()
        return {
            "text": self.cleaned_data.get("q", ""),
            "issuer": self.cleaned_data.get("issuer"),
            "kind": self.cleaned_data.get("kind", ""),
            "year": self.cleaned_data.get("year"),
        }
