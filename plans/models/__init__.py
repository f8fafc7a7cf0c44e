"""Plans, their sections, bases, tasks and earlier versions."""

from .plan import Plan, PlanBasis, PlanVersion
from .section import Section
from .task import PlanTask
from .task_reports import TaskEvidence, TaskReport

__all__ = ["Plan", "PlanBasis", "PlanTask", "PlanVersion", "Section", "TaskEvidence", "TaskReport"]
