"""Mail: one connection for many letters, and what a mail server's refusal means."""

import smtplib
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from .. import letters
from ..models import BadAddress, Delivery, Message
from .base import Channel, Postponed, Rejected, Sent

if TYPE_CHECKING:
    from units.models import User

ALIVE = 250
# What a server answers about the address itself (RFC 5321, 4.2.3; RFC 3463, 3.2), not about us or its own state.
ADDRESS_CODES = {550, 551, 553}


class MailChannel(Channel):
    """Letters in plain text and HTML through Django's mail backend."""

    code = "mail"
    title = "Thư điện tử"

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def reach(self, people: Collection["User"]) -> set[int]:
        """Those with an open account and an address that no server has refused for good."""
        bad = dict(BadAddress.objects.filter(user__in=[person.pk for person in people]).values_list("user", "address"))
        return {
            person.pk
            for person in people
            if person.is_active and person.email and bad.get(person.pk) != person.email
        }

    def open(self) -> None:
        """Stand a line to the server; one that the server has let go in the meantime is stood anew."""
        if self._connection is None:
            self._connection = get_connection()
        if not _alive(self._connection):
            self._connection.close()
        self._connection.open()

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def compose(self, delivery: Delivery, messages: Sequence[Message]) -> Sent:
        """The letter as it stands in the outbox."""
        letter = letters.write(delivery, messages)
        return Sent(delivery.recipient.email, letter.subject, letter.shown)

    def send(self, delivery: Delivery, messages: Sequence[Message]) -> Sent:
        """Send one letter over the line that stands."""
        try:
            letter = letters.write(delivery, messages)
            mail = self._mail(delivery, letter)
            mail.message()  # a header that no mail may have shows here, before anything is on the line
        except Exception as error:
            raise Rejected(f"Không lập được thư ({type(error).__name__}).") from error
        try:
            mail.send()
        except (smtplib.SMTPException, OSError) as error:
            # A broken line would take the next letter with it: the next one gets a new line.
            self.close()
            raise _meaning(error) from error
        return Sent(delivery.recipient.email, letter.subject, letter.shown)

    def _mail(self, delivery: Delivery, letter: letters.Letter) -> EmailMultiAlternatives:
        mail = EmailMultiAlternatives(
            subject=letter.subject,
            body=letter.text,
            to=[delivery.recipient.email],
            headers={"Message-ID": delivery.mail_id, "Auto-Submitted": "auto-generated", **letter.headers},
            connection=self._connection,
        )
        mail.attach_alternative(letter.html, "text/html")
        return mail


def _alive(connection: BaseEmailBackend) -> bool:
    """Whether a line that stands still answers; a backend without a line is always alive."""
    line = getattr(connection, "connection", None)
    if line is None:
        return True
    try:
        return bool(line.noop()[0] == ALIVE)
    except (OSError, smtplib.SMTPException):
        return False


def _meaning(error: Exception) -> Exception:
    """Return what a failure to send means.

    A refusal by the server means that the letter did not go: a temporary one (4xx), or one that is about us as
    senders, is tried again; another one is final. A broken line leaves it unknown what the server did.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _recipient_refused([code for code, _ in error.recipients.values()], error)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Postponed(f"Máy chủ thư không nhận thư từ hệ thống (mã {error.smtp_code}).")
    if isinstance(error, smtplib.SMTPResponseException):
        sentence = f"Máy chủ thư không nhận thư này (mã {error.smtp_code})."
        return Postponed(sentence) if 400 <= error.smtp_code < 500 else Rejected(sentence)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Rejected("Máy chủ thư không gửi được tới địa chỉ có ký tự ngoài bảng chữ cái La-tinh.")
    return OSError("Mất kết nối khi đang gửi; không rõ thư đã đi hay chưa.")


def _recipient_refused(codes: list[int], error: smtplib.SMTPRecipientsRefused) -> Exception:
    code = codes[0] if codes else 0
    if codes and all(400 <= code < 500 for code in codes):
        return Postponed(f"Máy chủ thư hẹn gửi lại sau (mã {code}).")
    bad = all(_about_the_address(code, answer) for code, answer in error.recipients.values())
    if not bad:
        return Rejected(f"Máy chủ thư không nhận thư tới người này (mã {code}): hộp thư đầy hoặc bị chặn.")
    sentence = f"Máy chủ thư không nhận địa chỉ này (mã {code}). Hãy kiểm tra địa chỉ thư của người nhận."
    return Rejected(sentence, bad_address=True)


def _about_the_address(code: int, answer: bytes | str) -> bool:
    """Whether a refusal says that the address does not exist: not that its box is full or that we are not liked."""
    text = answer.decode("ascii", "replace") if isinstance(answer, bytes) else answer
    first = text.split(maxsplit=1)[0] if text.split() else ""
    if first.count(".") == 2 and first.replace(".", "").isdigit():
        return first.startswith("5.1.")
    return code in ADDRESS_CODES
