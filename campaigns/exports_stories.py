"""Stories as a workbook."""

from collections.abc import Iterable

from core import sheets

from .models import Story

COLUMNS = (
    ("Đăng ngày", 12), ("Loại", 22), ("Tên bài", 50), ("Nhân vật", 32), ("Thuộc đơn vị", 30),
    ("Cơ quan giới thiệu", 30), ("Nơi đăng", 32), ("Đường dẫn", 40), ("Lãnh đạo xác nhận", 30), ("Tình trạng", 12),
)  # fmt: skip


def stories_workbook(stories: Iterable[Story], *, title: str) -> bytes:
    """Return the stories as an .xlsx file; `title` stands in the first row."""
    book = sheets.new_book()
    rows = [
        (
            story.published_on, story.get_kind_display(), story.title, story.about,
            story.about_unit.name if story.about_unit else "", story.unit.name, story.outlet, story.link,
            story.confirmed_by, story.state_label,
        )
        for story in stories
    ]  # fmt: skip
    sheets.add_sheet(book, "Gương điển hình", COLUMNS, rows, title=title)
    return sheets.content_of(book)
