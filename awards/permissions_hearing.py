"""Who may what with flags, opinions, comments and what goes to the level above.

| who | sees | does |
|---|---|---|
| standing office | all of its rounds' | flags and releases, asks, publishes, answers, forwards, enters results |
| leader | flags, opinions, forwardings of his office | reads |
| council member | opinions beside the appraisal | reads |
| staff, head of an agency that is asked | what it is asked | answers |
| the unit that proposed | that a nomination waits, not why | nothing |
| anybody | a published list while it is published | comments |
"""

from django.db.models import Q

from units.models import Person, RoleKind, User
from units.permissions import has_role, holds, reached

from .models.comments import CommentPeriod
from .models.dossiers import Nomination
from .models.flags import Flag
from .models.forwarding import Forwarding
from .models.opinions import OpinionRequest
from .models.rounds import Round
from .permissions import OFFICE_ROLES, UNIT_ROLES, can_run_round

FLAG_READERS = (RoleKind.STANDING_OFFICE, RoleKind.LEADER)


def flags_of(user: User) -> Q:
    """Return the filter of the flags that the user may read."""
    on_person = reached(user, *FLAG_READERS, field="person__unit")
    return reached(user, *FLAG_READERS, field="nomination__round__unit") | on_person


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
    asking = reached(user, RoleKind.STANDING_OFFICE, RoleKind.LEADER, field="round__unit")
    return asking | reached(user, *UNIT_ROLES, field="agency")


def can_ask(user: User, around: Round) -> bool:
    return can_run_round(user, around)


def can_read_request(user: User, request: OpinionRequest) -> bool:
    """With all that belongs to it: the office that asks and its leaders, not the agency."""
    return holds(user, request.round.unit, RoleKind.STANDING_OFFICE, RoleKind.LEADER)


def can_answer_here(user: User, request: OpinionRequest) -> bool:
    """Staff and head of the agency that is asked."""
    return request.agency is not None and holds(user, request.agency, *UNIT_ROLES)


def can_read_opinions(user: User, nomination: Nomination) -> bool:
    """What agencies said of a nomination stands beside its appraisal, for the same readers."""
    return holds(user, nomination.round.unit, *OFFICE_ROLES)


def periods_of(user: User) -> Q:
    """Return the filter of the comment periods whose comments the user may read: the standing office only."""
    return reached(user, RoleKind.STANDING_OFFICE, field="round__unit")


def can_keep_comments(user: User, period: CommentPeriod) -> bool:
    return can_run_round(user, period.round)


def forwardings_of(user: User) -> Q:
    """Return the filter of what the user's office forwarded."""
    return reached(user, *FLAG_READERS, field="round__unit")


def can_forward(user: User, around: Round) -> bool:
    return can_run_round(user, around)


def can_follow(user: User, forwarding: Forwarding) -> bool:
    """Write down that it was sent, and what became of it."""
    return can_run_round(user, forwarding.round)
