"""Celery entry points of awards."""

from celery import shared_task

from core import sweeping

from . import opinion_mail
from .services.imports import forget_old

sweeping.register("opinion_mail", opinion_mail.sweep)


@shared_task(name="awards.tasks.forget_imports")
def forget_imports() -> int:
    """Drop the files and lines that somebody brought in and never confirmed; return how many."""
    return forget_old()


@shared_task(name="awards.tasks.mail_opinion_request")
def mail_opinion_request(pk: int) -> str:
    """Send the letter that asks an agency outside, if it still waits to be sent; a second run sends nothing."""
    return opinion_mail.send(pk)
