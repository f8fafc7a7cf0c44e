"""Who may use the addresses of the rule sets and of eligibility; part of the table in access.py."""

from awards.models import Procedure, Rule, RuleSet
from core.testing import Access

UNIT = {"staff", "head"}
OFFICE = {"standing_office", "council_member", "leader"}
OUTSIDE = {"outsider"}  # has a unit of its own: sees its own, empty lists
KEEP = {"standing_office"}


def of_set(objects):
    return {"pk": RuleSet.objects.get(code="VD-BN-2025").pk}


def of_rule(objects):
    return {"pk": Rule.objects.filter(rule_set__code="RS-2026").first().pk}


def of_procedure(objects):
    return {"pk": Procedure.objects.first().pk}


def origin(objects):
    return {"origin": of_rule(objects)["pk"]}


def _keep(kwargs, method="get", **more):
    return Access(allow=KEEP, kwargs=kwargs, method=method, **more)


RULES = {
    "awards:rule_list": Access(allow=UNIT | OFFICE | OUTSIDE),
    "awards:rule_set_detail": Access(allow=UNIT | OFFICE | OUTSIDE, kwargs=of_set),
    "awards:rule_set_copy": _keep(of_set),
    "awards:rule_set_edit": _keep(of_set),
    "awards:rule_set_verify": _keep(of_set, "post", data=lambda o: {"verified": "1", "reason": "Đối chiếu bản giấy."}),
    "awards:rule_add": _keep(of_set, "post", data=origin),
    "awards:procedure_add": _keep(of_set),
    "awards:rule_edit": _keep(of_rule),
    "awards:rule_take_offered": _keep(of_rule, "post"),
    "awards:rule_remove": _keep(of_rule, "post"),
    "awards:procedure_edit": _keep(of_procedure),
    "awards:procedure_copy": _keep(of_procedure),
    "awards:procedure_remove": _keep(of_procedure, "post"),
    "awards:procedure_take_offered": _keep(of_procedure, "post"),
    "awards:condition_add": _keep(of_rule),
    "awards:round_rules": _keep(lambda o: {"pk": o.round.pk}),
    "awards:eligibility_list": Access(allow=UNIT | OFFICE | OUTSIDE),
    "awards:eligibility_export": Access(allow=UNIT | OFFICE | OUTSIDE, method="post"),
    "awards:person_outlook": Access(allow=UNIT | OFFICE, kwargs=lambda o: {"pk": o.person.pk}),
    "awards:unit_outlook": Access(allow=UNIT | OFFICE, kwargs=lambda o: {"pk": o.unit.pk}),
}
