"""Entries change with their things: after each save and removal, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_delete, post_migrate, post_save

from .entry import SearchEntry
from .kinds import Kind, kind_of, kinds


def follow(kind: Kind) -> None:
    """Listen to the table of a kind from now on."""
    post_save.connect(_saved, sender=kind.model, dispatch_uid=f"search-saved-{kind.code}")
    post_delete.connect(_removed, sender=kind.model, dispatch_uid=f"search-removed-{kind.code}")
    app = apps.get_app_config(kind.model._meta.app_label)
    post_migrate.connect(_migrated, sender=app, dispatch_uid=f"search-migrated-{app.label}")


def touches(kind: Kind, update_fields: Any) -> bool:
    """Whether a save of these fields (None: all) may change the entry."""
    return update_fields is None or kind.watched is None or not kind.watched.isdisjoint(update_fields)


def _saved(*, sender: Any, instance: Any, created: bool, raw: bool, update_fields: Any, **_: Any) -> None:
    kind = kind_of(sender)
    if kind is None or raw or not touches(kind, update_fields):
        return
    from .entries import refresh, write_made

    if created:
        write_made(kind, [instance])
    else:
        refresh(kind, [instance.pk])


def _removed(*, sender: Any, instance: Any, **_: Any) -> None:
    from .entries import forget

    if kind := kind_of(sender):
        forget(kind, [instance.pk])


def _migrated(*, sender: Any, using: str, **_: Any) -> None:
    """What stood in the tables before they could be searched gets its entries, a batch at a time."""
    from .mending import fill

    tables = set(connections[using].introspection.table_names())
    for kind in kinds():
        needed = {kind.model._meta.db_table, SearchEntry._meta.db_table}
        if kind.model._meta.app_label == sender.label and needed <= tables:
            fill(kind)
