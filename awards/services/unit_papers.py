"""Drafts of a unit's and of an office's papers: written, signed and numbered where all documents are."""

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from documents.kinds import MINUTES, SUBMISSION
from documents.models import Draft
from documents.services import create_draft, save_draft
from documents.services.drafts import AnnexContent
from units.models import Unit, User

from .. import queries
from ..below import by_hand, wholly_sent_up
from ..models import Dossier, Round, UnitMinutes, UnitPaper
from ..papers import drafts as words
from ..papers.keeping import drafter_of
from .steps import locked

Kind = UnitPaper.Kind
KINDS = {Kind.SUBMISSION: SUBMISSION, Kind.MINUTES: MINUTES}


@transaction.atomic
def draft_unit_paper(*, actor: User, dossier: Dossier, kind: str) -> Draft:
    """Begin the submission or the minutes of a dossier as a draft of the unit; the one that was begun stays.

    Raises Refused for a unit that issues no documents, a dossier without nominations, minutes that nobody kept, or a
    second submission for what the office sent up.
    """
    dossier = locked(dossier)
    if found := UnitPaper.objects.filter(dossier=dossier, kind=kind).select_related("draft").first():
        return found.draft
    nominations = queries.nominations_in(dossier)
    if not nominations:
        raise Refused("Hồ sơ chưa có đề nghị nào nên chưa lập được văn bản. Hãy thêm đề nghị trước.")
    if kind == Kind.MINUTES:
        minutes = UnitMinutes.objects.filter(dossier=dossier).first()
        if minutes is None:
            raise Refused("Hồ sơ này chưa có biên bản họp của đơn vị. Hãy ghi biên bản và số phiếu trước.")
        said = words.minutes_words(dossier, minutes, by_hand(nominations))
    elif wholly_sent_up(dossier):
        raise Refused(
            "Hồ sơ này đi cùng tờ trình của lần trình cấp trên, không lập tờ trình thứ hai. Hãy lập tờ trình ở mục "
            "Trình cấp trên của đợt xét."
        )
    else:
        said = words.submission_words(dossier, nominations)
    draft = _begun(actor, dossier.unit, kind, said)
    UnitPaper.objects.create(dossier=dossier, kind=kind, draft=draft)
    record(actor=actor, action="awards.draft_unit_paper", target=dossier, after={"paper": kind, "draft": draft.pk})
    return draft


@transaction.atomic
def draft_round_paper(*, actor: User, around: Round) -> Draft:
    """Begin the office's submission over a round as a draft; the one that was begun stays. Raises Refused when
    nothing was received, or the office issues no documents."""
    around = locked(around)
    if found := UnitPaper.objects.filter(round=around).select_related("draft").first():
        return found.draft
    nominations = queries.received_in(around)
    if not nominations:
        raise Refused("Đợt xét này chưa có đề nghị nào được tiếp nhận nên chưa lập được tờ trình tổng hợp.")
    units = len({nomination.dossier_id for nomination in nominations})
    said, drafter = words.round_words(around, nominations, units), drafter_of(actor, around.unit)
    draft = _begun(actor, around.unit, Kind.SUBMISSION, said, drafter)
    UnitPaper.objects.create(round=around, kind=Kind.SUBMISSION, draft=draft)
    record(actor=actor, action="awards.draft_round_paper", target=around, after={"draft": draft.pk})
    return draft


def _begun(actor: User, unit: Unit, kind: str, said: words.Words, drafter: Unit | None = None) -> Draft:
    if not unit.issues_documents:
        raise Refused(
            f"{unit.name} chưa có sổ văn bản riêng nên không lấy số ở đây được. Hãy in văn bản rồi ghi số bằng tay."
        )
    values, annexes = said
    draft = create_draft(kind=KINDS[Kind(kind)], issuer=unit, drafting_unit=drafter or unit, actor=actor)
    pages = [AnnexContent(title=title, body=body) for title, body in annexes]
    return save_draft(draft=draft, values=values, annexes=pages, version=draft.version, actor=actor)
