"""Writes of decisions: prepared by the standing office, signed once by a leader."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from core.text import nfc
from documents.kinds import DECISION
from documents.services import issue_document
from documents.signers import signer_for
from units.models import User

from .. import way
from ..hindrances import hindrances_of
from ..models import Decision, Nomination, Round
from ..papers.content import content_of
from ..papers.decision import (
    default_achievement,
    default_bases,
    default_recipients,
    default_subject,
)
from ..papers.keeping import drafter_of, kept_by
from ..papers.lists import in_order
from . import corrections, golden
from .entering import enter_into_register
from .flags import refuse_flagged
from .forwarding_below import settle_below
from .nominations import Stale
from .notices import decision_was_signed, decision_was_submitted
from .steps import locked, move, reason_of

WORDS = ("subject", "achievement", "bases", "recipients", "bonus_in_list", "ground", "explanation",
         "own_achievements", "apart")  # fmt: skip
MOVED_ON = "Quyết định này đã được ký hoặc đã trả lại. Hãy tải lại trang để xem trạng thái mới."


def nominations_of(decision: Decision) -> list[Nomination]:
    """Return the nominees of a decision in the order of its list."""
    rows = decision.nominations.select_related("award_type", "person__unit", "unit__parent", "dossier", "round")
    return in_order(list(rows))


@transaction.atomic
def prepare_decision(*, actor: User, around: Round, nominations: Iterable[Nomination]) -> Decision:
    """Draft a decision for appraised nominations. Raises Refused when one is not (any more) free for it, or has a
    step of its way before it that its procedure asks."""
    wanted = [nomination.pk for nomination in nominations]
    list(Nomination.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))
    rows = list(
        Nomination.objects.filter(pk__in=wanted, round=around).select_related(
            "award_type", "person__unit", "unit__parent", "dossier", "round"
        )
    )
    if not rows:
        raise Refused("Hãy chọn ít nhất một đề nghị đã thẩm định.")
    refuse_flagged(rows, "đưa vào quyết định")
    _check_way(rows)
    decision = Decision(
        round=around,
        subject=default_subject(around, rows),
        achievement=default_achievement(around, rows),
        bases=default_bases(around, today()),
        recipients=default_recipients(kept_by(around.unit, drafter_of(actor, around.unit))),
        prepared_by=actor,
    )
    decision.save(force_insert=True)
    for nomination in rows:
        move(
            nomination.propose,
            f"{nomination.nominee_name} đã ở quyết định khác hoặc chưa thẩm định xong. Hãy chọn lại.",
        )
        nomination.decision = decision
        nomination.save(update_fields=["state", "decision"])
    record(actor=actor, action="awards.prepare_decision", target=decision, after={"nominations": sorted(wanted)})
    return decision


def _check_way(rows: Sequence[Nomination]) -> None:
    """Raises Refused when a step that the procedure asks is left."""
    appraised = [nomination for nomination in rows if nomination.state == Nomination.State.APPRAISED]
    for nomination, steps in zip(appraised, way.steps_left_of(appraised).values(), strict=True):
        if steps:
            raise Refused(way.sentence(nomination, steps))


def _refuse_hindered(nominations: Sequence[Nomination], what: str) -> None:
    """Raises Refused when somebody in a decision waits for the council, or his nomination is suspended."""
    for one in hindrances_of(nominations):
        raise Refused(
            f"Chưa {what} được: {one.name} {one.said}. Hãy làm xong bước đó, hoặc trả lại, bỏ dự thảo này rồi lập "
            "quyết định không có người này."
        )


@transaction.atomic
def prepare_decisions(
    *, actor: User, around: Round, nominations: Iterable[Nomination], grouping: str = "all"
) -> list[Decision]:
    """Draft decisions as the office wants them: all in one ("all"), one for each award ("award"), one for each unit
    that sent the nominations ("unit"). Raises Refused as `prepare_decision` does; then none is drafted."""
    key = {"award": lambda row: row.award_type_id, "unit": lambda row: row.dossier.unit_id}.get(grouping)
    sets: dict[int, list[Nomination]] = {}
    for nomination in nominations:
        sets.setdefault(key(nomination) if key else 0, []).append(nomination)
    if not sets:
        raise Refused("Hãy chọn ít nhất một đề nghị đã thẩm định.")
    return [prepare_decision(actor=actor, around=around, nominations=rows) for rows in sets.values()]


@transaction.atomic
def change_decision(
    *,
    actor: User,
    decision: Decision,
    subject: str,
    achievement: str,
    bases: Sequence[str],
    recipients: Sequence[str],
    bonus_in_list: bool = False,
    ground: str = "",
    explanation: str = "",
    corrected: Mapping[int, Mapping[str, str]] | None = None,
    own_achievements: Mapping[int, str] | None = None,
    apart: Mapping[int, str] | None = None,
    version: int | None = None,
) -> Decision:
    """Change the words of a draft. `version` is the one the writer saw; None does not ask. `corrected` is, by the id
    of an amendment, what its line shall say. `own_achievements` and `apart` are by the id of a nomination: what
    somebody is praised for where it is not what all are, and why a form is rewarded beside another; None leaves them.

    Raises Stale when somebody else saved in between, Refused when it was submitted.
    """
    decision = locked(decision)
    if decision.state != Decision.State.DRAFT:
        raise Refused("Quyết định đã trình ký nên không sửa được. Lãnh đạo có thể trả lại để sửa.")
    if version is not None and version != decision.version:
        raise Stale(
            f"{decision.updated_by or 'Người khác'} vừa lưu dự thảo này lúc "
            f"{timezone.localtime(decision.updated_at):%H:%M}. Hãy chép phần vừa gõ, tải lại trang rồi sửa tiếp."
        )
    decision.subject, decision.achievement = subject, achievement
    decision.bases, decision.recipients = list(bases), list(recipients)
    decision.bonus_in_list, decision.ground, decision.explanation = bonus_in_list, ground, explanation
    if own_achievements is not None:
        decision.own_achievements = _of_nominations(decision, own_achievements)
    if apart is not None:
        decision.apart = _of_nominations(decision, apart)
    decision.version, decision.updated_by = decision.version + 1, actor
    decision.save(update_fields=[*WORDS, "version", "updated_at", "updated_by"])
    same = corrections.keep_words(decision, corrected or {})
    said: dict[str, object] = {"still_the_same": same} if same else {}
    if decision.apart:
        said["apart"] = sorted(map(int, decision.apart))
    record(actor=actor, action="awards.change_decision", target=decision, after=said)
    return decision


def _of_nominations(decision: Decision, said: Mapping[int, str]) -> dict[str, str]:
    """What was said of nominations of the decision, as it is kept."""
    own = set(decision.nominations.values_list("pk", flat=True))
    kept = {str(pk): " ".join(nfc(text).split())[:300] for pk, text in said.items() if pk in own}
    return {pk: text for pk, text in kept.items() if text}


@transaction.atomic
def discard_decision(*, actor: User, decision: Decision) -> None:
    """Throw a draft away; its nominees are free for another. Raises Refused when it was submitted."""
    decision = locked(decision)
    if decision.state != Decision.State.DRAFT:
        raise Refused("Chỉ bỏ được dự thảo chưa trình ký.")
    freed = []
    for nomination in decision.nominations.select_for_update():
        nomination.take_out()
        nomination.decision = None
        nomination.save(update_fields=["state", "decision"])
        freed.append(nomination.pk)
    record(actor=actor, action="awards.discard_decision", target=decision, before={"nominations": freed})
    decision.delete()


@transaction.atomic
def submit_decision(*, actor: User, decision: Decision) -> Decision:
    """Send a draft to the leaders for signature."""
    decision = locked(decision)
    corrections.check_complete(decision)
    _refuse_hindered(nominations_of(decision), "trình ký")
    move(decision.submit, "Quyết định này đã được trình ký trước đó.")
    decision.submitted_at, decision.return_reason = timezone.now(), ""
    decision.save(update_fields=["state", "submitted_at", "return_reason"])
    event = record(actor=actor, action="awards.submit_decision", target=decision, after={"state": decision.state})
    decision_was_submitted(decision, event.pk)
    return decision


@transaction.atomic
def return_decision(*, actor: User, decision: Decision, reason: str) -> Decision:
    """Give a submitted decision back to the standing office. Raises Refused without a reason."""
    said = reason_of(reason)
    decision = locked(decision)
    move(decision.give_back, MOVED_ON)
    decision.return_reason = said
    decision.save(update_fields=["state", "return_reason"])
    record(
        actor=actor,
        action="awards.return_decision",
        target=decision,
        after={"state": decision.state},
        reason=said,
    )
    return decision


@transaction.atomic
def sign_decision(*, actor: User, decision: Decision, on: dt.date | None = None) -> Decision:
    """Sign: the next number of the register, the PDF, the lines of the register of awards; all or nothing.

    The counter of the office's golden book is locked first: decisions of one office are signed one after the other,
    so that the money of each knows what the one before carries. Of two people who sign one decision at once (or one
    who clicks twice) the second waits for the first and is refused: the row is locked, and the save only hits a row
    that is still submitted. `on` is the day of the decision.
    """
    day = on or today()
    decision = locked(decision)
    move(decision.sign, MOVED_ON)
    counter = golden.counter_of(decision.round.unit, day.year)
    nominations = nominations_of(decision)
    _refuse_hindered(nominations, "ký")
    signer = signer_for(actor, decision.round.unit, collective=False)
    document = issue_document(
        content=content_of(decision, nominations, signer, day, golden.numbers_ahead(nominations, counter)),
        issuer=decision.round.unit,
        kind=DECISION,
        on=day,
        actor=actor,
    )
    decision.document, decision.decided_on, decision.signer = document, day, actor
    decision.save(update_fields=["state", "document", "decided_on", "signer"])
    if decision.awards_people:
        done: dict[str, object] = {"awards": enter_into_register(decision, document, nominations, counter)}
    else:
        done = {"amended": corrections.apply(decision)}
    settle_below(nominations, actor=actor)
    record(
        actor=actor,
        action="awards.sign_decision",
        target=decision,
        before={"state": "submitted"},
        after={"state": decision.state, "document": document.pk, **done},
    )
    decision_was_signed(decision)
    return decision
