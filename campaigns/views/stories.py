"""Stories: the list, one story, its draft, its publication."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from core.forms import reason_given
from core.http import require
from core.lists import paginate
from units.permissions import home_units

from .. import exports_stories, permissions, queries_stories, services
from ..forms_stories import PublishForm, StoryForm
from ..models import Story
from ..queries_stories import Asked

EXPORT_LIMIT = 5000


def _found(request: HttpRequest, pk: int) -> Story:
    """The story if the user may read it, else 404."""
    rows = Story.objects.visible_to(request.user).select_related("unit", "about_unit", "campaign", "created_by")
    return get_object_or_404(rows, pk=pk)


def _to_write(request: HttpRequest, pk: int) -> Story:
    story = _found(request, pk)
    require(permissions.can_write_story(request.user, story))
    return story


def _trail(story: Story | None = None) -> list[tuple[str, str]]:
    crumbs = [("Gương điển hình", reverse("campaigns:story_list"))]
    return crumbs if story is None else [*crumbs, (story.title, story.get_absolute_url())]


@require_safe
def story_list(request: HttpRequest) -> HttpResponse:
    """Stories that the user may read; to those who write also what the period asks for."""
    user = request.user
    require(permissions.can_see_stories(user))
    asked, may_write = Asked.read(request.GET.dict()), permissions.can_write_stories(user)
    homes = home_units(user, *permissions.STORY_WRITERS) if may_write else []
    context = {
        "page": paginate(request, queries_stories.stories(user, asked)),
        "asked": asked,
        "kinds": Story.Kind.choices,
        "states": queries_stories.STATES.items(),
        "years": queries_stories.years(user),
        "quarters": (1, 2, 3, 4),
        "owed": queries_stories.owed(homes),
        "may_write": may_write,
        "query": request.GET.urlencode(),
    }
    return render(request, "campaigns/story_list.html", context)


@require_safe
def story_export(request: HttpRequest) -> HttpResponse:
    """What the list shows as a workbook; who took it is written into the audit trail."""
    user = request.user
    require(permissions.can_see_stories(user))
    rows = list(queries_stories.stories(user, Asked.read(request.GET.dict()))[:EXPORT_LIMIT])
    title = f"Gương điển hình tiên tiến, người tốt việc tốt - {user.full_name} xuất ngày {vn_date(today())}"
    if len(rows) == EXPORT_LIMIT:
        title += f" - chỉ {EXPORT_LIMIT} bài đầu; hãy lọc theo năm để xuất đủ"
    workbook = exports_stories.stories_workbook(rows, title=title)
    record(actor=user, action="campaigns.export_stories", target=user, after={"rows": len(rows)})
    response = HttpResponse(workbook, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = 'attachment; filename="guong-dien-hinh.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def story_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A story as it reads, and what can be done with it."""
    return _page(request, _found(request, pk), PublishForm(initial={"published_on": today()}))


def _page(request: HttpRequest, story: Story, form: PublishForm) -> HttpResponse:
    context = {
        "story": story,
        "crumbs": _trail(),
        "form": form,
        "may_write": permissions.can_write_story(request.user, story),
        "lines": [line.strip() for line in story.text.split("\n") if line.strip()],
    }
    return render(request, "campaigns/story_detail.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def story_new(request: HttpRequest) -> HttpResponse:
    """Begin a story."""
    require(permissions.can_write_stories(request.user))
    form = StoryForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        unit = form.home or form.cleaned_data["unit"]
        story = services.write_story(actor=request.user, unit=unit, **form.values())
        messages.success(request, "Đã lưu bản nháp.")
        return redirect(story)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def story_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    story = _to_write(request, pk)
    if story.is_published:
        raise Refused("Bài này đã đăng nên không sửa được nữa. Muốn sửa, hãy rút bài về trước.")
    form = StoryForm(request.POST or None, user=request.user, instance=story)
    if request.method == "POST" and form.is_valid() and (saved := _save(request, pk, form)):
        messages.success(request, "Đã lưu bản nháp.")
        return redirect(saved)
    return _form_page(request, form, Story.objects.get(pk=pk))


@require_POST
def story_autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Save the draft while it is written; answers when and which version."""
    form = StoryForm(request.POST, user=request.user, instance=_to_write(request, pk))
    if not form.is_valid():
        return JsonResponse({"error": "Có chỗ cần sửa trước khi lưu.", "errors": form.errors}, status=422)
    row = _save(request, pk, form)
    if row is None:
        return JsonResponse({"error": form.non_field_errors()[0], "errors": form.errors}, status=409)
    return JsonResponse({"saved_at": f"{timezone.localtime(row.changed_at):%H:%M:%S}", "version": row.version})


def _save(request: HttpRequest, pk: int, form: StoryForm) -> Story | None:
    """Save by the service; a refusal becomes a fault of the form, so that nothing typed is lost."""
    try:
        return services.change_story(
            actor=request.user, story=Story.objects.get(pk=pk), version=form.cleaned_data["version"] or 0,
            **form.values(),
        )  # fmt: skip
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _form_page(request: HttpRequest, form: StoryForm, story: Story | None) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "story": story,
        "crumbs": _trail(story),
        "title": "Sửa bài" if story else "Viết bài gương điển hình",
        "back_url": _trail(story)[-1][1],
    }
    return render(request, "campaigns/story_form.html", context, status=422 if form.errors else 200)


@require_POST
def story_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down where and when a story was published."""
    story = _to_write(request, pk)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            services.publish_story(actor=request.user, story=story, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã ghi việc đăng bài; bài được tính cho kỳ của ngày đăng.")
            return redirect(story)
    return _page(request, _found(request, pk), form)


@require_POST
def story_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a published story back, with a reason."""
    story = _to_write(request, pk)
    reason = reason_given(request.POST, "Hãy ghi lý do rút bài")
    services.withdraw_story(actor=request.user, story=story, reason=reason)
    messages.success(request, "Đã rút bài về bản nháp; bài không còn được tính cho kỳ.")
    return redirect(story)


@require_POST
def story_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft, with a reason."""
    story = _to_write(request, pk)
    reason = reason_given(request.POST, "Hãy ghi lý do xóa bản nháp")
    services.drop_story(actor=request.user, story=story, reason=reason)
    messages.success(request, "Đã xóa bản nháp.")
    return redirect("campaigns:story_list")
