"""Writes of opinions: asked with a last day, reminded, answered here, by a link or on paper (hiệp y)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from core.uploads import check
from reminders.queries import working_calendar
from units.models import Unit, User

from ..models import Nomination, Opinion, OpinionRequest, Round
from ..models.opinions import new_nonce
from .notices import opinion_was_answered, opinion_was_asked
from .steps import locked, reason_of

# Nghị định 152/2025/NĐ-CP, Điều 34.6: what is asked for awards of the State is answered within ten working days.
USUAL_DAYS = 10
Answers = Mapping[Opinion, tuple[str, str]]


def usual_due_on() -> dt.date:
    """Return the last day that is proposed for an answer asked today."""
    return working_calendar().after(today(), USUAL_DAYS)


@transaction.atomic
def ask_opinion(
    *,
    actor: User,
    around: Round,
    nominations: Sequence[Nomination],
    due_on: dt.date,
    agency: Unit | None = None,
    name: str = "",
    email: str = "",
    question: str = "",
) -> OpinionRequest:
    """Ask one agency about nominations of a round: a unit here, or one outside by its name.

    Raises Refused without a nomination, an agency or a day to come, when the agency proposes one of them itself, or
    was asked about one already.
    """
    rows = list(
        around.nominations.filter(pk__in=[one.pk for one in nominations]).select_related("dossier__unit", "round__unit")
    )
    called = " ".join((agency.name if agency else name).split())
    if not rows:
        raise Refused("Hãy chọn ít nhất một đề nghị để xin ý kiến.")
    if not called:
        raise Refused("Hãy chọn cơ quan trong hệ thống, hoặc ghi tên cơ quan bên ngoài.")
    if due_on < today():
        raise Refused("Hạn trả lời không thể trước hôm nay.")
    _check_not_own(rows, agency)
    _check_not_asked(rows, agency, called)
    request = OpinionRequest(
        round=around, agency=agency, name=called[:200], email="" if agency else email.strip(),
        question=question.strip(), due_on=due_on, asked_by=actor,
    )  # fmt: skip
    if request.email:
        request.mail = OpinionRequest.Mail.QUEUED
    request.save(force_insert=True)
    Opinion.objects.bulk_create(Opinion(request=request, nomination=row) for row in rows)
    record(
        actor=actor,
        action="awards.ask_opinion",
        target=request,
        after={"round": around.pk, "nominations": [row.pk for row in rows], "due_on": due_on.isoformat()},
    )
    opinion_was_asked(request)
    _wake_mail(request)
    return request


def _check_not_own(rows: Sequence[Nomination], agency: Unit | None) -> None:
    """The unit that proposes, what stands below it, and what stands between it and the office have said their word."""
    if agency is None:
        return
    for row in rows:
        unit = row.dossier.unit
        between = agency.holds(unit) and row.round.unit.holds(agency)
        if unit.holds(agency) or between:
            raise Refused(
                f"{agency.name} cùng đơn vị với bên đề nghị {row.nominee_name} ({unit.name}) nên không hỏi ý kiến về "
                "chính đề nghị của mình. Hãy chọn cơ quan khác, hoặc bỏ chọn người này."
            )


def _check_not_asked(rows: Sequence[Nomination], agency: Unit | None, called: str) -> None:
    about = {"agency": agency} if agency else {"agency": None, "name__iexact": called}
    open_ = OpinionRequest.objects.open().filter(**about)
    twice = Opinion.objects.filter(nomination__in=rows, request__in=open_).select_related("nomination").first()
    if twice:
        about_whom = twice.nomination.nominee_name
        raise Refused(f"{called} đang được hỏi về {about_whom} rồi. Hãy bỏ chọn, hoặc thôi hỏi lần đó.")


@transaction.atomic
def answer_opinion(
    *, request: OpinionRequest, answers: Answers, way: str, actor: User | None = None, answerer: str = "",
    paper_number: str = "", paper_date: dt.date | None = None, file: UploadedFile | None = None,
) -> OpinionRequest:  # fmt: skip
    """Keep what an agency says of each nomination: (verdict, text). `actor` is nobody for an answer by the link.

    Raises Refused when it was answered or taken back, when a nomination has no verdict, when a "no" gives no
    reason, for a written answer without number and date, or for a file that cannot be kept.
    """
    request = locked(request)
    if not request.waits:
        raise Refused("Việc xin ý kiến này đã có trả lời hoặc đã thôi hỏi. Hãy tải lại trang.")
    opinions = list(request.opinions.select_related("nomination__person", "nomination__unit"))
    said = {opinion.pk: words for opinion, words in answers.items()}
    for opinion in opinions:
        _take(opinion, *said.get(opinion.pk, ("", "")))
    if way == OpinionRequest.Way.PAPER and not (paper_number.strip() and paper_date):
        raise Refused("Hãy ghi số và ngày của văn bản trả lời.")
    if paper_date and paper_date > today():
        raise Refused("Ngày của văn bản trả lời không thể sau hôm nay.")
    request.way, request.answered_by, request.answerer = way, actor, answerer.strip()[:160]
    request.paper_number, request.paper_date = paper_number.strip(), paper_date
    request.answered_at, request.answered_on = timezone.now(), paper_date or today()
    if file is not None:
        _keep_file(request, file)
    try:
        request.save()
        Opinion.objects.bulk_update(opinions, ["verdict", "text"])
        record(
            actor=actor,
            action="awards.answer_opinion",
            target=request,
            after={"way": way, "verdicts": {str(one.nomination_id): one.verdict for one in opinions}},
        )
    except BaseException:  # the file lies on the disk already: without its row nobody would ever find it
        if file is not None:
            request.file.delete(save=False)
        raise
    opinion_was_answered(request)
    return request


def _take(opinion: Opinion, verdict: str, text: str) -> None:
    name = opinion.nomination.nominee_name
    if verdict not in Opinion.Verdict.values:
        raise Refused(f"Hãy chọn ý kiến về {name}.")
    if verdict != Opinion.Verdict.AGREE and not text.strip():
        raise Refused(f"Hãy ghi nội dung ý kiến về {name}: vì sao không đồng ý, hoặc ý kiến khác là gì.")
    opinion.verdict, opinion.text = verdict, text.strip()[:5000]


def _keep_file(request: OpinionRequest, file: UploadedFile) -> None:
    found = check(file)
    request.file_kind, request.file_name, request.file_sha256 = found.kind, found.name, found.sha256
    request.file.save(found.name, file, save=False)


@transaction.atomic
def cancel_opinion(*, actor: User, request: OpinionRequest, reason: str) -> OpinionRequest:
    """Stop asking; the link is void at once. Raises Refused without a reason, or when it was answered."""
    said = reason_of(reason)
    request = locked(request)
    if not request.waits:
        raise Refused("Việc xin ý kiến này đã có trả lời hoặc đã thôi hỏi. Hãy tải lại trang.")
    request.cancelled_at, request.cancel_reason, request.nonce = timezone.now(), said, new_nonce()
    request.save(update_fields=["cancelled_at", "cancel_reason", "nonce"])
    record(actor=actor, action="awards.cancel_opinion", target=request, reason=said)
    return request


@transaction.atomic
def move_due(*, actor: User, request: OpinionRequest, due_on: dt.date, reason: str) -> OpinionRequest:
    """Give more (or less) time. Raises Refused without a reason, for a day gone by, or once answered."""
    said = reason_of(reason)
    request = locked(request)
    if not request.waits or due_on < today():
        raise Refused("Chỉ dời được hạn của việc đang chờ trả lời, tới một ngày từ hôm nay trở đi.")
    before, request.due_on = request.due_on, due_on
    request.save(update_fields=["due_on"])
    record(
        actor=actor, action="awards.move_opinion_due", target=request,
        before={"due_on": vn_date(before)}, after={"due_on": vn_date(due_on)}, reason=said,
    )  # fmt: skip
    return request


@transaction.atomic
def renew_link(*, actor: User, request: OpinionRequest) -> OpinionRequest:
    """Make the old link void and, where there is an address, send the new one."""
    request = locked(request)
    if not request.waits or request.agency_id:
        raise Refused("Chỉ tạo được đường dẫn mới cho cơ quan bên ngoài đang chờ trả lời.")
    request.nonce = new_nonce()
    if request.email:
        request.mail = OpinionRequest.Mail.QUEUED
    request.save(update_fields=["nonce", "mail"])
    record(actor=actor, action="awards.renew_opinion_link", target=request)
    _wake_mail(request)
    return request


def _wake_mail(request: OpinionRequest) -> None:
    if request.mail == OpinionRequest.Mail.QUEUED:
        from ..tasks import mail_opinion_request

        pk = request.pk
        transaction.on_commit(lambda: mail_opinion_request.delay(pk), robust=True)
