"""The form of an appraisal."""

from django import forms
from django.http import QueryDict


class AppraiseForm(forms.Form):
    """The office's opinion beside the judgements, which are read by `judgements_from`."""

    opinion = forms.CharField(
        label="Ý kiến thẩm định",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi không đề nghị khen; đơn vị đọc được ý kiến này.",
    )
    override_reason = forms.CharField(
        label="Lý do kết luận khác kết quả đối chiếu",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ ghi khi vẫn đề nghị khen dù có điều kiện chưa đạt; người lập, người ký quyết định thấy lý do.",
    )
    knows_blocks = forms.BooleanField(
        label="Tôi đã biết điều chưa cho đề nghị khen nêu ở mục Đối chiếu tiêu chuẩn và vẫn đề nghị khen",
        required=False,
    )


def judgements_from(data: QueryDict, codes: list[str]) -> dict[str, tuple[bool | None, str]]:
    """Read the answers to the conditions that people judge: code → (met, not met or unanswered; note)."""
    answers = {"yes": True, "no": False}
    return {code: (answers.get(data.get(f"judge-{code}", "")), data.get(f"note-{code}", "")) for code in codes}
