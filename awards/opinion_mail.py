"""The letter to an agency outside: claimed by a conditional update before it is sent, so that it goes once."""

import logging

from django.core.mail import EmailMessage

from core.dates import vn_date

from .models import OpinionRequest
from .opinion_links import link_of, open_until

Mail = OpinionRequest.Mail
log = logging.getLogger(__name__)


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
    OpinionRequest.objects.filter(pk=pk, mail=Mail.IN_FLIGHT).update(mail=state)
    return str(state)


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
