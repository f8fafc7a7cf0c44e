"""The user guide as a page: one Markdown file in docs/ that is read here and on the code's site alike."""

from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt


def read_guide(path: Path) -> SafeString:
    """Return the guide as HTML. The file is ours and raw HTML in it is escaped all the same."""
    return _render(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _render(path: Path, _changed: int) -> SafeString:
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(path.read_text(encoding="utf-8"))
    return mark_safe(html.replace('src="pictures/', f'src="{static("guide/")}'))  # noqa: S308
