"""The audit trail: rows are only added, and each carries a SHA-256 over its content and its predecessor's digest."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from .acts import current_act
from .models import AuditEvent, AuditHead

if TYPE_CHECKING:
    from units.models import User

GENESIS = "0" * 64


def record(
    *,
    actor: "User | None",
    action: str,
    target: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Append one event to the chain, inside the caller's transaction.

    `action` is "<room>.<verb>"; `before` and `after` hold ids and states, never names. `actor` is None for
    the system itself. The chain's head row is locked until the transaction ends, so that events of parallel
    transactions stand one after the other.
    """
    with transaction.atomic():
        head, _ = AuditHead.objects.select_for_update().get_or_create(pk=1, defaults={"digest": GENESIS})
        event = AuditEvent(
            at=timezone.now(),
            act=current_act(),
            actor_id=actor.pk if actor else None,
            action=action,
            target_type=target._meta.label_lower,
            target_id=str(target.pk),
            before=before or {},
            after=after or {},
            reason=reason,
            previous_digest=head.digest,
        )
        event.digest = seal(event)
        event.save(force_insert=True)
        head.digest = event.digest
        head.save(update_fields=["digest"])
    return event


def seal(event: AuditEvent) -> str:
    """Return the SHA-256 (hex) of an event's content and the digest of the event before it."""
    content = [
        event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        str(event.act),
        event.actor_id,
        event.action,
        event.target_type,
        event.target_id,
        event.before,
        event.after,
        event.reason,
        event.previous_digest,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold; `event_id` is None when the end of the chain is missing."""

    event_id: int | None
    message: str


def verify() -> Iterator[Break]:
    """Walk the chain in its order and yield every place where it does not hold. Memory stays flat."""
    expected = GENESIS
    for event in AuditEvent.objects.order_by("pk").iterator(chunk_size=500):
        if event.previous_digest != expected:
            yield Break(
                event.pk,
                f"Sự kiện {event.pk} không nối tiếp sự kiện đứng trước: có sự kiện bị xóa hoặc chèn.",
            )
        if seal(event) != event.digest:
            yield Break(event.pk, f"Sự kiện {event.pk} đã bị sửa sau khi ghi.")
        expected = event.digest
    head = AuditHead.objects.filter(pk=1).first()
    if (head.digest if head else GENESIS) != expected:
        yield Break(None, "Phần cuối của nhật ký bị mất: sự kiện sau cùng không phải là sự kiện đã niêm.")
