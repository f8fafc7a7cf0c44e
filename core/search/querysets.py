"""Writes that send no signals (many rows at once) keep the entries too."""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.db import models, transaction

_M = TypeVar("_M", bound=models.Model)


class Indexed(models.QuerySet[_M]):
    """A queryset of a table that the search knows."""

    def bulk_create(self, objs: Iterable[_M], *args: Any, **kwargs: Any) -> list[_M]:
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, *args, **kwargs)
            if len(args) > 1 or kwargs.keys() - {"batch_size"}:  # then some may stand there with other values
                self._refresh([row.pk for row in made if row.pk is not None])
            else:
                self._write_made(made)
        return made

    def bulk_update(self, objs: Iterable[_M], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        rows, names = list(objs), list(fields)
        with transaction.atomic(using=self.db):
            done = super().bulk_update(rows, names, *args, **kwargs)
            if self._watched(names):
                self._refresh([row.pk for row in rows])
        return done

    def update(self, **kwargs: Any) -> int:
        if not self._watched(kwargs):
            return super().update(**kwargs)
        with transaction.atomic(using=self.db):
            ids = list(self.order_by().values_list("pk", flat=True))
            done = super().update(**kwargs)
            self._refresh(ids)
        return done

    update.alters_data = True  # type: ignore[attr-defined]

    def _watched(self, names: Iterable[str]) -> bool:
        from .kinds import kind_of

        kind = kind_of(self.model)
        return kind is not None and (kind.watched is None or not kind.watched.isdisjoint(names))

    def _write_made(self, rows: list[_M]) -> None:
        from .entries import write_made
        from .kinds import kind_of

        if kind := kind_of(self.model):
            write_made(kind, rows)

    def _refresh(self, ids: Collection[int]) -> None:
        from .entries import refresh
        from .kinds import kind_of

        if kind := kind_of(self.model):
            refresh(kind, ids)
