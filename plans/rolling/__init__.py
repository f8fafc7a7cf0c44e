"""Next year's plan from this year's, or a plan after another office's: what should change is proposed, nothing more."""

from .copying import Office, copied, name_changes
from .kinds import KINDS
from .proposals import BasisFact, Known, proposals
from .texts import citations

__all__ = ["KINDS", "BasisFact", "Known", "Office", "citations", "copied", "name_changes", "proposals"]
