"""Who may be proposed for what, before anybody is proposed: over a unit, and for one nominee through the years."""

from .lines import Answer, Line
from .outlook import Outlook, outlook_of
from .survey import nominee_outlook, survey

__all__ = ["Answer", "Line", "Outlook", "nominee_outlook", "outlook_of", "survey"]
