"""How far a long import is while it writes: said after each step, on PostgreSQL seen by others before it ends."""

import uuid

import pytest
from django.db import connection, connections
from django.urls import reverse

from awards.importing.progress import seen_by_others
from awards.models import YearlyRating
from awards.services import imports, imports_bulk
from core.models import Job
from units.models import User
from units.tests.factories import PersonFactory

from .sheets import book_of, upload

HEAD = ["Mã cán bộ", "Họ và tên", "Năm", "Mức xếp loại"]


@pytest.mark.django_db
def test_the_writing_says_how_far_it_is(world, monkeypatch):
    monkeypatch.setattr(imports_bulk, "BATCH", 2)
    office = world.users["standing_office"]
    people = [PersonFactory(unit=world.division) for _ in range(7)]
    rows = [HEAD, *[[person.staff_code, person.full_name, 2024, "Hoàn thành tốt nhiệm vụ"] for person in people]]
    batch = upload(office, "xep-loai", book_of(rows))
    heard = []
    imports.apply(actor=office, batch=batch, skip_faulty=False, advance=lambda done, total: heard.append((done, total)))
    assert YearlyRating.objects.filter(person__in=people).count() == 7
    assert [total for _, total in heard] == [7] * 5
    assert [done for done, _ in heard] == [3, 4, 5, 6, 7]


@pytest.mark.django_db
@pytest.mark.pages
def test_where_a_transaction_shuts_the_row_the_page_is_told_beside_it(client, world, settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(connection, "vendor", "sqlite")
    job = Job.objects.create(
        kind="thu", title="Thử", claim=uuid.uuid4(), created_by=world.users["standing_office"], state="running",
        done=10, total=100,
    )  # fmt: skip
    client.force_login(job.created_by)
    url = reverse("core:job_detail", args=[job.pk])
    with seen_by_others(job) as advance:
        advance(40, 100)
        assert "40/100" in client.get(url).content.decode()
    assert "10/100" in client.get(url).content.decode()
    assert not list(tmp_path.rglob("*.json"))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_job_moves_on_while_the_transaction_is_open():
    job = Job.objects.create(
        kind="thu", title="Thử", claim=uuid.uuid4(), created_by=User.objects.create(username="nguoi-thu")
    )
    outside = connections.create_connection("default")
    try:
        with seen_by_others(job) as advance:
            advance(40, 100)
        with outside.cursor() as cursor:
            cursor.execute(f"SELECT done, total FROM {Job._meta.db_table} WHERE id = %s", [job.pk])
            assert cursor.fetchone() == (40, 100)
    finally:
        outside.close()
