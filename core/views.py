"""Pages of the ground floor: sign-in, jobs, errors."""

import logging
import sys

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from .beside import as_told
from .forms import LoginForm
from .http import send_file
from .models import Job
from .vitals.data import unapplied

logger = logging.getLogger(__name__)


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Sign-in page."""

    template_name = "core/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """Sign-out; by POST only."""

    http_method_names = ["post", "options"]


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer that the web process lives, without asking the database; says nothing else to the public."""
    return _told({"status": "ok"}, 200)


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when pages can be given: the database answers and has the tables of this release. Else 503."""
    try:
        fit = not unapplied()
    except DatabaseError:
        logger.warning("not ready: the database does not answer")
        fit = False
    return _told({"status": "ready"}, 200) if fit else _told({"status": "not ready"}, 503)


def _told(answer: dict[str, str], status: int) -> JsonResponse:
    response = JsonResponse(answer, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def job_detail(request: HttpRequest, pk: str) -> HttpResponse:
    """Show a job's progress; the htmx poll gets the fragment only."""
    job = as_told(get_object_or_404(Job.objects.visible_to(request.user), pk=pk))
    template = "core/_job.html" if request.headers.get("HX-Request") else "core/job_detail.html"
    return render(request, template, {"job": job})


@require_safe
def job_result(request: HttpRequest, pk: str) -> FileResponse:
    """Hand over a job's result to the person who asked for it."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    if not job.result_file:
        raise Http404
    return send_file(job.result_file.open("rb"), name=job.result_name, content_type="application/octet-stream")


def _error(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    if request.headers.get("X-Autosave"):
        return JsonResponse({"error": sentence}, status=status)
    return render(request, "core/error.html", {"title": title, "sentence": sentence}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(
        request,
        400,
        "Yêu cầu không đọc được",
        "Trình duyệt gửi lên dữ liệu không đúng. Hãy quay lại và thử lần nữa.",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = str(exception) or "Tài khoản của bạn không có quyền ở trang này. Nếu cần, hãy liên hệ quản trị hệ thống."
    return _error(request, 403, "Không có quyền", sentence)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 404, "Không tìm thấy", "Trang này không có, đã chuyển đi, hoặc không thuộc phạm vi của bạn.")


def not_allowed(request: HttpRequest) -> HttpResponse:
    return _error(
        request,
        405,
        "Không mở được theo cách này",
        "Địa chỉ này chỉ nhận thao tác từ nút bấm trên trang. Hãy quay lại trang trước và dùng nút ở đó.",
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(
        request,
        403,
        "Phiên làm việc đã đổi",
        "Trang này mở từ trước khi bạn đăng nhập lại. Hãy bấm quay lại, tải lại trang rồi gửi lần nữa.",
    )


STOPPED = (
    "Hệ thống đang tạm ngừng vì chưa kết nối được cơ sở dữ liệu. Hãy chờ vài phút rồi tải lại trang; "
    "những gì đã gõ vẫn còn trong trình duyệt này."
)
RETRY_SECONDS = "30"


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without touching the database or the context processors: either may be what failed.

    A database that does not answer is no error of the page: 503, and the browser keeps what was typed.
    """
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return render(None, "core/server_error.html", status=500)  # type: ignore[arg-type]
    response: HttpResponse
    if request.headers.get("X-Autosave"):
        response = JsonResponse({"error": "Hệ thống đang tạm ngừng."}, status=503)
    else:
        response = render(None, "core/stopped.html", {"sentence": STOPPED}, status=503)  # type: ignore[arg-type]
    response["Retry-After"] = RETRY_SECONDS
    return response
