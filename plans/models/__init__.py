"""Plans, their sections, bases, tasks and earlier versions."""

from .plan import Plan, PlanBasis, PlanVersion
from .section import Section
from .task import PlanTask

__all__ = ["Plan", "PlanBasis", "PlanTask", "PlanVersion", "Section"]
