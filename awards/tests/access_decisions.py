"""Who may use the addresses of what follows a decision; part of the table in access.py."""

import datetime as dt

from django.utils import timezone

from awards.models import BaseSalary, BonusRate, CertificateTemplate, OldCancellation
from awards.services import corrections
from awards.services.cancelled_old import cancel_old_award
from awards.services.certificates import keep_emblem
from awards.services.decisions import change_decision, sign_decision, submit_decision
from awards.services.publishing import publish_results
from core.testing import EVERYONE, Access

from .factories import emblem_file
from .register_lines import enter

KEEP = {"standing_office"}
READ = {"standing_office", "leader"}
REGARD = READ | {"information_centre"}
TAKING_PART = {"staff", "head", "standing_office", "council_member", "leader", "outsider"}


def reason(objects):
    return {"reason": "Có lý do rõ ràng."}


def signed(objects):
    return {"pk": objects.signed.pk}


def published(objects):
    publish_results(actor=objects.office, decision=objects.signed)
    return signed(objects)


def at_office(objects):
    return {"unit": objects.world.office.pk}


def template(objects):
    return {**at_office(objects), "pk": CertificateTemplate.objects.create(unit=objects.world.office).pk}


def recovery(objects):
    made = corrections.prepare_amendment(
        actor=objects.office, original=objects.signed, kind="cancel", awards=[objects.award.pk]
    )
    words = {"subject": made.subject, "achievement": "", "bases": made.bases, "recipients": made.recipients}
    made = change_decision(actor=objects.office, decision=made, **words, ground="a", explanation="Kê khai sai.")
    submit_decision(actor=objects.office, decision=made)
    return {"pk": sign_decision(actor=objects.world.users["leader"], decision=made).recoveries.get().pk}


def own_rate(objects):
    fields = {"code": "GK", "target": "individual", "multiplier": "0.4", "article": "QĐ của tỉnh"}
    return {"pk": BonusRate.objects.create(layer="2_province", **fields).pk}


def _post(allow, kwargs, data=None):
    return Access(allow=allow, kwargs=kwargs, method="post", **({"data": data} if data else {}))


def old_award(objects):
    """A line that was entered by hand."""
    return {"pk": enter(objects.unit, person=objects.person, code="9/QĐ-CU").pk}


def old_cancelled(objects):
    award = enter(objects.unit, person=objects.person, code="8/QĐ-CU", year=2023)
    days = {"decided_on": timezone.localdate(), "received_on": timezone.localdate()}
    entered = OldCancellation(decision_code="1/QĐ", ground="a", reason="Kê khai sai.", **days)
    row = cancel_old_award(actor=objects.office, award=award, office=objects.world.office, entered=entered)
    return {"pk": row.pk}


def with_emblem(objects):
    keep_emblem(actor=objects.office, unit=objects.world.office, file=emblem_file())
    return at_office(objects)


DECISIONS = {
    "awards:old_award_cancel": Access(allow=KEEP, kwargs=old_award),
    "awards:old_award_returned": Access(allow=KEEP, kwargs=old_cancelled),
    "awards:decision_amend": Access(allow=KEEP, kwargs=signed),
    "awards:recovery_edit": Access(allow=KEEP, kwargs=recovery),
    "awards:bonus_pay": _post(KEEP, signed, lambda o: {"on": timezone.localdate() + dt.timedelta(days=1)}),
    "awards:bonus_export": _post(KEEP, signed),
    "awards:results_publish": _post(KEEP, signed),
    "awards:results_withdraw": _post(KEEP, published, reason),
    "awards:fund_list": Access(allow=READ),
    "awards:fund_detail": Access(allow=READ, kwargs=lambda o: {**at_office(o), "year": 2026}),
    "awards:bonus_rates": Access(allow=TAKING_PART),
    "awards:salary_add": Access(allow=KEEP),
    "awards:salary_edit": Access(allow=KEEP, kwargs=lambda o: {"pk": BaseSalary.objects.first().pk}),
    "awards:rate_add": Access(allow=KEEP),
    "awards:rate_edit": Access(allow=KEEP, kwargs=own_rate),
    "awards:rate_remove": _post(KEEP, own_rate),
    "awards:certificate_office": Access(allow=READ),
    "awards:certificate_templates": Access(allow=READ, kwargs=at_office),
    "awards:certificate_template_add": Access(allow=KEEP, kwargs=at_office),
    "awards:certificate_template_edit": Access(allow=KEEP, kwargs=template),
    "awards:certificate_test": Access(allow=READ, kwargs=template),
    "awards:golden_numbering": _post(KEEP, at_office, lambda o: {"numbering": "year"}),
    "awards:emblem_keep": _post(KEEP, at_office, lambda o: {"file": emblem_file()}),
    "awards:emblem_drop": _post(KEEP, with_emblem),
    "awards:certificate_reissue": _post(KEEP, lambda o: {"pk": o.award.pk}, reason),
    "awards:results_public": Access(allow=EVERYONE, public=True),
    "awards:results_decision": Access(allow=EVERYONE, kwargs=published, public=True),
    "awards:results_list": Access(allow=REGARD),
}
