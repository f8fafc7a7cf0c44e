"""What a delivery says as a letter: subject, plain text, HTML, the headers by which one can stop it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from core.dates import vn_date

from . import kinds, unsubscribing

if TYPE_CHECKING:
    from .models import Delivery, Message

CLOSING = "Thư này do hệ thống thi đua, khen thưởng gửi tự động; xin không trả lời vào địa chỉ này."
STOP = "Ngừng gửi qua thư"
OVERDUE, TODAY, LATER, OTHER = "Đã quá hạn", "Hạn là hôm nay", "Sắp đến hạn", "Thông báo khác"


@dataclass(frozen=True)
class Letter:
    """A letter before it is put on a line; `shown` is its text for others to read, without its secret addresses."""

    subject: str
    text: str
    shown: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One message in a letter: its words, when it is due, the full address of its page."""

    subject: str
    body: str
    due: str
    url: str


@dataclass(frozen=True)
class Part:
    """The lines under one heading."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Stop:
    """A link by which one thing is no longer sent by mail."""

    title: str
    url: str


def write(delivery: "Delivery", messages: Sequence["Message"]) -> Letter:
    """Return the letter that carries these messages: the digest of a morning, or one message by itself."""
    own = [kinds.kind_of(message.kind) for message in messages]
    stops = _stops(delivery, own)
    if delivery.day is None:
        subject, parts = " ".join(messages[0].subject.split()), [Part("", [_line(messages[0])])]
    else:
        parts = _parts(messages, timezone.localdate())
        subject = _digest_subject(parts, timezone.localdate(), again=delivery.is_again)
    context = {
        "subject": subject,
        "name": delivery.recipient.full_name,
        "letterhead": delivery.recipient.letterhead or ("", "Thi đua, khen thưởng"),
        "digest": delivery.day is not None,
        "parts": parts,
        "stops": stops,
        "mandatory": [kind.title for kind in dict.fromkeys(own) if kind.mandatory],
        "choices": _full(reverse("reminders:choices")),
        "closing": CLOSING,
    }
    text = _text(context)
    shown = "\n\n".join(block for block in text.split("\n\n") if not block.startswith(STOP))
    html = render_to_string("reminders/mail/letter.html", context)
    return Letter(subject, text, shown, html, _headers(delivery, own))


def _parts(messages: Sequence["Message"], on: dt.date) -> list[Part]:
    """Group by how near the due date is: what is overdue first, and in each group the earliest first."""
    groups: dict[str, list[Line]] = {OVERDUE: [], TODAY: [], LATER: [], OTHER: []}
    for message in sorted(messages, key=lambda message: (message.due_on or dt.date.max, message.pk)):
        groups[_group(message.due_on, on)].append(_in_digest(_line(message)))
    return [Part(title, lines) for title, lines in groups.items() if lines]


def _in_digest(line: Line) -> Line:
    """Without what the heading and the column beside it say already: "Sắp đến hạn (20/03/2026): "."""
    _, found, title = line.subject.partition(f"({line.due}): ")
    return replace(line, subject=title) if found and title else line


def _group(due_on: dt.date | None, on: dt.date) -> str:
    if due_on is None:
        return OTHER
    if due_on < on:
        return OVERDUE
    return TODAY if due_on == on else LATER


def _line(message: "Message") -> Line:
    url = _full(message.url) if message.url else ""
    return Line(" ".join(message.subject.split()), message.body, vn_date(message.due_on), url)


def _digest_subject(parts: Iterable[Part], on: dt.date, *, again: bool) -> str:
    """ "Việc cần làm ngày 23/11/2026: 2 đã quá hạn, 1 thông báo khác"; another one beside the digest of the day."""
    counts = ", ".join(f"{len(part.lines)} {part.title[0].lower()}{part.title[1:]}" for part in parts)
    return (
        f"Gửi lại: thông báo những ngày trước chưa tới – {counts}"
        if again
        else f"Việc cần làm ngày {vn_date(on)}: {counts}"
    )


def _stops(delivery: "Delivery", own: list[kinds.Kind]) -> list[Stop]:
    """The links that stop each kind of this letter; after them, in a digest of several kinds, all that may stop."""
    person = delivery.recipient
    optional = [kind for kind in dict.fromkeys(own) if not kind.mandatory]
    stops = [Stop(kind.title, _stop_url(person, kind.code)) for kind in optional]
    if delivery.day is not None and stops:
        stops.append(Stop("mọi loại không bắt buộc", _stop_url(person, unsubscribing.EVERYTHING)))
    return stops


def _stop_url(person: object, kind: str) -> str:
    return _full(reverse("reminders:stop", args=[unsubscribing.token(person, kind)]))  # type: ignore[arg-type]


def _headers(delivery: "Delivery", own: list[kinds.Kind]) -> dict[str, str]:
    """RFC 8058: the mail program itself can stop what this letter brings; nothing where nothing may be stopped."""
    codes = [kind.code for kind in dict.fromkeys(own) if not kind.mandatory]
    if not codes:
        return {}
    url = _stop_url(delivery.recipient, unsubscribing.AND.join(codes))
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _text(context: dict[str, object]) -> str:
    """The letter in plain words, for programs that show no HTML and for people who want none."""
    blocks = [f"Kính gửi {context['name']},"]
    for part in context["parts"]:  # type: ignore[attr-defined]
        if part.title:
            blocks.append(f"{part.title.upper()} ({len(part.lines)})")
        blocks += [_text_line(line, numbered) for numbered, line in enumerate(part.lines, 1 if part.title else 0)]
    blocks += [CLOSING, f"Chọn cách nhận thông báo: {context['choices']}"]
    blocks += [f"{STOP} ({stop.title}): {stop.url}" for stop in context["stops"]]  # type: ignore[attr-defined]
    if context["mandatory"]:
        blocks.append(f"Không ngừng được: {', '.join(context['mandatory'])} (bắt buộc).")  # type: ignore[arg-type]
    return "\n\n".join(blocks)


def _text_line(line: Line, number: int) -> str:
    """One message: in a digest numbered, with its address below; by itself with all its words (those of a deadline say
    themselves what is due)."""
    if number:
        due = f" – hạn {line.due}" if line.due else ""
        return f"{number}. {line.subject}{due}" + (f"\n   {line.url}" if line.url else "")
    words = [line.body] if line.due and line.body else [f"{line.subject.rstrip('.')}.", line.body]
    return "\n".join(filter(None, words)) + (f"\n\nMở tại đây: {line.url}" if line.url else "")


def _full(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
