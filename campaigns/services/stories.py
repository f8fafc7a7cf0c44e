"""Writing, publishing and taking back stories."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from core.text import nfc
from reminders.services import count_done

from .. import queries_stories
from ..models import Story

if TYPE_CHECKING:
    from units.models import Unit, User

LACKS = {"text": "nội dung bài", "confirmed_by": "lãnh đạo xác nhận", "outlet": "nơi đăng"}


@transaction.atomic
def write_story(*, actor: "User", unit: "Unit", **fields: Any) -> Story:
    """Begin a story for the office `unit`."""
    story = Story(unit=unit, created_by=actor, **_clean(fields))
    story.save(force_insert=True)
    record(actor=actor, action="campaigns.write_story", target=story, after={"unit": unit.pk})
    return story


@transaction.atomic
def change_story(*, actor: "User", story: Story, version: int, **fields: Any) -> Story:
    """Change a draft; saving what stands there already changes nothing.

    Raises Refused when it was published, or saved by somebody else since `version` was read.
    """
    row = _draft(story)
    if row.version != version:
        raise Refused("Người khác vừa lưu bài này. Hãy mở lại trang sửa ở thẻ khác, xem bản mới rồi sửa tiếp.")
    fields = _clean(fields)
    if all(getattr(row, name) == value for name, value in fields.items()):
        return row
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*fields, "version", "search_text", "changed_at"])
    record(
        actor=actor, action="campaigns.change_story", target=row, before={"version": version},
        after={"version": row.version},
    )  # fmt: skip
    return row


@transaction.atomic
def publish_story(
    *, actor: "User", story: Story, published_on: dt.date, outlet: str, confirmed_by: str, link: str = ""
) -> Story:
    """Say that a story was published, where and with whose confirmation; it counts for the period of that day.

    Raises Refused for a day ahead, for a story without text, and without outlet or confirmation.
    """
    row = _draft(story)
    row.published_on, row.outlet, row.confirmed_by = published_on, _line(outlet), _line(confirmed_by)
    row.link, row.published_by = link, actor
    lacking = [words for name, words in LACKS.items() if not getattr(row, name)]
    if lacking:
        raise Refused(f"Chưa ghi việc đăng được: còn thiếu {', '.join(lacking)}.")
    if published_on > today():
        raise Refused(f"Ngày đăng {vn_date(published_on)} còn ở phía trước. Hãy ghi ngày từ hôm nay trở về trước.")
    row.version += 1
    fields = ["published_on", "outlet", "confirmed_by", "link", "published_by", "version", "changed_at"]
    row.save(update_fields=fields)
    record(
        actor=actor, action="campaigns.publish_story", target=row, after={"published_on": published_on.isoformat()}
    )
    _count(actor, row, published_on)
    return row


@transaction.atomic
def withdraw_story(*, actor: "User", story: Story, reason: str) -> Story:
    """Take a published story back to be written again; it counts no more. Raises Refused for a draft."""
    row = Story.objects.select_for_update().get(pk=story.pk)
    if row.published_on is None:
        raise Refused("Bài này chưa đăng nên không cần rút. Hãy tải lại trang.")
    day, row.published_on, row.published_by = row.published_on, None, None
    row.version += 1
    row.save(update_fields=["published_on", "published_by", "version", "changed_at"])
    record(
        actor=actor, action="campaigns.withdraw_story", target=row, before={"published_on": day.isoformat()},
        reason=reason,
    )  # fmt: skip
    _count(actor, row, day)
    return row


@transaction.atomic
def drop_story(*, actor: "User", story: Story, reason: str) -> None:
    """Delete a draft. Raises Refused when it was published."""
    row = _draft(story)
    record(actor=actor, action="campaigns.drop_story", target=row, before={"version": row.version}, reason=reason)
    row.delete()


def _draft(story: Story) -> Story:
    row = Story.objects.select_for_update().select_related("unit").filter(pk=story.pk).first()
    if row is None:
        raise Refused("Bài này vừa bị xóa. Hãy mở lại danh sách bài.")
    if row.is_published:
        raise Refused("Bài này đã đăng nên không sửa được nữa. Muốn sửa, hãy rút bài về trước.")
    return row


def _count(actor: "User", story: Story, day: dt.date) -> None:
    """Tell the recurring work that asks for stories how many its period has now."""
    if row := queries_stories.asked_of(story.unit):
        count_done(actor=actor, row=row, on=day, number=queries_stories.published_in(row, day))


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    clean = {name: _line(value) if isinstance(value, str) else value for name, value in fields.items()}
    if "text" in fields:
        clean["text"] = nfc(fields["text"]).replace("\r\n", "\n").strip()
    return clean


def _line(text: str) -> str:
    return " ".join(nfc(text).split())
