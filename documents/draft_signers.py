"""Who signs a draft: by which authority, in which words."""

from core.dates import today
from units.models import Unit, User

from .inline import literal
from .models import Draft
from .official import Signer
from .signers import Authority, authorities_for, for_advisory_body, own_lines, signers_of


def signing_authority(draft: Draft, user: User) -> Authority | None:
    """Return the authority by which this user signs the draft: the chosen one, else the usual one, or None."""
    found = authorities_for(user, draft.issuer, draft.kind, today())
    chosen = [authority for authority in found if authority.key == draft.signer_key]
    return next(iter(chosen or _usual_first(draft, found)), None)


def _usual_first(draft: Draft, found: list[Authority]) -> list[Authority]:
    """What the head decides alone, as its authority line says, is not signed for the collective."""
    alone = draft.frame.authority and decided_alone(draft.authority_line, draft.issuer)
    return sorted(found, key=lambda authority: authority.key == "tm") if alone else found


def decided_alone(authority_line: str, unit: Unit) -> bool:
    """Whether an authority line names the head and not the collective."""
    head = unit.head_title.casefold().strip()
    return bool(head) and authority_line.casefold().startswith(head)


def default_authority_line(unit: Unit, *, alone: bool = True) -> str:
    """Return who decides: the head's office and his agency, or the agency where the collective decides.

    "Chánh Văn phòng UBND tỉnh" and not "Chánh Văn phòng Văn phòng UBND tỉnh".
    """
    if not alone or not unit.head_title:
        return unit.name
    head = unit.head_title.split()
    name = unit.name.split()
    for start in range(len(head)):
        tail = [word.casefold() for word in head[start:]]
        if [word.casefold() for word in name[: len(tail)]] == tail:
            return " ".join([*(word.capitalize() for word in head[:start]), *name])
    return " ".join([head[0].capitalize(), *(word.lower() for word in head[1:]), *name])


def signer_of(draft: Draft, signed_by: User | None = None) -> Signer:
    """Return the block on the right: of who signs, of who shall sign, or of the head without a name."""
    if not draft.frame.own_signer:
        post = str(draft.details.get("chair_post", "")).upper()
        return Signer([], "CHỦ TỌA", literal(str(draft.details.get("chair", ""))), post_above_name=literal(post))
    signer = _signer(draft, signed_by)
    if draft.series:
        return for_advisory_body(draft.series.name, draft.series_title, signer, signer.title)
    return signer


def _signer(draft: Draft, signed_by: User | None) -> Signer:
    user = signed_by or draft.signer
    if user is not None:
        authority = signing_authority(draft, user)
        return authority.signer if authority else Signer([], "", user.full_name)
    found = [authority for _, authority in signers_of(draft.issuer, draft.kind, today())]
    if found := _usual_first(draft, found):
        return Signer(found[0].signer.authority, found[0].signer.title, "")
    lines, office = own_lines("", draft.issuer.head_title)
    return Signer(lines, office, "")
