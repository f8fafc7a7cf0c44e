"""The ways in which messages leave the house; one class each, registered once.

A new way (web push, a chat) is a subclass of `Channel` with a code, a title and `send`; `register` it in a room's
`ready()` and it gets the deliveries of its own, with their states, retries and place in the outbox.
"""

from collections.abc import Iterator

from .base import Channel, Postponed, Rejected, Sent

__all__ = ["Channel", "Postponed", "Rejected", "Sent", "channels", "named", "register", "unregister"]

_channels: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    """Add a channel; called in a room's `ready()`."""
    _channels[channel.code] = channel


def unregister(code: str) -> None:
    """Take a channel away again; what it has not sent stays queued."""
    _channels.pop(code, None)


def channels() -> Iterator[Channel]:
    """Yield every channel."""
    yield from list(_channels.values())


def named(code: str) -> Channel | None:
    """Return the channel of this code, if there is one."""
    return _channels.get(code)
