"""What every request passes: login by default, one act per request, refusals as sentences."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from .acts import begin_act, end_act
from .exceptions import Refused
from .views import not_allowed


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Every page needs a login unless its view says otherwise.

    Autosave and htmx get an answer that they can show instead of a login page in a corner of the form.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[Any, Any],
    ) -> HttpResponseBase | None:
        """Turn away what was typed by one person in a browser in which another has signed in since."""
        typed_by = request.headers.get("X-Autosave-User", "")
        if not typed_by and not getattr(view_func, "login_required", True):
            return None  # a public page is given without asking the database who is there
        if typed_by and request.user.is_authenticated and typed_by != str(request.user.pk):
            return JsonResponse(
                {
                    "error": "Trình duyệt này đang đăng nhập bằng tài khoản khác. Hãy đăng nhập lại bằng tài khoản của "
                    "bạn ở một thẻ khác rồi gõ tiếp ở đây."
                },
                status=409,
            )
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponse]
    ) -> HttpResponse:
        if request.headers.get("X-Autosave"):
            return JsonResponse(
                {
                    "error": "Phiên làm việc đã hết. Hãy đăng nhập lại ở một thẻ khác rồi gõ tiếp ở đây.",
                    "login": resolve_url(settings.LOGIN_URL),
                },
                status=401,
            )
        if getattr(request, "htmx", False) or request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(_login_address(request))
        return super().handle_no_permission(request, view_func)


class ReadableRequestMiddleware:
    """Turn away what no browser types: a NUL, which PostgreSQL stores in no text; and give a 405 its page.

    Fields of forms refuse a NUL themselves; filters of lists and buttons are read without a form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            return self._explained(request, response)
        return response

    def process_view(self, request: HttpRequest, view_func: object, args: object, kwargs: object) -> None:
        texts = [text for values in (request.GET, request.POST) for _, list_ in values.lists() for text in list_]
        if any("\x00" in text for text in texts):
            raise BadRequest("a NUL in the request")

    def _explained(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        page = not_allowed(request)
        page["Allow"] = response["Allow"]
        return page


def _login_address(request: HttpRequest) -> str:
    """The login page that leads back to the page on which the fragment was asked for."""
    page = urlsplit(request.headers.get("HX-Current-URL", "")).path
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page or '/'})}"


class ActMiddleware:
    """Give all that one request does one act id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begin_act()
        try:
            return self.get_response(request)
        finally:
            end_act()


class RefusalMiddleware:
    """Turn a `Refused` that no form caught into a sentence on the page the user came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        sentence = str(exception)
        if request.headers.get("X-Autosave"):
            return JsonResponse({"error": sentence}, status=409)
        if request.headers.get("HX-Request"):
            return render(request, "core/_refused.html", {"sentence": sentence}, status=409)
        back = request.META.get("HTTP_REFERER", "")
        if request.method == "POST" and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            messages.error(request, sentence)
            return redirect(back)
        return render(request, "core/refused.html", {"sentence": sentence}, status=409)
