"""The page on which an office sees and chooses which rule sets hold for a round."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.dates import today
from core.exceptions import Refused
from core.http import require

from .. import permissions
from ..choice_of_rules import held
from ..forms.rounds import RulesChoiceForm
from ..rulebook import Rulebook
from ..services.rounds import choose_rules
from .rounds import visible_round


@require_http_methods(["GET", "POST"])
def round_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """What holds for a dossier received today and why; another day is chosen with a reason."""
    around = visible_round(request, pk)
    require(permissions.can_run_round(request.user, around))
    form = RulesChoiceForm(request.POST or None, around=around)
    if request.method == "POST" and form.is_valid():
        try:
            choose_rules(actor=request.user, around=around, day=form.chosen, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã lưu cách chọn tiêu chuẩn của đợt xét.")
            return redirect(around)
    found = held(Rulebook(), received=today(), period_end=around.period_end, around=around)
    return render(request, "awards/round_rules.html", {"form": form, "round": around, "held": found})
