"""Printing the filtered register: at once when it is short, as background work when it is long."""

from django.core.files.base import ContentFile
from django.http import QueryDict

from core.dates import today, vn_date
from core.exceptions import Refused
from core.jobs import job
from core.models import Job
from units.models import User

from . import queries
from .bound_book import print_book
from .forms import RegisterFilter

JOB = "documents.print_register"
FILE_NAME = "so-dang-ky-van-ban-di.pdf"
# Rows that are printed while the user waits, and those that one file may have.
AT_ONCE = 60
LIMIT = 20_000


def print_filtered(user: User, query: str) -> bytes:
    """Return the bound book of what the address's filter shows to this user. Raises Refused when that is nothing."""
    form = RegisterFilter(QueryDict(query), user=user)
    documents = list(queries.in_book_order(queries.register(user, **form.chosen))[:LIMIT])
    if not documents:
        raise Refused("Không có văn bản nào để in. Hãy bỏ bớt điều kiện lọc.")
    return print_book(documents, taken=f"{user.full_name} in ngày {vn_date(today())}", on=today())


@job(JOB)
def print_in_background(running: Job, *, query: str) -> None:
    """Print for whoever asked; what the user may not see any more is not in it."""
    running.advance(0, 1, "Đang dàn trang")
    content = print_filtered(running.created_by, query)
    running.result_name = FILE_NAME
    running.result_file.save(FILE_NAME, ContentFile(content), save=False)
    running.advance(1, 1, "Đã in sổ.")
