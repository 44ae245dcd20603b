"""A wire between program and server that can be cut at a chosen moment."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path

_SOCKET = ".s.PGSQL.5432"


class Wire:
    """Listens in `folder` and passes on to the server in `server`.

    Attributes:
        folder: where it listens.
        cut_before: when the program sends these bytes, both ends are cut and the server never sees them.
        cut_after: when the program sends these bytes, the server gets them, and the answer is cut off.
        down: new connections are cut at once.
    """

    def __init__(self, folder: Path, server: Path) -> None:
        self.folder = folder
        self.cut_before = self.cut_after = b""
        self.down = False
        self._server = str(server / _SOCKET)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / _SOCKET))
        self._listener.listen()
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _accept(self) -> None:
        while True:
            try:
                program, _ = self._listener.accept()
            except OSError:
                return
            if self.down:
                program.close()
                continue
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._server)
            _Pair(self, program, server)


class _Pair:
    def __init__(self, wire: Wire, program: socket.socket, server: socket.socket) -> None:
        self._wire, self._program, self._server = wire, program, server
        self._swallow = False
        threading.Thread(target=self._to_server, daemon=True).start()
        threading.Thread(target=self._to_program, daemon=True).start()

    def _to_server(self) -> None:
        with contextlib.suppress(OSError):
            while data := self._program.recv(65536):
                if self._wire.cut_before and self._wire.cut_before in data:
                    self._wire.cut_before = b""
                    break
                if self._wire.cut_after and self._wire.cut_after in data:
                    self._wire.cut_after = b""
                    self._swallow = True
                self._server.sendall(data)
        self._cut()

    def _to_program(self) -> None:
        with contextlib.suppress(OSError):
            while (data := self._server.recv(65536)) and not self._swallow:
                self._program.sendall(data)
        self._cut()

    def _cut(self) -> None:
        for end in (self._program, self._server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
