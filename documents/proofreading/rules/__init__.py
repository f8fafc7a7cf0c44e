"""All rules; importing this package registers them."""

from . import bases, parts, repeated, years

__all__ = ["bases", "parts", "repeated", "years"]
