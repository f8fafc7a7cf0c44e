"""The ballot box: each ballot is sealed with a key that never stands in the database.

Who has voted is known (nobody votes twice); what was voted is readable only with the box's key. That key is a
file beside the database, made when the vote opens and destroyed when it is counted. So the whole database, a
backup of it, its log and its dead rows show at any time who voted and, once counted, the sums: never a
person's choice. All sealed ballots are of one length. docs/bo-phieu-kin.md says why this suffices and against whom.
"""

import os
import secrets
from enum import StrEnum
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_KEY_BITS = 256


class Choice(StrEnum):
    """What stands on a ballot; one letter each, so that every sealed ballot is as long as any other."""

    YES = "y"
    NO = "n"
    BLANK = "b"


CHOICES = ((Choice.YES, "Đồng ý"), (Choice.NO, "Không đồng ý"), (Choice.BLANK, "Phiếu trắng"))


class KeyLost(Exception):
    """The box cannot be opened: its key is gone (the server was restored from a copy of the database alone)."""


def draw_key(folder: Path) -> str:
    """Make the key of a new box in the folder, readable by this system user only; return the box's name."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_hex(16)
    handle = os.open(folder / f"{name}.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(AESGCM.generate_key(_KEY_BITS))
        file.flush()
        os.fsync(file.fileno())
    return name


def drop_key(folder: Path, box: str) -> None:
    """Destroy a box's key; harmless when it is gone."""
    (folder / f"{box}.key").unlink(missing_ok=True)


def seal_ballot(folder: Path, box: str, choice: Choice, owner: str) -> bytes:
    """Return the sealed ballot; `owner` binds it to its row, so that two rows cannot change their contents.

    Raises KeyLost.
    """
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_key(folder, box)).encrypt(nonce, choice.encode(), owner.encode())


def open_ballot(folder: Path, box: str, sealed: bytes, owner: str) -> Choice:
    """Return what stands on the ballot. Raises KeyLost, also for a ballot that was changed."""
    try:
        plain = AESGCM(_key(folder, box)).decrypt(sealed[:_NONCE], sealed[_NONCE:], owner.encode())
    except InvalidTag:
        raise KeyLost(box) from None
    return Choice(plain.decode())


def _key(folder: Path, box: str) -> bytes:
    try:
        return (folder / f"{box}.key").read_bytes()
    except FileNotFoundError:
        raise KeyLost(box) from None
