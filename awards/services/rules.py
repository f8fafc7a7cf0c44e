"""Writes of rule sets, rules and procedures: kept by the office, every change on record."""

from django.db import transaction

from core.audit import record
from units.models import User

from ..queries_eligibility import Asked


@transaction.atomic
def record_survey_export(*, actor: User, asked: Asked, rows: int) -> None:
    """Put on record who took the list of who is eligible out of the system."""
    record(actor=actor, action="awards.export_eligibility", target=actor, after={**asked.fields, "rows": rows})
