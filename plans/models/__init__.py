"""Plans, their sections, bases, tasks and earlier versions."""

from .changes import ChangeSet, ProposedChange
from .finding import DismissedFinding
from .plan import Plan, PlanBasis, PlanVersion
from .section import Section
from .task import PlanTask
from .task_reports import TaskEvidence, TaskReport

__all__ = [
    "ChangeSet",
    "DismissedFinding",
    "Plan",
    "PlanBasis",
    "PlanTask",
    "PlanVersion",
    "ProposedChange",
    "Section",
    "TaskEvidence",
    "TaskReport",
]
