"""`manage.py start_register`: the number after which a book goes on, for an office that comes in mid-year."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.dates import today
from core.exceptions import Refused
from documents.kinds import KINDS, kind_name
from documents.models import RegisterSeries
from documents.services import start_register
from units.models import Unit


class Command(BaseCommand):
    help = "Đặt số sau cùng đã cấp của một sổ, khi cơ quan bắt đầu dùng hệ thống giữa năm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", required=True, help="mã cơ quan ban hành")
        parser.add_argument("--kind", required=True, choices=list(KINDS), help="mã loại văn bản, ví dụ KH")
        parser.add_argument("--last", required=True, type=int, help="số sau cùng đã cấp trên giấy")
        parser.add_argument("--year", type=int, default=None)
        parser.add_argument("--series", default="", help="hệ thống số riêng của hội đồng, ban, tổ")

    def handle(self, *args: Any, **options: Any) -> None:
        issuer = Unit.objects.filter(code=options["unit"]).first()
        if issuer is None:
            raise CommandError(f"Không có đơn vị mã {options['unit']}.")
        series = options["series"]
        if series and not RegisterSeries.objects.filter(issuer=issuer, code=series).exists():
            raise CommandError(
                f"{issuer.name} không có hệ thống số riêng {series}. Hãy lập ở trang Các sổ đăng ký trước."
            )
        year = options["year"] or today().year
        try:
            start_register(
                issuer=issuer,
                kind=options["kind"],
                year=year,
                last_number=options["last"],
                series=series,
                actor=None,
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        name = kind_name(options["kind"]).lower()
        self.stdout.write(f"{issuer.name}: {name} tiếp theo của năm {year} mang số {options['last'] + 1:02d}.")
