"""How people choose to be told, on the page and from a letter."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from core.audit import record
from core.exceptions import Refused

from .. import kinds
from ..manners import Manner, choosable, offered, own_manner
from ..models import AnyHourKind, Choice
from ..unsubscribing import AND, EVERYTHING

if TYPE_CHECKING:
    from units.models import User


@transaction.atomic
def choose(*, user: "User", manners: Mapping[str, str]) -> None:
    """Keep a person's own choice for each kind named by its code.

    Raises Refused for a manner that the kind does not offer: a mandatory one cannot be turned off.
    """
    known = {kind.code: kind for kind in choosable()}
    for code, manner in manners.items():
        kind = known.get(code)
        if kind is None or manner not in offered(kind):
            raise Refused(_cannot_be_off(kind) if kind else "Loại thông báo này không còn. Hãy tải lại trang.")
    for code, manner in manners.items():
        rows = Choice.objects.filter(user=user, kind=code)
        if manner == own_manner(known[code]):
            rows.delete()  # follows the kind again, wherever the office takes it
        else:
            fields = {"manner": manner, "before": "", "stopped_by_mail": False}
            Choice.objects.update_or_create(user=user, kind=code, defaults=fields)
    record(actor=user, action="reminders.choose", target=user, after=dict(manners))


@transaction.atomic
def stop(*, user: "User", kind: str) -> list[kinds.Kind]:
    """Send a person no more mail of a kind, of several ("a,b"), or ("*") of any that may be turned off; return the
    kinds stopped.

    Asked for from a letter, without a login: what stood before is kept, so that it can be undone. Doing it again
    changes nothing. Raises Refused for a kind that cannot be turned off.
    """
    stopped = stoppable(kind)
    if not stopped:
        raise Refused(_cannot_be_off(kinds.kind_of(kind)))
    before = dict(Choice.objects.select_for_update().filter(user=user).values_list("kind", "manner"))
    for one in stopped:
        if before.get(one.code) != Manner.PAGE:
            fields = {"manner": Manner.PAGE, "before": before.get(one.code, ""), "stopped_by_mail": True}
            Choice.objects.update_or_create(user=user, kind=one.code, defaults=fields)
    record(actor=None, action="reminders.stop_mail", target=user, after={"kind": kind})
    return stopped


@transaction.atomic
def resume(*, user: "User", kind: str) -> None:
    """Undo what `stop` did from the same letter; what was chosen on the page in the meantime stays."""
    codes = [one.code for one in _meant(kind)]
    rows = Choice.objects.select_for_update().filter(user=user, kind__in=codes, stopped_by_mail=True)
    for row in rows:
        if row.before:
            row.manner, row.before, row.stopped_by_mail = row.before, "", False
            row.save(update_fields=["manner", "before", "stopped_by_mail"])
        else:
            row.delete()
    record(actor=None, action="reminders.resume_mail", target=user, after={"kind": kind})


@transaction.atomic
def let_out_at_any_hour(*, actor: "User", codes: list[str]) -> None:
    """Say which kinds leave at once also in quiet hours and on days off; all others keep to the hours."""
    known = {kind.code for kind in choosable() if kind.code}
    wanted = sorted(known.intersection(codes))
    before = sorted(AnyHourKind.objects.values_list("kind", flat=True))
    AnyHourKind.objects.exclude(kind__in=wanted).delete()
    AnyHourKind.objects.bulk_create([AnyHourKind(kind=code) for code in wanted], ignore_conflicts=True)
    # The act is on no row of its own: it is about the whole list, so it stands with the one who changed it.
    record(actor=actor, action="reminders.any_hour", target=actor, before={"kinds": before}, after={"kinds": wanted})


def stoppable(kind: str) -> list[kinds.Kind]:
    """Return the kinds that a letter's link stops: those it names, or ("*") all; none that is mandatory."""
    return [one for one in _meant(kind) if not one.mandatory]


def _meant(kind: str) -> list[kinds.Kind]:
    every = choosable()
    return list(every) if kind == EVERYTHING else [one for one in every if one.code in kind.split(AND)]


def _cannot_be_off(kind: kinds.Kind) -> str:
    return f"Loại “{kind.title}” không tắt được: bỏ lỡ thì không bù lại được. Hãy chọn nhận ngay hoặc nhận buổi sáng."
