"""Pages of the standing office's appraisal."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import file_name, require, send_file
from core.lists import paginate

from .. import permissions, queries, services
from ..assessment import Assessment, assess, assess_many
from ..choosing import ids_of
from ..departures import AGAINST, handed_up, standing_of
from ..forms.appraisal import AppraiseForm, judgements_from
from ..meanwhile import meanwhile, typed_answers
from ..models import Appraisal, AwardType, Nomination, Round
from ..namesakes import names_of
from ..nominees import LACKS, RESULTS, STAGES, WHO, Filter, nominees
from ..queries.council import settled_by_agenda
from ..queries.hearing import flags_on
from ..rules import State
from ..services.nominee_lists import take_nominees
from .nominations import files_of, report, report_tables, visible_nomination
from .rounds import number, visible_round

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_HERE = "Đề nghị này không ở bước thẩm định, hoặc bạn không thuộc bộ phận thường trực của đợt xét."


@require_safe
def appraisal_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The work list of a round: each nomination with how far it meets the conditions."""
    around = visible_round(request, pk)
    require(permissions.can_run_round(request.user, around))
    chosen = Filter.of(request.GET)
    rows = nominees(around, request.user, chosen)
    page = paginate(request, rows, per_page=50)
    assessments = assess_many(page.object_list)
    context = {
        "round": around,
        "page": page,
        "handed_up": handed_up(page.object_list),
        "rows": [(nomination, assessments[nomination.pk]) for nomination in page.object_list],
        "chosen": chosen,
        "ticked": ids_of(request.GET.getlist("chon")),
        "stage": chosen.stage,
        "stages": STAGES,
        "who": chosen.who,
        "whos": [(code, label) for code, (label, _) in WHO.items()],
        "result": chosen.result,
        "results": [(code, label) for code, (label, _) in RESULTS.items()],
        "lack": chosen.lack,
        "lacks": [(code, label) for code, (label, _) in LACKS.items()],
        "award": chosen.award,
        "award_types": AwardType.objects.filter(rounds=around),
        "unit": chosen.unit,
        "units": around.units.order_by("path"),
        "counts": queries.state_counts(around),
        "selectable": any(selectable(item, assessments[item.pk]) for item in page.object_list),
    }
    return render(request, "awards/appraisal_list.html", context)


@require_POST
def appraisal_export(request: HttpRequest, pk: int) -> FileResponse:
    """The filtered list as a workbook; who took it is on record."""
    around = visible_round(request, pk)
    require(permissions.can_run_round(request.user, around))
    content = take_nominees(actor=request.user, around=around, chosen=Filter.of(request.POST))
    return send_file(BytesIO(content), name=file_name(f"de nghi {around.title}", "xlsx"), content_type=XLSX)


def selectable(nomination: Nomination, assessment: Assessment) -> bool:
    """Whether a nomination may be agreed to in bulk: nothing unmet, unknown or blocking."""
    waits = nomination.state == Nomination.State.RECEIVED
    return waits and not assessment.blocks and assessment.tree.state in (State.MET, State.TO_JUDGE)


@require_POST
def appraisal_bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to the chosen nominations; those that are not clear are left and said."""
    around = visible_round(request, pk)
    require(permissions.can_run_round(request.user, around))
    chosen = ids_of(request.POST.getlist("nominations"))
    listed = list(queries.to_appraise(around, request.user))
    nominations = [row for row in listed if row.pk in chosen]
    concluded = [row for row in nominations if row.state != Nomination.State.RECEIVED]
    if not nominations:
        raise Refused("Hãy chọn ít nhất một đề nghị.")
    confirmed = request.POST.get("judged") == "1"
    accepted, left = services.accept_clear(actor=request.user, nominations=nominations, judge_rest=confirmed)
    if accepted:
        messages.success(request, f"Đã đồng ý {len(accepted)} đề nghị.")
    if concluded:
        messages.info(request, f"Đã kết luận hoặc trả lại từ trước, không đổi: {_names(concluded, listed)}.")
    unclear = [row for row in left if row not in concluded]
    unticked = [] if confirmed else _waiting_for_the_tick(unclear)
    if unticked:
        messages.warning(
            request,
            f"{len(unticked)} đề nghị còn điều kiện cần người đánh giá: {_names(unticked, listed)}. Nếu đã xem hồ sơ, "
            "hãy đánh dấu “Tôi đã xem hồ sơ và đánh giá đạt…” ở cuối danh sách rồi bấm lại; những đề nghị này vẫn đang "
            "được chọn.",
        )
    if opened := [row for row in unclear if row not in unticked]:
        messages.warning(
            request, f"Còn {len(opened)} đề nghị chưa rõ, phải mở xem từng đề nghị: {_names(opened, listed)}."
        )
    return redirect(_list_again(request, around, unclear))


def _waiting_for_the_tick(nominations: list[Nomination]) -> list[Nomination]:
    """Those that only lack the words that the appraiser has looked."""
    found, held = assess_many(nominations), flags_on(nominations)
    return [row for row in nominations if selectable(row, found[row.pk]) and row.pk not in held
            and found[row.pk].tree.judging]  # fmt: skip


def _list_again(request: HttpRequest, around: Round, chosen: list[Nomination]) -> str:
    """The list as it was filtered, with those still ticked that were left."""
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in Filter.of(request.POST).fields if value or name == "stage"})
    if page := number(request.POST.get("page", "")):
        query["page"] = str(page)
    query.setlist("chon", [str(row.pk) for row in chosen])
    return f"{reverse('awards:appraisal_list', args=[around.pk])}?{query.urlencode()}"


def _names(nominations: list[Nomination], listed: list[Nomination]) -> str:
    """The first names, each told apart from the others of the whole list."""
    names, rest = names_of(listed), len(nominations) - 5
    more = f" và {rest} đề nghị khác" if rest > 0 else ""
    return ", ".join(names[row.pk] for row in nominations[:5]) + more


@require_http_methods(["GET", "POST"])
def appraise(request: HttpRequest, pk: int) -> HttpResponse:
    """The appraisal sheet: conditions beside the evidence, a person's judgement, the conclusion."""
    nomination = visible_nomination(request, pk)
    if request.method == "POST":
        require(permissions.might_appraise(request.user, nomination), NOT_HERE)
    require(permissions.can_see_appraisal(request.user, nomination), NOT_HERE)
    form = AppraiseForm(request.POST or None, initial=_initial(nomination))
    if request.method == "POST" and form.is_valid():
        try:
            return _conclude(request, nomination, form.cleaned_data)
        except Refused as refusal:
            nomination = visible_nomination(request, pk)  # as it is now: somebody else may have been quicker
            if nomination.state == Nomination.State.RECEIVED:
                form.add_error(None, str(refusal))
    settled, meeting_url = settled_by_agenda(nomination)
    late = request.method == "POST" and nomination.state != Nomination.State.RECEIVED
    context = {
        "meanwhile": meanwhile(nomination, request.user) if late else "",
        "typed": typed_answers(nomination, request.POST) if late else [],
        "nomination": nomination,
        "dossier": nomination.dossier,
        "round": nomination.round,
        "form": form,
        "assessment": assess(nomination),
        "standing": standing_of(nomination),
        "handed_up": handed_up([nomination]).get(nomination.pk, ""),
        "appraisal": Appraisal.objects.filter(nomination=nomination).select_related("by").first(),
        "answers": _answers(request, nomination),
        "report": report(nomination),
        **report_tables(nomination),
        "attachments": files_of(nomination),
        "history": queries.history_for(nomination),
        "may_appraise": permissions.can_appraise(request.user, nomination),
        "settled": settled,
        "meeting_url": meeting_url,
        "facts_url": _facts_url(nomination),
    }
    return render(request, "awards/appraise.html", context, status=409 if late else 200)


def _facts_url(nomination: Nomination) -> str:
    """Where the office puts in what the conditions miss."""
    if nomination.individual:
        return reverse("awards:person_facts", args=[nomination.person_id])
    return reverse("awards:unit_facts", args=[nomination.unit_id])


def _initial(nomination: Nomination) -> dict[str, str]:
    appraisal = Appraisal.objects.filter(nomination=nomination).first()
    if appraisal is None:
        return {}
    return {"opinion": appraisal.opinion, "override_reason": appraisal.override_reason}


def _conclude(request: HttpRequest, nomination: Nomination, words: dict[str, Any]) -> HttpResponse:
    codes = [leaf.code for leaf in assess(nomination).tree.leaves() if leaf.code]
    if codes:
        answers = judgements_from(request.POST, codes)
        services.judge(actor=request.user, nomination=nomination, answers=answers)
    verdict = request.POST.get("verdict", "")
    if verdict not in Appraisal.Proposal.values:
        messages.success(request, "Đã lưu đánh giá; chưa kết luận.")
        return redirect("awards:appraise", nomination.pk)
    done = services.appraise(actor=request.user, nomination=nomination, proposal=verdict, **words)
    messages.success(request, f"{done.nominee_name}: {_concluded(done)}.")
    return redirect("awards:appraisal_list", nomination.round_id)


def _concluded(nomination: Nomination) -> str:
    """What was concluded, in the words of the message: never that the conditions are met when they are not."""
    appraisal = nomination.appraisal  # type: ignore[attr-defined]
    if appraisal.proposal == Appraisal.Proposal.REJECT:
        return nomination.get_state_display().lower()
    return AGAINST.lower() if appraisal.overridden else "đủ điều kiện, đề nghị khen"


def _answers(request: HttpRequest, nomination: Nomination) -> dict[str, dict[str, str]]:
    """What stands in the judgement fields: what was just posted, or what is kept."""
    kept = {row.code: row for row in nomination.judgements.all()}
    codes = [leaf.code for leaf in assess(nomination).tree.leaves() if leaf.code]
    answers = {}
    for code in codes:
        row = kept.get(code)
        answers[code] = {
            "value": request.POST.get(f"judge-{code}", "") or ("" if row is None else "yes" if row.met else "no"),
            "note": request.POST.get(f"note-{code}", "") or (row.note if row else ""),
        }
    return answers


@require_POST
def nomination_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a nomination back to its unit."""
    nomination = visible_nomination(request, pk)
    if nomination.state == Nomination.State.RETURNED and permissions.can_run_round(request.user, nomination.round):
        return redirect("awards:appraisal_list", nomination.round_id)  # a second click on the same button
    require(permissions.can_appraise(request.user, nomination), NOT_HERE)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy ghi lý do trả lại: đơn vị cần biết phải bổ sung gì.")
    services.return_nomination(actor=request.user, nomination=nomination, reason=form.cleaned_data["reason"])
    messages.success(request, f"Đã trả lại đề nghị của {nomination.nominee_name} cho {nomination.dossier.unit.name}.")
    return redirect("awards:appraisal_list", nomination.round_id)


@require_POST
def appraise_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a conclusion back."""
    nomination = visible_nomination(request, pk)
    require(permissions.can_appraise(request.user, nomination), NOT_HERE)
    if nomination.state == Nomination.State.RECEIVED:
        return redirect("awards:appraise", nomination.pk)  # a second click on the same button
    services.open_appraisal_again(actor=request.user, nomination=nomination)
    messages.success(request, "Đã mở lại bước thẩm định.")
    return redirect("awards:appraise", nomination.pk)
