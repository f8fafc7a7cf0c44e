"""Who was at a meeting when: at its opening, at each vote, at its end.

Attendance may be called again between two votes and only the last call is kept with the meeting; what was called before
a vote is read from the record of what was done. While a box is open nobody calls it again.
"""

from collections.abc import Sequence

from django.db.models import Q

from core.models import AuditEvent

from ..models import AgendaItem, Attendance, CouncilMember, Meeting

PRESENT, WRITTEN = Attendance.Kind.PRESENT, Attendance.Kind.WRITTEN
Called = dict[int, str]


class Presence:
    """What was called, by member id; three queries however many items there are."""

    def __init__(self, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
        self.rows = list(meeting.attendance.select_related("member"))
        self.at_end: Called = {row.member_id: row.kind for row in self.rows}
        self._opening: Called | None = None
        self._votes: dict[int, Called] = {}
        self._replay(meeting, items)

    def _replay(self, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
        acts = [f"awards.{verb}" for verb in ("keep_attendance", "open_meeting", "count_complete")]
        of_meeting = Q(target_type=Meeting._meta.label_lower, target_id=str(meeting.pk), action__in=acts)
        counted = [str(item.pk) for item in items]
        of_items = Q(target_type=AgendaItem._meta.label_lower, target_id__in=counted, action="awards.count_votes")
        now: Called = {}
        for event in AuditEvent.objects.filter(of_meeting | of_items).order_by("pk"):
            said = event.after or {}
            if event.action == acts[0]:
                now = now | {int(member): kind for member, kind in said.items()}
            elif event.action == acts[1]:
                self._opening = now
            else:
                voted = said["sums"] if event.action == acts[2] else [event.target_id]
                self._votes |= {int(pk): now for pk in voted}

    @property
    def at_opening(self) -> int:
        """How many were there when it was opened."""
        return _number(self.at_end if self._opening is None else self._opening, PRESENT)

    def at_vote(self, item: AgendaItem) -> tuple[int, int]:
        """Return how many were there when the item was voted on, and how many others had written an opinion."""
        called = self._votes.get(item.pk, self.at_end)
        return _number(called, PRESENT), _number(called, WRITTEN)

    def attended(self) -> list[tuple[CouncilMember, str]]:
        """Return who was there, at the opening, at a vote or at the end, each with when he was not."""
        opening = self.at_end if self._opening is None else self._opening
        found = []
        for row in self.rows:
            times = [called.get(row.member_id) == PRESENT for called in (opening, *self._votes.values(), self.at_end)]
            if any(times):
                missed = [word for word, there in (("khai mạc", times[0]), ("kết thúc", times[-1])) if not there]
                found.append((row.member, f" (vắng khi {', '.join(missed)})" if missed else ""))
        return found

    def away(self) -> tuple[list[CouncilMember], list[CouncilMember]]:
        """Return who wrote an opinion, and who did not, of those who were never there."""
        there = {member.pk for member, _ in self.attended()}
        rows = [row for row in self.rows if row.member_id not in there]
        wrote = [row.member for row in rows if row.kind == WRITTEN]
        return wrote, [row.member for row in rows if row.kind != WRITTEN]


def _number(called: Called, kind: str) -> int:
    return sum(one == kind for one in called.values())
