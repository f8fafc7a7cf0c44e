"""What stands beside a nominee's name in papers: whole names, up to the level below the one that decides."""

import pytest

from awards.certificates import Certificate
from awards.models import Nomination
from awards.papers.places import joined, notes_of
from core.text import in_full
from units.models import Person, Unit

from . import factories as make

ROOT = Unit(pk=1, name="Ủy ban nhân dân tỉnh An Sơn", short_name="UBND tỉnh", kind="province", path="00001.")
DEPARTMENT = Unit(
    pk=2, name="Sở Nội vụ tỉnh An Sơn", short_name="Sở NV", kind="department", parent=ROOT, path="00001.00001."
)
STAFF_OFFICE = Unit(
    pk=3, name="Văn phòng Sở Nội vụ", short_name="Văn phòng Sở", parent=DEPARTMENT, path="00001.00001.00001."
)
DIVISION = Unit(
    pk=4, name="Phòng Công chức, viên chức", short_name="Phòng CCVC", parent=DEPARTMENT, path="00001.00001.00002."
)
TEAM = Unit(pk=5, name="Tổ Xe", short_name="Tổ Xe", parent=DIVISION, path="00001.00001.00002.00001.")
COMMUNE = Unit(
    pk=6, name="Ủy ban nhân dân xã Bản Mòn", short_name="X", kind="commune", parent=ROOT, path="00001.00002."
)


@pytest.fixture
def note(db):
    for unit in (ROOT, DEPARTMENT, STAFF_OFFICE, DIVISION, TEAM, COMMUNE):
        unit.code = str(unit.pk)
        unit.prepare()
    Unit.objects.bulk_create([ROOT, DEPARTMENT, STAFF_OFFICE, DIVISION, TEAM, COMMUNE])

    def of(office, code, unit, position="", household=""):
        person = Person(position=position, unit=unit) if position else None
        kind = (
            {"person": person}
            if person
            else {"unit": unit, "household_name": "Lò Thị Thu", "household_address": household}
        )
        if not household:
            kind.pop("household_name", None)
            kind.pop("household_address", None)
        target = "individual" if person else "household" if household else "collective"
        row = Nomination(pk=1, award_type=make.award_type(code), target=target, **kind)
        return notes_of([row], office)[1]

    return of


def test_a_division_is_followed_by_its_agency_where_somebody_above_decides(note):
    post = "Phó Trưởng phòng"
    assert note(DEPARTMENT, "GK", DIVISION, post) == "Phó Trưởng phòng, Phòng Công chức, viên chức"
    full = "Phó Trưởng phòng, Phòng Công chức, viên chức, Sở Nội vụ tỉnh An Sơn"
    assert note(ROOT, "BKT", DIVISION, post) == full
    assert note(DEPARTMENT, "BKT", DIVISION, post) == full  # its list that goes up
    assert note(DEPARTMENT, "BKTTG", DIVISION, post) == full
    assert note(ROOT, "BKT", STAFF_OFFICE, "Chuyên viên") == "Chuyên viên, Văn phòng Sở Nội vụ tỉnh An Sơn"
    assert note(ROOT, "BKT", ROOT, "Phó Chủ tịch UBND tỉnh") == f"Phó Chủ tịch {ROOT.name}"


def test_collectives_and_households_are_placed_in_the_same_way(note):
    assert note(DEPARTMENT, "GK", TEAM) == "Phòng Công chức, viên chức"
    assert note(ROOT, "BKT", TEAM) == "Phòng Công chức, viên chức, Sở Nội vụ tỉnh An Sơn"
    assert note(DEPARTMENT, "GK", DIVISION) == note(ROOT, "BKT", DIVISION) == "Sở Nội vụ tỉnh An Sơn"
    assert note(ROOT, "BKT", DEPARTMENT) == ""
    assert note(ROOT, "BKTTG", COMMUNE) == "tỉnh An Sơn"
    assert note(COMMUNE, "GDVH", COMMUNE, household="Bản A") == "Bản A"
    assert note(ROOT, "BKT", COMMUNE, household="Bản A") == "Bản A, xã Bản Mòn"
    assert note(ROOT, "BKT", COMMUNE, household="Bản A, xã Bản Mòn") == "Bản A, xã Bản Mòn"


def test_papers_shorten_no_name_of_a_body(db):
    award = make.award_type("BKT")
    assert (award.name, award.phrase) == (
        "Bằng khen của Chủ tịch UBND tỉnh", "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    )  # fmt: skip
    assert in_full("HĐND và UBND, VP-UBND, XUBND") == (
        "Hội đồng nhân dân và Ủy ban nhân dân, VP-Ủy ban nhân dân, XUBND"
    )
    assert joined(["Chánh Văn phòng", "Văn phòng UBND tỉnh"]) == "Chánh Văn phòng Ủy ban nhân dân tỉnh"


def test_a_long_note_parts_behind_a_units_name():
    fields = dict.fromkeys(("authority", "verb", "award", "honorific", "decision", "golden_number"), "")
    more = {"place_and_date": "", "signer_lines": (), "signer_name": "", "name": "A", "achievement": ""}
    parts = ["Chuyên viên", "Bộ phận Văn thư - Lưu trữ", "Phòng Tổ chức - Hành chính"]
    parts.append("Văn phòng Ủy ban nhân dân tỉnh An Sơn")
    one = Certificate(note=", ".join(parts), **fields, **more)
    assert one.note_lines == [f"{', '.join(parts[:3])},", parts[3]]
    assert Certificate(note="Kế toán, Phòng A", **fields, **more).note_lines == ["Kế toán, Phòng A"]
