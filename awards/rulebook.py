"""Rule sets with their rules and procedures, each read once: what held on a day, the province's word over the law's."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from .models import Procedure, Rule, RuleSet

Key = tuple[str, str]  # award code, target


class Rulebook:
    """One query for the sets; one for the rules and one for the procedures of each set that held on a day asked for,
    however many others the office keeps."""

    def __init__(self) -> None:
        self.rule_sets = list(RuleSet.objects.order_by("-in_force_from", "-pk"))
        self._rules: dict[int, dict[Key, Rule]] = {}
        self._procedures: dict[int, dict[Key, Procedure]] = {}

    def _rules_of(self, rule_set: RuleSet) -> dict[Key, Rule]:
        if rule_set.pk not in self._rules:
            rows = rule_set.rules.select_related("award_type")
            self._rules[rule_set.pk] = {(row.award_type.code, row.target): row for row in rows}
        return self._rules[rule_set.pk]

    def _procedures_of(self, rule_set: RuleSet) -> dict[Key, Procedure]:
        if rule_set.pk not in self._procedures:
            rows = rule_set.procedures.select_related("award_type")
            self._procedures[rule_set.pk] = {(row.award_type.code, row.target): row for row in rows}
        return self._procedures[rule_set.pk]

    def sets_on(self, day: dt.date) -> list[RuleSet]:
        """The sets in force on the day: the law's, over it the province's; of one layer the latest."""
        chosen: dict[str, RuleSet] = {}
        for rule_set in self.rule_sets:
            if rule_set.holds_on(day):
                chosen.setdefault(rule_set.layer, rule_set)
        return [chosen[layer] for layer in sorted(chosen)]

    def law_on(self, day: dt.date) -> RuleSet | None:
        """What the law's layer has for the day."""
        return next(iter(self.sets_on(day)), None)

    def rules_on(self, day: dt.date) -> dict[Key, Rule]:
        """The rules that hold on the day, by award code and target."""
        found: dict[Key, Rule] = {}
        for rule_set in self.sets_on(day):
            found |= self._rules_of(rule_set)
        return found

    def procedure_on(self, day: dt.date, code: str, target: str) -> Procedure | None:
        """The procedure that holds on the day: the province's first, one for the kind of nominee before one for all."""
        for rule_set in reversed(self.sets_on(day)):
            known = self._procedures_of(rule_set)
            for key in ((code, target), (code, "")):
                procedure = known.get(key)
                if procedure and (procedure.in_force_from is None or procedure.in_force_from <= day):
                    return procedure
        return None


def standards_of(rules: Mapping[Key, Rule] | Iterable[tuple[Key, Rule]], target: str) -> dict[str, Any]:
    """The conditions that another may name, by award code, for one kind of nominee."""
    pairs = rules.items() if isinstance(rules, Mapping) else rules
    return {code: rule.condition for (code, of), rule in pairs if of == target}
