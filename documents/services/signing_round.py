"""Signing what waits: one document or many, each by itself, so that one that fails does not stop the others."""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import DatabaseError

from core.exceptions import Refused
from units.models import User

from ..models import Document, Signature
from ..signing.keys import WrongSecret
from ..signing.queue import ToSign
from .signing import means_of, sign_document

if TYPE_CHECKING:
    from units.models import Unit

# A request that signs many stops in good time; what is left stays ticked and is signed by the next press.
SECONDS = 15.0
_log = logging.getLogger(__name__)
_BROKE = "Hệ thống gặp lỗi khi ký văn bản này; văn bản giữ nguyên. Hãy thử lại, nếu vẫn lỗi hãy báo quản trị hệ thống."


@dataclass(frozen=True)
class Outcome:
    """What became of one item.

    `document` is what was issued or signed; `fault` says why it was not; `unsigned` says why an issued document
    has no digital signature yet ("" when it has, or none was asked for).
    """

    key: str
    title: str
    document: Document | None = None
    fault: str = ""
    unsigned: str = ""
    digital: bool = False


def sign_items(*, items: Iterable[ToSign], actor: User, key_password: str) -> tuple[list[Outcome], list[ToSign]]:
    """Issue each item, signed by the actor; with a key and its password also sign the file.

    Returns what became of each, and the items for which there was no time left.
    """
    outcomes: list[Outcome] = []
    todo = list(items)
    begun = time.monotonic()
    while todo and time.monotonic() - begun < SECONDS:
        outcomes.append(_one(todo.pop(0), actor, key_password))
    return outcomes, todo


def _one(item: ToSign, actor: User, key_password: str) -> Outcome:
    try:
        document = item.sign(actor)
    except Refused as refusal:
        return Outcome(item.key, item.title, fault=str(refusal))
    except (DatabaseError, OSError, ValueError, AssertionError):
        _log.exception("signing %s failed", item.key)
        return Outcome(item.key, item.title, fault=_BROKE)
    unsigned = sign_at_once(document=document, actor=actor, key_password=key_password)
    return Outcome(item.key, item.title, document, unsigned=unsigned, digital=bool(key_password and not unsigned))


def sign_at_once(*, document: Document, actor: User, key_password: str) -> str:
    """Put the signer's digital signature right after the issue; return why it failed, "" when nothing did.

    A failure never undoes the issue: the document has its number and is listed as not digitally signed.
    """
    if not key_password:
        return ""
    return _signature_fault(document, Signature.Kind.SIGNER, actor, key_password, {}, 0)


def sign_files(
    *, documents: Iterable[Document], kind: str, actor: User, key_password: str
) -> tuple[list[Outcome], list[Document]]:
    """Put the digital signatures that are missing on issued documents; each has its own outcome.

    Returns what became of each, and the documents for which there was no time left.
    """
    outcomes = []
    todo = list(documents)
    begun = time.monotonic()
    wrong: dict[int, str] = {}  # by issuer: a password that did not open its key is not tried on it again
    while todo and time.monotonic() - begun < SECONDS:
        document = todo.pop(0)
        issuer = document.issuer_id if kind == Signature.Kind.AGENCY else 0
        fault = wrong.get(issuer) or _signature_fault(document, kind, actor, key_password, wrong, issuer)
        signed = None if fault else document
        outcomes.append(Outcome(f"document:{document.pk}", str(document), signed, fault=fault, digital=not fault))
    return outcomes, todo


def _signature_fault(
    document: Document, kind: str, actor: User, key_password: str, wrong: dict[int, str], issuer: int
) -> str:
    try:
        sign_document(document=document, kind=kind, actor=actor, key_password=key_password)
    except WrongSecret as refusal:
        wrong[issuer] = str(refusal)
        return str(refusal)
    except Refused as refusal:
        return str(refusal)
    except (DatabaseError, OSError, ValueError, AssertionError):
        _log.exception("digital signature of document %s failed", document.pk)
        return _BROKE
    return ""


def has_key(owner: "User | Unit") -> bool:
    """Whether a key is set up for a person or an agency."""
    means = means_of(owner)
    return bool(means and means.method)
