"""A plan goes out as a Word file and comes in again as the same plan."""

import io
import re
from pathlib import Path

import pytest
from django.urls import reverse
from docx import Document
from hypothesis import HealthCheck, given, settings

from plans.content import PlanContent, from_read
from plans.outline import task_numbers
from plans.reading.sources import read_file
from plans.word import content_docx
from units.models import Unit
from units.tests.factories import make_world

from .factories import make_plan
from .generated import plans

SAMPLES = Path(__file__).parent / "samples"
UNIT = Unit(name="Sở Nội vụ", symbol="SNV", place="An Sơn", issues_documents=True)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def said(content: PlanContent) -> dict:
    """What a plan says: its texts as they print, whatever names its rows inside a form."""
    data = content.to_json()
    for field in ("opening", "closing"):
        data[field] = _lines(data[field])
    for section in data["sections"]:
        tasks = [task for task in section["tasks"] if task["content"] or task["agencies"]]
        numbers = task_numbers([_Row(task) for task in tasks], restart=section.pop("numbers_restart"))
        for task, number in zip(tasks, numbers, strict=True):
            task["label"] = number
            task["due_on"] = None  # worked out from the words
        section.update(tasks=tasks, uid="", id=None)
        if not tasks:
            section["columns"] = []
            section["body"] += "\n" + section["body_after"]
            section["body_after"] = ""
        section["body"], section["body_after"] = _lines(section["body"]), _lines(section["body_after"])
    return data


class _Row:
    def __init__(self, task: dict) -> None:
        self.label, self.group, self.quarter = task["label"], task["group"], task["quarter"]


def _lines(text: str) -> list[str]:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return [re.sub(r"\s*\|\s*", " | ", line).strip() for line in lines if line]


def there_and_back(content: PlanContent) -> PlanContent:
    return from_read(read_file("ke-hoach.docx", content_docx(content, UNIT)))


@pytest.mark.parametrize("sample", ["so-day-du.txt", "bang-theo-quy.txt", "phan-thu-chu-ky-truoc.txt"])
def test_a_plan_comes_back_from_word_as_it_went(sample):
    content = from_read(read_file(sample, (SAMPLES / sample).read_bytes()))
    content.header_issuer = content.header_issuer or "SỞ NỘI VỤ"
    content.place = content.place or "Sông Lam"
    content.number_text = content.number_text or "/KH-SNV"
    assert said(there_and_back(content)) == said(content)


@FEW
@given(plans())
def test_any_plan_comes_back_from_word_as_it_went(content):
    assert said(there_and_back(content)) == said(content)


@pytest.mark.django_db
def test_a_plan_is_taken_away_as_word_by_those_who_read_it(client):
    world = make_world()
    plan = make_plan(world)
    client.force_login(world.users["standing_office"])
    response = client.get(reverse("plans:plan_docx", args=[plan.pk]))
    assert response["Content-Disposition"].endswith('.docx"')
    words = [paragraph.text for paragraph in Document(io.BytesIO(response.getvalue())).paragraphs]
    assert "II. NỘI DUNG" in words
    assert reverse("plans:plan_docx", args=[plan.pk]) in client.get(plan.get_absolute_url()).content.decode()
