"""The register at 1,000, 100,000 and 1,000,000 awards on PostgreSQL, and an import against reading its file.

The cost of a page must not grow with the table: the same number of queries, times within 1.5 of those at 1,000. A
time is what the processors spend, in the web process and in the database's: other work on the machine does not
count. Starts a PostgreSQL of its own on a free port and ends it. `--explain` prints the plan of each page's lines.
"""

import argparse
import gc
import io
import random
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import Any

from province import own_postgresql, spent

SIZES = (1_000, 100_000, 1_000_000)
GROWTH_LIMIT = 1.5
IMPORT_LIMIT = 6.0
PEOPLE = 20_000
OFFICES, DIVISIONS = 20, 10
FAMILIES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Lò"]
MIDDLES = ["Thị", "Văn", "Hữu", "Đức", "Minh", "Ngọc", "Thanh", "Hồng", "Quang", "Xuân"]
RARE, RARE_AWARDS = "Lục Thị Quỳnh Như", 30
GIVEN = [
    "An", "Bình", "Cường", "Dũng", "Đức", "Giang", "Hà", "Hoa", "Hùng", "Hương", "Khánh", "Lan", "Linh", "Mai", "Nam",
    "Nga", "Oanh", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Trang", "Tú", "Uyên", "Vân", "Yến", "Ưu", "Ón",
]  # fmt: skip


def world() -> SimpleNamespace:
    """A province of 20 offices with 10 divisions each, 20,000 people, an account on each storey."""
    import datetime as dt

    from units.models import Person, Role, RoleKind, Unit, User

    rng = random.Random(1)
    province = Unit(code="TINH", name="Ủy ban nhân dân tỉnh", short_name="UBND tỉnh", kind="province")
    province.save()
    divisions = []
    offices = []
    for number in range(OFFICES):
        office = Unit(code=f"S{number}", name=f"Sở số {number}", short_name=f"Sở {number}", kind="department",
                      parent=province)  # fmt: skip
        office.save()
        offices.append(office)
        for place in range(DIVISIONS):
            one = Unit(code=f"S{number}P{place}", name=f"Phòng {place} Sở số {number}", short_name=f"Phòng {place}",
                       kind="division", parent=office)  # fmt: skip
            one.save()
            divisions.append(one)
    people = [
        Person(
            unit=rng.choice(divisions), staff_code=f"CB{number:06d}", position="Chuyên viên",
            full_name=f"{rng.choice(FAMILIES)} {rng.choice(MIDDLES)} {rng.choice(MIDDLES)} {rng.choice(GIVEN)}",
            birth_date=dt.date(1965, 1, 1) + dt.timedelta(days=rng.randrange(14_000)),
        )
        for number in range(PEOPLE)
    ]  # fmt: skip
    for person in people:
        person.prepare()
    people[0].full_name, people[0].unit = RARE, divisions[0]
    people[0].prepare()
    Person.objects.bulk_create(people, batch_size=2000)
    users = {}
    for name, unit, kind in (
        ("province", province, RoleKind.LEADER),
        ("office", offices[0], RoleKind.STANDING_OFFICE),
        ("division", divisions[0], RoleKind.STAFF),
    ):
        users[name] = User.objects.create(username=name, full_name=name)
        Role.objects.create(user=users[name], unit=unit, kind=kind)
    return SimpleNamespace(province=province, offices=offices, divisions=divisions, people=people, users=users)


def fill(place: SimpleNamespace, first: int, last: int) -> None:
    """Add the awards of these numbers, by COPY."""
    import datetime as dt

    from django.db import connection

    from awards.models import Award, AwardType
    from awards.models.register import order_key
    from core.text import fold

    folded = cache(fold)
    rng = random.Random(first)
    types = list(AwardType.objects.filter(for_individuals=True)[:8])
    blank = Award()
    plain = {field.column: getattr(blank, field.attname) for field in Award._meta.concrete_fields if field.name != "id"}
    plain = {column: "\\N" if value is None else value for column, value in plain.items()}
    rows = io.StringIO()
    for number in range(first, last):
        person = place.people[0] if number < RARE_AWARDS else rng.choice(place.people[1:])
        # One person's awards fill a page at every size, so that pages of the same length are compared.
        kind, year = rng.choice(types), 2015 if number < RARE_AWARDS else rng.randrange(2005, 2026)
        code = f"{rng.randrange(1, 400)}/QĐ-S{rng.randrange(OFFICES)}-{rng.randrange(10**9)}"
        on = dt.date(year, 12, 1) + dt.timedelta(days=rng.randrange(90))
        name, unit = person.full_name, person.unit
        search = f"{folded(f'{name} Chuyên viên')} {code.lower().replace('đ', 'd')} {year} "
        search += folded(f"{kind.name} {unit.name} {unit.short_name}")
        values = {
            "award_type_id": kind.pk, "target": "individual", "person_id": person.pk, "unit_id": unit.pk,
            "nominee_name": name, "nominee_note": "Chuyên viên", "year": year, "achievement": "",
            "decision_code": code, "decided_on": on, "issuer_name": "Giám đốc",
            "sort_key": person.sort_key, "order_key": order_key(on, code, None, person.sort_key),
            "search_text": search,
        }  # fmt: skip
        rows.write("\t".join(str(value) for value in (plain | values).values()) + "\n")
    rows.seek(0)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.copy_expert(f"COPY awards_award ({', '.join(map(str, plain))}) FROM STDIN", rows)
        cursor.execute("SET session_replication_role = DEFAULT")


@contextmanager
def unindexed() -> Iterator[None]:
    """Let rows come in without indexes, as a backup is restored; then index, and count the rows for the planner."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'awards_award' AND indexname NOT IN "
            "(SELECT conname FROM pg_constraint)"
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for _, definition in found:
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE")


def pages(place: SimpleNamespace) -> dict[str, tuple[str, str]]:
    """Return what is measured: name → (who asks, address)."""
    from awards.models import Award

    total = Award.objects.count()
    middle = Award.objects.order_by("order_key", "pk")[total // 2].pk
    person = place.people[0].pk
    code = Award.objects.order_by("pk").values_list("decision_code", flat=True)[0]
    base = "/khen-thuong/so-khen-thuong/"
    return {
        "province": ("province", base),
        "office": ("office", base),
        "division": ("division", base),
        "in the middle": ("province", f"{base}?sau={middle}"),
        "a year": ("province", f"{base}?year=2015"),
        "a year of a division": ("division", f"{base}?year=2015"),
        "a word": ("province", f"{base}?q=nguyen"),
        "a name": ("province", f"{base}?q={RARE}"),
        "a name in an office": ("office", f"{base}?q={RARE}"),
        "a decision": ("province", f"{base}?q={code}"),
        "nothing found": ("province", f"{base}?q=khongcoaitennay"),
        "an award": ("province", f"{base}?award=LDTT"),
        "households, of which there are none": ("province", f"{base}?target=household"),
        "individuals, who are all": ("province", f"{base}?target=individual"),
        "an office, asked by the province": ("province", f"{base}?unit={place.offices[1].pk}"),
        "an award of a year": ("province", f"{base}?award=LDTT&year=2015"),
        "a person": ("office", f"{base}ca-nhan/{person}/"),
        "a unit": ("office", f"{base}tap-the/{place.divisions[0].pk}/"),
        "a unit nobody belongs to": ("province", f"{base}tap-the/{place.province.pk}/"),
    }


def measure(place: SimpleNamespace, rounds: int) -> dict[str, tuple[float, int]]:
    """Return, by page, the median seconds of a request and its number of queries."""
    from django.db import connection
    from django.test import Client

    found = {}
    for name, (who, url) in pages(place).items():
        client = Client(headers={"host": "localhost"})
        client.force_login(place.users[who])
        captured: list[tuple[str, Any]] = []

        def keep(execute, sql, params, many, context, captured=captured):  # type: ignore[no-untyped-def]
            captured.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(keep):
            assert client.get(url).status_code == 200, url
        times = []
        for _ in range(rounds):
            begun = spent()
            client.get(url)
            times.append(spent() - begun)
        found[name] = (statistics.median(times), len(captured))
        _explain(name, captured)
    return found


def _explain(name: str, captured: list[tuple[str, Any]]) -> None:
    from django.db import connection

    for sql, params in captured if EXPLAIN else ():  # what the database itself says
        if '"awards_award"' in sql:
            begun = time.perf_counter()
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {sql}", params)
                plan = [row[0] for row in cursor.fetchall()]
            took = 1000 * (time.perf_counter() - begun)
            scans = [line.strip() for line in plan if "Scan" in line or "Execution" in line or "Sort" in line]
            print(f"    {name}: {took:.0f} ms {sql[:50]}… {' | '.join(scans)}")


def lists(rounds: int) -> list[tuple[str, float, float]]:
    """Measure the lists at each size; return (name, ratio, limit)."""
    place = world()
    at: dict[int, dict[str, tuple[float, int]]] = {}
    filled = 0
    for size in SIZES:
        with unindexed():
            for start in range(filled, size, 100_000):
                fill(place, start, min(size, start + 100_000))
        filled = size
        at[size] = measure(place, rounds)
        print(f"{size:>9,} awards: " + ", ".join(f"{name} {1000 * took:.0f} ms ({queries} q)"
                                                 for name, (took, queries) in at[size].items()))  # fmt: skip
    small = at[SIZES[0]]
    ratios = []
    for size in SIZES[1:]:
        for name, (took, queries) in at[size].items():
            ratios.append((f"{name}, {size:,} / {SIZES[0]:,}", took / small[name][0], GROWTH_LIMIT))
            assert queries == small[name][1], f"{name}: {queries} queries at {size}, {small[name][1]} before"
    return ratios


def importing() -> list[tuple[str, float, float]]:
    """Import 10,000 old awards, five times others; return the median of its time over that of reading the file."""
    ratios = [_imported(9_000 + 100 * turn) for turn in range(5)]
    return [("import / reading alone", statistics.median(ratios), IMPORT_LIMIT)]


def _imported(first: int) -> float:
    """Import 10,000 awards, of decisions from this number on; return the time over that of reading the file alone."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from openpyxl import load_workbook

    from awards.importing.kinds import kind_of
    from awards.services import imports
    from units.models import User

    content = _old_awards(first)
    gc.collect()
    begun = spent()
    read = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    assert sum(1 for row in read.worksheets[0].iter_rows(values_only=True) if row) == 10_001
    alone = spent() - begun
    kind, user = kind_of("khen-thuong"), User.objects.get(username="office")
    assert kind is not None
    imports.AT_ONCE_BYTES, imports.AT_ONCE_LINES = 10**9, 10**9
    gc.collect()
    begun = spent()
    batch = imports.upload(actor=user, kind=kind, file=SimpleUploadedFile("cu.xlsx", content))
    looked = spent() - begun
    assert batch.counts["new"] == 10_000, batch.counts
    imports.confirm(actor=user, batch=batch)
    took = spent() - begun
    print(f"10,000 rows: reading alone {alone:.2f} s, preview {looked:.2f} s, preview and writing {took:.2f} s")
    return took / alone


def _old_awards(first: int) -> bytes:
    """A workbook of 10,000 rows."""
    from openpyxl import Workbook

    from units.models import Person, User

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Mã cán bộ", "Họ tên", "Danh hiệu", "Năm", "Số quyết định", "Ngày quyết định", "Cơ quan quyết định"])
    people = Person.objects.filter(unit__path__startswith=User.objects.get(username="office").held_roles[0].unit.path)
    rows = list(people.values_list("staff_code", "full_name"))
    for number in range(10_000):
        code, name = rows[number % len(rows)]
        sheet.append([code, name, "Lao động tiên tiến", 2024, f"{first + number // len(rows)}/QĐ-S0", "26/12/2024",
                      "Giám đốc Sở"])  # fmt: skip
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


EXPLAIN = False


def run(rounds: int = 9) -> list[tuple[str, float, float]]:
    """Measure everything on a PostgreSQL of its own; return (name, ratio, limit)."""
    with own_postgresql():
        return [*lists(rounds), *importing()]


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description="The register as it grows; an import against reading its file.")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="fewer or smaller, for a quick look")
    options = parser.parse_args()
    globals()["EXPLAIN"], globals()["SIZES"] = options.explain, tuple(options.sizes)
    ratios = run(options.rounds)
    for name, ratio, limit in ratios:
        print(f"{name:<44} {ratio:5.2f}  (limit {limit:g}){'' if ratio <= limit else '  ABOVE'}")
    return int(any(ratio > limit for _, ratio, limit in ratios))


if __name__ == "__main__":
    sys.exit(main())
