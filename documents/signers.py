"""How somebody signs for a unit: the lines of authority above the name.

Source: Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, Phần I, Mục II.7.b, c.
"""

import datetime as dt
import re
from dataclasses import dataclass

from core.dates import today
from units.models import Role, RoleKind, Unit, User

from .models import SigningMandate
from .official import Signer

_IN_CHARGE = re.compile(r"\s*[,(]?\s*(?:PHỤ TRÁCH|ĐIỀU HÀNH)\b.*$")
_ACTING = re.compile(r"^(?:Q\.|QUYỀN\s)\s*")


@dataclass(frozen=True)
class Authority:
    """One way in which somebody may sign. `key` is kept with a draft, `label` is what a picker shows."""

    key: str
    label: str
    signer: Signer


def signer_for(user: User, unit: Unit, *, collective: bool | None = None) -> Signer:
    """Return the signature block of the user for a document of the unit.

    The head of the unit (whose title is the unit's `head_title`) signs in his own name; a deputy signs
    "KT. <head>". Where a collective leads, "TM. <collective>" stands above; `collective` False leaves it out
    for what the head decides alone (an award decision of the Chủ tịch), None asks the unit. Somebody whose role
    is held above the unit is nobody's deputy in it: he signs with his own title.
    """
    role = _role(user, unit)
    if role and role.unit_id != unit.pk:
        return Signer(authority=[], title=role.title.upper(), name=user.full_name)
    with_collective = unit.collective_led if collective is None else collective
    lines, title = own_lines(role.title if role else "", unit.head_title)
    return Signer(authority=[*_on_behalf(unit, with_collective), *lines], title=title, name=user.full_name)


def nobody_yet(unit: Unit, *, collective: bool | None = None) -> Signer:
    """Return the block of the unit's head without a name: the foot of a draft of which nobody knows who will sign."""
    with_collective = unit.collective_led if collective is None else collective
    title = (unit.head_title or "Thủ trưởng đơn vị").upper()
    return Signer(authority=_on_behalf(unit, with_collective), title=title, name="")


def own_lines(title: str, head: str) -> tuple[list[str], str]:
    """Return the lines above the office, and the office, of somebody of the unit's own leaders.

    An acting head is "Q. <head>"; a deputy, also one in charge, signs "KT. <head>" (Điều 13.1).
    """
    title, head = title.upper().strip(), head.upper().strip()
    if _ACTING.match(title):
        return [], f"Q. {head or _ACTING.sub('', title)}"
    title = _IN_CHARGE.sub("", title)
    if head and title and title != head:
        return [f"KT. {head}"], title
    return [], title or head


def authorities_for(user: User, unit: Unit, kind: str, on: dt.date) -> list[Authority]:
    """Return the ways in which the user may sign a document of this type for the unit on that day.

    A leader of that very unit signs by his office; anybody else only by an order or a mandate that covers the
    type and the day. Where a collective leads there are two: for the collective, and for what the head decides
    alone. The first is the usual one.
    """
    leading = [role for role in user.held_roles if role.kind == RoleKind.LEADER and role.unit_id == unit.pk]
    found = [authority for role in leading[:1] for authority in _of_leader(role.title, user, unit)]
    if user.pk is None:
        return found
    mandates = SigningMandate.objects.filter(user=user, unit=unit).in_force_on(on).select_related("own_unit")
    return found + [_of_mandate(mandate, user, unit) for mandate in mandates if mandate.covers(kind, on)]


def signers_of(unit: Unit, kind: str, on: dt.date) -> list[tuple[User, Authority]]:
    """Return everybody who may sign a document of this type for the unit, the head first; two queries."""
    leaders = Role.objects.in_force_on(on).filter(unit=unit, kind=RoleKind.LEADER, user__is_active=True)
    roles = sorted(leaders.select_related("user"), key=lambda role: len(own_lines(role.title, unit.head_title)[0]))
    found = [(role.user, authority) for role in roles for authority in _of_leader(role.title, role.user, unit)]
    mandates = SigningMandate.objects.filter(unit=unit, user__is_active=True).in_force_on(on)
    for mandate in mandates.select_related("user", "own_unit"):
        if mandate.covers(kind, on):
            found.append((mandate.user, _of_mandate(mandate, mandate.user, unit)))
    return found


def for_advisory_body(name: str, title: str, signer: Signer, post: str) -> Signer:
    """Return the block of somebody who signs for a council, committee or team of the agency.

    The office inside the body stands above the signature; because the body uses the agency's seal, the office
    in the agency stands above the name (Mục II.7.c, đ). A deputy signs in place of the body's head.
    """
    title = title.upper().strip()
    lines = [f"TM. {name.upper()}"]
    if title.startswith("PHÓ "):
        head = re.sub(r"\s+(?:THƯỜNG TRỰC|THỨ NHẤT)$", "", title.removeprefix("PHÓ "))
        lines.append(f"KT. {head}")
    return Signer(authority=lines, title=title, name=signer.name, post_above_name=post.upper())


def may_sign(user: User, unit: Unit, kind: str) -> bool:
    """Whether the user may sign a document of this type for the unit today."""
    return bool(authorities_for(user, unit, kind, today()))


def _of_leader(title: str, user: User, unit: Unit) -> list[Authority]:
    lines, office = own_lines(title, unit.head_title)
    alone = Signer(lines, office, user.full_name)
    if not unit.collective_led:
        return [_authority("own", alone)]
    together = Signer([*_on_behalf(unit, True), *lines], office, user.full_name)
    return [_authority("tm", together), _authority("own", alone)]


def _of_mandate(mandate: SigningMandate, user: User, unit: Unit) -> Authority:
    """TL. or TUQ.; an order passed on to a deputy reads "TL. … / KT. … / PHÓ …" (Điều 13.4)."""
    lines, office = own_lines(mandate.title, mandate.own_unit.head_title)
    if mandate.authority == SigningMandate.Authority.MANDATE:
        lines = []
    first = f"{mandate.authority}. {unit.head_title.upper()}"
    return _authority(f"{mandate.authority}-{mandate.pk}", Signer([first, *lines], office, user.full_name))


def _authority(key: str, signer: Signer) -> Authority:
    return Authority(key, " / ".join([*signer.authority, signer.title]), signer)


def _on_behalf(unit: Unit, collective: bool) -> list[str]:
    return [f"TM. {_collective(unit)}"] if collective else []


def _role(user: User, unit: Unit) -> Role | None:
    """The role with which the user signs: one of the unit before one above it, a leader's before a head's."""
    reaching = [role for role in user.held_roles if role.title and unit.path.startswith(role.unit.path)]
    rank: dict[str, int] = {RoleKind.LEADER: 0, RoleKind.HEAD: 1}
    reaching.sort(key=lambda role: (role.unit_id != unit.pk, rank.get(role.kind, 2), -len(role.unit.path)))
    return reaching[0] if reaching else None


def _collective(unit: Unit) -> str:
    """ "ỦY BAN NHÂN DÂN" of "Ủy ban nhân dân tỉnh An Sơn": the decree's own sample leaves the place out."""
    name = (unit.letterhead_name or unit.name).upper()
    return "ỦY BAN NHÂN DÂN" if name.startswith("ỦY BAN NHÂN DÂN") else name
