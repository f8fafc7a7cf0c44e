"""The project: settings, addresses, the worker and the first page of each role."""

from .celery import app as celery_app

__all__ = ["celery_app"]
