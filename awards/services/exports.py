"""Taking the register out of the system is an act: who, how much, in which form."""

from dataclasses import asdict

from django.db import transaction

from core.audit import record
from core.jobs import start_job
from core.models import Job
from units.models import User

from .. import exports
from ..register import Filter


@transaction.atomic
def take_register(*, actor: User, chosen: Filter, form: str) -> bytes | Job:
    """Return the file, or the job that writes it when it is long. Raises Refused for too many lines or none.

    The trail keeps what was filtered by, but not the words that were searched for: they may be a name.
    """
    total = exports.count(actor, chosen, form)
    filters = {key: value for key, value in asdict(chosen).items() if value and key != "text"}
    after = {"form": form, "rows": total, **filters, "searched": bool(chosen.text)}
    record(actor=actor, action="awards.export_register", target=actor, after=after)
    if total <= exports.AT_ONCE[form]:
        return exports.export(actor, chosen, form)
    params = {"chosen": asdict(chosen), "form": form, "total": total}
    return start_job(kind=exports.JOB, title=f"Xuất sổ khen thưởng ({form})", actor=actor, params=params)
