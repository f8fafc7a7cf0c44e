"""A page laid before Chromium under its address, without the application behind it: no waiting, no traffic to undo."""

import mimetypes
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders


class Shown:
    """What Chromium gets: `html` for the page it opens, files of the site (which it keeps), nothing else."""

    def __init__(self, port: int) -> None:
        self.site = f"http://127.0.0.1:{port}"
        self.html = b""


@pytest.fixture
def shown() -> Iterator[Shown]:
    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if self.headers.get("Sec-Fetch-Dest") == "document":
                self._say(HTTPStatus.OK, page.html, "text/html; charset=utf-8")
            elif path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
                kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
                self._say(HTTPStatus.OK, Path(file).read_bytes(), kind, "max-age=3600")
            else:
                self._say(HTTPStatus.NO_CONTENT)

        do_POST = do_GET

        def _say(self, status: HTTPStatus, body: bytes = b"", kind: str = "text/plain", keep: str = "no-store") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", keep)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        server.daemon_threads = True
        page = Shown(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield page
        server.shutdown()
