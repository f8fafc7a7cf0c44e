"""Who may use the addresses of the rule sets and of eligibility; part of the table in access.py."""

from core.testing import Access

UNIT = {"staff", "head"}
OFFICE = {"standing_office", "council_member", "leader"}
OUTSIDE = {"outsider"}  # has a unit of its own: sees its own, empty lists

RULES = {
    "awards:rule_list": Access(allow=UNIT | OFFICE | OUTSIDE),
    "awards:eligibility_list": Access(allow=UNIT | OFFICE | OUTSIDE),
    "awards:eligibility_export": Access(allow=UNIT | OFFICE | OUTSIDE, method="post"),
    "awards:person_outlook": Access(allow=UNIT | OFFICE, kwargs=lambda o: {"pk": o.person.pk}),
    "awards:unit_outlook": Access(allow=UNIT | OFFICE, kwargs=lambda o: {"pk": o.unit.pk}),
}
