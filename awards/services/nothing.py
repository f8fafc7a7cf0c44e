"""A unit that proposes nobody says so: it has answered, and is neither reminded nor counted as late."""

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.exceptions import Refused
from units.models import User

from ..models import Dossier
from .notices import nothing_was_proposed
from .steps import locked, move


@transaction.atomic
def report_nothing(*, actor: User, dossier: Dossier) -> Dossier:
    """Answer a round that the unit proposes nobody, also after the last day. Raises Refused while the dossier holds a
    nomination, once it was sent, and when the round is closed."""
    dossier = locked(dossier)
    if not dossier.round.is_open:
        raise Refused("Đợt xét này không còn mở nên không cần báo.")
    if held := dossier.nominations.count():
        raise Refused(
            f"Hồ sơ đang có {held} đề nghị nên không báo “Không có đề nghị” được. Hãy gửi hồ sơ, hoặc bỏ các đề nghị "
            "khỏi hồ sơ trước."
        )
    move(dossier.report_nothing, "Đơn vị đã trả lời đợt xét này trước đó.")
    dossier.sent_at, dossier.sent_by = timezone.now(), actor
    dossier.save(update_fields=["state", "sent_at", "sent_by"])
    event = record(actor=actor, action="awards.report_nothing", target=dossier, after={"state": dossier.state})
    nothing_was_proposed(dossier, event.pk)
    return dossier


@transaction.atomic
def take_up_again(*, actor: User, dossier: Dossier) -> Dossier:
    """Open the dossier again: the unit proposes somebody after all. Raises Refused when the round is closed."""
    dossier = locked(dossier)
    if not dossier.round.is_open:
        raise Refused("Đợt xét này không còn mở nên không lập lại hồ sơ được.")
    move(dossier.take_up_again, "Hồ sơ này đang được soạn hoặc đã gửi.")
    dossier.sent_at = dossier.sent_by = None
    dossier.save(update_fields=["state", "sent_at", "sent_by"])
    record(actor=actor, action="awards.take_up_again", target=dossier, after={"state": dossier.state})
    return dossier
