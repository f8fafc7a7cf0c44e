"""All rules; importing this package registers them."""

from . import bases, capitals, garbled, numbering, parts, repeated, spelling, tasks, typography, years

__all__ = ["bases", "capitals", "garbled", "numbering", "parts", "repeated", "spelling", "tasks", "typography", "years"]
