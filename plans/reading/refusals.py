"""How reading says no: one Vietnamese sentence that names the file, the fault and what to do."""

from documents.word.opening import refuse

__all__ = ["refuse"]
