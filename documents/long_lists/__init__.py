"""Long lists set in a fraction of the time: `parts` says how."""

from .parts import render_in_parts

__all__ = ["render_in_parts"]
