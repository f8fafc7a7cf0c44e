"""Campaigns with their criteria, what units register for them, and the stories told of examples."""

from .campaign import Campaign, Criterion
from .registration import Registration, Target
from .story import Story

__all__ = ["Campaign", "Criterion", "Registration", "Story", "Target"]
