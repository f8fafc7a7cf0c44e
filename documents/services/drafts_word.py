"""A draft begun with the words of a Word file."""

import re
from typing import Any

from django.db import transaction

from core.text import fold
from units.models import Unit, User

from ..models import Draft
from ..word.details import parted
from ..word.found import ReadAnnex, ReadDocument
from .drafts import MOST_ANNEXES, AnnexContent, create_draft, save_draft


@transaction.atomic
def draft_from_word(*, kind: str, issuer: Unit, drafting_unit: Unit, read: ReadDocument, actor: User | None) -> Draft:
    """Begin a draft and save what the file says in the parts that its type has; other parts join the body.

    Raises `Refused` as `create_draft` does.
    """
    draft = create_draft(kind=kind, issuer=issuer, drafting_unit=drafting_unit, actor=actor)
    frame = draft.frame
    body = list(read.body)
    values: dict[str, Any] = {"subject": " ".join(read.subject)[:500] or draft.subject}
    if frame.authority:
        values["authority_line"] = " ".join(read.authority_line)[:200] or draft.authority_line
    if frame.addressees:
        values["addressees"] = "\n".join(read.addressees)
    if frame.bases:
        values["bases"] = "\n".join(read.bases)
    else:
        body[:0] = read.bases
    attached = [annex for annex in read.annexes if not _is_annex(annex)][:1] if frame.attached else []
    for annex in attached:
        values |= {"attached_type": annex.label[:60], "attached_title": " ".join(annex.title)[:500],
                   "attached_body": "\n".join(annex.lines)}  # fmt: skip
    details, body = _details(draft, body, read)
    values |= {"body": "\n".join(body), "recipients": "\n".join(read.recipients), "details": details}
    values |= {"contact": read.contact[:300]}
    values |= _marks(read)
    annexes = [AnnexContent(" ".join(annex.title)[:500], "\n".join(annex.lines), annex.landscape)
               for annex in read.annexes if annex not in attached]  # fmt: skip
    return save_draft(draft=draft, values=values, annexes=annexes[:MOST_ANNEXES], version=draft.version, actor=actor)


def _details(draft: Draft, body: list[str], read: ReadDocument) -> tuple[dict[str, str], list[str]]:
    """Return the fields that only this type has, and the lines of the body that are none of them."""
    details, rest = parted(draft.kind, body)
    named = {"sender": read.sender, "chair_post": read.post}
    known = {detail.name: detail.limit for detail in draft.frame.details}
    details |= {name: value for name, value in named.items() if name in known and value}
    return {name: value[: known[name]] for name, value in details.items() if name in known}, rest


def _marks(read: ReadDocument) -> dict[str, Any]:
    """Return the mark of urgency and the drafter's ("PL.(300)") when they are such as a draft can have."""
    values: dict[str, Any] = {}
    if read.urgency in Draft.Urgency.values:
        values["urgency"] = read.urgency
    if read.circulation in Draft.Circulation.values:
        values["circulation"] = read.circulation
    if match := re.fullmatch(r"(?:(\w{1,10})\.)?(?:\((\d{1,5})\))?", read.drafter_mark):
        values |= {"drafter_initials": match.group(1) or "", "copies": int(match.group(2)) if match.group(2) else None}
    return values


def _is_annex(annex: ReadAnnex) -> bool:
    return fold(annex.label).startswith("phu luc")
