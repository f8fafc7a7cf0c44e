"""Celery entry points of awards."""

from celery import shared_task

from .services.imports import forget_old


@shared_task(name="awards.tasks.forget_imports")
def forget_imports() -> int:
    """Drop the files and lines that somebody brought in and never confirmed; return how many."""
    return forget_old()
