"""What was heard of a nomination, beside its appraisal; the links of a round."""

from typing import Any

from django import template

from .. import permissions_hearing as permissions
from ..below import below_of
from ..models import CommentPeriod, Dossier, Nomination, Round
from ..namesakes import names_of
from ..papers import hearing
from ..queries.hearing import flags_in, flags_on, opinions_on

register = template.Library()
register.filter("short_report", hearing.short_report)
register.filter("public_note", hearing.public_note)


@register.inclusion_tag("awards/flag_box.html", takes_context=True)
def flags(context: dict[str, Any], nomination: Nomination, may_set: bool = True) -> dict[str, Any]:
    """Says that a nomination waits: why for its office and leaders, only that for anybody else."""
    user = context["request"].user
    found = flags_on([nomination]).get(nomination.pk, [])
    reader = permissions.can_read_flags(user, nomination)
    return {
        "flags": [(flag, permissions.can_release(user, flag)) for flag in found],
        "reader": reader,
        "nomination": nomination,
        "may_flag": may_set and permissions.can_flag(user, nomination),
    }


@register.inclusion_tag("awards/opinion_box.html", takes_context=True)
def opinions(context: dict[str, Any], nomination: Nomination) -> dict[str, Any]:
    """What agencies said of a nomination, for the readers of its appraisal."""
    user = context["request"].user
    if not permissions.can_read_opinions(user, nomination):
        return {"opinions": []}
    return {
        "opinions": opinions_on([nomination]).get(nomination.pk, []),
        "nomination": nomination,
        "may_ask": permissions.can_ask(user, nomination.round) and nomination.state in ("received", "appraised"),
    }


@register.inclusion_tag("awards/_below.html", takes_context=True)
def said_below(context: dict[str, Any], nominations: Any, dossier: Dossier) -> dict[str, Any]:
    """What the offices below voted and heard of one nomination, or of all of a dossier, for those who may read it."""
    rows = [nominations] if isinstance(nominations, Nomination) else list(nominations)
    user = context["request"].user
    if not permissions.can_read_below(user, dossier):
        return {"rows": [], "apart": False}
    found = below_of(rows, user)
    names = names_of(rows) if found else {}
    return {"rows": [(row, names[row.pk], found[row.pk]) for row in rows if row.pk in found],
            "apart": not isinstance(nominations, Nomination)}  # fmt: skip


@register.inclusion_tag("awards/forward_box.html", takes_context=True)
def hearing_of_round(context: dict[str, Any], around: Round) -> dict[str, Any]:
    """The steps between appraisal and decision, for the office that runs the round."""
    if around.state == Round.State.DRAFT or not permissions.can_ask(context["request"].user, around):
        return {"round": None}
    nominations = around.nominations.all()
    waiting = around.opinion_requests.open()  # type: ignore[attr-defined]
    return {
        "round": around,
        "asked": waiting.count(),
        "late": sum(request.late for request in waiting),
        "running": CommentPeriod.objects.running().filter(round=around).count(),
        "unanswered": around.comment_periods.filter(comments__id__isnull=False, comments__answered_at=None).count(),
        "forwarded": nominations.filter(state=Nomination.State.FORWARDED).count(),
        "flagged": flags_in(around, context["request"].user).count(),
    }
