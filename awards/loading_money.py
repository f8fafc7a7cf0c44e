"""Brings the base salaries and multipliers of `awards/data/bonus.json` into the database, as `loading` its files."""

import json
from decimal import Decimal
from typing import Any

from .loading import DATA, Fields, _renew, _text, digest_of
from .models import BaseSalary, BonusRate

SALARY_FIELDS: Fields = {"amount": 0, "basis": "", "verified": False}
RATE_FIELDS: Fields = {
    "name": "",
    "multiplier": Decimal(0),
    "fixed": None,
    "ceiling": False,
    "article": "",
    "verified": True,
}


def load_money() -> None:
    """Add what the repository ships and the database lacks, renew what nobody changed; harmless when repeated."""
    content: dict[str, Any] = json.loads(_text(DATA / "bonus.json"))
    salaries = {row.in_force_from.isoformat(): row for row in BaseSalary.objects.all()}
    for fields in content["base_salaries"]:
        day = fields["in_force_from"]
        _renew(BaseSalary, salaries.get(day), {"in_force_from": day}, fields, SALARY_FIELDS)
    law = BonusRate.Layer.LAW
    rates = {(row.code, row.target): row for row in BonusRate.objects.filter(layer=law)}
    for fields in content["rates"]:
        place = {"layer": law, "code": fields["code"], "target": fields["target"]}
        _renew(BonusRate, rates.pop((fields["code"], fields["target"]), None), place, fields, RATE_FIELDS)
    for row in rates.values():  # the file dropped them; one that an office changed stays
        if row.shipped_digest and digest_of(row, RATE_FIELDS) == row.shipped_digest:
            row.delete()
