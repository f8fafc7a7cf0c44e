"""Forms of the register: its filter, its books, the clerk's entry."""

from typing import Any

from django import forms

from core.dates import today
from core.forms import date_input
from units.models import Unit, User

from .. import permissions, queries
from ..kinds import KINDS
from ..models import RegisterEntry, RegisterSeries
from .dressing import dress

_DAY: dict[str, Any] = {
    "required": False,
    "input_formats": ["%d/%m/%Y", "%Y-%m-%d"],
    "error_messages": {"invalid": "Hãy nhập ngày dạng ngày/tháng/năm, ví dụ 05/01/2026."},
}
_FIRST_YEAR = 2000


class RegisterFilter(forms.Form):
    """What the register is narrowed to; nonsense in the address narrows nothing."""

    q = forms.CharField(label="Số hoặc trích yếu", required=False, max_length=200)
    issuer = forms.TypedChoiceField(label="Cơ quan ban hành", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="Loại văn bản", required=False)
    year = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    series = forms.ChoiceField(label="Hệ thống số", required=False)
    since = forms.DateField(label="Từ ngày", widget=date_input(), **_DAY)
    until = forms.DateField(label="Đến ngày", widget=date_input(), **_DAY)
    state = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "Tất cả"), *queries.STATES.items()])

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issuers = [(unit.pk, unit.short_name) for unit in queries.issuers(user)]
        self.fields["issuer"].choices = [("", "Tất cả"), *issuers]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Tất cả"), *KINDS.items()]  # type: ignore[attr-defined]
        years = [(year, str(year)) for year in queries.years(user)]
        self.fields["year"].choices = [("", "Tất cả"), *years]  # type: ignore[attr-defined]
        series = queries.series_known(user)
        if series:
            own = [("", "Tất cả"), (queries.MAIN_SERIES, "Của cơ quan"), *series.items()]
            self.fields["series"].choices = own  # type: ignore[attr-defined]
        else:
            del self.fields["series"]
        dress(self)

    @property
    def chosen(self) -> dict[str, Any]:
        """The filter as `queries.register` takes it."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "text": given.get("q", ""),
            "issuer": given.get("issuer"),
            "kind": given.get("kind", ""),
            "year": given.get("year"),
            "series": given.get("series", ""),
            "since": given.get("since"),
            "until": given.get("until"),
            "state": given.get("state", ""),
        }


class EntryForm(forms.ModelForm):
    """Columns 6 to 10 of the register."""

    copies = forms.IntegerField(label="Số lượng bản", required=False, min_value=1, max_value=100_000)

    class Meta:
        model = RegisterEntry
        fields = ["keeper", "copies", "sent_on", "received_by", "note"]
        widgets = {"sent_on": date_input()}
        help_texts = {"received_by": "Người ký nhận, hoặc hình thức gửi (ví dụ: qua trục liên thông)."}


class BookFilter(forms.Form):
    """The books of one issuer, of one year."""

    issuer = forms.TypedChoiceField(label="Cơ quan ban hành", required=False, coerce=int, empty_value=None)
    year = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        books = queries.counters(user).order_by()
        units = books.values_list("issuer", "issuer__short_name", "issuer__path").distinct()
        issuers = [(pk, name) for pk, name, _ in sorted(units, key=lambda row: row[2])]
        years = sorted(set(books.values_list("year", flat=True)), reverse=True)
        self.fields["issuer"].choices = [("", "Tất cả"), *issuers]  # type: ignore[attr-defined]
        self.fields["year"].choices = [("", "Tất cả"), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    @property
    def chosen(self) -> dict[str, Any]:
        """The filter as `queries.counters` takes it."""
        self.is_valid()
        return {"issuer": self.cleaned_data.get("issuer"), "year": self.cleaned_data.get("year")}


class _BookForm(forms.Form):
    """What every form of a book asks: whose book it is, and why."""

    issuer = forms.ModelChoiceField(
        label="Cơ quan ban hành",
        queryset=Unit.objects.none(),
        empty_label=None,
        error_messages={"required": "Hãy chọn cơ quan ban hành trong danh sách."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issuers = permissions.issuers_kept_by(user)
        self.fields["issuer"].queryset = issuers  # type: ignore[attr-defined]
        if "series" in self.fields:
            known = RegisterSeries.objects.filter(issuer__in=issuers)
            choices = {row.code: f"{row.name} ({row.code})" for row in known}
            self.fields["series"].choices = [("", "Của cơ quan"), *choices.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        issuer, series = cleaned.get("issuer"), cleaned.get("series")
        if issuer and series and not RegisterSeries.objects.filter(issuer=issuer, code=series).exists():
            self.add_error("series", f"{issuer.name} không có hệ thống số riêng {series}.")
        return cleaned


def _reason(label: str, sentence: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": sentence},
    )


def _year(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=_FIRST_YEAR,
        max_value=_FIRST_YEAR + 199,
        initial=lambda: today().year,
        error_messages={"required": "Hãy nhập năm.", "invalid": "Năm là bốn chữ số, ví dụ 2026."},
    )


class StartForm(_BookForm):
    """The number after which a book goes on."""

    kind = forms.ChoiceField(label="Loại văn bản", choices=list(KINDS.items()), initial="KH")
    year = _year("Năm")
    series = forms.ChoiceField(label="Hệ thống số", required=False)
    last_number = forms.IntegerField(
        label="Số sau cùng đã cấp trên giấy",
        min_value=1,
        max_value=99_999,
        help_text="Văn bản tiếp theo sẽ mang số liền sau.",
        error_messages={"required": "Hãy nhập số sau cùng đã cấp.", "invalid": "Số là chữ số, ví dụ 41."},
    )
    reason = _reason("Lý do", "Hãy ghi lý do: vì sao các số trước đó không có trong hệ thống.")


class SeriesForm(_BookForm):
    """An advisory body that numbers its own documents."""

    name = forms.CharField(
        label="Tên hội đồng, ban, tổ", max_length=200, error_messages={"required": "Hãy ghi tên hội đồng, ban, tổ."}
    )
    code = forms.CharField(
        label="Chữ viết tắt trong ký hiệu",
        max_length=30,
        help_text="Ví dụ HĐTĐKT trong 01/BB-HĐTĐKT.",
        error_messages={"required": "Hãy ghi chữ viết tắt."},
    )
    reason = _reason("Căn cứ thành lập", "Hãy ghi quyết định thành lập hội đồng, ban, tổ.")


class ShareForm(_BookForm):
    """Types numbered together."""

    from_year = _year("Từ năm")
    series = forms.ChoiceField(label="Hệ thống số", required=False)
    kinds = forms.MultipleChoiceField(
        label="Các loại dùng chung một hệ thống số",
        choices=list(KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất hai loại văn bản."},
    )
    reason = _reason("Căn cứ", "Hãy ghi quy định của người đứng đầu cơ quan cho đăng ký chung.")
