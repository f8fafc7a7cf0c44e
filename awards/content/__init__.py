"""The achievement report: its texts, its tables, what is still unwritten."""

from ..models import Nomination
from .fields import COLLECTIVE, HOUSEHOLD, INDIVIDUAL, SHORT_WAY, Field, every_label, fields_for, is_written, shortage

__all__ = [
    "COLLECTIVE",
    "HOUSEHOLD",
    "INDIVIDUAL",
    "SHORT_WAY",
    "Field",
    "fields_of",
    "report_of",
    "shortage",
    "texts_of",
    "unwritten",
]


def fields_of(nomination: Nomination) -> tuple[Field, ...]:
    """Return the fields that the report of a nomination needs; its round is read."""
    return fields_for(nomination.target, nomination.round.category)


def unwritten(nomination: Nomination) -> list[Field]:
    """Return the required fields that are empty, too short or without their number, in the order of the form."""
    content = nomination.content
    return [
        field for field in fields_of(nomination) if field.required and not is_written(field, content.get(field.key))
    ]


def report_of(nomination: Nomination) -> list[tuple[str, str]]:
    """Return the texts as label and text, in the order of the form; what an earlier form asked stands at the end."""
    return [(label, text) for _, label, text in texts_of(nomination)]


def texts_of(nomination: Nomination) -> list[tuple[str, str, str]]:
    """Return the texts as `report_of` does, each with the key of its field before it."""
    texts = [field for field in fields_of(nomination) if field.key != "posts"]
    known = {field.key for field in texts}
    content = nomination.content
    told = [(field.key, field.label, content.get(field.key, "")) for field in texts]
    labels = every_label()
    return told + [(key, labels[key], content[key]) for key in labels if key not in known and content.get(key)]
