"""A decision of any kind as the document it is: to award, to correct, to cancel, to recover."""

import datetime as dt
from collections.abc import Mapping, Sequence

from documents.official import OfficialDocument, Signer

from ..models import Amendment, Decision, Nomination
from ..money import sheet_of
from .amending import amending_content
from .decision import decision_content


def amendments_of(decision: Decision) -> list[Amendment]:
    """Return the lines that a decision changes, in the order of the first decision's list."""
    rows = decision.amendments.select_related("award__award_type", "award__bonus", "award__recovery")
    return list(rows.order_by("award__golden_number", "pk"))


def content_of(
    decision: Decision,
    nominations: Sequence[Nomination],
    signer: Signer | None,
    day: dt.date,
    golden: Mapping[int, str] | None = None,
) -> OfficialDocument:
    """Return what the decision prints when it is signed on that day; bonuses depend on it. `golden` are the numbers in
    the golden book by nomination id, of an office that numbers it through the year."""
    if not decision.awards_people:
        return amending_content(decision, amendments_of(decision), signer)
    amounts = sheet_of(decision, nominations, day).amounts if decision.bonus_in_list else None
    return decision_content(decision, nominations, signer, amounts, golden)
