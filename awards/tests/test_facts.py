"""Ratings, initiatives and discipline, kept by the standing office."""

from dataclasses import replace

import pytest
from django.urls import reverse

from awards.gathering.people import Period, gather_people
from awards.models import Discipline, Initiative, YearlyRating
from awards.rules import State, evaluate
from core.models import AuditEvent
from units.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(world, client):
    client.force_login(world.users["standing_office"])
    return client


def url(person):
    return f"/khen-thuong/so-khen-thuong/ca-nhan/{person.pk}/du-lieu/"


def test_a_rating_is_set_and_replaced(world, office):
    data = {"kind": "rating", "rating-year": 2025, "rating-level": "HTT"}
    office.post(url(world.person), data)
    office.post(url(world.person), {**data, "rating-level": "HTXS"})
    assert YearlyRating.objects.get(person=world.person, year=2025).level == "HTXS"
    last = AuditEvent.objects.filter(action="awards.set_rating").first()
    assert (last.before, last.after) == ({"level": "HTT"}, {"level": "HTXS", "year": 2025})


def test_a_collective_has_a_rating_of_its_own(world, office):
    data = {"kind": "rating", "rating-year": 2025, "rating-level": "HTT"}
    office.post(f"/khen-thuong/so-khen-thuong/tap-the/{world.division.pk}/du-lieu/", data)
    assert YearlyRating.objects.get().unit == world.division


def test_an_initiative_is_added_and_taken_back_with_a_reason(world, office):
    data = {
        "kind": "initiative",
        "initiative-kind": "sang_kien",
        "initiative-title": "Sổ mượn phòng họp",
        "initiative-recognised_on": "12/06/2025",
        "initiative-scope": "1_co_so",
    }
    office.post(url(world.person), data)
    row = Initiative.objects.get()
    remove = f"/khen-thuong/so-khen-thuong/du-lieu/sang-kien/{row.pk}/bo/"
    office.post(remove, {"reason": ""})
    assert Initiative.objects.exists()
    office.post(remove, {"reason": "Nhập nhầm người."})
    assert not Initiative.objects.exists()
    assert AuditEvent.objects.first().reason == "Nhập nhầm người."


def test_a_measure_cannot_end_before_it_begins(world, office):
    data = {
        "kind": "discipline",
        "discipline-level": "1_khien_trach",
        "discipline-decided_on": "12/06/2025",
        "discipline-ended_on": "11/06/2025",
    }
    page = office.post(url(world.person), data).content.decode()
    assert "phải sau ngày quyết định" in page
    assert "11/06/2025" in page
    assert not Discipline.objects.exists()
    office.post(url(world.person), {**data, "discipline-ended_on": ""})
    assert "chưa hết" in office.get(url(world.person)).content.decode()


def test_nonsense_is_refused(world, office):
    assert office.post("/khen-thuong/so-khen-thuong/du-lieu/khac/1/bo/", {"reason": "x"}).status_code == 404
    assert "Mức xếp loại" in office.post(url(world.person), {"kind": "rating"}).content.decode()


def test_leave_is_kept_with_days_in_order(world, office):
    data = {"kind": "leave", "leave-kind": "thai_san", "leave-since": "01/02/2026", "leave-until": "01/01/2026"}
    page = office.post(url(world.person), data).content.decode()
    assert "Ngày cuối phải sau ngày đầu" in page or "phải sau ngày đầu" in page
    office.post(url(world.person), {**data, "leave-until": "31/07/2026"})
    assert world.person.absences.get().kind == "thai_san"


def test_a_place_in_a_cluster_is_kept_once_and_taken_back(world, office):
    page = f"/khen-thuong/so-khen-thuong/tap-the/{world.division.pk}/du-lieu/"
    data = {"kind": "cluster", "cluster-year": 2025, "cluster-cluster": "Khối Văn phòng", "cluster-scope": "tinh",
            "cluster-rank": 1}  # fmt: skip
    office.post(page, data)
    assert "đã có" in office.post(page, data).content.decode()
    row = world.division.cluster_results.get()
    answer = office.post(f"/khen-thuong/so-khen-thuong/du-lieu/cum-khoi/{row.pk}/bo/", {"reason": "Ghi nhầm."})
    assert answer.url == page
    assert not world.division.cluster_results.exists()


def test_posts_of_leadership_are_kept_and_counted_as_long_service(world, office):
    """Five years as a head of department count for a woman as seven and a half: the third class of six."""
    sent = {"kind": "post", "post-title": "Giám đốc Sở Ví dụ", "post-group": "2_vu_truong", "post-since": "01/01/2021"}
    wrong = office.post(url(world.person), sent | {"post-until": "01/01/2020"})
    assert "phải sau ngày đầu" in wrong.content.decode()
    assert office.post(url(world.person), sent).status_code == 302
    row = world.person.posts_held.get()
    assert AuditEvent.objects.filter(action="awards.add_postheld").exists()
    Person.objects.filter(pk=world.person.pk).update(gender=Person.Gender.FEMALE)
    period = Period.of_year(2025)
    facts = gather_people(Person.objects.filter(pk=world.person.pk), period)[world.person.pk]
    held = {"held": "2_vu_truong", "years": 6, "label": "a", "article": "b"}
    assert evaluate(held, facts).state == State.MET
    assert evaluate(held, replace(facts, woman=False)).state == State.NOT_MET
    assert "Giám đốc Sở Ví dụ" in office.get(url(world.person)).content.decode()
    office.post(reverse("awards:fact_remove", args=["chuc-vu", row.pk]), {"reason": "Ghi nhầm người"})
    assert not world.person.posts_held.exists()
