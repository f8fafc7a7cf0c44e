"""Writes of the appraisal: judgements, conclusions, returns. The system proposes nothing; a person concludes."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from units.models import User

from ..assessment import Assessment, assess, assess_many
from ..models import Appraisal, InitiativeUse, Judgement, Nomination
from ..queries.council import settled_by_agenda
from ..queries.hearing import flags_on
from .flags import refuse_flagged
from .notices import nomination_was_returned
from .steps import locked, move, reason_of

NOT_NOW = "Đề nghị này không ở bước thẩm định. Hãy tải lại trang để xem trạng thái mới."


@transaction.atomic
def judge(*, actor: User, nomination: Nomination, answers: Mapping[str, tuple[bool | None, str]]) -> None:
    """Keep a person's answers to the conditions left to people: code → (met or not, note); None takes an answer
    back. Raises Refused when the nomination is not being appraised."""
    nomination = locked(nomination)
    if nomination.state != Nomination.State.RECEIVED:
        raise Refused(NOT_NOW)
    for code, (met, note) in answers.items():
        if met is None:
            nomination.judgements.filter(code=code).delete()
        else:
            Judgement.objects.update_or_create(
                nomination=nomination,
                code=code,
                defaults={"met": met, "note": note.strip()[:300], "by": actor},
            )
    record(
        actor=actor,
        action="awards.judge",
        target=nomination,
        after={code: met for code, (met, _) in answers.items()},
    )


@transaction.atomic
def appraise(
    *,
    actor: User,
    nomination: Nomination,
    proposal: str,
    opinion: str = "",
    override_reason: str = "",
    knows_blocks: bool = False,
) -> Nomination:
    """Conclude: propose the award or not. The conditions as they stand are kept with the conclusion.

    Raises Refused when an award is proposed while a condition left to people has no answer, when the conclusion
    differs from the conditions (or something blocks) and no reason is given, when something blocks and the actor does
    not say that he knows it, when a refusal has no opinion, or when the nomination is not being appraised.
    """
    locked(nomination)
    nomination = Nomination.objects.select_related("dossier", "round", "award_type", "person", "unit").get(
        pk=nomination.pk
    )
    if nomination.state != Nomination.State.RECEIVED:  # somebody else concluded meanwhile: that stands
        raise Refused(NOT_NOW)
    assessment = assess(nomination)
    accepts = proposal == Appraisal.Proposal.ACCEPT
    if accepts:
        refuse_flagged([nomination], "đề nghị khen")
        _refuse_unjudged(assessment)
    overridden = accepts and not assessment.clear
    if overridden and not override_reason.strip():
        raise Refused(
            f"Kết quả đối chiếu là “{assessment.label}”. Nếu vẫn đề nghị khen, hãy ghi lý do kết luận khác; "
            "lý do được lưu cùng hồ sơ."
        )
    if accepts and assessment.blocks and not knows_blocks:
        raise Refused(
            f"Có điều chưa cho đề nghị khen: {' '.join(assessment.blocks)} Nếu vẫn đề nghị khen, hãy đánh dấu "
            "“Tôi đã biết” ở dưới mục lý do; người lập và người ký quyết định thấy điều này."
        )
    if not accepts and not opinion.strip():
        raise Refused("Hãy ghi ý kiến thẩm định: đơn vị cần biết vì sao không đề nghị khen.")
    move(nomination.accept if accepts else nomination.reject, NOT_NOW)
    nomination.reason = "" if accepts else opinion.strip()
    nomination.save(update_fields=["state", "reason"])
    _keep(actor, nomination, assessment, proposal, opinion, override_reason if overridden else "")
    after = {"state": nomination.state, "conditions": str(assessment.tree.state), "overridden": overridden}
    if accepts and assessment.blocks:
        after["blocks"] = sorted({block.kind for block in assessment.blocks})
    record(
        actor=actor,
        action="awards.appraise",
        target=nomination,
        before={"state": "received"},
        after=after,
        reason=override_reason.strip() if overridden else "",
    )
    return nomination


def _refuse_unjudged(assessment: Assessment) -> None:
    """A reason stands for what is not met or not known, never for a judgement that nobody made."""
    if unjudged := assessment.tree.unjudged:
        names = "; ".join(f"“{leaf.label}”" for leaf in unjudged)
        raise Refused(f"Chưa đánh giá {names}. Hãy chọn Đạt hoặc Chưa đạt ở mục Thẩm định rồi mới đề nghị khen.")


def _keep(
    actor: User,
    nomination: Nomination,
    assessment: Assessment,
    proposal: str,
    opinion: str,
    override_reason: str,
) -> None:
    _use_initiatives(nomination, assessment if proposal == Appraisal.Proposal.ACCEPT else None)
    Appraisal.objects.update_or_create(
        nomination=nomination,
        defaults={
            "proposal": proposal,
            "opinion": opinion.strip(),
            "overridden": bool(override_reason),
            "override_reason": override_reason.strip(),
            "rule_set": assessment.rule_set,
            "tree": assessment.tree.as_data() | ({"blocks": list(assessment.blocks)} if assessment.blocks else {}),
            "by": actor,
        },
    )


def _use_initiatives(nomination: Nomination, assessment: Assessment | None) -> None:
    """Put on record on which initiatives the award rests, so that none carries a second one unseen."""
    nomination.initiative_uses.all().delete()
    used = {pk for leaf in assessment.tree.grounds for pk in leaf.uses} if assessment else set()
    InitiativeUse.objects.bulk_create(InitiativeUse(initiative_id=pk, nomination=nomination) for pk in sorted(used))


@transaction.atomic
def accept_clear(
    *, actor: User, nominations: Iterable[Nomination], judge_rest: bool = False
) -> tuple[list[Nomination], list[Nomination]]:
    """Agree to many at once: only those whose every condition is met and that nothing blocks.

    With `judge_rest` the actor also answers for the conditions left to people, where nothing else is open; the
    answers are kept under the actor's name. Returns those agreed to and those left because they are not clear
    or moved on meanwhile.
    """
    wanted = {nomination.pk for nomination in nominations}
    rows = Nomination.objects.filter(pk__in=wanted)
    list(rows.select_for_update().order_by("pk").values_list("pk"))
    fresh = list(rows.select_related("dossier", "round", "award_type", "person", "unit"))
    assessments = assess_many(fresh)
    if judge_rest:
        _judge_rest(actor, fresh, assessments)
        assessments = assess_many(fresh)
    flagged = flags_on(fresh)
    accepted: list[Nomination] = []
    left: list[Nomination] = []
    for nomination in fresh:
        clear = nomination.state == Nomination.State.RECEIVED and assessments[nomination.pk].clear
        clear = clear and nomination.pk not in flagged
        (accepted if clear else left).append(nomination)
    for nomination in accepted:
        _accept(actor, nomination, assessments[nomination.pk])
    return accepted, left


def _judge_rest(actor: User, nominations: list[Nomination], assessments: dict[int, Assessment]) -> None:
    for nomination in nominations:
        assessment = assessments[nomination.pk]
        judging = assessment.tree.judging
        if nomination.state != Nomination.State.RECEIVED or assessment.blocks or judging is None:
            continue  # where one of several conditions must be chosen, a person opens the nomination
        for leaf in judging:
            Judgement.objects.update_or_create(
                nomination=nomination, code=leaf.code, defaults={"met": True, "note": "", "by": actor}
            )


def _accept(actor: User, nomination: Nomination, assessment: Assessment) -> None:
    nomination.accept()
    nomination.save(update_fields=["state"])
    _keep(actor, nomination, assessment, Appraisal.Proposal.ACCEPT, "", "")
    record(
        actor=actor,
        action="awards.appraise",
        target=nomination,
        before={"state": "received"},
        after={"state": nomination.state, "conditions": "met", "overridden": False},
    )


@transaction.atomic
def return_nomination(*, actor: User, nomination: Nomination, reason: str) -> Nomination:
    """Give a nomination back to its unit, which mends only this one. Raises Refused without a reason, or while it
    stands on the agenda of a meeting."""
    said = reason_of(reason)
    nomination = locked(nomination)
    _refuse_on_agenda(nomination)
    before = nomination.state
    move(nomination.give_back, NOT_NOW)
    nomination.reason = said
    nomination.save(update_fields=["state", "reason"])
    Appraisal.objects.filter(nomination=nomination).delete()
    event = record(
        actor=actor,
        action="awards.return_nomination",
        target=nomination,
        before={"state": before},
        after={"state": nomination.state},
        reason=said,
    )
    nomination_was_returned(nomination, event.pk)
    return nomination


@transaction.atomic
def open_appraisal_again(*, actor: User, nomination: Nomination) -> Nomination:
    """Take a conclusion back as long as no decision and no meeting holds the nomination."""
    nomination = locked(nomination)
    _refuse_on_agenda(nomination)
    before = nomination.state
    move(nomination.appraise_again, NOT_NOW)
    nomination.reason = ""
    nomination.save(update_fields=["state", "reason"])
    Appraisal.objects.filter(nomination=nomination).delete()
    record(
        actor=actor,
        action="awards.open_appraisal_again",
        target=nomination,
        before={"state": before},
        after={"state": nomination.state},
    )
    return nomination


def _refuse_on_agenda(nomination: Nomination) -> None:
    """What members are about to vote on stays what they have read."""
    said, _ = settled_by_agenda(nomination)
    if said:
        raise Refused(said)
