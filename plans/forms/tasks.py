"""The forms of a task's progress and of its arrangement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from core.dates import today
from core.forms import UploadField, date_input
from core.text import nfc
from units.models import Unit
from units.picking import UnitsField, UnitTree

from ..models import PlanTask
from ..services.evidence import MOST_FILES, TOO_MANY
from .fields import area

WORDS = 4000


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(UploadField):
    """Several files at once."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(TOO_MANY)
        single = super().clean
        return [single(file, initial) for file in files]


class Words(forms.CharField):
    """A text whose letters are composed, however they were typed: it is found again by every search."""

    def to_python(self, value: Any) -> str:
        return nfc(super().to_python(value) or "")


class UnitReportForm(forms.Form):
    """What every report has: in whose name, words, files. `units` are those that the user may speak for."""

    unit = forms.ModelChoiceField(label="Đơn vị báo", queryset=Unit.objects.none(), required=False, empty_label=None)
    text = Words(label="Nội dung", max_length=WORDS, required=False, widget=area(3))
    evidence = FilesField(
        label="Minh chứng", required=False,
        help_text="PDF, JPG, PNG, DOCX, XLSX; chọn được nhiều tệp.",
    )  # fmt: skip

    def __init__(self, *args: Any, units: Iterable[Unit] = (), own_voice: bool = False, **kwargs: Any) -> None:
        """`own_voice`: the standing office may also speak for no unit of the task."""
        super().__init__(*args, **kwargs)
        found = list(units)
        field = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in found])  # type: ignore[attr-defined]
        field.label_from_instance = lambda unit: unit.name  # type: ignore[attr-defined]
        if own_voice:
            field.empty_label = "Bộ phận thường trực, không thay đơn vị nào"  # type: ignore[attr-defined]
        elif len(found) == 1:
            field.widget, field.initial = forms.HiddenInput(), found[0].pk
        if not found:
            del self.fields["unit"]

    @property
    def said(self) -> dict[str, Any]:
        """The arguments that the services of reports share."""
        return {"unit": self.cleaned_data.get("unit"), "files": self.cleaned_data["evidence"]}


class ReportForm(UnitReportForm):
    """Report a task as done."""

    on = forms.DateField(label="Ngày hoàn thành", required=False, widget=date_input())
    note = Words(label="Kết quả", max_length=WORDS, required=False, widget=area(3))
    confirm = forms.BooleanField(label="Xác nhận luôn: tôi đã kiểm tra kết quả", required=False)
    field_order = ("unit", "on", "note", "evidence", "confirm")

    def __init__(self, *args: Any, may_confirm: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["text"]
        if not may_confirm:
            del self.fields["confirm"]

    def clean_on(self) -> dt.date:
        day = self.cleaned_data.get("on") or today()
        if day > today():
            raise forms.ValidationError("Ngày hoàn thành không được ở tương lai.")
        return day


class ProgressForm(UnitReportForm):
    """Report how far a task is."""

    percent = forms.IntegerField(
        label="Tiến độ (%)", required=False, min_value=0, max_value=100,
        error_messages={
            "invalid": "Tiến độ là số nguyên từ 0 đến 100.",
            "min_value": "Tiến độ tính từ 0 đến 100 phần trăm.",
            "max_value": "Tiến độ tính từ 0 đến 100 phần trăm.",
        },
    )  # fmt: skip
    field_order = ("unit", "percent", "text", "evidence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Việc đã làm, khó khăn"


class NoteForm(UnitReportForm):
    """What a cooperating unit has to say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Ý kiến, phần việc đã phối hợp"


class ArrangeForm(forms.Form):
    """Which units lead a task and cooperate, until when it must be done, and what it yields."""

    due_on = forms.DateField(
        label="Thời hạn", required=False, widget=date_input(), help_text="Để trống thì tính đến ngày cuối của quý."
    )
    lead_units = UnitsField(label="Đơn vị chủ trì")
    cooperating_units = UnitsField(label="Đơn vị phối hợp")
    deliverable = Words(label="Sản phẩm", max_length=WORDS, required=False, widget=area(2))

    def __init__(self, data: Any = None, *, task: PlanTask, tree: UnitTree, short: bool = False) -> None:
        """The form of one task; `short` when many stand on a page and share the tree of units."""
        initial = {
            "due_on": task.due_on,
            "lead_units": [unit.pk for unit in task.lead_units.all()],
            "cooperating_units": [unit.pk for unit in task.cooperating_units.all()],
            "deliverable": task.deliverable,
        }
        super().__init__(data, initial=initial, prefix=f"v{task.pk}" if short else None)
        for name in ("due_on", "deliverable"):
            self.fields[name].widget.attrs["class"] = "form-control"
        for name in ("lead_units", "cooperating_units"):
            field: Any = self.fields[name]
            field.offer(tree, home=task.plan.unit, shared=short)
