"""What it costs to say who of ten thousand people may be proposed for an award.

    python benchmarks/awards.py [--people 10000] [--rounds 3]

In a database of its own (SQLite in memory, or beside DATABASE_URL), filled the same way each time: seven years of
ratings and titles for everybody. Prints seconds, which belong to the machine, and ratios, which travel:
  one award / the facts alone    everybody against one award, facts read included, to the bare queries fetched as tuples
  four times as many / once      4 is proportional
  queries                        the same for few and for many
Exit status 1 when a ratio is above its limit or the queries grow.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emulation.settings")

FACTS_LIMIT = 6.0
GROWTH_LIMIT = 6.0
YEAR = 2026
AWARD = "BKTTG"
CHANCES = {"LDTT": 0.8, "CSTDCS": 0.3, "BKT": 0.1}


@contextmanager
def own_database() -> Iterator[None]:
    """A database that is thrown away at the end."""
    import django
    from django.conf import settings

    django.setup()
    settings.DEBUG = False
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    made = runner.setup_databases()
    try:
        yield
    finally:
        runner.teardown_databases(made)


def fill(code: str, count: int) -> Any:
    """Make a unit of that many people in a hundred divisions, each with seven years behind them; return the unit."""
    from awards.models import Award, AwardType, Initiative, YearlyRating
    from units.models import Person
    from units.services import create_unit

    rng = random.Random(count)
    root = create_unit(actor=None, parent=None, code=code, name=f"Sở {code}", short_name=code, kind="department")
    divisions = [
        create_unit(actor=None, parent=root, code=f"{code}-{n}", name=f"Phòng {n}", short_name=f"P{n}", kind="division")
        for n in range(min(count // 10, 100))
    ]
    people = [
        Person(unit=rng.choice(divisions), full_name=f"Đặng Thị Hồng Ưu-Nguyễn {n}", staff_code=f"{code}{n}")
        for n in range(count)
    ]
    for person in people:
        person.prepare()
    Person.objects.bulk_create(people, 2000)
    types = {award_type.code: award_type for award_type in AwardType.objects.filter(code__in=CHANCES)}
    ratings, awards, works = [], [], []
    for person in people:
        for year in range(YEAR - 7, YEAR):
            level = rng.choice(["HTXS", "HTT", "HTT", "HTT"])
            ratings.append(YearlyRating(person=person, year=year, level=level))
            for award, chance in CHANCES.items():
                if rng.random() < chance:
                    awards.append(_award(person, types[award], year))
        if rng.random() < 0.5:
            works.append(Initiative(person=person, title="Bảng theo dõi", recognised_on=dt.date(YEAR - 1, 5, 5)))
    YearlyRating.objects.bulk_create(ratings, 5000)
    Award.objects.bulk_create(awards, 5000)
    Initiative.objects.bulk_create(works, 5000)
    return root


def _award(person: Any, award_type: Any, year: int) -> Any:
    from awards.models import Award

    return Award(
        award_type=award_type,
        target="individual",
        person=person,
        unit=person.unit,
        nominee_name=person.full_name,
        category="cong_trang",
        year=year,
        decided_on=dt.date(year, 12, 20),
        period_end=dt.date(year, 12, 31),
        decision_code=f"{year}/QĐ",
        issuer_name="Giám đốc",
        sort_key=person.sort_key,
        search_text="",
    )


def statements(act: Callable[[], object]) -> list[tuple[str, Any]]:
    """The queries of an act, to be run again bare."""
    from django.db import connection

    found: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        act()
    return found


def bare(queries: list[tuple[str, Any]]) -> None:
    """Fetch the rows of the queries as tuples and do nothing with them."""
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, params in queries:
            cursor.execute(sql, params)
            cursor.fetchall()


def timed(act: Callable[[], object]) -> float:
    """The CPU seconds of one call: what else the machine does is left out."""
    gc.collect()
    begun = time.process_time()
    act()
    return time.process_time() - begun


def main() -> int:
    """Run it; the exit status says whether the ratios hold."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with own_database():
        return measure(options.people, options.rounds)


def measure(people: int, rounds: int) -> int:
    """Fill, measure in turn, print, judge."""
    from awards.eligibility import survey

    few, many = fill("IT", people // 4), fill("NHIEU", people)
    acts: dict[str, Callable[[], object]] = {
        "few": lambda: survey(few, YEAR, award=AWARD),
        "many": lambda: survey(many, YEAR, award=AWARD),
        "all awards": lambda: survey(many, YEAR),
    }
    queries = {name: statements(act) for name, act in acts.items()}
    acts["facts"] = lambda: bare(queries["many"])
    seconds = {name: statistics.median(timed(act) for _ in range(rounds)) for name, act in acts.items()}
    to_facts, growth = seconds["many"] / seconds["facts"], seconds["many"] / seconds["few"]
    print(f"{people} people, one award: {seconds['many']:.2f} s; all awards: {seconds['all awards']:.2f} s")
    print(f"one award / the facts alone: {to_facts:.1f} (limit {FACTS_LIMIT}); the facts {seconds['facts']:.2f} s")
    print(f"four times as many / once: {growth:.1f} (limit {GROWTH_LIMIT})")
    print(f"queries: {len(queries['few'])} for {people // 4}, {len(queries['many'])} for {people}")
    same = len(queries["few"]) == len(queries["many"])
    return 0 if to_facts <= FACTS_LIMIT and growth <= GROWTH_LIMIT and same else 1


if __name__ == "__main__":
    sys.exit(main())
