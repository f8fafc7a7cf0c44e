"""The demo province."""

from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from units.demo import PASSWORD, accounts
from units.models import User

# In the order of the floors: each room builds on those below.
ROOMS = ["units", "documents", "plans", "campaigns", "awards", "reminders"]


class Command(BaseCommand):
    help = "Nạp dữ liệu minh họa vào một cơ sở dữ liệu còn trống."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="im lặng khi đã có dữ liệu")
        parser.add_argument("--accounts", action="store_true", help="chỉ in các tài khoản minh họa")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self._print_accounts()
            return
        if User.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError("Cơ sở dữ liệu đã có tài khoản. Dữ liệu minh họa chỉ nạp vào cơ sở dữ liệu còn trống.")
        self._load()
        self.stdout.write("Đã nạp dữ liệu minh họa.")

    @transaction.atomic
    def _load(self) -> None:
        """All or nothing: an interrupted first start leaves an empty database, which the next start fills."""
        ctx = SimpleNamespace()
        for room in ROOMS:
            if find_spec(f"{room}.demo"):
                import_module(f"{room}.demo").load(ctx)

    def _print_accounts(self) -> None:
        rows = accounts()
        if not rows:
            return
        self.stdout.write(f"Tài khoản minh họa (mật khẩu chung: {PASSWORD}):")
        for username, full_name, role in rows:
            self.stdout.write(f"  {username:<18}{full_name:<28}{role}")
