"""What benchmarks share: a province of many units, a PostgreSQL of their own, and what the processors spend."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "script")]


@contextmanager
def own_postgresql() -> Iterator[None]:
    """Start a PostgreSQL on a free port, set Django up on it with all tables; end it afterwards."""
    from services import postgresql, temporary_folder

    with temporary_folder() as folder, postgresql(folder) as database:
        os.environ.update(DATABASE_URL=database, VAR_DIR=str(folder / "var"), RATE_LIMITED="false")
        os.environ["DJANGO_SETTINGS_MODULE"] = "emulation.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        try:
            yield
        finally:
            connection.close()


def province(offices: int, divisions: int) -> SimpleNamespace:
    """Write a province of so many offices with so many divisions each; all of the offices issue documents."""
    from units.models import Unit

    top = Unit(code="TINH", name="Ủy ban nhân dân tỉnh", short_name="UBND tỉnh", kind="province", symbol="UBND",
               issues_documents=True)  # fmt: skip
    top.save()
    place = SimpleNamespace(province=top, offices=[], divisions=[])
    for number in range(offices):
        office = Unit(code=f"S{number}", name=f"Sở số {number}", short_name=f"Sở {number}", kind="department",
                      symbol=f"S{number}", issues_documents=True, parent=top)  # fmt: skip
        office.save()
        place.offices.append(office)
        for one in range(divisions):
            unit = Unit(code=f"S{number}P{one}", name=f"Phòng {one} Sở số {number}", short_name=f"Phòng {one}",
                        kind="division", parent=office)  # fmt: skip
            unit.save()
            place.divisions.append(unit)
    return place


def accounts(held: Iterable[tuple[str, Any, str]]) -> dict[str, Any]:
    """Write an account for each (name, unit, kind of role); return them by name."""
    from units.models import Role, User

    users = {}
    for name, unit, kind in held:
        users[name] = User.objects.create(username=name, full_name=name)
        Role.objects.create(user=users[name], unit=unit, kind=kind)
    return users


def spent() -> float:
    """Return the seconds that the processors gave so far to this process and to the database's that serves it."""
    from django.db import connection

    connection.ensure_connection()
    served = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
    return time.process_time() + int(served) / 1e9


def times(act: Callable[[], object], rounds: int) -> list[float]:
    """Return what each of so many runs spent, in seconds."""
    found = []
    for _ in range(rounds):
        begun = spent()
        act()
        found.append(spent() - begun)
    return found


def keep(asked: list[tuple[float, str, Any]]) -> Callable[..., Any]:
    """Return a wrapper of `connection.execute_wrapper` that keeps each statement with what it spent."""

    def wrapped(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = spent()
        try:
            return execute(sql, params, many, context)
        finally:
            asked.append((spent() - begun, sql, params))

    return wrapped
