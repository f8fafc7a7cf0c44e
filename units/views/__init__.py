"""Pages of the unit tree, people, roles and the audit trail."""

from .duplicates import duplicate_compare, duplicate_different, duplicate_list
from .tree import (
    ChangePassword,
    account_edit,
    audit_list,
    my_account,
    people_on,
    person_create,
    person_edit,
    role_end,
    role_grant,
    unit_create,
    unit_detail,
    unit_edit,
    unit_list,
    unit_move,
)
from .winding_up import roles_on, unit_dissolve

__all__ = [
    "ChangePassword",
    "account_edit",
    "audit_list",
    "duplicate_compare",
    "duplicate_different",
    "duplicate_list",
    "my_account",
    "people_on",
    "person_create",
    "person_edit",
    "role_end",
    "role_grant",
    "roles_on",
    "unit_create",
    "unit_detail",
    "unit_dissolve",
    "unit_edit",
    "unit_list",
    "unit_move",
]
