"""The letter to an agency outside: claimed by a conditional update before it is sent, so that it goes once."""

import datetime as dt
import logging

from django.core.mail import EmailMessage
from django.utils import timezone

from core.dates import vn_date

from .models import OpinionRequest
from .opinion_links import link_of, open_until

Mail = OpinionRequest.Mail
log = logging.getLogger(__name__)
UNCLAIMED = dt.timedelta(minutes=2)
DEAD_AFTER = dt.timedelta(hours=1)
BATCH = 100


def send(pk: int) -> str:
    """Send the letter of a request and return the state that it is in now; nothing happens unless it is queued."""
    claimed = OpinionRequest.objects.filter(pk=pk, mail=Mail.QUEUED, answered_at=None, cancelled_at=None)
    if not claimed.update(mail=Mail.IN_FLIGHT):
        return ""
    request = OpinionRequest.objects.select_related("round__unit").get(pk=pk)
    try:
        compose(request).send()
    except Exception:
        # A letter that may have gone is not sent again by itself: the office sees it and sends a new link.
        log.warning("the letter of opinion request %s did not go", pk, exc_info=True)
        state = Mail.FAILED
    else:
        state = Mail.SENT
    # Whoever was so slow that the sweeper took it for dead corrects the report.
    OpinionRequest.objects.filter(pk=pk, mail__in=[Mail.IN_FLIGHT, Mail.FAILED]).update(mail=state)
    return str(state)


def sweep() -> int:
    """Wake the sender for letters whose message was lost, report those whose sender died; return how many.

    A letter that may have gone is not sent again: the office sees that it failed and sends a new link.
    """
    from .tasks import mail_opinion_request

    now = timezone.now()
    open_ones = OpinionRequest.objects.filter(answered_at=None, cancelled_at=None)
    dead = open_ones.filter(mail=Mail.IN_FLIGHT, asked_at__lt=now - DEAD_AFTER).update(mail=Mail.FAILED)
    lost = open_ones.filter(mail=Mail.QUEUED, asked_at__lt=now - UNCLAIMED).order_by("pk")
    woken = list(lost.values_list("pk", flat=True)[:BATCH])
    for pk in woken:
        mail_opinion_request.delay(pk)
    return dead + len(woken)


def compose(request: OpinionRequest) -> EmailMessage:
    """Return the letter: who asks, until when, the link; no name of a nominee stands in it."""
    office = request.round.unit
    body = (
        f"Kính gửi {request.name},\n\n"
        f"{office.name} xin ý kiến của quý cơ quan về {request.opinions.count()} đề nghị khen thưởng "
        f"({request.round.title}). Đề nghị trả lời trước hết ngày {vn_date(request.due_on)}.\n\n"
        f"{request.question}\n\n"
        f"Xem và trả lời tại đây (đường dẫn riêng của quý cơ quan, dùng được đến hết ngày "
        f"{vn_date(open_until(request))}; xin không chuyển cho người khác):\n{link_of(request)}\n\n"
        "Quý cơ quan cũng có thể trả lời bằng văn bản gửi về cơ quan chúng tôi."
    ).replace("\n\n\n\n", "\n\n")
    subject = f"Xin ý kiến về đề nghị khen thưởng, hạn {vn_date(request.due_on)}"
    return EmailMessage(subject=subject, body=body, to=[request.email], headers={"Auto-Submitted": "auto-generated"})
