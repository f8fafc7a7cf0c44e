"""What every request passes: login by default, one act per request, refusals as sentences."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from .acts import begin_act, end_act
from .exceptions import Refused


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Every page needs a login unless its view says otherwise.

    Autosave and htmx get an answer that they can show instead of a login page in a corner of the form.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponse]
    ) -> HttpResponse:
        if request.headers.get("X-Autosave"):
            return JsonResponse(
                {"error": "Phiên làm việc đã hết. Hãy đăng nhập lại ở một thẻ khác rồi gõ tiếp ở đây."},
                status=401,
            )
        if getattr(request, "htmx", False) or request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
        return super().handle_no_permission(request, view_func)


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
        if request.method == "POST" and url_has_allowed_host_and_scheme(
            back, allowed_hosts={request.get_host()}
        ):
            messages.error(request, sentence)
            return redirect(back)
        return render(request, "core/refused.html", {"sentence": sentence}, status=409)
