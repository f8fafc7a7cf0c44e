"""Drafts of `make_world`, for tests of this room and of those above."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from documents.models import Document, DocumentCopy, Draft, SigningMandate
from documents.services import AnnexContent, create_draft, give_mandate, make_copy, save_draft, submit_draft
from units.models import Role, User

LETTER = {
    "subject": "đăng ký danh hiệu thi đua năm 2026",
    "addressees": "Các phòng chuyên môn\nTrung tâm Thông tin",
    "body": "Đề nghị các đơn vị gửi đăng ký trước ngày 20/01/2026.\n1. Đăng ký theo mẫu.\n2. Gửi về Phòng Tổng hợp.",
    "recipients": "Lãnh đạo Văn phòng",
}


def write(
    world: SimpleNamespace,
    kind: str = "CV",
    *,
    by: User | None = None,
    annexes: list[AnnexContent] | None = None,
    **values: Any,
) -> Draft:
    """Begin a document of the office drafted by its division, and save these words."""
    by = by or world.users["staff"]
    draft = create_draft(kind=kind, issuer=world.office, drafting_unit=world.division, actor=by)
    return save_draft(draft=draft, values=values, annexes=annexes, version=draft.version, actor=by)


def written_letter(world: SimpleNamespace, **values: Any) -> Draft:
    """A công văn that lacks nothing."""
    return write(world, **(LETTER | values))


def sent_letter(world: SimpleNamespace, **values: Any) -> Draft:
    """A công văn that waits for signature."""
    return submit_draft(draft=written_letter(world, **values), actor=world.users["staff"])


def order_to_sign(world: SimpleNamespace, **fields: Any) -> SigningMandate:
    """The head of the division signs letters and invitations by order of the office's head."""
    facts: dict[str, Any] = {
        "unit": world.office,
        "user": world.users["head"],
        "authority": "TL",
        "own_unit": world.division,
        "title": "TRƯỞNG PHÒNG",
        "kinds": ["CV", "GM"],
        "content": "",
        "basis": "Quy chế làm việc, Điều 12",
        "since": dt.date(2026, 1, 1),
        "until": None,
        "actor": None,
    }
    return give_mandate(**(facts | fields))


def copied(document: Document, **fields: Any) -> DocumentCopy:
    """A copy that the issuer's leader signed."""
    leader = Role.objects.filter(unit=document.issuer, kind="leader").select_related("user")[0].user
    facts: dict[str, Any] = {
        "form": "SY",
        "medium": "paper",
        "unit": document.issuer,
        "signer": leader,
        "signer_key": "own",
        "on": dt.date(2026, 3, 9),
        "actor": None,
        "recipients": ["Sở Nội vụ"],
    }
    return make_copy(document=document, **(facts | fields))
