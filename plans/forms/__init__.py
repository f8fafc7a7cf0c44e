"""Forms of plans."""

from .beginning import MAX_UPLOAD, ImportForm, NewPlanForm
from .editor import HeadForm, PlanForm, head_of
from .tasks import ArrangeForm, ReportForm

__all__ = ["MAX_UPLOAD", "ArrangeForm", "HeadForm", "ImportForm", "NewPlanForm", "PlanForm", "ReportForm", "head_of"]
