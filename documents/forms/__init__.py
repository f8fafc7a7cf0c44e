"""Filters of the lists and the room's other forms."""

from .bases import BasisFilter
from .register import RegisterFilter
from .verifying import VerifyForm

__all__ = ["BasisFilter", "RegisterFilter", "VerifyForm"]
