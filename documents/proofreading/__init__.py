"""Proofreading of official documents: a text and what is known about it go in, findings come out.

Pure: no database, no request, no clock. A new rule is one function with `@rule("its-code")` in a module of `rules`
(a new module is named in `rules/__init__.py`) and one table of cases in `documents/tests/proofreading`.
"""

from .registry import RULES, check
from .shapes import BasisFact, Finding, HeadingFact, Passage, ProofText, TaskFact

__all__ = ["RULES", "BasisFact", "Finding", "HeadingFact", "Passage", "ProofText", "TaskFact", "check"]
