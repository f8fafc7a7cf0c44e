"""The register as a workbook and as a printed list: exactly what is filtered, and who took it on every page."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.template import Context, Engine
from django.utils import timezone
from django.utils.safestring import mark_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.dates import today, vn_date
from core.exceptions import Refused
from core.http import file_name
from core.jobs import job
from core.models import Job
from core.sheets import content_of, safe
from documents.rendering import print_page
from units.models import User

from .models import Award
from .register import Filter, lines

JOB = "awards.export_register"
AT_ONCE = {"xlsx": 500, "pdf": 60}
MOST = {"xlsx": 200_000, "pdf": 5000}
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
TITLE = "Sổ khen thưởng"
COLUMNS = [
    ("STT", 7), ("Họ và tên, tập thể", 34), ("Đối tượng", 11), ("Chức vụ, đơn vị khi được khen", 40),
    ("Đơn vị", 34), ("Danh hiệu, hình thức", 32), ("Năm", 7), ("Số quyết định", 18), ("Ngày quyết định", 13),
    ("Cơ quan quyết định", 34), ("Số sổ vàng", 9), ("Thành tích", 50), ("Hiệu lực", 14),
]  # fmt: skip
_CHUNK = 2000
_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_engine = Engine(dirs=[str(_TEMPLATES)], autoescape=True)

Advance = Callable[[int], None]


def count(user: User, chosen: Filter, form: str) -> int:
    """Return how many lines would be taken. Raises Refused when they are more than this form carries, or none."""
    most = MOST[form]
    found = lines(user, chosen).order_by()[: most + 1].count()
    if found > most:
        said = f"{most:,}".replace(",", ".")
        raise Refused(f"Có hơn {said} kết quả nên không xuất được một lần. Hãy lọc theo năm hoặc đơn vị rồi xuất lại.")
    if not found:
        raise Refused("Không có kết quả nào khớp với điều kiện đang lọc nên không có gì để xuất.")
    return found


def export(user: User, chosen: Filter, form: str, advance: Advance = lambda done: None) -> bytes:
    """Return the file of the lines that the user may see and the filter keeps; `form` is xlsx or pdf."""
    rows = _read(lines(user, chosen), advance)
    taken = f"{user.full_name} xuất lúc {timezone.localtime():%H:%M} ngày {vn_date(today())}"
    return _workbook(rows, chosen, taken) if form == "xlsx" else _print(rows, chosen, taken)


def name_of(chosen: Filter, form: str) -> str:
    """Return the name of the file."""
    return file_name(f"{TITLE} {chosen.year or ''} {today():%Y%m%d}", form)


def _read(found: QuerySet[Award], advance: Advance) -> Iterator[Award]:
    for done, award in enumerate(found.iterator(chunk_size=_CHUNK)):
        if done % _CHUNK == 0:
            advance(done)
        yield award


def _heading(chosen: Filter) -> str:
    return f"{TITLE} ({chosen.words})" if chosen else TITLE


def _workbook(rows: Iterable[Award], chosen: Filter, taken: str) -> bytes:
    book = Workbook(write_only=True)  # a row at a time: a long register does not fit into memory as cells
    sheet = book.create_sheet(TITLE)
    for index, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A4"

    def bold(text: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet, value=safe(text))
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    sheet.append([bold(_heading(chosen))])
    sheet.append([safe(taken)])
    sheet.append([bold(name) for name, _ in COLUMNS])
    for number, award in enumerate(rows, start=1):
        sheet.append([number, *(safe(value) for value in _cells(award))])
    return content_of(book)


def _cells(award: Award) -> tuple[str | int | None, ...]:
    return (
        award.nominee_name, award.get_target_display(), award.nominee_note, award.unit.name, award.award_type.name,
        award.year, award.decision_code, vn_date(award.decided_on), award.issuer_name, award.golden_number,
        award.achievement, award.get_state_display(),
    )  # fmt: skip


def _print(rows: Iterable[Award], chosen: Filter, taken: str) -> bytes:
    context: dict[str, Any] = {
        "title": TITLE,
        "chosen": chosen.words,
        "taken": taken,
        "created": f"{today().isoformat()}T00:00:00+07:00",
        "style": mark_safe((_TEMPLATES / "awards/register_print.css").read_text(encoding="utf-8")),  # noqa: S308
        "rows": rows,
    }
    return print_page(_engine.get_template("awards/register_print.html").render(Context(context)))


@job(JOB)
def export_in_background(running: Job, *, chosen: dict[str, Any], form: str, total: int) -> None:
    """Write a long list; the person's rights are those at the time of writing."""
    kept = Filter(**chosen)
    content = export(
        running.created_by, kept, form, lambda done: running.advance(done, total, "Đang đọc sổ khen thưởng")
    )
    running.result_name = name_of(kept, form)
    running.result_file.save(running.result_name, ContentFile(content), save=False)
    running.advance(total, total, f"Đã xuất {total:,} kết quả.".replace(",", "."))
