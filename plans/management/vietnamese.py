"""What the room's commands share: faults of the command line said in Vietnamese."""

from __future__ import annotations

import re
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from core.exceptions import Refused

_FAULTS = (
    (r"the following arguments are required: (.+)", "Thiếu tham số {0}; hãy xem --help."),
    (r"argument (\S+): expected one argument", "Tham số {0} cần một giá trị; hãy xem --help."),
    (r"unrecognized arguments: (.+)", "Không hiểu tham số {0}; hãy xem --help."),
    (r"ambiguous option: (\S+)", "Tham số {0} chưa rõ; hãy viết đầy đủ."),
)


class VietnameseParser(CommandParser):
    """Says what is wrong with the command line in Vietnamese and ends with status 1."""

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _FAULTS:
            if match := re.search(pattern, message):
                self.exit(1, sentence.format(*match.groups()) + "\n")
        self.exit(1, "Tham số của lệnh không hợp lệ; hãy xem --help.\n")


class VietnameseCommand(BaseCommand):
    """A command that answers a refusal with its one sentence on stderr and status 1."""

    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = VietnameseParser  # the base class names its parser's class itself
        return parser

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.act(**options)
        except Refused as refusal:
            self.stderr.write(str(refusal), lambda text: text)
            sys.exit(1)

    def act(self, **options: Any) -> None:
        """Do what the command is for; raises `Refused`."""
        raise NotImplementedError
