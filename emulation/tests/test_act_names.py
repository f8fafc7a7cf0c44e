"""Every act that a service records has a name in the office's words."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from core import act_names

ROOMS = ["units", "documents", "reminders", "plans", "campaigns", "awards"]
CODE = re.compile(r"""action=f?"([a-z]+\.[a-z_]+)\"""")


def _recorded():
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            if "tests" not in path.parts:
                yield from CODE.findall(path.read_text(encoding="utf-8"))


def test_every_recorded_act_has_a_name():
    assert [code for code in _recorded() if act_names.act_name(code) == code] == []


@pytest.mark.django_db
def test_the_trail_speaks_vietnamese(world, client):
    client.force_login(world.users["administrator"])
    client.post(reverse("units:unit_edit", args=[world.division.pk]), {
        "code": "TH", "name": "Phòng Tổng hợp", "short_name": "TH", "kind": "division",
    })  # fmt: skip
    page = client.get(reverse("units:audit_list"), {"viec": "units.change"}).content.decode()
    assert "Sửa đơn vị" in page
    assert "units.unit" not in page
