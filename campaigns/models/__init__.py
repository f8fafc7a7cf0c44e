"""Campaigns with their criteria, and what units register for them."""

from .campaign import Campaign, Criterion
from .registration import Registration, Target

__all__ = ["Campaign", "Criterion", "Registration", "Target"]
