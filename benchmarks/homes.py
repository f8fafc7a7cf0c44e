"""First pages where tables are long: 100,000 awards, nominations, documents, drafts and tasks of plans on PostgreSQL.

A time is what the processors spend on one answer, in the web process and in the database's, warm: other work on the
machine does not count. The first page of the standing office is the dearest, with the year drawn below it; above
`LIMIT` in the median the benchmark fails. Starts a PostgreSQL of its own on a free port and ends it. `--explain` prints
the plans of the statements that take long.
"""

import argparse
import datetime as dt
import statistics
import sys
from functools import partial
from types import SimpleNamespace
from typing import Any

from province import accounts, keep, own_postgresql, province, times

LIMIT = 0.5
ROWS = 100_000
OFFICES, DIVISIONS = 5, 40
SLOW = 0.02


def world() -> SimpleNamespace:
    """A province of a few offices with many divisions each, and an account for each role."""
    from units.models import RoleKind

    place = province(OFFICES, DIVISIONS)
    top, office, division = place.province, place.offices[0], place.divisions[0]
    place.users = accounts([
        ("standing office", office, RoleKind.STANDING_OFFICE),
        ("standing office, province", top, RoleKind.STANDING_OFFICE),
        ("leader", office, RoleKind.LEADER),
        ("council member", office, RoleKind.COUNCIL_MEMBER),
        ("staff", division, RoleKind.STAFF),
        ("head", division, RoleKind.HEAD),
        ("information centre", office, RoleKind.INFORMATION_CENTRE),
        ("administrator", top, RoleKind.ADMINISTRATOR),
    ])  # fmt: skip
    return place


def multiply(row: Any, number: int, /, **expressions: str) -> None:
    """Write `number` copies of a saved row; an expression of SQL may use `n`, 1 to `number`."""
    from django.db import connection

    table = row._meta.db_table
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(expressions.get(field.attname, f't."{field.column}"') for field in fields)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} t, generate_series(1, %s) n WHERE t.id = %s",
            [number, row.pk],
        )
        cursor.execute("SET session_replication_role = DEFAULT")


def fill(place: SimpleNamespace) -> None:
    """Each of the long tables to 100,000 rows, spread over years, units and states."""
    from django.db import connection

    from awards.models import Award, AwardType, Dossier, Nomination, Round
    from documents.models import Document, Draft
    from plans.models import Plan, PlanTask, Section
    from units.models import Person

    maker, now = place.users["standing office"], dt.datetime.now(dt.UTC)
    year, first = now.year, place.offices[0]
    days = {"period_start": dt.date(year, 1, 1), "period_end": dt.date(year, 12, 31), "opens_on": dt.date(year, 1, 2)}
    person = Person.objects.create(unit=place.divisions[0], full_name="Lò Thị An", staff_code="X0")
    multiply(person, ROWS, staff_code="'X' || n", unit_id=_one_of(place.divisions))
    people = list(Person.objects.values_list("pk", flat=True).order_by("pk"))
    rounds = [
        Round(unit=office, year=one, title=f"Đợt {one}", send_by=dt.date(year, 3, 1), appraise_by=dt.date(year, 4, 1),
              decide_by=dt.date(year, 5, 1), created_by=maker, state="open" if one > year - 2 else "closed", **days)
        for office in place.offices for one in range(year - 9, year + 1)
    ]  # fmt: skip
    Round.objects.bulk_create(rounds)
    for one in rounds:
        one.units.set([unit for unit in place.divisions if unit.parent_id == one.unit_id])
    dossiers = [
        Dossier(round=one, unit=unit, state="received", received_at=now, sent_at=now)
        for one in rounds for unit in one.units.all()[: DIVISIONS - 4]
    ]  # fmt: skip
    Dossier.objects.bulk_create(dossiers)
    kinds = list(AwardType.objects.filter(for_individuals=True))
    nomination = Nomination.objects.create(dossier=dossiers[0], round=rounds[0], award_type=kinds[0],
                                           target="individual", person=person)  # fmt: skip
    start, many = Dossier.objects.order_by("pk").values_list("pk", flat=True)[0], len(dossiers)
    multiply(
        nomination, ROWS, person_id=f"{people[0]} + n %% {len(people)}", dossier_id=f"{start} + n %% {many}",
        round_id=f"(SELECT round_id FROM awards_dossier d WHERE d.id = {start} + n %% {many})",
        award_type_id=_one_of(kinds),
        state="(ARRAY['received','appraised','awarded','awarded','returned'])[1 + n %% 5]",
    )  # fmt: skip
    award = Award.objects.create(
        award_type=kinds[0], target="individual", person=person, unit=place.divisions[0], nominee_name="Lò Thị An",
        year=year, decision_code="1/QĐ", decided_on=now.date(), issuer_name="Sở",
    )  # fmt: skip
    multiply(award, ROWS, unit_id=_one_of(place.divisions), award_type_id=_one_of(kinds), year=f"{year} - n %% 3",
             decision_code="n || '/QĐ'", person_id=f"{people[0]} + n %% {len(people)}")  # fmt: skip
    document = Document.objects.create(
        issuer=first, kind="QĐ", year=year, number=1, symbol="QĐ-S0", issued_on=now.date(), subject="Quyết định",
        page_count=1, pdf="x", verification_code="0", issued_by=maker, issued_at=now,
    )  # fmt: skip
    multiply(document, ROWS, number="n + 1", verification_code="n::text", issuer_id=_one_of(place.offices),
             issued_on="current_date - (n %% 2000)::int", year=f"{year} - (n %% 6)")  # fmt: skip
    draft = Draft.objects.create(kind="CV", issuer=first, drafting_unit=place.divisions[0], subject="Công văn",
                                 created_by=maker)  # fmt: skip
    # Most drafts of the years were issued; one in twenty-five is still worked on.
    multiply(draft, ROWS, drafting_unit_id=_one_of(place.divisions), created_by_id=_one_of(list(place.users.values())),
             state="CASE n %% 75 WHEN 0 THEN 'draft' WHEN 1 THEN 'submitted' WHEN 2 THEN 'returned' ELSE 'issued' END",
             )  # fmt: skip
    for one in range(year - 4, year + 1):
        plan = Plan(unit=first, year=one, subject=f"Kế hoạch {one}", number_text="1/KH", created_by=maker,
                    state="recorded")  # fmt: skip
        plan.save()
        section = Section.objects.create(plan=plan, position=1, level=1, heading="I")
        task = PlanTask.objects.create(plan=plan, section=section, position=1, content="Việc", quarter=1)
        multiply(
            task, ROWS // 5, position="n + 1", quarter="1 + n %% 4",
            state="(ARRAY['not_begun','doing','confirmed','confirmed'])[1 + n %% 4]",
            done_on=f"CASE WHEN n %% 4 > 1 THEN DATE '{one}-01-01' END",
        )  # fmt: skip
    with connection.cursor() as cursor:
        unit = _one_of(place.divisions).replace("n %%", "t.id %")
        cursor.execute(
            f"INSERT INTO plans_plantask_lead_units (plantask_id, unit_id) SELECT t.id, {unit} FROM plans_plantask t"
        )
        cursor.execute("VACUUM ANALYZE")


def _one_of(rows: list[Any]) -> str:
    ids = ", ".join(str(row.pk) for row in rows)
    return f"(ARRAY[{ids}])[1 + n %% {len(rows)}]"


def measure(place: SimpleNamespace, rounds: int, explain: bool) -> dict[str, tuple[float, int]]:
    """Return by role the median of a first page in seconds, and its queries."""
    from django.db import connection
    from django.test import Client

    found = {}
    for name, user in place.users.items():
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        asked: list[tuple[float, str, Any]] = []
        assert client.get("/").status_code == 200
        with connection.execute_wrapper(keep(asked)):
            client.get("/")
        for took, sql, params in sorted(asked, key=lambda one: -one[0]) if explain else ():
            if took > SLOW:
                print(f"--- {name}: {1000 * took:.0f} ms\n{sql[:1500]}\n{str(params)[:300]}", flush=True)
                with connection.cursor() as cursor:
                    cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {sql}", params)
                    print("\n".join(row[0][:150] for row in cursor.fetchall()[:30]), flush=True)
        found[name] = statistics.median(times(partial(client.get, "/"), rounds)), len(asked)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--explain", action="store_true")
    asked = parser.parse_args()
    with own_postgresql():
        place = world()
        fill(place)
        found = measure(place, asked.rounds, asked.explain)
    for name, (seconds, queries) in found.items():
        print(f"{name}: {1000 * seconds:.0f} ms, {queries} queries")
    return int(max(seconds for seconds, _ in found.values()) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
