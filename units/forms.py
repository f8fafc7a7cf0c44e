"""Forms of units, people and roles."""

from typing import Any

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import validate_password

from core.forms import date_input

from .models import Person, RoleKind, Unit, User
from .models.tree import UnitQuerySet


class UnitForm(forms.ModelForm):
    """A unit's own data. A new name asks what becomes of the one at the head of its papers; `basis` is by which paper
    it was renamed."""

    basis = forms.CharField(
        label="Căn cứ đổi tên", max_length=300, required=False,
        help_text="Chỉ khi đổi tên: số, ngày quyết định. Tên cũ vẫn tìm được; văn bản, khen thưởng đã có giữ tên cũ.",
    )  # fmt: skip
    keeps_letterhead = forms.BooleanField(label="Giữ nguyên tên trên đầu văn bản", required=False)

    class Meta:
        model = Unit
        fields = [
            "code", "name", "short_name", "kind", "symbol", "place", "superior_name", "letterhead_name",
            "head_title", "issues_documents", "collective_led", "founded_on",
        ]  # fmt: skip
        widgets = {"founded_on": date_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["basis"]
        if not (self.instance.pk and self.instance.letterhead_name):
            del self.fields["keeps_letterhead"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        old = self.initial.get("letterhead_name")
        stays = old and cleaned.get("letterhead_name") == old and "name" in self.changed_data
        if stays and not cleaned.get("keeps_letterhead"):
            self.add_error(
                "letterhead_name",
                f"Đơn vị đổi tên mà đầu văn bản vẫn ghi “{old}”. Hãy sửa theo tên mới, xóa trống để lấy tên đầy đủ, "
                "hoặc đánh dấu “Giữ nguyên tên trên đầu văn bản”.",
            )
        return cleaned

    def given(self) -> dict[str, Any]:
        """The unit's own data as it was typed, with the basis of its renaming where there is one."""
        return {name: value for name, value in self.cleaned_data.items() if name != "keeps_letterhead"}


class PersonForm(forms.ModelForm):
    """A person's record; `units` are those in which the user keeps people."""

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    class Meta:
        model = Person
        fields = [
            "unit", "full_name", "staff_code", "birth_date", "gender", "position", "joined_on", "left_on",
            "direct_worker",
        ]  # fmt: skip
        widgets = {"birth_date": date_input(), "joined_on": date_input(), "left_on": date_input()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        joined, left = cleaned.get("joined_on"), cleaned.get("left_on")
        if joined and left and left <= joined:
            self.add_error("left_on", "Ngày thôi việc phải sau ngày vào cơ quan.")
        return cleaned


class RoleForm(forms.Form):
    """Give a role at a unit to an account, an old one or a new one."""

    username = UsernameField(
        label="Tên đăng nhập",
        max_length=150,
        validators=[User.username_validator],
        help_text="Tài khoản đã có, hoặc tên cho tài khoản mới.",
    )
    full_name = forms.CharField(
        label="Họ và tên", max_length=120, required=False, help_text="Chỉ cần cho tài khoản mới."
    )
    email = forms.EmailField(label="Thư điện tử", required=False)
    password = forms.CharField(
        label="Mật khẩu ban đầu",
        required=False,
        widget=forms.PasswordInput,
        help_text="Chỉ cần cho tài khoản mới.",
    )
    kind = forms.ChoiceField(label="Vai trò", choices=RoleKind.choices)
    title = forms.CharField(label="Chức vụ khi ký", max_length=120, required=False)

    user: User | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.user = User.objects.filter(username=cleaned.get("username", "")).first()
        if self.user is None:
            for field in ("full_name", "password"):
                if not cleaned.get(field):
                    self.add_error(field, "Tài khoản này chưa có: hãy điền ô này để mở tài khoản mới.")
            if cleaned.get("password"):
                try:
                    validate_password(cleaned["password"], User(username=cleaned.get("username", "")))
                except forms.ValidationError as error:
                    self.add_error("password", error)
        return cleaned


class MoveForm(forms.Form):
    """Another place in the tree for a unit with all below it."""

    parent = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị cấp trên mới", empty_label="Hãy chọn")

    def __init__(self, *args: Any, unit: Unit, choices: "UnitQuerySet", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = choices.exclude(path__startswith=unit.path).exclude(pk=unit.parent_id or 0)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]


class AccountForm(forms.ModelForm):
    """An account as its administrator keeps it: open or closed, with a new password when the old one is lost."""

    password = forms.CharField(
        label="Mật khẩu mới",
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Chỉ điền khi đặt lại mật khẩu; người dùng phải đăng nhập lại.",
    )

    class Meta:
        model = User
        fields = ["full_name", "email", "is_active"]
        labels = {"email": "Thư điện tử", "is_active": "Đang dùng"}
        help_texts = {"is_active": "Bỏ chọn để đóng tài khoản; những gì đã làm vẫn giữ nguyên."}

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.instance)
        return password
