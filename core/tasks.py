"""Celery entry points of the ground floor."""

from celery import shared_task

from . import jobs


@shared_task
def run_job(job_id: str) -> None:
    jobs.run(job_id)


@shared_task
def release_dead_jobs() -> None:
    jobs.release_dead()
    for job_id in jobs.forgotten():
        run_job.delay(job_id)
