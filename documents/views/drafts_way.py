"""The steps of a draft: sent, taken back, returned, issued, deleted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.forms import reason_given
from core.http import require

from .. import permissions, services
from ..signing_step import after_issue, before_issue
from .drafts import get_draft


@require_POST
def draft_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the document for signature."""
    draft = get_draft(request, pk)
    require(permissions.can_edit_draft(request.user, draft))
    services.submit_draft(draft=draft, actor=request.user)
    messages.success(request, "Đã gửi văn bản để ký ban hành.")
    return redirect("documents:draft_detail", pk)


@require_POST
def draft_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the document back to go on writing."""
    draft = get_draft(request, pk)
    require(permissions.can_take_back_draft(request.user, draft))
    services.take_back_draft(draft=draft, actor=request.user)
    messages.success(request, "Đã lấy lại văn bản để sửa.")
    return redirect("documents:draft_detail", pk)


@require_POST
def draft_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the document with a reason."""
    draft = get_draft(request, pk)
    require(permissions.can_decide_draft(request.user, draft))
    reason = reason_given(request.POST, "Chưa trả lại: hãy ghi rõ chỗ cần sửa để người soạn biết")
    services.return_draft(draft=draft, actor=request.user, reason=reason)
    messages.success(request, "Đã trả lại văn bản cho người soạn.")
    return redirect("documents:draft_detail", pk)


@require_POST
def draft_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign and issue the document."""
    draft = get_draft(request, pk)
    require(permissions.can_decide_draft(request.user, draft))
    if page := before_issue(request, f"Ký ban hành {draft}"):
        return page
    document = services.issue_draft(draft=draft, actor=request.user)
    messages.success(request, f"Đã ban hành {document}.")
    after_issue(request, document)
    return redirect("documents:draft_detail", pk)


@require_POST
def draft_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft that was never issued."""
    draft = get_draft(request, pk)
    require(permissions.can_edit_draft(request.user, draft))
    reason = reason_given(request.POST, "Chưa xóa: hãy ghi lý do xóa dự thảo")
    services.delete_draft(draft=draft, actor=request.user, reason=reason)
    messages.success(request, "Đã xóa dự thảo văn bản.")
    return redirect("documents:draft_list")
