"""Every write of the unit tree, people, accounts and roles."""

from .accounts import change_account, create_user, end_role, grant_role
from .bulk import write_people, write_units
from .keepers import name_keepers
from .merging import merge_people, say_different
from .people import move_people_on, save_person
from .tree import change_unit, create_unit, dissolve_unit, move_unit
from .winding_up import settle_roles

__all__ = [
    "change_account",
    "change_unit",
    "create_unit",
    "create_user",
    "dissolve_unit",
    "end_role",
    "grant_role",
    "merge_people",
    "move_people_on",
    "move_unit",
    "name_keepers",
    "save_person",
    "say_different",
    "settle_roles",
    "write_people",
    "write_units",
]
