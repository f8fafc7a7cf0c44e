"""The unit tree, people, users and their roles."""

from .people import Person
from .roles import Role, RoleKind
from .tree import Unit
from .users import User

__all__ = ["Person", "Role", "RoleKind", "Unit", "User"]
