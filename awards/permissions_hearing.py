"""Who may what with flags, opinions, comments and what goes to the level above.

| who | sees | does |
|---|---|---|
| standing office | all of its rounds' | flags and releases, asks, publishes, answers, forwards, enters results |
| leader | flags, opinions, forwardings of his office, but for what he declared a conflict about | reads |
| council member | opinions beside the appraisal | reads |
| staff, head, and at that very agency leader and standing office | what it is asked | answers |
| standing office of the office above that received the dossier | what was forwarded to it | enters its result |
| the unit that proposed | that a nomination waits, not why | nothing |
| anybody | a published list while it is published | comments |
"""

from django.db.models import Q

from units.models import Person, RoleKind, User
from units.permissions import has_role, holds, reached

from .models.comments import CommentPeriod
from .models.dossiers import Dossier
from .models.flags import Flag
from .models.forwarding import Forwarding
from .models.nominations import Nomination
from .models.opinions import OpinionRequest
from .models.rounds import Round
from .permissions import OFFICE_ROLES, UNIT_ROLES, can_run_round, own_offices, signing_units
from .permissions_council import barred

FLAG_READERS = (RoleKind.STANDING_OFFICE, RoleKind.LEADER)


def flags_of(user: User) -> Q:
    """Return the filter of the flags that the user may read; a leader those of no nominee with whom he declared a
    conflict of interest."""
    closed = Nomination.objects.filter(barred(user))
    about = Q(nomination__in=closed.values("pk")) | Q(person__in=closed.exclude(person=None).values("person"))
    found = Q(pk__in=[])
    for field in ("nomination__round__unit", "person__unit"):
        found |= reached(user, RoleKind.STANDING_OFFICE, field=field)
        found |= reached(user, RoleKind.LEADER, field=field) & ~about
    return found


def can_see_flags(user: User) -> bool:
    """The page of all flags."""
    return has_role(user, *FLAG_READERS)


def can_read_flags(user: User, nomination: Nomination) -> bool:
    """Why a nomination waits: its office and leaders; anybody else learns only that it waits."""
    return holds(user, nomination.round.unit, *FLAG_READERS)


def can_flag(user: User, nomination: Nomination) -> bool:
    """The office that considers it, once it was sent and until it is decided."""
    settled = (Nomination.State.DRAFT, Nomination.State.AWARDED)
    return nomination.state not in settled and can_run_round(user, nomination.round)


def can_flag_person(user: User, person: Person) -> bool:
    return holds(user, person.unit, RoleKind.STANDING_OFFICE)


def can_release(user: User, flag: Flag) -> bool:
    """The standing office that may set it."""
    if flag.nomination:
        return can_run_round(user, flag.nomination.round)
    return flag.person is not None and can_flag_person(user, flag.person)


def requests_of(user: User) -> Q:
    """Return the filter of the requests for an opinion that the user may see."""
    told = Q(opinions__nomination__in=Nomination.objects.filter(barred(user)).values("pk"))
    return _of_office(user, told) | asked_of(user, told)


def asked_of(user: User, told: Q | None = None) -> Q:
    """Return the filter of the requests that the user answers for the agency: its staff and head, and its own standing
    office and leader, a leader not where it tells of a nominee with whom he declared a conflict."""
    told = Q(opinions__nomination__in=Nomination.objects.filter(barred(user)).values("pk")) if told is None else told
    own = Q(agency__in=own_offices(user)) | (Q(agency__in=signing_units(user)) & ~told)
    return reached(user, *UNIT_ROLES, field="agency") | own


def answers_for(user: User) -> bool:
    """Whether there may be requests that the user answers."""
    return has_role(user, *UNIT_ROLES, RoleKind.STANDING_OFFICE, RoleKind.LEADER)


def _of_office(user: User, told: Q) -> Q:
    """What the user's office keeps; a leader of it what does not tell of a nominee with whom he has a conflict."""
    return reached(user, RoleKind.STANDING_OFFICE, field="round__unit") | (
        reached(user, RoleKind.LEADER, field="round__unit") & ~told
    )


def can_ask(user: User, around: Round) -> bool:
    return can_run_round(user, around)


def can_read_request(user: User, request: OpinionRequest) -> bool:
    """With all that belongs to it: the office that asks and its leaders, not the agency."""
    return holds(user, request.round.unit, RoleKind.STANDING_OFFICE, RoleKind.LEADER)


def can_answer_here(user: User, request: OpinionRequest) -> bool:
    """Those of the agency that is asked, whom `asked_of` names."""
    return OpinionRequest.objects.filter(asked_of(user), pk=request.pk).exists()


def can_read_opinions(user: User, nomination: Nomination) -> bool:
    """What agencies said of a nomination stands beside its appraisal, for the same readers."""
    return holds(user, nomination.round.unit, *OFFICE_ROLES)


def can_read_below(user: User, dossier: Dossier) -> bool:
    """What the office below voted and heard of what it sent up: whoever reads the appraisals of the office above, and
    the office below itself."""
    return holds(user, dossier.round.unit, *OFFICE_ROLES) or dossier.unit_id in own_offices(user)


def periods_of(user: User) -> Q:
    """Return the filter of the comment periods whose comments the user may read: the standing office only."""
    return reached(user, RoleKind.STANDING_OFFICE, field="round__unit")


def can_keep_comments(user: User, period: CommentPeriod) -> bool:
    return can_run_round(user, period.round)


def forwardings_of(user: User) -> Q:
    """Return the filter of what the user's office forwarded."""
    return _of_office(user, Q(items__nomination__in=Nomination.objects.filter(barred(user)).values("pk")))


def can_forward(user: User, around: Round) -> bool:
    return can_run_round(user, around)


def can_follow(user: User, forwarding: Forwarding) -> bool:
    """Its papers, that it was sent, taking one back: the office that forwards, and no office above it."""
    return forwarding.round.unit_id in own_offices(user)


def can_settle(user: User, forwarding: Forwarding) -> bool:
    """Write down what became of it: the office that forwards, and the office in here that received the dossier."""
    return can_follow(user, forwarding) or (
        forwarding.dossier is not None and forwarding.dossier.round.unit_id in own_offices(user)
    )
