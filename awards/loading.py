"""Brings the catalogue and the rule sets of `awards/data` into the database, new or newer; never over what an office
changed.

Each row keeps the digest of what was shipped to it. As long as it still reads as shipped, a newer file replaces it;
once somebody changed it, the file's word is only laid beside it (`Rule.offered`), for a person to take or leave.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models

from .models import AwardType, Procedure, Rule, RuleSet
from .rules.checking import faults

OWN = "own"  # the digest of a row that no release ever shipped: a later file is never written over it
DATA = Path(__file__).resolve().parent / "data"
Fields = dict[str, Any]
Row = AwardType | RuleSet | Rule | Procedure

TYPE_FIELDS: Fields = {
    "name": "",
    "kind": "",
    "for_individuals": False,
    "for_collectives": False,
    "for_households": False,
    "article": "",
    "authority": "",
    "decided_by": "",
    "period": "",
    "categories": [],
    "in_use": True,
    "order": 0,
}
SET_FIELDS: Fields = {
    "title": "",
    "layer": "1_law",
    "active": True,
    "in_force_from": None,
    "in_force_to": None,
    "citation": "",
    "verified": False,
    "note": "",
}
RULE_FIELDS: Fields = {"condition": {}, "verified": True, "note": ""}
PROCEDURE_FIELDS: Fields = {
    "in_force_from": None,
    "components": [],
    "appraisal_days": None,
    "comment_days": 0,
    "council": "none",
    "ballot": "open",
    "threshold": "",
    "threshold_of": "all",
    "quorum": "",
    "attendance": "",
    "written_opinions": False,
    "article": "",
    "verified": True,
    "note": "",
}


def load_shipped() -> None:
    """Add what the repository ships and the database lacks, and renew what nobody changed. Run after every migration;
    harmless when repeated, and cheap when nothing is new."""
    types = _load_types()
    sets = _load_sets()
    for code, content in shipped_sets().items():
        rule_set = sets[code]
        if rule_set.shipped_digest:
            _load_parts(Rule, rule_set, content["rules"], types, RULE_FIELDS)
            _load_parts(Procedure, rule_set, content["procedures"], types, PROCEDURE_FIELDS)


def shipped_sets() -> dict[str, Fields]:
    """Return the files' rule sets by code, each with its rules and procedures."""
    found: dict[str, Fields] = {}
    for folder in sorted((DATA / "rule-sets").iterdir()):
        content = _read(folder / "set.json") | {"rules": [], "procedures": []}
        for part in sorted(folder.glob("*.json")):
            for name in ("rules", "procedures"):
                content[name] += _read(part).get(name, [])
        found[content["code"]] = content
    for content in found.values():
        if origin := content.get("copy_of"):
            content["rules"], content["procedures"] = found[origin]["rules"], found[origin]["procedures"]
    return found


def shipped_faults() -> list[str]:
    """Return what is wrong with the conditions of the files, in words; empty for a release that is right."""
    codes = frozenset(fields["code"] for fields in _read(DATA / "catalogue.json")["award_types"])
    return [
        f"{code}: {fault}"
        for code, content in shipped_sets().items()
        for rule in content["rules"]
        for fault in faults(rule["condition"], codes, frozenset(other["award_type"] for other in content["rules"]))
    ]


def _load_types() -> dict[str, AwardType]:
    known = {row.code: row for row in AwardType.objects.all()}
    for fields in _read(DATA / "catalogue.json")["award_types"]:
        code = fields["code"]
        known[code] = _renew(AwardType, known.get(code), {"code": code}, fields, TYPE_FIELDS)
    return known


def _load_sets() -> dict[str, RuleSet]:
    known = {row.code: row for row in RuleSet.objects.all()}
    for code, content in shipped_sets().items():
        known[code] = _renew(RuleSet, known.get(code), {"code": code}, content, SET_FIELDS)
    return known


def _load_parts(
    model: type[Rule] | type[Procedure],
    rule_set: RuleSet,
    parts: list[Fields],
    types: Mapping[str, AwardType],
    names: Fields,
) -> None:
    """Bring the rules or procedures of one set up to the files; those that the files dropped go unless changed."""
    by_id = {award_type.pk: code for code, award_type in types.items()}
    known: dict[tuple[str, str], Any] = {
        (by_id[row.award_type_id], row.target): row for row in model._default_manager.filter(rule_set=rule_set)
    }
    for part in parts:
        key = (part["award_type"], part["target"])
        place = {"rule_set": rule_set, "award_type": types[key[0]], "target": key[1]}
        _renew(model, known.pop(key, None), place, part, names)
    for row in known.values():
        if row.shipped_digest and digest_of(row, names) == row.shipped_digest:
            row.delete()


def _renew(model: type, row: Any, place: Fields, fields: Fields, names: Fields) -> Any:
    """Create the row, or bring it up to the file when nobody changed it."""
    values = {name: _typed(model, name, fields.get(name, empty)) for name, empty in names.items()}
    digest = _digest(values)
    if row is None:
        return model._default_manager.create(**place, **values, shipped_digest=digest)  # type: ignore[attr-defined]
    if row.shipped_digest == digest:
        return row
    if row.shipped_digest and digest_of(row, names) != row.shipped_digest:
        _offer(row, values)
        if row.shipped_digest != OWN:  # what was laid beside it once and left is not laid there at every start
            row.shipped_digest = digest
            row.save(update_fields=["shipped_digest"])
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.shipped_digest = digest
    row.save(update_fields=[*values, "shipped_digest"])
    return row


def _offer(row: Any, values: Fields) -> None:
    """Lay a newer condition, or a newer procedure, beside the office's own."""
    if isinstance(row, Rule) and row.offered != values["condition"] != row.condition:
        row.offered = values["condition"]
        row.save(update_fields=["offered"])
    if isinstance(row, Procedure):
        newer = plain_procedure(values)
        if row.offered != newer != plain_procedure({name: getattr(row, name) for name in PROCEDURE_FIELDS}):
            row.offered = newer
            row.save(update_fields=["offered"])


def plain_procedure(values: Fields) -> Fields:
    """Return the fields of a procedure as JSON keeps them."""
    plain: Fields = json.loads(json.dumps(values, default=str))
    return plain


def procedure_fields(plain: Fields) -> Fields:
    """Return the fields of a procedure from what JSON kept."""
    return {name: _typed(Procedure, name, plain.get(name, empty)) for name, empty in PROCEDURE_FIELDS.items()}


def digest_of(row: Row | models.Model, names: Fields | None = None) -> str:
    """Return the digest of what a row says now: equal to `shipped_digest` as long as nobody changed it."""
    return _digest({name: getattr(row, name) for name in names or NAMES[type(row)]})


NAMES: dict[type, Fields] = {
    AwardType: TYPE_FIELDS,
    RuleSet: SET_FIELDS,
    Rule: RULE_FIELDS,
    Procedure: PROCEDURE_FIELDS,
}


def _typed(model: type, name: str, value: Any) -> Any:
    """Return the value as the database gives it back, so that its digest stays the same."""
    column = model._meta.get_field(name)  # type: ignore[attr-defined]
    if value is not None and isinstance(column, models.DateField):
        return dt.date.fromisoformat(value)
    if value is not None and isinstance(column, models.DecimalField):
        return Decimal(value).quantize(Decimal(1).scaleb(-(column.decimal_places or 0)))
    return value


def _digest(values: Fields) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _read(path: Path) -> Fields:
    content: Fields = json.loads(_text(path))
    return content
