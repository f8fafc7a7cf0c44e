"""Who may use the addresses of official papers of dossiers and rounds; part of the table in access.py."""

from core.testing import Access


def of_draft(objects):
    """The dossier of a division, which issues no documents of its own: nobody takes a number for it."""
    return {"pk": objects.draft.dossier_id, "kind": "submission"}


PAPERS = {
    "awards:unit_paper": Access(allow=set(), kwargs=of_draft, method="post"),
    "awards:round_paper": Access(
        allow={"standing_office"}, kwargs=lambda o: {"pk": o.received.round_id}, method="post"
    ),
    "awards:appraisal_export": Access(
        allow={"standing_office"},
        kwargs=lambda o: {"pk": o.received.round_id},
        method="post",
        data=lambda o: {"stage": ""},
    ),
}
