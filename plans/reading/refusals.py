"""How reading says no: one Vietnamese sentence that names the file, the fault and what to do."""

from typing import NoReturn

from core.exceptions import Refused


def refuse(name: str, fault: str) -> NoReturn:
    """Raise `Refused` for the file; an unnamed source is the text that came in."""
    raise Refused(f"Tệp “{name}” {fault}." if name and name != "-" else f"Nội dung đưa vào {fault}.")
