"""What a signed decision to award writes: the lines of the register and the money of each."""

from collections.abc import Sequence

from core.dates import vn_date
from core.exceptions import Refused
from documents.models import Document

from ..models import Award, Decision, GoldenCounter, Nomination
from ..money import sheet_of
from ..papers.decision import deciding_head
from ..papers.places import notes_of
from . import golden
from .money import keep_bonuses


def enter_into_register(
    decision: Decision, document: Document, nominations: Sequence[Nomination], counter: GoldenCounter
) -> int:
    """Write the lines of the register and the money of each; return how many they are.

    Raises Refused when the register has one of them, of a decision of the same number of another year.
    """
    _refuse_twice(decision, document, nominations)
    sheet = sheet_of(decision, nominations, document.issued_on)
    notes = notes_of(nominations, decision.round.unit)
    lines = [_line(decision, document, nomination, notes[nomination.pk]) for nomination in nominations]
    golden.number_awards(lines, counter)
    for line in lines:
        line.fill_keys()
    keep_bonuses(Award.objects.bulk_create(lines), sheet)
    for nomination in nominations:
        nomination.award()
        nomination.save(update_fields=["state"])
    return len(lines)


def _refuse_twice(decision: Decision, document: Document, nominations: Sequence[Nomination]) -> None:
    wanted = {(row.award_type_id, row.person_id): row for row in nominations if row.person_id}
    people = [person for _, person in wanted]
    known = Award.objects.filter(person__in=people, year=decision.round.year, decision_code=document.code)
    for line in known.order_by("pk"):
        if row := wanted.get((line.award_type_id, line.person_id or 0)):
            raise Refused(
                f"{row.nominee_name} đã được tặng {row.award_type.name} năm {line.year} theo Quyết định số "
                f"{line.decision_code} ngày {vn_date(line.decided_on)}, trùng số với quyết định này. Hãy trả lại dự "
                "thảo rồi lập quyết định không có người này."
            )


def _line(decision: Decision, document: Document, nomination: Nomination, note: str) -> Award:
    around = decision.round
    unit = nomination.person.unit if nomination.person else nomination.unit
    assert unit is not None
    return Award(
        award_type=nomination.award_type,
        target=nomination.target,
        person=nomination.person,
        unit=unit,
        nominee_name=nomination.nominee_name,
        nominee_note=note,
        category=around.category,
        year=around.year,
        period_start=around.period_start,
        period_end=around.period_end,
        achievement=decision.own_achievements.get(str(nomination.pk)) or decision.achievement,
        decision_code=document.code,
        decided_on=document.issued_on,
        issuer_name=deciding_head(around.unit),
        decision=decision,
        nomination=nomination,
    )
