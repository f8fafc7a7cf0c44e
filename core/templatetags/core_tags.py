"""Filters and tags that every template may use."""

import datetime as dt
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core import act_names, dates, jobs, queues
from core.icons import PATHS
from core.models import Job
from core.search.words import Query
from core.search.words import marked as cut

register = template.Library()


@register.filter
def vn_date(day: dt.date | None) -> str:
    """dd/mm/yyyy, or nothing."""
    return dates.vn_date(day)


@register.filter
def vn_long_date(day: dt.date | None) -> str:
    """ "ngày 05 tháng 01 năm 2026", or nothing."""
    return dates.vn_long_date(day) if day else ""


@register.filter
def chip(label: str, kind: str = "neutral") -> SafeString:
    """A state as a chip: a word with a mark; `kind` is done, soon, late, neutral, info or awarded."""
    return format_html('<span class="chip chip-{}">{}</span>', kind, label)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawn sign beside a word; hidden from screen readers because the word says it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<path d="{}" fill="none" stroke="currentColor" stroke-width="1.4" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>',
        PATHS.get(name, PATHS["dot"]),
    )


@register.filter
def act_name(action: str) -> str:
    """An act of the audit trail in the office's words."""
    return act_names.act_name(action)


@register.filter
def object_name(target_type: str) -> str:
    """The kind of thing that an event is about."""
    return act_names.object_name(target_type)


@register.filter
def due_chip(day: dt.date | None) -> SafeString:
    """A due date with how near it is: late, today, soon, later."""
    if day is None:
        return format_html("")
    left = (day - dates.today()).days
    if left < 0:
        kind, words = "late", f"quá hạn {-left} ngày"
    elif left == 0:
        kind, words = "soon", "hôm nay"
    elif left <= 7:
        kind, words = "soon", f"còn {left} ngày"
    else:
        kind, words = "neutral", f"còn {left} ngày"
    return format_html(
        '<span class="nowrap">{}</span> <span class="chip chip-{}">{}</span>', dates.vn_date(day), kind, words
    )


@register.filter
def marked(text: str, query: Query) -> SafeString:
    """The text with the words that were looked for marked."""
    pieces = ((format_html("<mark>{}</mark>", piece) if found else piece,) for piece, found in cut(text, query.words))
    return format_html_join("", "{}", pieces)


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """The value under a key that the template holds in a variable."""
    return mapping.get(key, "")


@register.simple_tag
def waits_for_queue(job: Job) -> bool:
    """Whether a job that nobody has taken yet waits because its queue stands still; one query, only while it waits."""
    return job.state == Job.State.QUEUED and queues.paused(jobs.QUEUE)
