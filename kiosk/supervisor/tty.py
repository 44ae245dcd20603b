"""The terminal between two kiosks: what a killed program left switched on is switched off (K13)."""

from __future__ import annotations

import os
import select
import termios
import time
from contextlib import suppress
from pathlib import Path
from unicodedata import east_asian_width

#: An unfinished sequence is broken off (CAN, ST); then everything a screen may have switched on goes off again.
RESET = (
    b"\x18\x1b\\\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[?2048l"
    b"\x1b[?1049l\x1b[r\x1b(B\x1b[?7h\x1b[0m\x1b[?25h"
)
_CLEAR = b"\x1b[H\x1b[2J\x1b[3J"
_HIDE = b"\x1b[?25l"
_LFLAG, _OFLAG, _IFLAG = 3, 1, 0
#: seconds that a terminal which takes nothing may hold us up
_PATIENCE = 1.0
CLOSED = Path(__file__).with_name("closed.txt")


class Tty:
    """The terminal of file descriptor `number`, opened anew: what is set on it does not touch the kiosk's own."""

    def __init__(self, number: int = 0) -> None:
        self._file = os.open(os.ttyname(number), os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
        self._found = termios.tcgetattr(self._file)

    @property
    def is_gone(self) -> bool:
        """Whether the terminal was closed: nobody sees what is shown on it any more."""
        try:
            termios.tcgetattr(self._file)
        except termios.error:
            return True
        return False

    def quiet(self) -> None:
        """Make it blank and deaf: nothing that is typed now is seen, stops anything, or waits for the next kiosk."""
        self._set(echo=False)
        self._write(RESET + _CLEAR + _HIDE)
        self._forget()

    def give_back(self) -> None:
        """Leave it as a shell needs it."""
        self._set(echo=True)
        self._write(RESET)
        self._forget()

    def show_closed(self) -> None:
        """Say in three languages that the paper board is to be read."""
        said = CLOSED.read_text(encoding="utf-8").splitlines()
        columns, lines = self._size()
        top = max((lines - 2 * len(said)) // 2, 0)
        page = _CLEAR + _HIDE
        for number, line in enumerate(said):
            left = max((columns - _cells(line)) // 2, 0)
            page += f"\x1b[{top + 2 * number + 1};{left + 1}H{line}".encode()
        self._write(page)

    def hand_to(self, group: int) -> None:
        """Make the process group `group` the one that reads the keys; without job control nothing is to be done."""
        with suppress(OSError):
            os.tcsetpgrp(self._file, group)

    def close(self) -> None:
        """Close our own way to it."""
        os.close(self._file)

    def _set(self, *, echo: bool) -> None:
        wanted = [*self._found[:6], list(self._found[6])]
        wanted[_IFLAG] |= termios.ICRNL
        wanted[_OFLAG] |= termios.OPOST | termios.ONLCR
        typed = termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN
        wanted[_LFLAG] = wanted[_LFLAG] | typed if echo else wanted[_LFLAG] & ~typed
        with suppress(termios.error):  # the terminal has gone
            termios.tcsetattr(self._file, termios.TCSANOW, wanted)
            termios.tcflow(self._file, termios.TCOON)

    def _forget(self) -> None:
        with suppress(termios.error):
            termios.tcflush(self._file, termios.TCIFLUSH)

    def _size(self) -> tuple[int, int]:
        with suppress(OSError):
            found = os.get_terminal_size(self._file)
            if found.columns and found.lines:
                return found.columns, found.lines
        return 80, 24

    def _write(self, data: bytes) -> None:
        until = time.monotonic() + _PATIENCE
        while data:
            try:
                data = data[os.write(self._file, data) :]
            except BlockingIOError:
                left = until - time.monotonic()
                if left <= 0 or not select.select([], [self._file], [], left)[1]:
                    return  # it hangs itself; the kiosk's start must not wait for it
            except OSError:
                return  # it has gone


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
