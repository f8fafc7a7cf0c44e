"""Forms of plans."""

from .beginning import MAX_UPLOAD, ImportForm, NewPlanForm
from .editor import HeadForm, PlanForm, head_of
from .tasks import ArrangeForm, NoteForm, ProgressForm, ReportForm

__all__ = [
    "MAX_UPLOAD",
    "ArrangeForm",
    "HeadForm",
    "ImportForm",
    "NewPlanForm",
    "NoteForm",
    "PlanForm",
    "ProgressForm",
    "ReportForm",
    "head_of",
]
