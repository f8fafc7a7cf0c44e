"""Who may use the addresses of drafts: their writers, and their signers once they are sent."""

from types import SimpleNamespace
from typing import Any

from core.testing import EVERYONE, Access
from documents.tests.drafting import copied, order_to_sign, sent_letter, written_letter

WRITERS = {"staff", "head", "standing_office"}


def build(world: SimpleNamespace) -> SimpleNamespace:
    """A letter that a division is writing, and one that waits for the office's leader."""
    return SimpleNamespace(draft=written_letter(world), sent=sent_letter(world), mandate=order_to_sign(world))


def _draft(objects: Any) -> dict[str, Any]:
    return {"pk": objects.draft.pk}


def _sent(objects: Any) -> dict[str, Any]:
    return {"pk": objects.sent.pk}


def _reason(objects: Any) -> dict[str, Any]:
    return {"reason": "Sai nơi gửi."}


KEEPERS = {"standing_office", "administrator"}
TABLE = {
    "documents:copy_make": Access(
        allow={"standing_office", "leader"}, kwargs=lambda objects: {"pk": objects.document.pk}
    ),
    "documents:copy_file": Access(
        allow=EVERYONE - {"outsider"}, kwargs=lambda objects: {"pk": copied(objects.document).pk}
    ),
    "documents:mandate_list": Access(allow=KEEPERS),
    "documents:mandate_give": Access(allow=KEEPERS),
    "documents:mandate_end": Access(
        allow=KEEPERS, kwargs=lambda objects: {"pk": objects.mandate.pk}, method="post", data=_reason
    ),
    "documents:home": Access(allow=EVERYONE),
    "documents:draft_list": Access(allow=WRITERS | {"leader", "outsider"}),
    "documents:draft_new": Access(allow=WRITERS | {"outsider"}),
    "documents:draft_detail": Access(allow=WRITERS, kwargs=_draft),
    "documents:draft_edit": Access(allow=WRITERS, kwargs=_draft),
    "documents:draft_autosave": Access(allow=WRITERS, kwargs=_draft, method="post"),
    "documents:draft_sheet": Access(allow=WRITERS | {"leader"}, kwargs=_sent),
    "documents:draft_page": Access(allow=WRITERS | {"leader"}, kwargs=lambda objects: _sent(objects) | {"page": 1}),
    "documents:draft_file": Access(allow=WRITERS | {"leader"}, kwargs=_sent),
    "documents:draft_docx": Access(allow=WRITERS | {"leader"}, kwargs=_sent),
    "documents:draft_from_docx": Access(allow=WRITERS | {"outsider"}),
    "documents:draft_submit": Access(allow=WRITERS, kwargs=_draft, method="post"),
    "documents:draft_take_back": Access(allow=WRITERS, kwargs=_sent, method="post"),
    "documents:draft_return": Access(allow={"leader"}, kwargs=_sent, method="post", data=_reason),
    "documents:draft_issue": Access(allow={"leader"}, kwargs=_sent, method="post"),
    "documents:draft_delete": Access(allow=WRITERS, kwargs=_draft, method="post", data=_reason),
}
