"""Uploaded files are shown to a virus scanner where one is configured: clamd by its socket, or a command.

`CLAMD_SOCKET` is the path of clamd's Unix socket, or host:port; `SCAN_COMMAND` is a command that gets the file on its
standard input and ends with 0 for clean, 1 for infected (`clamdscan -`). With neither, nothing is scanned. A scanner
that is configured and does not answer lets no file in: a file that nobody looked at is not evidence.
"""

import shlex
import socket
import struct
import subprocess  # noqa: S404  the operator's own command, never a user's word

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from .exceptions import Refused

TIMEOUT = 30  # seconds
_CHUNK = 64 * 1024
DOWN = (
    "Chương trình quét mã độc của máy chủ không trả lời nên chưa nhận tệp {name}. "
    "Hãy thử lại sau ít phút; nếu vẫn vậy, báo quản trị hệ thống."
)
INFECTED = "Tệp {name} có mã độc nên không nhận. Hãy quét máy tính của bạn và báo quản trị hệ thống."


class _Down(Exception):
    """The scanner is configured and does not do its work."""


def is_configured() -> bool:
    """Whether uploaded files are scanned here."""
    return bool(settings.CLAMD_SOCKET or settings.SCAN_COMMAND)


def refuse_infected(file: UploadedFile, name: str) -> None:
    """Raise Refused when the scanner finds something in the file, or does not answer; leaves the file at its start."""
    if not is_configured():
        return
    file.seek(0)
    try:
        clean = _by_socket(file) if settings.CLAMD_SOCKET else _by_command(file)
    except (OSError, _Down, subprocess.SubprocessError):
        raise Refused(DOWN.format(name=name)) from None
    finally:
        file.seek(0)
    if not clean:
        raise Refused(INFECTED.format(name=name))


def _by_socket(file: UploadedFile) -> bool:
    """Send the file to clamd in chunks (INSTREAM) and read its one line of answer."""
    with _connected(settings.CLAMD_SOCKET) as scanner:
        scanner.sendall(b"zINSTREAM\0")
        for chunk in file.chunks(_CHUNK):
            scanner.sendall(struct.pack("!I", len(chunk)) + chunk)
        scanner.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := scanner.recv(4096)):
            answer += more
    said = answer.rstrip(b"\0\n")
    if said.endswith(b" FOUND"):
        return False
    if not said.endswith(b" OK"):
        raise _Down(said.decode(errors="replace"))
    return True


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(TIMEOUT)
        try:
            scanner.connect(address)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _, port = address.rpartition(":")
    if not port.isdecimal():
        raise _Down(f"no port in {address}")
    return socket.create_connection((host or "localhost", int(port)), timeout=TIMEOUT)


def _by_command(file: UploadedFile) -> bool:
    content = b"".join(file.chunks(_CHUNK))
    command = shlex.split(settings.SCAN_COMMAND)
    ended = subprocess.run(command, input=content, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603
    if ended.returncode not in (0, 1):
        raise _Down(str(ended.returncode))
    return ended.returncode == 0
