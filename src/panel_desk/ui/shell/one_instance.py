"""One Panel Desk for one person: a second start hands its files to the first and brings it to the front."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500
_LONGEST = 64 * 1024


def socket_name(settings_folder: Path) -> str:
    """The socket of one person: the settings of two people never lie in one folder."""
    return f"panel-desk-{sha256(str(settings_folder.resolve()).encode()).hexdigest()[:16]}"


def hand_over(name: str, files: Sequence[Path]) -> bool:
    """Whether a Panel Desk is running already; it is given the files then."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(json.dumps([str(path.absolute()) for path in files]).encode() + b"\n")
    socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return True


class FirstInstance(QObject):
    """Listens for later starts; only the same person may reach it."""

    called = Signal(object)
    """A tuple of paths, empty where somebody only wants the window."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connected)
        if not self._server.listen(name):
            # A socket left by one that crashed: nobody answered behind it.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Let the next one be first."""
        self._server.close()

    def _on_connected(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._on_read(socket))
        socket.disconnected.connect(socket.deleteLater)

    def _on_read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        try:
            untrusted = json.loads(bytes(socket.readLine(_LONGEST).data()))
        except (ValueError, RecursionError):
            return
        if isinstance(untrusted, list) and all(isinstance(path, str) for path in untrusted):
            self.called.emit(tuple(Path(path) for path in untrusted))
