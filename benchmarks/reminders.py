"""1,000,000 deadlines of which 10,000 are due: read, told of, queued, against the bare SQL that finds them.

Deadlines are tasks of plans in force, written by COPY. Measured: the first run of a day (10,000 messages are written),
the run after it (nothing is new), and the SQL that finds the due tasks with whom they concern and fetches them. A time
is what the processors spend, in this process and in the database's. Queries may grow by the chunk of deadlines
only. Starts a PostgreSQL of its own on a free port and ends it.
"""

import argparse
import datetime as dt
import io
import resource
import sys
from types import SimpleNamespace

from province import own_postgresql, spent

TASKS, DUE = 1_000_000, 10_000
PLANS, UNITS = 1_000, 200
ON = dt.date(2026, 6, 30)  # a Tuesday, the last day of a quarter
WRITTEN_LIMIT = 10.0
AGAIN_LIMIT = 6.0
MEMORY_LIMIT = 60.0
# Per 500 deadlines: the units that lead them, what was told, who has an account, the writing.
QUERIES_PER_CHUNK = 6
BARE = """
SELECT task.id, task.content, task.ends_on, plan.year, unit.short_name, role.user_id
FROM plans_plantask task
JOIN plans_plan plan ON plan.id = task.plan_id
JOIN plans_plantask_lead_units lead ON lead.plantask_id = task.id
JOIN units_unit unit ON unit.id = lead.unit_id
JOIN units_role role ON role.unit_id = unit.id AND role.kind IN ('staff', 'head')
JOIN units_user account ON account.id = role.user_id AND account.is_active
LEFT JOIN documents_document document ON document.id = plan.document_id
WHERE task.done_on IS NULL AND task.closed_on IS NULL AND task.content <> '' AND task.ends_on BETWEEN %s AND %s
  AND plan.state IN ('issued', 'recorded') AND plan.year >= %s AND document.withdrawn_at IS NULL
"""


def world() -> SimpleNamespace:
    """An office with 200 divisions, a writer in each, and a standing office."""
    from units.models import Role, RoleKind, Unit, User

    office = Unit(code="VP", name="Văn phòng", short_name="VP", kind="office")
    office.save()
    clerk = User.objects.create(username="thuongtruc", full_name="Thường trực")
    Role.objects.create(user=clerk, unit=office, kind=RoleKind.STANDING_OFFICE)
    divisions = []
    for number in range(UNITS):
        unit = Unit(code=f"P{number}", name=f"Phòng số {number}", short_name=f"Phòng {number}", kind="division",
                    parent=office)  # fmt: skip
        unit.save()
        divisions.append(unit)
    people = [User(username=f"u{number}", full_name=f"Cán bộ {number}", email=f"u{number}@vidu.vn")
              for number in range(UNITS)]  # fmt: skip
    User.objects.bulk_create(people)
    Role.objects.bulk_create(
        Role(user=user, unit=unit, kind=RoleKind.STAFF) for user, unit in zip(people, divisions, strict=True)
    )
    return SimpleNamespace(office=office, divisions=divisions)


def fill(place: SimpleNamespace) -> None:
    """Write the plans, and by COPY their tasks: 10,000 that end on the day, done ones around it, open ones far off."""
    from django.db import connection

    from plans.models import Plan, PlanTask, Section

    Plan.objects.bulk_create(
        [Plan(unit=place.office, year=ON.year, subject=f"Kế hoạch {number}") for number in range(PLANS)]
    )
    Plan.objects.update(state=Plan.State.RECORDED)
    plans = list(Plan.objects.order_by("pk").values_list("pk", flat=True))
    Section.objects.bulk_create([Section(plan_id=pk, position=1, level=1) for pk in plans])
    sections = list(Section.objects.order_by("plan").values_list("pk", flat=True))
    blank = PlanTask()
    plain = {field.column: getattr(blank, field.attname) for field in PlanTask._meta.concrete_fields
             if field.name != "id"}  # fmt: skip
    plain = {column: "\\N" if value is None else value for column, value in plain.items()} | {"extra": "{}"}
    each = TASKS // PLANS
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for start in range(0, TASKS, 100_000):
            rows = io.StringIO()
            for number in range(start, min(TASKS, start + 100_000)):
                place_, position = divmod(number, each)
                due = number % (TASKS // DUE) == 0
                done = not due and number % 3
                day = ON if due else ON + dt.timedelta(days=number % 120 - 60 if done else 60 + number % 120)
                values = {
                    "plan_id": plans[place_], "section_id": sections[place_], "position": position + 1,
                    "content": f"Nhiệm vụ số {number}: kiểm tra, đôn đốc, báo cáo kết quả thực hiện phong trào",
                    "quarter": 2, "due_on": day, "ends_on": day, "done_on": day if done else "\\N",
                    "state": "reported" if done else "not_begun",
                }  # fmt: skip
                rows.write("\t".join(str(value) for value in (plain | values).values()) + "\n")
            rows.seek(0)
            columns = ", ".join(f'"{column}"' for column in plain)
            cursor.copy_expert(f"COPY plans_plantask ({columns}) FROM STDIN", rows)
        units = [unit.pk for unit in place.divisions]
        cursor.execute(
            "INSERT INTO plans_plantask_lead_units (plantask_id, unit_id) "
            "SELECT id, (%s::bigint[])[1 + (id / 7) %% %s] FROM plans_plantask",
            [units, len(units)],
        )
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def bare() -> float:
    """Return what finding and fetching the due tasks costs, the best of five."""
    from django.db import connection

    times = []
    for _ in range(5):
        begun = spent()
        with connection.cursor() as cursor:
            cursor.execute(BARE, [ON - dt.timedelta(days=1), ON + dt.timedelta(days=30), ON.year - 1])
            found = len(cursor.fetchall())
        times.append(spent() - begun)
        assert found == DUE, found
    return min(times)


def planned() -> tuple[float, int, int]:
    """Plan the day; return seconds, messages written, queries."""
    from django.db import connection

    from reminders.services import plan_messages

    queries = 0

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        nonlocal queries
        queries += 1
        return execute(sql, params, many, context)

    begun = spent()
    with connection.execute_wrapper(count):
        written = plan_messages(ON)
    return spent() - begun, written, queries


def measure() -> list[tuple[str, float, float]]:
    """Fill, measure; return (name, ratio, limit)."""
    from django.urls import reverse

    from reminders import registry

    for kind, _ in list(registry.providers()):
        if kind != "plans.task":
            registry.unregister(kind)
    fill(world())
    reverse("home")  # a worker has read its addresses long ago
    alone = bare()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    first, written, queries = planned()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    again, none, _ = planned()
    assert (written, none) == (DUE, 0), (written, none)
    print(f"bare {1000 * alone:.0f} ms; first run {first:.2f} s, {queries} queries, {grown:.0f} MB more; "
          f"the run after it {again:.2f} s")  # fmt: skip
    return [
        ("read, told of and queued / bare SQL", first / alone, WRITTEN_LIMIT),
        ("the run after it / bare SQL", again / alone, AGAIN_LIMIT),
        ("queries per 500 due", queries / (DUE / 500), QUERIES_PER_CHUNK),
        ("memory more, MB", grown, MEMORY_LIMIT),
    ]


def run() -> list[tuple[str, float, float]]:
    """Measure on a PostgreSQL of its own; return (name, ratio, limit)."""
    with own_postgresql():
        return measure()


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description="10,000 due of 1,000,000 deadlines against the SQL that finds them.")
    parser.add_argument("--tasks", type=int, default=TASKS)
    options = parser.parse_args()
    globals()["TASKS"] = options.tasks
    globals()["DUE"] = options.tasks // 100
    ratios = run()
    for name, ratio, limit in ratios:
        print(f"{name:<44} {ratio:6.2f}  (limit {limit:g}){'' if ratio <= limit else '  ABOVE'}")
    return int(any(ratio > limit for _, ratio, limit in ratios))


if __name__ == "__main__":
    sys.exit(main())
