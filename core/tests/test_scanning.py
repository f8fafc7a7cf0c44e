"""A configured scanner is asked; one that does not answer lets nothing in."""

import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import scanning, uploads
from core.exceptions import Refused
from core.testing import PDF


def file():
    return SimpleUploadedFile("a.pdf", PDF)


def test_nothing_is_asked_where_nothing_is_configured(settings):
    settings.CLAMD_SOCKET = settings.SCAN_COMMAND = ""
    scanning.refuse_infected(file(), "a.pdf")


@pytest.mark.parametrize(("code", "sentence"), [("1", "có mã độc"), ("2", "không trả lời")])
def test_the_command_says_what_it_found(settings, code, sentence):
    settings.CLAMD_SOCKET = ""
    settings.SCAN_COMMAND = f"{sys.executable} -c 'import sys; sys.stdin.buffer.read(); sys.exit({code})'"
    with pytest.raises(Refused, match=sentence):
        scanning.refuse_infected(file(), "a.pdf")


def test_a_scanner_that_is_down_lets_no_file_in(settings, tmp_path):
    settings.CLAMD_SOCKET = str(tmp_path / "clamd.sock")
    with pytest.raises(Refused, match="không trả lời"):
        scanning.refuse_infected(file(), "a.pdf")


def test_every_upload_that_is_checked_is_scanned(settings):
    """Evidence of a task, an agency's answer and a dossier's file all come through the same check."""
    settings.CLAMD_SOCKET = ""
    settings.SCAN_COMMAND = f"{sys.executable} -c 'import sys; sys.stdin.buffer.read(); sys.exit(1)'"
    with pytest.raises(Refused, match="có mã độc"):
        uploads.check(file())
