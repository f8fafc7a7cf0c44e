"""Who may what in awards: one predicate per question, used by lists, pages, fragments, files and bulk acts.

| who | sees | does |
|---|---|---|
| staff, head | rounds that ask the unit, its dossiers, its people's awards | both write, the head sends |
| standing office | its rounds, dossiers once sent, decisions, the register | runs rounds, appraises; writes and sends
what its own office sends to the level above |
| council member | dossiers once received, signed decisions, the register | reads |
| leader | the same, and decisions that wait for a signature | signs or returns |
| information centre | the register: results that are decided | reads |
| administrator, anybody else | nothing | nothing |
"""

from django.db.models import Q

from units.models import Person, RoleKind, Unit, User
from units.permissions import PERSONAL_DATA_ROLES, has_role, holds, reached
from units.queries import carried_on_below, carried_on_by

from .models.decisions import Decision
from .models.dossiers import Dossier
from .models.nominations import Nomination
from .models.publishing import published
from .models.rounds import Round
from .permissions_rules import can_keep_rules as can_keep_rules

UNIT_ROLES = (RoleKind.STAFF, RoleKind.HEAD)
OFFICE_ROLES = (RoleKind.STANDING_OFFICE, RoleKind.COUNCIL_MEMBER, RoleKind.LEADER)
READERS = (RoleKind.COUNCIL_MEMBER, RoleKind.LEADER)
REGISTER_ROLES = (*UNIT_ROLES, *OFFICE_ROLES)
RESULT_ROLES = (*REGISTER_ROLES, RoleKind.INFORMATION_CENTRE)


def dossiers_of(user: User, prefix: str = "") -> Q:
    """Return the filter of the dossiers that the user may see, for a model that reaches them by `prefix`."""
    return _worked_on(user, prefix) | _read(user, prefix)


def nominations_of(user: User, prefix: str = "") -> Q:
    """Return the filter of the nominations whose file the user may open: those of the dossiers that he may see;
    as a reader not those for which he has declared a conflict of interest."""
    from .permissions_council import barred

    dossier = f"{prefix}dossier__"
    return _worked_on(user, dossier) | (_read(user, dossier) & ~barred(user, prefix))


def _worked_on(user: User, prefix: str) -> Q:
    """Dossiers that the user's unit writes, or that his office has been sent."""
    own = writable(user, prefix)
    sent = reached(user, RoleKind.STANDING_OFFICE, field=f"{prefix}round__unit")
    return own | (sent & ~Q(**{f"{prefix}state": Dossier.State.DRAFT}))


def written_by(user: User, prefix: str = "") -> Q:
    """Return the filter of what staff and head write for a `unit`: for theirs, and for those that it carries on, also
    through units that are gone themselves."""
    carried_on = carried_on_below({role.unit.path for role in user.held_roles if role.kind in UNIT_ROLES})
    own = reached(user, *UNIT_ROLES, field=f"{prefix}unit")
    return own | Q(**{f"{prefix}unit__in": carried_on}) if carried_on else own


def writable(user: User, prefix: str = "") -> Q:
    """Return the filter of the dossiers that the user writes: `writes_for` of many."""
    return written_by(user, prefix) | Q(**{f"{prefix}unit__in": own_offices(user)})


def _read(user: User, prefix: str) -> Q:
    """Dossiers that council and leaders read once they are received."""
    office = reached(user, *READERS, field=f"{prefix}round__unit")
    return office & Q(**{f"{prefix}state": Dossier.State.RECEIVED})


def decisions_of(user: User) -> Q:
    """Return the filter of the decisions that the user may see."""
    office = reached(user, RoleKind.STANDING_OFFICE, field="round__unit")
    leaders = reached(user, RoleKind.LEADER, field="round__unit") & ~Q(state=Decision.State.DRAFT)
    council = reached(user, RoleKind.COUNCIL_MEMBER, field="round__unit") & Q(state=Decision.State.SIGNED)
    return office | leaders | council


def awards_of(user: User) -> Q:
    """Return the filter of the register's lines that the user may see: the information centre what was published."""
    own = Q(person=user.person_id) if user.person_id else Q(pk__in=[])
    return reached(user, *REGISTER_ROLES) | own | (reached(user, RoleKind.INFORMATION_CENTRE) & published("decision__"))


def can_see_rounds(user: User) -> bool:
    return has_role(user, *UNIT_ROLES, *OFFICE_ROLES)


def can_see_dossiers(user: User) -> bool:
    """The list of one's own unit's dossiers."""
    return has_role(user, *UNIT_ROLES)


def can_see_register(user: User) -> bool:
    return has_role(user, *RESULT_ROLES)


def can_see_decisions(user: User) -> bool:
    return has_role(user, *OFFICE_ROLES)


def can_create_rounds(user: User) -> bool:
    return has_role(user, RoleKind.STANDING_OFFICE)


def can_run_round(user: User, around: Round) -> bool:
    """Change, open, close; receive and appraise what comes in; prepare decisions."""
    return holds(user, around.unit, RoleKind.STANDING_OFFICE)


def can_start_dossier(user: User, around: Round, unit: Unit) -> bool:
    """Staff and head of a unit that the round asks."""
    return writes_for(user, unit)


def own_offices(user: User) -> list[int]:
    """Return the ids of the units whose standing office the user is: at that very unit, not below it."""
    return [role.unit_id for role in user.held_roles if role.kind == RoleKind.STANDING_OFFICE]


def writes_for(user: User, unit: Unit) -> bool:
    """Staff and head of the unit; what an office itself sends to the level above its standing office writes."""
    return _holds_carried_on(user, unit, *UNIT_ROLES) or unit.pk in own_offices(user)


def sends_for(user: User, unit: Unit) -> bool:
    """The head answers for the list; of an office's own, whose standing office forwards it, that one."""
    return _holds_carried_on(user, unit, RoleKind.HEAD) or unit.pk in own_offices(user)


def _holds_carried_on(user: User, unit: Unit, *kinds: str) -> bool:
    """Whether he holds one of the roles at the unit or, once it is dissolved, at one that carries it on."""
    return holds(user, unit, *kinds) or any(holds(user, after, *kinds) for after in carried_on_by(unit))


def can_write_dossier(user: User, dossier: Dossier) -> bool:
    """Add and remove nominations: who writes for the unit, as long as it has not sent it."""
    return dossier.is_draft and writes_for(user, dossier.unit)


def can_send_dossier(user: User, dossier: Dossier) -> bool:
    return dossier.is_draft and sends_for(user, dossier.unit)


def can_report_nothing(user: User, dossier: Dossier) -> bool:
    """Answer the round that the unit proposes nobody: who sends its list."""
    return can_send_dossier(user, dossier)


def can_take_up_again(user: User, dossier: Dossier) -> bool:
    return dossier.has_nothing and sends_for(user, dossier.unit)


def can_receive_dossier(user: User, dossier: Dossier) -> bool:
    return dossier.state == Dossier.State.SENT and can_run_round(user, dossier.round)


def can_keep_minutes(user: User, dossier: Dossier) -> bool:
    """The unit keeps the minutes of its meeting until it sends, and while something of it was returned."""
    if not writes_for(user, dossier.unit):
        return False
    return dossier.is_draft or dossier.nominations.filter(state=Nomination.State.RETURNED).exists()


def can_assign_clerk(user: User, dossier: Dossier) -> bool:
    return dossier.state == Dossier.State.RECEIVED and can_run_round(user, dossier.round)


def can_print_receipt(user: User, dossier: Dossier) -> bool:
    """The unit and the office keep the receipt of what was taken in."""
    return dossier.received_at is not None and (
        writes_for(user, dossier.unit) or holds(user, dossier.round.unit, *OFFICE_ROLES)
    )


def can_print_round(user: User, around: Round) -> bool:
    """The consolidated submission and list of an office: those who run the round, and its leaders."""
    return holds(user, around.unit, RoleKind.STANDING_OFFICE, RoleKind.LEADER)


def can_edit_nomination(user: User, nomination: Nomination) -> bool:
    """Drafts, and of what was sent only what was returned."""
    return nomination.open_to_unit and writes_for(user, nomination.dossier.unit)


def can_resend_nomination(user: User, nomination: Nomination) -> bool:
    returned = nomination.state == Nomination.State.RETURNED
    return returned and sends_for(user, nomination.dossier.unit)


def can_appraise(user: User, nomination: Nomination) -> bool:
    """Once the dossier is received and until the nomination stands in a decision."""
    states = (Nomination.State.RECEIVED, Nomination.State.APPRAISED, Nomination.State.REJECTED)
    return nomination.state in states and can_run_round(user, nomination.round)


def might_appraise(user: User, nomination: Nomination) -> bool:
    """Whether the user could appraise it now or a moment ago: what he typed meanwhile is shown to him, not lost."""
    early = (Nomination.State.DRAFT, Nomination.State.SENT)
    return nomination.state not in early and can_run_round(user, nomination.round)


def can_see_appraisal(user: User, nomination: Nomination) -> bool:
    """The sheet is internal: the office's roles read it, the unit sees state and reason."""
    return holds(user, nomination.round.unit, *OFFICE_ROLES)


def can_prepare_decision(user: User, around: Round) -> bool:
    return can_run_round(user, around)


def can_change_decision(user: User, decision: Decision) -> bool:
    return decision.state == Decision.State.DRAFT and can_run_round(user, decision.round)


def can_sign_decision(user: User, decision: Decision) -> bool:
    return decision.state == Decision.State.SUBMITTED and signs_for(user, decision.round.unit)


def signs_for(user: User, unit: Unit) -> bool:
    """A decision is signed by a leader of that very unit: a leader above signs for his own house."""
    return unit.pk in signing_units(user)


def signing_units(user: User) -> list[int]:
    """Return the ids of the units whose decisions the user may sign."""
    return [role.unit_id for role in user.held_roles if role.kind == RoleKind.LEADER]


def can_print_certificates(user: User, decision: Decision) -> bool:
    return decision.state == Decision.State.SIGNED and holds(
        user, decision.round.unit, RoleKind.STANDING_OFFICE, RoleKind.LEADER
    )


def can_see_person_history(user: User, person: Person) -> bool:
    """Awards of a person: whoever may see the register's lines of the person's unit, and the person."""
    return person.pk == user.person_id or can_see_unit_history(user, person.unit)


def can_see_unit_history(user: User, unit: Unit) -> bool:
    return holds(user, unit, *RESULT_ROLES)


def history_open_to(user: User, nominee: Person | Unit) -> Q:
    """Return the filter of the awards in a nominee's history that the user may see: all of them, whatever unit they
    stand under, but to the information centre only what is published."""
    own = isinstance(nominee, Person) and nominee.pk == user.person_id
    whole = own or holds(user, nominee.unit if isinstance(nominee, Person) else nominee, *REGISTER_ROLES)
    return Q() if whole else published("decision__")


def can_see_ratings(user: User, nominee: Person | Unit) -> bool:
    """Ratings and initiatives: whoever reads the personal data of the unit's people, and the person."""
    if isinstance(nominee, Unit):
        return holds(user, nominee, *PERSONAL_DATA_ROLES)
    return nominee.pk == user.person_id or holds(user, nominee.unit, *PERSONAL_DATA_ROLES)


def can_see_disciplines(user: User, person: Person) -> bool:
    """Discipline: the head, those who appraise, weigh and sign, and the person; not the unit's staff."""
    return person.pk == user.person_id or holds(user, person.unit, RoleKind.HEAD, *OFFICE_ROLES)


def can_keep_facts(user: User, unit: Unit) -> bool:
    """Ratings, initiatives and discipline of a unit and its people are kept by the standing office."""
    return holds(user, unit, RoleKind.STANDING_OFFICE)


def can_enter_awards(user: User) -> bool:
    """Awards decided before the system came are entered by the standing office."""
    return has_role(user, RoleKind.STANDING_OFFICE)


def can_import(user: User, roles: tuple[str, ...]) -> bool:
    """Bring a list in: who holds one of the kind's roles; each row is then asked for its own unit."""
    return has_role(user, *roles)


def can_import_something(user: User) -> bool:
    """The page of all imports."""
    return has_role(user, RoleKind.STANDING_OFFICE, RoleKind.ADMINISTRATOR)


def can_see_rules(user: User) -> bool:
    """What the law asks is no secret: everybody who takes part reads it."""
    return can_see_rounds(user)


def surveyed(user: User, field: str = "unit") -> Q:
    """Return the filter of the units over which the user may ask who is eligible: ratings and discipline show there,
    so only those who work with the nominations of the unit."""
    return reached(user, *UNIT_ROLES, *OFFICE_ROLES, field=field)


def can_see_eligibility(user: User) -> bool:
    return has_role(user, *UNIT_ROLES, *OFFICE_ROLES)


def can_see_outlook(user: User, nominee: Person | Unit) -> bool:
    """What somebody still lacks: those who work with the unit's nominations, and the person."""
    if isinstance(nominee, Person):
        own = user.person_id == nominee.pk
        return own or holds(user, nominee.unit, *UNIT_ROLES, *OFFICE_ROLES)
    return holds(user, nominee, *UNIT_ROLES, *OFFICE_ROLES)
