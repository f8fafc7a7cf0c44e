"""The demo's messages: written for the demo's day, sent by the first run of the worker."""

from types import SimpleNamespace

from .queries import working_calendar
from .services import plan_messages


def load(ctx: SimpleNamespace) -> None:
    """Write what is due on the demo's last working day, so that the bells ring; rooms that load later come later."""
    plan_messages(working_calendar().last_worked(ctx.today))
