"""Lines of the register, typed in."""

import datetime as dt

from awards.models import Award

from . import factories as make


def enter(unit, *, person=None, name="", year=2024, code="1/QĐ-VP", on=None, golden=None, award="LDTT", **more):
    """Return a saved line; without a person it is the unit's own."""
    line = Award(
        award_type=make.award_type(award if person else "TTLDTT"),
        target="individual" if person else "collective",
        person=person,
        unit=unit,
        nominee_name=name or (person.full_name if person else unit.name),
        year=year,
        decision_code=code,
        decided_on=on or dt.date(year, 12, 20),
        issuer_name="Chánh Văn phòng",
        golden_number=golden,
        **more,
    )
    line.save()
    return line
