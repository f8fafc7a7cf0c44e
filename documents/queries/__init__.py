"""Reads that span tables."""

from .bases import bases
from .register import issuers, register, years
from .verifying import FileCheck, find_by_code, verify_file

__all__ = ["FileCheck", "bases", "find_by_code", "issuers", "register", "verify_file", "years"]
