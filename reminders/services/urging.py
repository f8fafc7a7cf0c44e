"""Writing letters of urging, and what follows when one is issued."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from documents.composing import lines_of
from documents.kinds import OFFICIAL_LETTER
from documents.models import Draft
from documents.permissions import can_write_for
from documents.services import create_draft, save_draft
from units.models import Unit, User

from ..late import LateWork, find
from ..models import UrgingLetter
from ..queries_urging import people_of, urged_lately
from ..urging_words import letter as letter_words
from .notifying import notify

KIND = "reminders.urging"
LATEST = dt.timedelta(days=366)


class UrgedAlready(Refused):
    """Some of the units have a letter about the same work already, of today or not gone out yet."""

    def __init__(self, letters: list[UrgingLetter]) -> None:
        super().__init__("Đơn vị đã chọn đã có công văn đôn đốc về việc này trong hôm nay, hoặc đang được soạn.")
        self.letters = letters


@transaction.atomic
def draft_urging(
    *, actor: User, key: str, units: Collection[int], answer_by: dt.date, again: bool = False
) -> UrgingLetter:
    """Begin the letter that urges these units (ids) about one piece of late work; the draft goes on as any other.

    One that is late and is no unit here (`work.outside`) needs no naming.

    Raises Refused when the work is not late any more or not the actor's to urge, when no unit or one that is not
    late is named, when the day of the answer has passed; `UrgedAlready` when one of the units was urged about
    it today or by a letter not issued yet, unless `again`.
    """
    on = today()
    work = find(actor, key, on)
    if work is None:
        raise Refused("Việc này không còn trong danh sách quá hạn của bạn; hãy tải lại trang.")
    issuer = _issuer(work)
    Unit.objects.select_for_update().get(pk=issuer.pk)  # two clicks at once make one letter and one warning
    chosen = _chosen(work, units)
    _check_day(answer_by, on)
    known = urged_lately(key, chosen)
    if known and not again:
        raise UrgedAlready(known)
    drafting_unit = _drafting_unit(actor, work, issuer)
    draft = create_draft(kind=OFFICIAL_LETTER, issuer=issuer, drafting_unit=drafting_unit, actor=actor)
    values = letter_words(work, chosen, issuer=issuer, drafting_unit=drafting_unit, on=on, answer_by=answer_by)
    draft = save_draft(draft=draft, values=values, annexes=None, version=draft.version, actor=actor)
    letter = UrgingLetter.objects.create(
        draft=draft, work_key=key, title=work.title[:300], url=work.url, due_on=work.due_on, answer_by=answer_by,
        created_by=actor,
    )  # fmt: skip
    letter.units.set(chosen)
    record(
        actor=actor, action="reminders.urge", target=letter,
        after={"work": key, "draft": draft.pk, "units": sorted(unit.pk for unit in chosen)},
    )  # fmt: skip
    return letter


def _issuer(work: LateWork) -> Unit:
    issuer = work.office.issuer
    if issuer is None:
        raise Refused(f"{work.office.name} chưa được thiết lập để ban hành văn bản; hãy nhờ quản trị hệ thống.")
    return issuer


def _chosen(work: LateWork, units: Collection[int]) -> list[Unit]:
    if not units and not work.outside:
        raise Refused(f"Chưa đánh dấu đơn vị nào của việc “{work.title[:80]}”; hãy đánh dấu ít nhất một đơn vị.")
    chosen = [unit for unit in work.units if unit.pk in units]
    if len(chosen) < len(set(units)):
        raise Refused("Có đơn vị vừa làm xong nên không còn chậm; hãy tải lại trang rồi chọn lại.")
    return chosen


def _check_day(day: dt.date, on: dt.date) -> None:
    if not on <= day <= on + LATEST:
        raise Refused(f"Ngày trả lời phải từ hôm nay {vn_date(on)} và trong vòng một năm; hãy ghi lại.")


def _drafting_unit(actor: User, work: LateWork, issuer: Unit) -> Unit:
    """The unit whose abbreviation the number carries: the writer's own, where it belongs to the issuer."""
    own = [actor.person.unit] if actor.person else []
    for unit in (*own, work.office, issuer):
        if issuer.holds(unit) and can_write_for(actor, unit, OFFICIAL_LETTER):
            return unit
    raise Refused(f"Bạn không soạn được văn bản cho {issuer.name}.")


def letter_issued(*, draft: Draft, actor: User, **kwargs: Any) -> None:
    """Keep the units to which the issued letter is addressed, and tell their people; part of the issuing."""
    letter = UrgingLetter.objects.filter(draft=draft).first()
    if letter is None:
        return
    said = lines_of(draft.addressees)
    text = "\n".join(said).casefold()
    units = [unit for unit in letter.units.all() if unit.name.casefold() in text]
    if set(units) != set(letter.units.all()):
        letter.units.set(units)
    notify(
        recipients=people_of(units),
        subject=f"Công văn đôn đốc: {letter.title}",
        body=f"{draft.document} ngày {vn_date(draft.document.issued_on if draft.document else None)}: {draft.subject}\n"
        f"Việc: {letter.title}\nThời hạn đã qua: {vn_date(letter.due_on)}\n"
        f"Đề nghị thực hiện, trả lời: chậm nhất hết ngày {vn_date(letter.answer_by)}",
        url=letter.url,
        event_key=f"{KIND}:{letter.pk}",
        kind=KIND,
    )
