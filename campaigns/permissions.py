"""Who may what in campaigns.

| question | who |
|---|---|
| read a campaign that was launched | everybody who works in the unit that launched it, below it or above it |
| read a draft | standing office and leader of that unit |
| write, launch, move the deadline, end, accept late | standing office of that unit |
| see who has registered | standing office, leader, council members of that unit |
| draft a registration | staff and head of the registering unit, or of the one that carries it on |
| send it, take it back | head of the registering unit, or of the one that carries it on |
| read a published story | everybody who works in its office, below it or above it |
| read its draft | those who write it, leader of that office |
| write, publish, take back a story | information centre and standing office of that office |
"""

from django.db.models import Q

from units.models import RoleKind, Unit, User
from units.permissions import has_role, holds, house, reached
from units.queries import carried_on_below, carried_on_by

from .models import Campaign, Story

ORGANISERS = (RoleKind.STANDING_OFFICE,)
OVERSEERS = (RoleKind.STANDING_OFFICE, RoleKind.LEADER, RoleKind.COUNCIL_MEMBER)
DRAFT_READERS = (RoleKind.STANDING_OFFICE, RoleKind.LEADER)
WRITERS = (RoleKind.STAFF, RoleKind.HEAD)
STORY_WRITERS = (RoleKind.INFORMATION_CENTRE, RoleKind.STANDING_OFFICE)


def can_see_campaigns(user: User) -> bool:
    """The list is open to everyone with a role."""
    return bool(user.held_roles)


def visible(user: User) -> Q:
    """The campaigns that the user may read."""
    launched = ~Q(state=Campaign.State.DRAFT)
    return reached(user, *DRAFT_READERS) | (launched & house(user))


def registration_visible(user: User) -> Q:
    """The registrations that the user may read: of the own units, or of the campaigns one oversees."""
    return written_by(user) | reached(user, *OVERSEERS, field="campaign__unit")


def written_by(user: User) -> Q:
    """Return the filter of what staff and heads write for the `unit`: theirs, and those that it carries on."""
    paths = {role.unit.path for role in user.held_roles if role.kind in WRITERS}
    return reached(user, *WRITERS) | Q(unit__in=carried_on_below(paths))


def can_create(user: User) -> bool:
    """Campaigns are made by a standing office."""
    return has_role(user, *ORGANISERS)


def can_organise(user: User, campaign: Campaign) -> bool:
    """The campaign's own standing office writes, launches, moves the deadline, ends."""
    return holds(user, campaign.unit, *ORGANISERS)


def can_edit(user: User, campaign: Campaign) -> bool:
    """Only a draft is written; what was launched was promised to everybody."""
    return campaign.is_draft and can_organise(user, campaign)


def can_see_board(user: User, campaign: Campaign) -> bool:
    """Who has registered and who has not."""
    return holds(user, campaign.unit, *OVERSEERS)


def can_draft(user: User, unit: Unit) -> bool:
    """The unit's own people write its registration; of one that is gone, those of the unit that carries it on."""
    return any(holds(user, each, *WRITERS) for each in (unit, *carried_on_by(unit)))


def can_send(user: User, unit: Unit) -> bool:
    """The unit's head registers the unit, or the head of the one that carries it on."""
    return any(holds(user, each, RoleKind.HEAD) for each in (unit, *carried_on_by(unit)))


def can_see_registration(user: User, campaign: Campaign, unit: Unit) -> bool:
    """The unit's own people and those who oversee the campaign."""
    return can_draft(user, unit) or can_see_board(user, campaign)


def can_see_stories(user: User) -> bool:
    """The list is open to everyone with a role."""
    return bool(user.held_roles)


def can_see_stories_first(user: User) -> bool:
    """Whether stories are a place of the user's rail, as daily work; others come to them by the campaigns."""
    return has_role(user, RoleKind.INFORMATION_CENTRE)


def story_visible(user: User) -> Q:
    """The stories that the user may read."""
    published = Q(published_on__isnull=False)
    return reached(user, *STORY_WRITERS, RoleKind.LEADER) | (published & house(user))


def can_write_stories(user: User) -> bool:
    """Whether the user writes for some office."""
    return has_role(user, *STORY_WRITERS)


def can_write_story(user: User, story: Story) -> bool:
    """A story is kept by those who write for its office."""
    return holds(user, story.unit, *STORY_WRITERS)
