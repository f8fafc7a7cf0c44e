"""How somebody signs for a unit: the lines of authority above the name.

Source: Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, Phần I, Mục II.7.b.
"""

from units.models import Role, RoleKind, Unit, User

from .official import Signer


def signer_for(user: User, unit: Unit, *, collective: bool | None = None) -> Signer:
    """Return the signature block of the user for a document of the unit.

    The head of the unit (whose title is the unit's `head_title`) signs in his own name; a deputy signs
    "KT. <head>". Where a collective leads, "TM. <collective>" stands above; `collective` False leaves it out
    for what the head decides alone (an award decision of the Chủ tịch), None asks the unit. Somebody whose role
    is held above the unit is nobody's deputy in it: he signs with his own title.
    """
    role = _role(user, unit)
    title, head = role.title.upper() if role else "", unit.head_title.upper()
    if role and role.unit_id != unit.pk:
        return Signer(authority=[], title=title, name=user.full_name)
    with_collective = unit.collective_led if collective is None else collective
    authority = [f"TM. {_collective(unit)}"] if with_collective else []
    if head and title and title != head:
        authority.append(f"KT. {head}")
    return Signer(authority=authority, title=title or head, name=user.full_name)


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
