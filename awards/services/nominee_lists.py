"""Taking a round's list of nominees out of the system is an act: who, of which round, filtered by what."""

from django.db import transaction

from core.audit import record
from units.models import User

from ..models import Round
from ..nominees import Filter, nominees, workbook


@transaction.atomic
def take_nominees(*, actor: User, around: Round, chosen: Filter) -> bytes:
    """Return the list of what is filtered as a workbook. Raises Refused for an empty or a too long one."""
    content, count = workbook(around, nominees(around, actor, chosen), actor)
    filters = {name: value for name, value in chosen.fields if value}
    record(actor=actor, action="awards.export_nominees", target=around, after={"rows": count, **filters})
    return content
