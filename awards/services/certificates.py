"""Writes of certificates: templates, and the job that prints many."""

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from core.audit import record
from core.exceptions import Refused
from core.jobs import start_job
from core.models import Job
from core.uploads import own_name
from documents import store
from units.models import Unit, User

from .. import emblems, printing
from ..models import CertificateTemplate, Decision, Emblem
from .steps import locked


@transaction.atomic
def save_template(*, actor: User, template: CertificateTemplate) -> CertificateTemplate:
    """Keep how an office prints an award's certificates. Raises Refused when it has a template for it already."""
    if template.pk:
        template.version = locked(template).version + 1
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError:
        raise Refused("Đã có mẫu cho danh hiệu, hình thức này. Hãy sửa mẫu đó.") from None
    after = {"paper": template.paper, "award": template.award_type_id, "version": template.version}
    record(actor=actor, action="awards.save_certificate_template", target=template, after=after)
    return template


@transaction.atomic
def keep_emblem(*, actor: User, unit: Unit, file: UploadedFile) -> Emblem:
    """Keep the picture that stands above the motto of an office's certificates.

    The picture of before stays on the disk: a job under way may still print it. Raises Refused for what is no picture
    (`awards.emblems.cleaned`).
    """
    picture = emblems.cleaned(file)
    sha256 = emblems.digest(picture)
    store.write(emblems.place(sha256), picture)
    values = {"sha256": sha256, "name": own_name(file), "changed_by": actor}
    row, _ = Emblem.objects.update_or_create(unit=unit, defaults=values)
    record(actor=actor, action="awards.keep_emblem", target=unit, after={"sha256": sha256})
    return row


@transaction.atomic
def drop_emblem(*, actor: User, unit: Unit) -> None:
    """Print certificates without a picture again. Raises Refused when there is none."""
    row = Emblem.objects.select_for_update().filter(unit=unit).first()
    if row is None:
        raise Refused("Cơ quan chưa có hình Quốc huy, biểu tượng nào.")
    record(actor=actor, action="awards.drop_emblem", target=unit, before={"sha256": row.sha256})
    row.delete()


@transaction.atomic
def print_certificates(*, actor: User, decision: Decision) -> Job:
    """Start the job that prints all certificates of a signed decision, or return the one that is at it.

    A job that broke off left its finished parts: the next one goes on from there.
    """
    decision = locked(decision)
    assert decision.document is not None
    working = Job.objects.filter(
        kind=printing.JOB, state__in=(Job.State.QUEUED, Job.State.RUNNING), params={"decision": decision.pk}
    )
    if found := working.filter(created_by=actor).first():
        return found
    if working.exists():
        raise Refused("Người khác đang in giấy của quyết định này. Hãy đợi xong rồi in lại nếu cần.")
    job = start_job(
        kind=printing.JOB,
        title=f"In giấy khen, bằng theo Quyết định số {decision.document.code}",
        actor=actor,
        params={"decision": decision.pk},
    )
    record(actor=actor, action="awards.print_certificates", target=decision, after={"job": str(job.pk)})
    return job
