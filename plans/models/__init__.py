"""Plans, their sections, bases, tasks and earlier versions."""

from .finding import DismissedFinding
from .plan import Plan, PlanBasis, PlanVersion
from .section import Section
from .task import PlanTask
from .task_reports import TaskEvidence, TaskReport

__all__ = ["DismissedFinding", "Plan", "PlanBasis", "PlanTask", "PlanVersion", "Section", "TaskEvidence", "TaskReport"]
