"""One window for one person: a second start hands its file to the first and ends.

The lock says whether another runs, and a lock that a crash left behind counts for nothing. The
network library is loaded only to ask the other, or once the window has been painted.
"""

from __future__ import annotations

import os
import time
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

__all__ = ["Instance", "hand_over"]

SILENT = Words(
    "Kontaktnät är redan öppet, men svarar inte.",
    "Kontaktnät is open already, but does not answer.",
)
SILENT_ADVICE = Words(
    "Vänta en stund och försök igen. Hjälper det inte: stäng det andra fönstret, eller starta om "
    "datorn. Allt som var sparat är kvar.",
    "Wait a while and try again. If that does not help, close the other window, or restart the "
    "computer. All that was saved is there.",
)
LOCK = "window.lock"
END = b"\0"
"""Ends a message: no path of a file holds it."""
ANSWER = b"ok"
LONGEST = 65536
PATIENCE = 2.0
"""Seconds until one that does not answer counts as hung."""
ONE_TRY_MS = 200


def server_name(folder: Path) -> str:
    """Return what the window of a settings folder listens to."""
    return f"kontaktnat-{blake2b(os.fsencode(folder.resolve()), digest_size=8).hexdigest()}"


class Instance(QObject):
    """The first window of a person listens here for those that start after it.

    Signals:
        asked: Somebody started the program again; carries the file to open, '' for none.
    """

    asked = Signal(str)

    def __init__(self, folder: Path) -> None:
        """Use the settings folder, which each person has one of."""
        super().__init__()
        self._folder = folder
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)  # a program may be open for days
        self._server: QLocalServer | None = None
        self._heard: dict[QLocalSocket, bytes] = {}

    def first(self) -> bool:
        """Tell whether no other window runs; where locks cannot be written nobody knows."""
        if self._lock.tryLock(0):
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Begin to answer those that start later."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 — see above

        if not self._lock.isLocked():
            return
        name = server_name(self._folder)
        QLocalServer.removeServer(name)  # left by a crash: the lock is ours
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._meet)
        server.listen(name)
        self._server = server

    def close(self) -> None:
        """Answer no more, and let the next start be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _meet(self) -> None:
        server = self._server
        while server is not None and server.hasPendingConnections():
            socket = server.nextPendingConnection()
            self._heard[socket] = b""
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(lambda socket=socket: self._part(socket))
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket not in self._heard:
            return
        heard = self._heard[socket] + bytes(socket.readAll().data())
        self._heard[socket] = heard
        if heard.endswith(END):
            del self._heard[socket]
            socket.write(ANSWER)
            socket.flush()
            self.asked.emit(os.fsdecode(heard[: -len(END)]))
        elif len(heard) > LONGEST:
            socket.abort()

    def _part(self, socket: QLocalSocket) -> None:
        self._heard.pop(socket, None)
        socket.deleteLater()


def hand_over(folder: Path, path: Path | None, patience: float = PATIENCE) -> None:
    """Give a file to the window that runs, which then comes to the front.

    Raises:
        Refused: It does not answer.
    """
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 — see above

    message = (os.fsencode(path.absolute()) if path else b"") + END
    until = time.monotonic() + patience
    socket = QLocalSocket()
    while time.monotonic() < until:  # it listens only once it has been painted
        socket.connectToServer(server_name(folder))
        if socket.waitForConnected(ONE_TRY_MS):
            break
        time.sleep(ONE_TRY_MS / 4000)
    if not _told(socket, message, until):
        raise Refused(SILENT, SILENT_ADVICE)


def _told(socket: QLocalSocket, message: bytes, until: float) -> bool:
    """Send a message; tell whether it was answered in time."""
    if socket.state() is not socket.LocalSocketState.ConnectedState:
        return False
    socket.write(message)
    answer = b""
    while answer != ANSWER and (left := until - time.monotonic()) > 0:
        if not socket.waitForReadyRead(max(1, int(left * 1000))):
            break
        answer += bytes(socket.readAll().data())
    socket.abort()
    return answer == ANSWER
