"""One message as a mail, and what a failure to send it means."""

import datetime as dt
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from .models import Message

CLOSING = "Thư này do hệ thống thi đua, khen thưởng gửi tự động; xin không trả lời vào địa chỉ này."
# A server that is busy is asked again after growing pauses; then somebody has to look.
PAUSES = [dt.timedelta(minutes=minutes) for minutes in (5, 15, 60, 240)]


def compose(message: Message) -> EmailMessage:
    """Return the mail: plain text, with the link to the thing and an id that never changes."""
    parts = [f"Kính gửi {message.recipient.full_name},", message.body]
    if message.url:
        parts.append(f"Mở tại đây: {settings.SITE_URL}{message.url}")
    parts.append(CLOSING)
    return EmailMessage(
        subject=" ".join(message.subject.split()),
        body="\n\n".join(part for part in parts if part),
        to=[message.recipient.email],
        headers={"Message-ID": message.mail_id, "Auto-Submitted": "auto-generated"},
    )


def outcome(error: Exception, attempts: int) -> tuple[Message.State, str, dt.timedelta | None]:
    """Return the state that a failed sending leads to, a sentence, and the pause before the next attempt.

    A refusal by the server means that the mail did not go: a temporary one (4xx) is tried again after a
    pause, another one has failed. A broken line leaves it unknown what the server did.
    """
    codes = _codes(error)
    if codes:
        sentence = f"Máy chủ thư từ chối (mã {codes[0]}). Hãy kiểm tra địa chỉ thư của người nhận."
        if all(400 <= code < 500 for code in codes) and attempts <= len(PAUSES):
            return Message.State.QUEUED, sentence, PAUSES[attempts - 1]
        return Message.State.FAILED, sentence, None
    if isinstance(error, OSError | smtplib.SMTPServerDisconnected):
        return Message.State.ABORTED, "Mất kết nối khi đang gửi; không rõ thư đã đi hay chưa.", None
    return Message.State.FAILED, f"Không lập được thư ({type(error).__name__}).", None


def _codes(error: Exception) -> list[int]:
    """The codes with which the mail server refused; none when it did not answer."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []
