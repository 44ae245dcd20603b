"""The terminal in a public hall: what comes in from a keyboard anybody may hammer on (K10, K11, A31).

Textual's driver ends at an invalid byte (a GBK scanner sends one), overflows at a huge number in an escape sequence,
goes deaf at a paste without an end and believes any size that is typed at it. Everything typed passes `Sieve` first.
"""

from __future__ import annotations

import codecs
import os
import re
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size

from kiosk.signals import hear

#: digits of one number in a sequence; a terminal has no more columns, a key no larger code.
_DIGITS = 5
#: characters of one sequence; no key, and no place of the mouse, needs more.
_LONGEST = 32
#: characters a second; ten taps, or keys that are held down, send half of it. More would fill the app's queue with
#: keys for longer than the supervisor waits for a heartbeat.
PACE = 600
#: seconds in which a program whose terminal is gone may end by itself, and its code where it does not: that of SIGHUP.
LEAVING, GONE = 3.0, 129
#: at the desk, where a clerk pastes a speech.
DESK_PACE = 4000

_LONG_NUMBER = re.compile(rf"(\d{{{_DIGITS}}})\d+")
_FINAL = re.compile(r"[@-~]")
# Reports of size (t), of modes (y), the brackets of a paste, numbers with parts (Textual's parser takes a whole number
# for granted and ends): nothing that a villager types.
_UNWANTED = re.compile(r"\[(?:.*[ty]|20[01]~|.*:.*)", re.DOTALL)


class Sieve:
    """Takes typed text piece by piece, and gives on what a key or a mouse can have sent."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, pace: int = PACE) -> None:
        self._clock, self._pace = clock, pace
        self._held = ""  # the sequence that has begun, without its escape character
        self._lead = ""  # that escape character, where it is held as well
        self._escape_given = False  # the last thing given on is an escape character: a bracket would make it a sequence
        self._second, self._taken = float("-inf"), 0

    def sift(self, typed: str) -> str:
        """Return what remains of `typed`; the end of a sequence may come with the next piece."""
        typed = self._paced(typed)
        out: list[str] = []
        for char in typed:
            if self._held:
                self._continue(char, out)
            elif char == "[" and (out[-1] == "\x1b" if out else self._escape_given):
                # An escape character of an earlier piece is not held: a lone Escape key waits for nothing.
                self._lead = out.pop() if out else ""
                self._held = char
            else:
                out.append(char)
        if out:
            self._escape_given = out[-1] == "\x1b"
        return "".join(out)

    def _continue(self, char: str, out: list[str]) -> None:
        if char == "\x1b" or len(self._held) > _LONGEST:
            self._held = ""
            if char == "\x1b":
                out.append(char)
            return
        self._held += char
        if not _FINAL.match(char) or (char == "[" and len(self._held) == 2):  # noqa: PLR2004 - ESC [ [ A: Linux F1
            return
        if not _UNWANTED.fullmatch(self._held):
            out.append(self._lead + _LONG_NUMBER.sub(r"\1", self._held))
        self._held = ""

    def _paced(self, typed: str) -> str:
        now = self._clock()
        if now - self._second >= 1:
            self._second, self._taken = now, 0
        kept = typed[: max(self._pace - self._taken, 0)]
        self._taken += len(typed)
        return kept


class HallDecoder(codecs.IncrementalDecoder):
    """UTF-8 that never fails, sifted; where the terminal is gone, the program ends."""

    def __init__(self, errors: str = "replace", pace: int = PACE) -> None:
        super().__init__(errors)
        self._utf8 = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._sieve = Sieve(pace=pace)
        self._is_gone = False

    def decode(self, input: bytes, final: bool = False) -> str:  # type: ignore[override]  # noqa: A002, FBT001, FBT002
        """Return what `input` typed."""
        if not input and not final:
            self._leave()
        return self._sieve.sift(self._utf8.decode(input, final).replace("\ufffd", ""))

    def _leave(self) -> None:
        """End: reading from a terminal that is gone returns at once, and writing to it never."""
        if not self._is_gone:
            self._is_gone = True
            deadline = threading.Timer(LEAVING, os._exit, (GONE,))
            deadline.daemon = True
            deadline.start()
            os.kill(os.getpid(), signal.SIGHUP)
        time.sleep(LEAVING / 10)


class HallDriver(LinuxDriver):
    """Textual's driver without paste brackets, size reports, hovering and job control."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for ignored in (signal.SIGTSTP, signal.SIGQUIT, signal.SIGINT, signal.SIGUSR1, signal.SIGUSR2):
            signal.signal(ignored, signal.SIG_IGN)

    def start_application_mode(self) -> None:
        """Begin, and hear of a new size in the loop.

        Textual hears of it in a signal handler. A second signal can interrupt that one between its reading of the size
        and its telling: then the older size is told last, and the screen keeps it.
        """
        before = self._get_terminal_size()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        hear(signal.SIGWINCH, self._tell_size)
        if self._get_terminal_size() != before:
            self._tell_size()

    def _tell_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self._app.post_message(Resize(size, size))

    def _enable_bracketed_paste(self) -> None:
        """Leave it off: a paste without an end would swallow every key after it."""

    def _query_in_band_window_resize(self) -> None:
        """Never ask: the size comes from the terminal device, not from what is typed."""

    def _enable_mouse_support(self) -> None:
        """Report presses only: nothing here needs a pointer that hovers (K7)."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1006h")
            self.flush()


def prepare(pace: int = PACE) -> None:
    """Put the sieve before Textual's parser, and job control out of reach; call it before the app runs.

    Args:
        pace: characters a second that are taken.
    """
    os.environ.pop("TEXTUAL_ALLOW_SIGNALS", None)
    linux_driver.getincrementaldecoder = lambda _encoding: partial(HallDecoder, pace=pace)  # type: ignore[assignment, attr-defined]
