"""Who may use the addresses of dossiers beside their lists; part of the table in access.py."""

from core.testing import Access

UNIT = {"staff", "head"}
OFFICE = {"standing_office", "council_member", "leader"}
RUN = {"standing_office"}


def of_draft(objects):
    return {"pk": objects.draft.dossier_id}


def of_received(objects):
    return {"pk": objects.received_dossier.pk}


def a_picture(objects):
    return {"pk": objects.picture.pk, "page": 1}


DOSSIERS = {
    "awards:dossier_tasks": Access(allow=UNIT, kwargs=of_draft),
    "awards:unit_minutes": Access(allow=UNIT, kwargs=of_draft),
    "awards:unit_minutes_autosave": Access(
        allow=UNIT, kwargs=of_draft, method="post", data=lambda o: {"version": "0", "place": "Phòng họp"}
    ),
    "awards:minutes_pdf": Access(allow=UNIT | OFFICE, kwargs=of_received),
    "awards:receipt_pdf": Access(allow=UNIT | OFFICE, kwargs=of_received),
    "awards:dossier_clerk": Access(allow=RUN, kwargs=of_received, method="post", data=lambda o: {"clerk": ""}),
    "awards:household_add": Access(allow=UNIT, kwargs=of_draft),
    "awards:nominate_from_sheet": Access(allow=UNIT, kwargs=of_draft),
    "awards:nominate_template": Access(allow=UNIT, kwargs=of_draft),
    "awards:nominate_from_last": Access(allow=UNIT, kwargs=of_draft),
    "awards:round_submission_pdf": Access(
        allow={"standing_office", "leader"}, kwargs=lambda o: {"pk": o.received.round_id}
    ),
    "awards:report_pdf": Access(allow=UNIT, kwargs=lambda o: {"pk": o.draft.pk}),
    "awards:nomination_move": Access(allow=UNIT, kwargs=lambda o: {"pk": o.draft.pk, "way": "len"}, method="post"),
    "awards:nomination_presence": Access(allow=UNIT, kwargs=lambda o: {"pk": o.draft.pk}, method="post"),
    "awards:attachment_page": Access(allow=UNIT, kwargs=a_picture),
}
