"""The demo's messages: written for the demo's day, sent by the first run of the worker."""

from types import SimpleNamespace

from .services import plan_messages


def load(ctx: SimpleNamespace) -> None:
    """Write what is due on the demo's day, so that the bells ring; rooms that load later are planned later."""
    plan_messages(ctx.today)
