"""Who may use the addresses of the ground floor."""

from types import SimpleNamespace

from core.models import Job
from core.testing import EVERYONE, Access


def build(world):
    job = Job.objects.create(kind="thu", title="Thử", created_by=world.users["standing_office"])
    job.result_file.name = "jobs/khong-co.txt"
    return SimpleNamespace(job=job)


TABLE = {
    "core:login": Access(allow=EVERYONE, public=True),
    "core:logout": Access(allow=EVERYONE, method="post", public=True),
    "core:health": Access(allow=EVERYONE, public=True),
    "core:search": Access(allow=EVERYONE, data=lambda o: {"q": "an"}),
    "core:job_detail": Access(allow={"standing_office"}, kwargs=lambda o: {"pk": o.job.pk}),
    "core:job_result": Access(allow=set(), kwargs=lambda o: {"pk": o.job.pk}),
}
