"""Puts the catalogue and the rule sets of `awards/data` into the database; never over what the office changed."""

import json
from pathlib import Path
from typing import Any

from .models import AwardType, Rule, RuleSet

DATA = Path(__file__).resolve().parent / "data"


def load_shipped() -> None:
    """Add what the repository ships and the database lacks. Run after every migration; harmless when repeated."""
    for fields in _read("catalogue.json")["award_types"]:
        AwardType.objects.get_or_create(code=fields.pop("code"), defaults=fields)
    files = {content["code"]: content for content in map(_read, sorted(path.name for path in DATA.glob("rs-*.json")))}
    for content in files.values():
        rules = content.get("rules") or files[content["copy_of"]]["rules"]
        _load_rule_set(content, rules)


def _load_rule_set(content: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    names = ("title", "in_force_from", "in_force_to", "citation", "verified", "note")
    rule_set, created = RuleSet.objects.get_or_create(
        code=content["code"], defaults={name: content[name] for name in names}
    )
    if not created:
        return
    types = {award_type.code: award_type for award_type in AwardType.objects.all()}
    for rule in rules:
        Rule.objects.create(
            rule_set=rule_set,
            award_type=types[rule["award_type"]],
            target=rule["target"],
            condition=rule["condition"],
        )


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return content
