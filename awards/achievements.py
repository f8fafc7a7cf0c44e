"""Whether two forms of commendation may be for one achievement. Plain data in; the database is not asked."""

import datetime as dt
from dataclasses import dataclass

ONE_ACHIEVEMENT = "Luật 06/2022/QH15, Điều 5 khoản 2 điểm c"


@dataclass(frozen=True)
class Achievement:
    """What a nominee is commended for, as far as the data says: the kind of commendation, the campaign, and the days
    between which it was achieved; a day that nobody wrote down is open."""

    category: str
    start: dt.date | None
    end: dt.date | None
    campaign: int | None = None


def may_be_one(one: Achievement, other: Achievement) -> bool:
    """Whether it may be one achievement, for which nobody gets several forms (Luật 06/2022/QH15, Điều 5 khoản 2 điểm
    c): of one kind and of overlapping time, and not in two campaigns. Whether it is, a person says."""
    if one.category and other.category and one.category != other.category:
        return False
    if one.campaign and other.campaign and one.campaign != other.campaign:
        return False
    apart = (one.end and other.start and one.end < other.start) or (other.end and one.start and other.end < one.start)
    return not apart
