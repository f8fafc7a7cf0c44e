"""A mail server that takes mail into memory and misbehaves as real ones do: busy, slow, refusing, falling silent."""

import random
import re
import socketserver
import threading
import time
from collections import Counter

BAD = "hong"  # what stands before the @ of an address that does not exist
IDENT = re.compile(rb"^Message-ID: (<[^>]+>)", re.MULTILINE | re.IGNORECASE)


class Sink(socketserver.ThreadingTCPServer):
    """What was taken, by Message-ID, and how often it misbehaved in which way; `seed` makes the faults repeatable."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, seed: int = 1, *, busy: float = 0, broken: float = 0, slow: float = 0) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.taken: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.random = random.Random(seed)
        self.busy, self.broken, self.slow = busy, broken, slow
        self.broken_after = broken
        self.lines = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """The address as EMAIL_URL takes it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def strikes(self, share: float, name: str) -> bool:
        """Whether this fault happens now."""
        with self.lock:
            happens = self.random.random() < share
            self.faults[name] += happens
        return happens

    def take(self, mail: bytes) -> None:
        """Keep a mail that was accepted."""
        found = IDENT.search(mail)
        with self.lock:
            self.taken[found.group(1).decode() if found else "?"] += 1


class _Line(socketserver.StreamRequestHandler):
    """One connection, as far as SMTP goes here (RFC 5321)."""

    server: Sink

    def handle(self) -> None:
        self.server.lines += 1
        self._say("220 ready")
        while line := self.rfile.readline():
            command = line[:4].upper()
            if command == b"DATA":
                if not self._data():
                    return
            elif command == b"RCPT":
                self._recipient(line)
            else:
                self._say("221 bye" if command == b"QUIT" else "250 yes")
                if command == b"QUIT":
                    return

    def _recipient(self, line: bytes) -> None:
        if f"<{BAD}".encode() in line:
            self.server.faults["no such user"] += 1
            self._say("550 5.1.1 no such user")
        elif self.server.strikes(self.server.busy, "busy"):
            self._say("451 4.3.0 try again later")
        else:
            self._say("250 yes")

    def _data(self) -> bool:
        """Take a mail; False when the line broke, before it was taken or after."""
        if self.server.strikes(self.server.slow, "slow"):
            time.sleep(0.5)
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) and line != b".\r\n":
            lines.append(line)
        if self.server.strikes(self.server.broken, "line broken before it was taken"):
            return False
        if not line:
            return False  # the sender died while it was speaking
        self.server.take(b"".join(lines))
        if self.server.strikes(self.server.broken_after, "line broken after it was taken"):
            return False
        self._say("250 taken")
        return True

    def _say(self, text: str) -> None:
        try:
            self.wfile.write(text.encode() + b"\r\n")
        except OSError:
            return


def serve(sink: Sink) -> None:
    """Begin to listen, in a thread that ends with the program."""
    threading.Thread(target=sink.serve_forever, args=(0.02,), daemon=True).start()
