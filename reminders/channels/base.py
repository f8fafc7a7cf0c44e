"""What a channel is, and how it says that something did not go."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from units.models import User

    from ..models import Delivery, Message


class Postponed(Exception):
    """It did not go and may go later; the text is a Vietnamese sentence for the administrator."""


class Rejected(Exception):
    """It did not go and will not; the text is a Vietnamese sentence for the administrator.

    `bad_address` says that nothing will ever go to this address.
    """

    def __init__(self, sentence: str, *, bad_address: bool = False) -> None:
        super().__init__(sentence)
        self.bad_address = bad_address


@dataclass(frozen=True)
class Sent:
    """What went, for the outbox: where to, under which title, with which words."""

    address: str = ""
    subject: str = ""
    text: str = ""


class Channel:
    """One way of reaching people; `code` (at most 20 characters) stands in the rows, `title` on pages."""

    code = ""
    title = ""

    def reach(self, people: Collection["User"]) -> set[int]:
        """Return the ids of those whom this channel reaches, in a constant number of queries."""
        return {person.pk for person in people if person.is_active}

    def open(self) -> None:
        """Get ready to send; asked before each sending. Raises OSError when nothing can be sent now."""

    def close(self) -> None:
        """Let go of what `open` took."""

    def compose(self, delivery: "Delivery", messages: Sequence["Message"]) -> Sent:
        """Return what is sent, for the outbox to show; sends nothing."""
        return Sent(subject=", ".join(message.subject for message in messages)[:300])

    def send(self, delivery: "Delivery", messages: Sequence["Message"]) -> Sent:
        """Send the messages in their order and return what went.

        Raises Postponed or Rejected when it surely did not go; any other exception means that nobody knows whether
        it went, and it is not sent again by itself.
        """
        raise NotImplementedError
