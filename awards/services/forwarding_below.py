"""What became of a nomination above, told to the office below that had sent it up, and to the one below that.

The register has an award once: with the nomination of the office that decided it, or that entered what an authority
outside decided. The offices below only learn the decision.
"""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from units.models import User

from ..models import Award, Forwarded, Nomination
from .steps import locked

Result = Forwarded.Result


def _sent_up_as(nominations: Iterable[int], result: str) -> Iterator[Forwarded]:
    """Yield what offices below sent up as these nominations, each with its nomination, and what those below sent up as
    theirs."""
    level = list(nominations)
    while level:
        rows = Forwarded.objects.select_for_update(of=("self",)).filter(above__in=level, result=result)
        level = []
        for item in rows.select_related("nomination"):
            level.append(item.nomination_id)
            yield item


def settle_below(nominations: Iterable[Nomination], *, actor: User) -> None:
    """Settle what offices below had sent up: their own nominations are awarded too."""
    rows = Award.objects.filter(nomination__in=list(nominations))
    lines = {award.nomination_id or 0: award for award in rows}
    for item in _sent_up_as(list(lines), Result.WAITING):
        line = lines[item.nomination_id] = lines[item.above_id or 0]
        item.result, item.settled_by, item.settled_at = Result.AWARDED, actor, timezone.now()
        _take_words(item, line)
        below = locked(item.nomination)
        below.award_above()
        below.save(update_fields=["state"])


def correct_below(award: Award) -> None:
    """Write the mended decision of an award also where offices below read it."""
    for item in _sent_up_as([award.nomination_id or 0], Result.AWARDED):
        _take_words(item, award)


def wait_below(nomination: Nomination) -> None:
    """Let offices below wait again: the result that they were told was entered by mistake."""
    for item in _sent_up_as([nomination.pk], Result.AWARDED):
        item.result, item.settled_by, item.settled_at = Result.WAITING, None, None
        item.decision_code, item.decided_on, item.issuer_name = "", None, ""
        item.save()
        below = locked(item.nomination)
        below.wait_above()
        below.save(update_fields=["state"])


def _take_words(item: Forwarded, award: Award) -> None:
    item.decision_code, item.decided_on, item.issuer_name = award.decision_code, award.decided_on, award.issuer_name
    item.save()
