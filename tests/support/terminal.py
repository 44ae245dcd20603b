"""A program in a real terminal of its own: what it paints is read as a person sees it, keys are typed as bytes."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Self

import pyte

# Queries and modes of newer terminals that pyte takes for text or for other commands.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][\d;:]*[ -/]*[@-~]|\x1b\[\?[\d;]*\$p|\x1b\[\?u|\x1bP[^\x1b]*\x1b\\\\")
_UNFINISHED = re.compile(rb"\x1b[^@-Z\\^_a-z~]*\Z")


class Terminal:
    """A child process on a pseudo-terminal of `columns` x `rows` cells."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._changed = threading.Condition()
        self.raw = bytearray()
        self._pending = b""
        self.child = subprocess.Popen(
            argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})},
            start_new_session=True,
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # the child has gone: Linux says EIO
                return
            if not data:
                return
            with self._changed:
                self.raw += data
                data = _UNKNOWN_TO_PYTE.sub(b"", self._pending + data)
                unfinished = _UNFINISHED.search(data)
                self._pending = data[unfinished.start() :] if unfinished else b""
                self._stream.feed(data[: len(data) - len(self._pending)])
                self._changed.notify_all()

    @property
    def text(self) -> str:
        """What stands on the screen, line by line; a wide character counts once."""
        with self._changed:
            return self._text()

    def _text(self) -> str:
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return "\n".join("".join(row[x].data for x in range(self.screen.columns)).rstrip() for row in rows)

    def wait(self, condition: Callable[[str], bool], seconds: float = 15.0) -> float:
        """Return after how many seconds the painted text met `condition`.

        Raises:
            AssertionError: it did not; with the screen as it stands.
        """
        start = time.monotonic()
        with self._changed:
            while not condition(self._text()):
                left = start + seconds - time.monotonic()
                if left <= 0 or (self.child.poll() is not None and not self._reader.is_alive()):
                    raise AssertionError(f"not painted within {seconds} s (exit {self.child.poll()}):\n{self._text()}")
                self._changed.wait(min(left, 0.2))
        return time.monotonic() - start

    def wait_for(self, *texts: str, seconds: float = 15.0) -> float:
        """Return after how many seconds all of `texts` were painted."""
        return self.wait(lambda screen: all(text in screen for text in texts), seconds)

    def type(self, keys: str | bytes) -> None:
        """Type `keys`, as the bytes that a keyboard sends."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        with self._changed:
            self.screen.resize(rows, columns)
            termios.tcsetwinsize(self._master, (rows, columns))
        os.kill(self.child.pid, signal.SIGWINCH)

    def kill(self) -> None:
        """End the child as the kernel does, with -9."""
        self.child.kill()
        self.child.wait(10)

    def close(self) -> None:
        """End the child, kindly first."""
        if self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()
        self._reader.join(5)
        os.close(self._master)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
