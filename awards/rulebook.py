"""All rule sets with their rules and procedures, read once: what held on a day, the province's word over the law's."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from .models import Procedure, Rule, RuleSet

Key = tuple[str, str]  # award code, target


class Rulebook:
    """Five queries at most, whatever is asked afterwards."""

    def __init__(self) -> None:
        self.rule_sets = list(RuleSet.objects.order_by("-in_force_from", "-pk"))
        self._by_id = {rule_set.pk: rule_set for rule_set in self.rule_sets}

    @cached_property
    def _rules(self) -> dict[int, dict[Key, Rule]]:
        found: dict[int, dict[Key, Rule]] = {rule_set.pk: {} for rule_set in self.rule_sets}
        for rule in Rule.objects.select_related("award_type"):
            rule.rule_set = self._by_id[rule.rule_set_id]
            found[rule.rule_set_id][rule.award_type.code, rule.target] = rule
        return found

    @cached_property
    def _procedures(self) -> dict[int, dict[Key, Procedure]]:
        found: dict[int, dict[Key, Procedure]] = {rule_set.pk: {} for rule_set in self.rule_sets}
        for procedure in Procedure.objects.select_related("award_type"):
            procedure.rule_set = self._by_id[procedure.rule_set_id]
            found[procedure.rule_set_id][procedure.award_type.code, procedure.target] = procedure
        return found

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
            found |= self._rules[rule_set.pk]
        return found

    def procedure_on(self, day: dt.date, code: str, target: str) -> Procedure | None:
        """The procedure that holds on the day: the province's first, one for the kind of nominee before one for all."""
        for rule_set in reversed(self.sets_on(day)):
            known = self._procedures[rule_set.pk]
            for key in ((code, target), (code, "")):
                procedure = known.get(key)
                if procedure and (procedure.in_force_from is None or procedure.in_force_from <= day):
                    return procedure
        return None


def standards_of(rules: Mapping[Key, Rule] | Iterable[tuple[Key, Rule]], target: str) -> dict[str, Any]:
    """The conditions that another may name, by award code, for one kind of nominee."""
    pairs = rules.items() if isinstance(rules, Mapping) else rules
    return {code: rule.condition for (code, of), rule in pairs if of == target}
