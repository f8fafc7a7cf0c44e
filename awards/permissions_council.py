"""Who may what in councils.

| who | sees | does |
|---|---|---|
| standing office | its councils and meetings | members, agenda, attendance, opens and counts votes, minutes |
| member | the councils in which he sits; of a nominee with whom he declared a conflict only the name on the agenda |
declares conflicts, votes, counts paper as a teller |
| leader | councils of his office | reads |
| anybody else | nothing | nothing |
"""

from collections.abc import Sequence

from django.db.models import Exists, Q, QuerySet

from units.models import RoleKind, User
from units.permissions import has_role, holds, reached

from .models.council import Council, CouncilMember
from .models.dossiers import Dossier
from .models.forwarding import Forwarded
from .models.meetings import AgendaItem, Attendance, Conflict, Meeting
from .models.nominations import Nomination
from .models.rounds import Round
from .models.unit_papers import UnitPaper

NOMINEE = "là người được đề nghị"
DECLARED = "đã khai báo xung đột lợi ích"


def councils_of(user: User, prefix: str = "") -> Q:
    """Return the filter of the councils that the user may see, for a model that reaches them by `prefix`."""
    office = reached(user, RoleKind.STANDING_OFFICE, RoleKind.LEADER, field=f"{prefix}unit")
    seats = CouncilMember.objects.sitting().filter(user=user.pk).values("council")
    field = f"{prefix}pk__in" if prefix else "pk__in"
    return office | Q(**{field: seats})


def declared(user: User, prefix: str = "") -> Q:
    """Return the filter of the nominations with which the user declared a conflict of interest."""
    conflicts = Conflict.objects.filter(member__user=user.pk).values("nomination")
    return Q(**{f"{prefix}pk__in": conflicts})


def barred(user: User, prefix: str = "") -> Q:
    """Return the filter of the nominations whose file is closed to the user as a member of a council: those with which
    he declared a conflict of interest, and his own."""
    if not user.person_id:
        return declared(user, prefix)
    seats = CouncilMember.objects.sitting().filter(user=user.pk)
    return declared(user, prefix) | (Q(**{f"{prefix}person": user.person_id}) & Q(Exists(seats)))


def closed_in(user: User, dossier: Dossier) -> int:
    """Return how many nominations of a dossier that the user may see are closed to him by a declared conflict."""
    return dossier.nominations.exclude(pk__in=Nomination.objects.visible_to(user).values("pk")).count()


def can_read_papers(user: User, dossier: Dossier) -> bool:
    """Minutes and list of the unit tell of every nominee: closed to whom the file of one is closed."""
    return not closed_in(user, dossier)


def can_read_round_papers(user: User, around: Round) -> bool:
    """The same for the list of a whole round."""
    return not around.nominations.filter(barred(user)).exclude(pk__in=Nomination.objects.visible_to(user)).exists()


def closed_papers(user: User) -> Q:
    """Return the filter of the drafts that are closed to the user: minutes and submissions that tell of a nominee with
    whom he declared a conflict of interest, or of himself as a member; and to the head of an office the minutes of a
    council in which he has no part: what was said and decided of each is read by those who keep it, sit in it or lead
    the office."""
    shut = Nomination.objects.filter(barred(user)).values("pk")
    closed = _minutes_of(Meeting.objects.filter(items__nomination__in=shut))
    sent_up = Q(nomination__in=shut) | Q(above__in=shut)
    closed |= Q(pk__in=Forwarded.objects.filter(sent_up, forwarding__paper__isnull=False).values("forwarding__paper"))
    foes = Nomination.objects.filter(declared(user)).values("pk")  # his own unit's papers he may have written himself
    told = Q(dossier__nominations__in=foes) | Q(round__nominations__in=foes)
    closed |= Q(pk__in=UnitPaper.objects.filter(told).values("draft"))
    if has_role(user, RoleKind.HEAD):  # nobody else comes to them by his role alone
        closed |= _minutes_of(Meeting.objects.exclude(councils_of(user, "council__")))
    return closed


def _minutes_of(meetings: QuerySet[Meeting]) -> Q:
    """The filter of the drafts of both minutes of some meetings."""
    kinds = ("minutes", "counting_minutes")
    papers = [meetings.filter(**{f"{name}__isnull": False}).order_by().values(name) for name in kinds]
    return Q(pk__in=papers[0]) | Q(pk__in=papers[1])


def can_see_councils(user: User) -> bool:
    """The page of councils and meetings."""
    return has_role(user, RoleKind.STANDING_OFFICE, RoleKind.LEADER) or has_seat(user)


def has_seat(user: User) -> bool:
    return CouncilMember.objects.sitting().filter(user=user.pk).exists()


def can_create_councils(user: User) -> bool:
    return has_role(user, RoleKind.STANDING_OFFICE)


def can_keep_council(user: User, council: Council) -> bool:
    """Change it, its members, plan and run its meetings: the standing office."""
    return holds(user, council.unit, RoleKind.STANDING_OFFICE)


def can_run_meeting(user: User, meeting: Meeting) -> bool:
    return can_keep_council(user, meeting.council)


def seat_of(user: User, council: Council) -> CouncilMember | None:
    """Return the user's seat in the council."""
    return council.members.sitting().filter(user=user.pk).first()  # type: ignore[attr-defined,no-any-return]


def voters(item: AgendaItem) -> list[CouncilMember]:
    """Return the members who may vote on an item, in order: present (or, where the vote is open, with a written
    opinion), without a conflict, and not the nominee."""
    return voters_of([item])[item.pk]


def voters_of(items: Sequence[AgendaItem]) -> dict[int, list[CouncilMember]]:
    """Return the same for the items of one meeting, by item id; two queries however many they are."""
    if not items:
        return {}
    seated = CouncilMember.objects.sitting()
    kinds = dict(Attendance.objects.filter(meeting=items[0].meeting_id).values_list("member", "kind"))
    there = list(seated.filter(pk__in=kinds).select_related("user"))
    apart = kept_out(there, [item.nomination for item in items])
    return {
        item.pk: [
            member
            for member in there
            if kinds[member.pk] in item.heard and (item.nomination_id, member.pk) not in apart
        ]
        for item in items
    }


def kept_out(members: Sequence[CouncilMember], nominations: Sequence[Nomination]) -> dict[tuple[int, int], str]:
    """Return why a member neither votes on a nomination nor counts its votes, by the ids of nomination and member: he
    is the nominee or declared a conflict of interest. One query when the members come with their accounts."""
    apart = {
        (one.pk, member.pk): NOMINEE
        for one in nominations
        for member in members
        if one.person_id and member.user and member.user.person_id == one.person_id
    }
    declared = Conflict.objects.filter(nomination__in=nominations, member__in=members)
    return apart | dict.fromkeys(declared.values_list("nomination", "member"), DECLARED)


def kept_from_counting(meeting: Meeting, members: Sequence[CouncilMember]) -> dict[int, str]:
    """Return, by the id of a member, why he is no teller of a meeting: a nomination that is voted on paper there, which
    he may not count. The sentence goes on from his name."""
    on_paper = meeting.items.filter(ballot=AgendaItem.Ballot.PAPER).exclude(state=AgendaItem.State.COUNTED)
    about = Nomination.objects.filter(pk__in=on_paper.values("nomination")).select_related("person", "unit")
    nominations = {one.pk: one for one in about}
    return {
        member: f"{why}{f' về {nominations[pk].nominee_name}' if why == DECLARED else ''} (bỏ phiếu giấy)"
        for (pk, member), why in kept_out(members, list(nominations.values())).items()
    }


def can_vote(user: User, item: AgendaItem) -> bool:
    """Whether the user may put a ballot into the box of this item (whether the box is open is the state's)."""
    return any(member.user_id == user.pk for member in voters(item))


def teller_seat(user: User, meeting: Meeting) -> CouncilMember | None:
    """Return the user's seat if he counts paper at this meeting."""
    return meeting.tellers.filter(user=user.pk).first()
