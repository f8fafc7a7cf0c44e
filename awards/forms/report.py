"""The form of the achievement report: only the fields that the award and the kind of nominee need."""

from typing import Any

from django import forms
from django.utils.functional import cached_property

from core.dates import vn_date

from ..content import fields_of
from ..content.fields import POSTS, Field, lacks_number
from ..content.figures import (
    Figures,
    faults_of_figures,
    faults_of_posts,
    figures_from,
    figures_of,
    posts_from,
    posts_known,
    posts_to_fill,
    report_years,
    service_total,
    table_to_fill,
)
from ..models import Initiative, Nomination


class ContentForm(forms.Form):
    """The achievement report. Nothing is required to save; what is typed while it saves itself (`typing`) is kept as it
    stands, the button refuses words where a number is asked.

    `condition` is what the award asks of the nominee: its longest span gives the years of the table of figures.
    """

    version = forms.IntegerField(label="Phiên bản", widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, nomination: Nomination, condition: Any = None, typing: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {**nomination.content, "version": nomination.version})
        super().__init__(*args, **kwargs)
        self.nomination, self.condition, self.typing = nomination, condition, typing
        self.report_fields = fields_of(nomination)
        for field in self.report_fields:
            if field is not POSTS:
                self.fields[field.key] = _text(field)

    def clean(self) -> dict[str, Any]:
        """All that tells no number where one is asked is said at once, at its field or with its line."""
        cleaned = super().clean() or {}
        if self.typing:
            return cleaned
        for field in self.report_fields:
            if lacks_number(field, cleaned.get(field.key)):
                self.add_error(field.key, f"Hãy ghi con số bằng chữ số. {field.help}")
        for fault in faults_of_figures(figures_from(self.data, self.nomination.round.year)):
            self.add_error(None, fault)
        for fault in faults_of_posts(posts_from(self.data)) if self.has_posts else ():
            self.add_error(None, fault)
        return cleaned

    def faults(self) -> str:
        """All faults as one sentence that names their fields."""
        return " ".join(
            f"{self.fields[name].label}: {' '.join(str(error) for error in errors)}"
            for name, errors in self.errors.items()
        )

    def figures(self) -> Figures:
        """The table of figures as it stands, with the years asked for and blank lines to fill."""
        around = self.nomination.round
        written = figures_from(self.data, around.year) if self.is_bound else figures_of(self.nomination)
        return table_to_fill(written, report_years(self.nomination, self.condition))

    @property
    def has_posts(self) -> bool:
        return POSTS in self.report_fields

    def posts(self) -> list[list[str]]:
        """The table of posts with blank lines to fill."""
        return posts_to_fill(posts_from(self.data) if self.is_bound else self._posts_written() or self.posts_known)

    @cached_property
    def posts_known(self) -> list[list[str]]:
        """The posts of the register, as long as nobody wrote any here."""
        return [] if self.is_bound or self._posts_written() else posts_known(self.nomination.person)

    def _posts_written(self) -> list[list[str]]:
        rows: list[list[str]] = self.nomination.content.get("posts", [])
        return rows

    def service_total(self) -> str:
        """How long the posts were held in all, as far as their months can be read."""
        return service_total(posts_from(self.data) if self.is_bound else self._posts_written() or self.posts_known)

    def picked(self) -> set[int]:
        """The ids of the recorded initiatives that the report rests on."""
        if not self.is_bound:
            return set(self.nomination.content.get("picked", []))
        return {int(value) for value in self.data.getlist("picked") if value.isdecimal() and len(value) < 12}  # type: ignore[attr-defined]

    def content(self) -> dict[str, Any]:
        """Everything but the version, for `services.save_content`."""
        texts: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        figures = figures_from(self.data, self.nomination.round.year)
        texts |= {"figures": figures.rows, "figure_years": list(figures.years)}
        if self.has_posts:
            texts["posts"] = posts_from(self.data)
        if "picks-shown" in self.data:
            texts["picked"] = sorted(self.picked())
        return texts


def _text(field: Field) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": field.rows, "data-words": field.least})
    made = forms.CharField(label=field.label, help_text=field.help, required=False, max_length=20000, widget=widget)
    # A browser would cut a long paste without a word; the server answers with a sentence instead.
    made.widget.attrs.pop("maxlength", None)
    return made


def initiative_words(initiative: Initiative) -> str:
    """Return an initiative as the report cites it."""
    number = f" số {initiative.number}" if initiative.number else ""
    scope = initiative.get_scope_display().lower()
    return f"{initiative.title} (công nhận{number} ngày {vn_date(initiative.recognised_on)}, phạm vi {scope})"
