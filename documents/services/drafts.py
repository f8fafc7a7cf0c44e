"""Writing documents: a draft is begun, saved, deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from core.text import nfc
from units.models import Unit, User

from ..composing import own_name
from ..draft_signers import default_authority_line
from ..frames import DRAFT_KINDS
from ..kinds import kind_name
from ..models import Document, Draft, DraftAnnex
from ..models.drafts import DRAFT_FIELDS

MOST_ANNEXES = 50


class DraftConflict(Refused):
    """Somebody else saved the draft meanwhile."""


@dataclass(frozen=True)
class AnnexContent:
    """What a writer types for an annex."""

    title: str = ""
    body: str = ""
    landscape: bool = False

    @property
    def empty(self) -> bool:
        return not (self.title.strip() or self.body.strip())


@transaction.atomic
def create_draft(
    *,
    kind: str,
    issuer: Unit,
    drafting_unit: Unit,
    actor: User | None,
    subject: str = "",
    replaces: Document | None = None,
) -> Draft:
    """Begin a document with the words its model begins with.

    Raises `Refused` when the type is not drafted here, the issuer issues nothing or does not stand above the
    drafting unit, or what it replaces is of another type or issuer (Điều 18.3: of the same form).
    """
    if kind not in DRAFT_KINDS:
        raise Refused(f"Không soạn được {kind_name(kind).lower()} ở đây; hãy chọn loại văn bản khác.")
    if not issuer.issues_documents:
        raise Refused(f"{issuer.name} chưa được thiết lập để ban hành văn bản; hãy chọn cơ quan ban hành khác.")
    if not issuer.holds(drafting_unit):
        raise Refused(f"{drafting_unit.name} không thuộc {issuer.name}; hãy chọn đơn vị soạn thảo của cơ quan đó.")
    if replaces is not None:
        _check_replaced(replaces, kind, issuer)
    draft = Draft(kind=kind, issuer=issuer, drafting_unit=drafting_unit, created_by=actor, replaces=replaces)
    frame = draft.frame
    draft.subject = nfc(subject.strip() or (replaces.subject if replaces else frame.subject.strip()))[:500]
    draft.authority_line = default_authority_line(issuer) if frame.authority else ""
    draft.body = frame.opening.replace("{issuer}", own_name(draft))
    draft.save(force_insert=True)
    record(
        actor=actor,
        action="documents.draft_create",
        target=draft,
        after={"kind": kind, "issuer": issuer.pk, "drafting_unit": drafting_unit.pk,
               "replaces": replaces.pk if replaces else None},
    )  # fmt: skip
    return draft


@transaction.atomic
def save_draft(
    *,
    draft: Draft,
    values: Mapping[str, Any],
    annexes: Sequence[AnnexContent] | None,
    version: int,
    actor: User | None,
) -> Draft:
    """Save what was typed; `annexes` None leaves them alone.

    Raises `DraftConflict` when somebody saved it after `version` was read, `Refused` when it may not change.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("issuer", "drafting_unit").get(pk=draft.pk)
    if not draft.editable:
        raise Refused("Văn bản đã gửi ký hoặc đã ban hành nên không sửa được; hãy lấy lại bản trình trước khi sửa.")
    if draft.version != version:
        raise DraftConflict(
            "Văn bản này vừa được lưu ở nơi khác (đồng nghiệp, hoặc thẻ khác của bạn); hãy tải lại trang để xem bản "
            "mới rồi ghi lại phần của mình."
        )
    given = {name: values[name] for name in DRAFT_FIELDS if name in values}
    for name, value in given.items():
        setattr(draft, name, nfc(value) if isinstance(value, str) else value)
    _check_series(draft)
    draft.version += 1
    draft.save(update_fields=[*given, "version"])
    if annexes is not None:
        _write_annexes(draft, annexes)
    record(
        actor=actor, action="documents.draft_save", target=draft,
        before={"version": version}, after={"version": draft.version},
    )  # fmt: skip
    return draft


@transaction.atomic
def delete_draft(*, draft: Draft, actor: User | None, reason: str) -> None:
    """Delete a draft that was never issued. Raises `Refused` for any other, or without a reason."""
    if not reason.strip():
        raise Refused("Chưa ghi lý do xóa dự thảo; hãy ghi lý do rồi xóa lại.")
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if not draft.editable:
        raise Refused("Chỉ xóa được văn bản còn là dự thảo; văn bản đã ban hành phải được giữ lại.")
    record(
        actor=actor, action="documents.draft_delete", target=draft,
        before={"kind": draft.kind, "issuer": draft.issuer_id}, reason=reason.strip(),
    )  # fmt: skip
    draft.delete()


def _check_replaced(old: Document, kind: str, issuer: Unit) -> None:
    if old.kind != kind or old.issuer_id != issuer.pk:
        raise Refused("Văn bản thay thế phải cùng loại và cùng cơ quan ban hành với văn bản được thay thế.")
    if old.withdrawn:
        raise Refused(f"Văn bản số {old.code} đã được thu hồi hoặc thay thế trước đó.")


def _check_series(draft: Draft) -> None:
    if draft.series and draft.series.issuer_id != draft.issuer_id:
        raise Refused(f"{draft.series.name} không lấy số ở {draft.issuer.name}; hãy chọn lại.")


def _write_annexes(draft: Draft, annexes: Sequence[AnnexContent]) -> None:
    if len(annexes) > MOST_ANNEXES:
        raise Refused(f"Một văn bản có tối đa {MOST_ANNEXES} phụ lục; hãy gộp bớt phụ lục.")
    draft.annexes.all().delete()
    DraftAnnex.objects.bulk_create(
        DraftAnnex(draft=draft, position=place, title=nfc(annex.title), body=nfc(annex.body), landscape=annex.landscape)
        for place, annex in enumerate(annexes, start=1)
    )
