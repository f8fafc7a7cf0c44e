"""Messages that ask for what has been done meanwhile."""

from collections.abc import Collection

from .. import asking
from ..models import Message


def silence_done(messages: Collection[Message]) -> list[Message]:
    """Take back those messages whose act is done, as far as they wait unsent; return the others, in their order."""
    done = asking.done([(message.event_key, message.recipient_id) for message in messages])
    if not done:
        return list(messages)
    gone = [message.pk for message in messages if (message.event_key, message.recipient_id) in done]
    Message.objects.filter(pk__in=gone).silence()
    return [message for message in messages if message.pk not in set(gone)]
