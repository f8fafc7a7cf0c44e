"""Conditions as data: a small language of composable tests that answers with a tree of cited outcomes."""

from .facts import Facts
from .language import evaluate, leaf_codes
from .outcome import Outcome, State

__all__ = ["Facts", "Outcome", "State", "evaluate", "leaf_codes"]
