"""What a hostile case list might hold: markup that would draw a red picture or call a server if anything read it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from PySide6.QtGui import QColor, QImage

RED = "#dc0001"
"""A red that no token has."""


class Hostile:
    """A picture on disk, a server that counts who asks, and texts that name both."""

    def __init__(self, folder: Path, port: int, asked: list[str]) -> None:
        self.asked = asked
        self.picture = folder / "red.png"
        red = QImage(64, 64, QImage.Format.Format_RGB32)
        red.fill(QColor(RED))
        red.save(str(self.picture))
        self.texts = (
            f'<img src="file://{self.picture}"><b>J.M.</b>',
            f'<table bgcolor="{RED}"><tr><td>J.M. J.M. J.M.</td></tr></table>',
            f'<img src="http://127.0.0.1:{port}/x.png">J.M. <font color="{RED}" size="7">████</font>',
        )


@contextmanager
def hostile_texts(folder: Path) -> Iterator[Hostile]:
    """The texts, and the server as long as they are in use."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield Hostile(folder, server.server_port, asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
