"""The unit tree, people, users and their roles."""

from .keepers import CommonKeeper
from .people import FormerCode, NotSame, Person
from .roles import Role, RoleKind
from .tree import Unit
from .users import User

__all__ = ["CommonKeeper", "FormerCode", "NotSame", "Person", "Role", "RoleKind", "Unit", "User"]
