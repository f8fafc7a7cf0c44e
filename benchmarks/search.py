"""The search box at 1,000,000 things on PostgreSQL: each kind of question, asked in each role.

A request is the whole answer that shows while somebody types, from the address to the last byte, warm. A time is what
the processors spend, in the web process and in the database's: other work on the machine does not count. Above a tenth
of a second in the median the benchmark fails. Starts a PostgreSQL of its own on a free port and ends it. `--explain`
prints the statements that take long; `--rebuild` also measures `rebuild_search --check` over all of it.
"""

import argparse
import datetime as dt
import io
import random
import statistics
import sys
import time
from collections.abc import Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any

from province import accounts, keep, own_postgresql, province, times

LIMIT = 0.1
SHARES = {"people": 250_000, "documents": 250_000, "nominations": 250_000, "awards": 250_000}
OFFICES, DIVISIONS = 20, 50
FAMILIES = ["Nguyễn"] * 38 + ["Trần"] * 12 + ["Lê"] * 9 + ["Phạm"] * 7 + ["Hoàng"] * 5 + ["Đặng", "Lò", "Ngô", "Vũ"]
MIDDLES = ["Thị", "Văn", "Văn", "Hữu", "Đức", "Minh", "Ngọc", "Thanh", "Hồng", "Quang", "Xuân"]
GIVEN = ["An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Hoa", "Hùng", "Hương", "Lan", "Linh", "Mai", "Sơn", "Tâm",
         "Thảo", "Trang", "Tú", "Uyên", "Vân", "Yến", "Ưu", "Ón"]  # fmt: skip
RARE = "Lục Thị Quỳnh Như"
SUBJECTS = ["Triển khai công tác thi đua, khen thưởng", "Tặng Giấy khen cho tập thể, cá nhân", "Kiện toàn Hội đồng",
            "Ban hành Quy chế làm việc", "Báo cáo kết quả quý", "Phát động phong trào"]  # fmt: skip

Row = dict[str, Any]


def world() -> SimpleNamespace:
    """A province of 20 offices with 50 divisions each, one with 20 people only, one that carries five others on, and an
    account for each role."""
    from units.models import RoleKind, Unit, User

    place = province(OFFICES, DIVISIONS)
    top, office, division = place.province, place.offices[0], place.divisions[0]
    place.small = Unit(code="NHO", name="Tổ nhỏ", short_name="Tổ nhỏ", kind="team", parent=office)
    place.small.save()
    heir = Unit(code="KT", name="Phòng kế tục", short_name="Phòng kế tục", kind="team", parent=place.offices[-1])
    heir.save()
    gone = [unit.pk for unit in place.divisions[-5:]]
    Unit.objects.filter(pk__in=gone).update(dissolved_on=dt.date(2026, 1, 1), successor=heir)
    place.users = accounts([
        ("leader, all", top, RoleKind.LEADER),
        ("administrator", top, RoleKind.ADMINISTRATOR),
        ("office", office, RoleKind.STANDING_OFFICE),
        ("council", office, RoleKind.COUNCIL_MEMBER),
        ("division", division, RoleKind.STAFF),
        ("20 rows", place.small, RoleKind.STAFF),
        ("heir of five", heir, RoleKind.STAFF),
    ])  # fmt: skip
    place.users["no role"] = User.objects.create(username="no role", full_name="no role")
    return place


def copy(model: Any, columns: list[str], lines: io.StringIO) -> None:
    """Write lines into a table by COPY."""
    from django.db import connection

    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.copy_expert(f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN", lines)
        cursor.execute("SET session_replication_role = DEFAULT")


def write(kind: Any, rows: Iterator[Any], at_once: int = 50_000) -> int:
    """Write unsaved rows, which have their ids, and their entries; return how many."""
    import json

    from core.search import SearchEntry, words
    from core.search.entries import terms_of
    from core.text import fold

    words.fold = cache(fold)  # the same few names again and again
    fields = kind.model._meta.concrete_fields
    done = 0
    while True:
        things, entries, count = io.StringIO(), io.StringIO(), 0
        for row in rows:
            row._prefetched_objects_cache = dict.fromkeys(kind.prefetched, ())  # none of them: not a query a row
            values = [getattr(row, field.attname) for field in fields]
            plain = [json.dumps(value) if isinstance(value, dict | list) else value for value in values]
            things.write("\t".join("\\N" if value is None else str(value) for value in plain) + "\n")
            entries.write(f"{kind.code}\t{row.pk}\t{terms_of(kind, row)}\n")
            count += 1
            if count == at_once:
                break
        if not count:
            return done
        copy(kind.model, [field.column for field in fields], things)
        copy(SearchEntry, ["kind", "object_id", "terms"], entries)
        done += count


def fill(place: SimpleNamespace) -> None:
    """Fill the tables and their entries; then the index, as a restored backup has it."""
    from django.db import connection

    from awards.models import Dossier, Round
    from awards.searching import AWARDS, NOMINATIONS
    from documents.searching import DOCUMENTS
    from units.searching import PEOPLE

    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_entry_terms'")
        [index] = cursor.fetchone()
        cursor.execute("DROP INDEX search_entry_terms")
    rng = random.Random(1)
    maker = place.users["office"]
    years = range(2016, 2027)
    rounds = [
        Round(unit=office, year=year, title=f"Đợt {year}", period_start=dt.date(year, 1, 1), created_by=maker,
              period_end=dt.date(year, 12, 31), opens_on=dt.date(year, 11, 1), send_by=dt.date(year, 11, 20),
              appraise_by=dt.date(year, 12, 1), decide_by=dt.date(year, 12, 20))
        for office in place.offices for year in years
    ]  # fmt: skip
    Round.objects.bulk_create(rounds)
    below = {office.pk: [unit for unit in place.divisions if unit.parent_id == office.pk] for office in place.offices}
    dossiers = [Dossier(round=one, unit=unit, state="received") for one in rounds for unit in below[one.unit_id]]
    Dossier.objects.bulk_create(dossiers)
    people = list(_people(place, rng))
    for kind, rows in (
        (PEOPLE, iter(people)),
        (DOCUMENTS, _documents(place, rng)),
        (NOMINATIONS, _nominations(dossiers, people, rng)),
        (AWARDS, _awards(people, rng)),
    ):
        begun = time.perf_counter()
        print(f"{kind.label}: {write(kind, rows):,} in {time.perf_counter() - begun:.0f} s", flush=True)
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(index)
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_relation_size('core_searchentry'), pg_relation_size('search_entry_terms'), count(*) "
                       "FROM core_searchentry")  # fmt: skip
        table, index, entries = cursor.fetchone()
    print(f"{entries:,} entries of {table / 1e6:.0f} MB, index of {index / 1e6:.0f} MB, made and counted in "
          f"{time.perf_counter() - begun:.0f} s", flush=True)  # fmt: skip


def _people(place: SimpleNamespace, rng: random.Random) -> Iterator[Any]:
    from core.text import fold, name_key
    from units.models import Person

    key = cache(name_key)
    for number in range(1, SHARES["people"] + 1):
        name = f"{rng.choice(FAMILIES)} {rng.choice(MIDDLES)} {rng.choice(MIDDLES)} {rng.choice(GIVEN)}"
        unit = place.small if number <= 20 else rng.choice(place.divisions)
        if number <= 20:
            name = f"Nguyễn Văn {name.rpartition(' ')[2]}"
        if number % 25_000 == 7:
            name, unit = RARE, place.divisions[0]
        yield Person(pk=number, unit=unit, full_name=name, staff_code=f"CB{number:06d}", position="Chuyên viên",
                     sort_key=key(name), search_text="", folded_name=fold(name), direct_worker=False)  # fmt: skip


def _documents(place: SimpleNamespace, rng: random.Random) -> Iterator[Any]:
    from documents.models import Document

    maker, at = place.users["office"].pk, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    issuers = [place.province, *place.offices]
    counters: dict[tuple[int, int], int] = {}
    for number in range(1, SHARES["documents"] + 1):
        issuer, year = rng.choice(issuers), rng.randrange(2016, 2027)
        mine = counters[issuer.pk, year] = counters.get((issuer.pk, year), 0) + 1
        yield Document(
            pk=number, issuer=issuer, kind="QĐ", year=year, series="", number=mine, symbol=f"QĐ-{issuer.symbol}",
            issued_on=dt.date(year, 3, 1), subject=f"{rng.choice(SUBJECTS)} năm {year}", signer_title="", recipients="",
            signer_name=f"{rng.choice(FAMILIES)} {rng.choice(MIDDLES)} {rng.choice(GIVEN)}", page_count=1, pdf="x",
            sha256="", template_version="", verification_code=f"{number:012d}", issued_by_id=maker, issued_at=at,
            withdrawn_reason="", search_text="",
        )  # fmt: skip


def _nominations(dossiers: list[Any], people: list[Any], rng: random.Random) -> Iterator[Any]:
    from awards.models import AwardType, Nomination

    types = list(AwardType.objects.filter(for_individuals=True)[:8])
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    known = set()
    for number in range(1, SHARES["nominations"] + 1):
        while True:
            dossier, person, kind = rng.choice(dossiers), rng.choice(people), rng.choice(types)
            if (key := (dossier.round_id, person.pk, kind.pk)) not in known:
                break
        known.add(key)
        yield Nomination(pk=number, dossier=dossier, round=dossier.round, award_type=kind,
                         state="received", target="individual", person=person, content={}, rank=0, reason="",
                         sort_key=person.sort_key, search_text="", updated_at=at)  # fmt: skip


def _awards(people: list[Any], rng: random.Random) -> Iterator[Any]:
    from awards.models import Award, AwardType
    from awards.models.register import order_key

    types = list(AwardType.objects.filter(for_individuals=True)[:8])
    for number in range(1, SHARES["awards"] + 1):
        person, kind, year = rng.choice(people), rng.choice(types), rng.randrange(2005, 2027)
        code = f"{rng.randrange(1, 400)}/QĐ-S{number % OFFICES}-{number}"
        on = dt.date(year, 12, 1)
        yield Award(pk=number, award_type=kind, target="individual", person=person, unit=person.unit, year=year,
                    nominee_name=person.full_name, nominee_note="Chuyên viên", achievement="", decision_code=code,
                    decided_on=on, issuer_name="Giám đốc", sort_key=person.sort_key, search_text="",
                    order_key=order_key(on, code, None, person.sort_key))  # fmt: skip


QUESTIONS = {
    "a family name": "nguyễn",
    "two common words": "nguyen van",
    "a name in any order": "Ưu Nguyễn Hồng",
    "a rare name": "nhu quynh luc",
    "a number": "86",
    "a number and symbol": "86/2025/QĐ-UBND",
    "a staff code": "CB 000077",
    "two letters": "an",
    "a beginning of two letters": "th",
    "a word being typed": "nguyen hon",
    "a word of all": "chuyên viên",
    "words that never meet": "nguyen tran pham",
    "a subject": "kiện toàn hội đồng 2025",
    "nonsense": "khongcoaitennay",
    "ten words": "tang giay khen cho tap the ca nhan nam 2024",
}


def measure(place: SimpleNamespace, rounds: int) -> dict[tuple[str, str], tuple[float, float, int]]:
    """Return by question and role the median and the 95th of a hundred in seconds, and how many queries."""
    from django.db import connection
    from django.test import Client

    found = {}
    for role, user in place.users.items():
        client = Client(headers={"host": "localhost", "HX-Request": "true"})
        client.force_login(user)
        for question, text in QUESTIONS.items():

            def get(text: str = text, client: Any = client) -> None:
                assert client.get("/tim-kiem/", {"q": text}).status_code == 200

            get()
            asked: list[tuple[float, str, Any]] = []
            with connection.execute_wrapper(keep(asked)):
                get()
            for took, sql, params in asked if EXPLAIN else ():
                if took > 0.01:
                    print(f"    {question}, {role}: {1000 * took:.0f} ms {sql[:160]} {str(params)[:200]}", flush=True)
            taken = sorted(times(get, rounds))
            found[question, role] = (statistics.median(taken), taken[int(0.95 * (len(taken) - 1))], len(asked))
    return found


EXPLAIN = False


def run(rounds: int, rebuild: bool) -> dict[tuple[str, str], tuple[float, float, int]]:
    """Measure on a PostgreSQL of its own."""
    with own_postgresql():
        from django.core.management import call_command

        place = world()
        fill(place)
        found = measure(place, rounds)
        if rebuild:
            begun = time.perf_counter()
            call_command("rebuild_search", check=True)
            print(f"all entries compared in {time.perf_counter() - begun:.0f} s")
        return found


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description="The search box at 1,000,000 things.")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--share", type=int, default=0, help="how many of each of the four kinds (a quick look)")
    options = parser.parse_args()
    globals()["EXPLAIN"] = options.explain
    if options.share:
        SHARES.update(dict.fromkeys(SHARES, options.share))
    return show(run(options.rounds, options.rebuild))


def show(found: dict[tuple[str, str], tuple[float, float, int]]) -> int:
    """Print the table; return 1 where a median is above the limit."""
    roles = list(dict.fromkeys(role for _, role in found))
    print(f"{'ms: median / 95th':<28}" + "".join(f"{role:>16}" for role in roles))
    for question in QUESTIONS:
        cells = (found[question, role] for role in roles)
        print(f"{question:<28}" + "".join(f"{1000 * one:>9.0f} /{1000 * most:>5.0f}" for one, most, _ in cells))
    print("queries:", f"{min(row[2] for row in found.values())} to {max(row[2] for row in found.values())}")
    worst = max(row[0] for row in found.values())
    print(f"worst median {1000 * worst:.0f} ms (limit {1000 * LIMIT:.0f})")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
