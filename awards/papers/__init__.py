"""What awards print: decisions, submissions (tờ trình), certificates."""

from .decision import decision_content
from .submission import submission_content

__all__ = ["decision_content", "submission_content"]
