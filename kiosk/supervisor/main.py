"""``village-kiosk --supervised``: starts the kiosk on this terminal, and again whatever ends it (K12, K13)."""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from kiosk.supervisor.child import Child
from kiosk.supervisor.log import Log, home_of
from kiosk.supervisor.patience import Patience, Times, Wait
from kiosk.supervisor.tty import Tty

OPTION = "--supervised"
USAGE = 2
_KIOSK = "from kiosk.main import run; run()"
_IGNORED = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTOU, signal.SIGTTIN, signal.SIGPIPE)
_ENDING = (signal.SIGTERM, signal.SIGHUP)
_NOTED = (signal.SIGCHLD, signal.SIGWINCH)


class Supervisor:
    """Runs `command` until it is told to end.

    Args:
        command: the kiosk.
        log: where ends are kept.
        times: by which it is judged.
        clock: seconds that never go back.
    """

    def __init__(
        self, command: Sequence[str], log: Log, times: Times | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._command, self._log, self._clock = command, log, clock
        self._times = times or Times()
        self._patience = Patience(self._times)
        self._tty = Tty()
        self._ending = self._resized = False
        self._wake, self._woken = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)

    def run(self) -> int:
        """Start the kiosk again and again; return 0 when told to end, 1 where the terminal is gone."""
        self._hear_signals()
        try:
            while not self._ending:
                self._tty.quiet()
                wait = self._patience.ended(self._one_run(), self._clock())
                if not self._ending and self._tty.is_gone:
                    # Behind a shell of its own no SIGHUP comes: the kiosk has the terminal, not the supervisor.
                    self._log.tell("the terminal is gone: ended")
                    return 1
                if not self._ending:
                    self._pass_time(wait)
        finally:
            self._tty.hand_to(os.getpgrp())
            self._tty.give_back()
            self._tty.close()
        return 0

    def _one_run(self) -> float:
        """Run the kiosk once and return when it began."""
        try:
            child = Child(self._command, self._clock)
        except OSError as error:
            self._log.tell(f"the kiosk cannot be started ({error.strerror})")
            return self._clock()
        self._tty.hand_to(child.group)
        why = self._watch(child)
        code = child.end(0 if why == "hangs" else self._times.kindness if self._ending else 0)
        self._tty.hand_to(os.getpgrp())
        seconds = round(self._clock() - child.began)
        self._log.tell(f"the kiosk {why} (code {code}, after {seconds} s)")
        return child.began

    def _watch(self, child: Child) -> str:
        while True:
            silent = child.look(self._wake)
            self._take_signals()
            _tell_systemd()
            if self._ending:
                return "was told to end"
            if child.code is not None:
                return "ended"
            if silent > self._times.allowed(child.stage) or child.is_stopped:
                return "hangs"

    def _pass_time(self, wait: Wait) -> None:
        self._tty.quiet()
        if wait.closed:
            self._log.tell(f"too many ends: closed for {wait.seconds:g} s")
            self._tty.show_closed()
        until = self._clock() + wait.seconds
        while not self._ending and (left := until - self._clock()) > 0:
            select.select([self._wake], [], [], min(left, 1.0))
            self._take_signals()
            _tell_systemd()
            if wait.closed and self._resized:
                self._resized = False
                self._tty.show_closed()

    # Signals

    def _hear_signals(self) -> None:
        signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)
        for number in _IGNORED:
            signal.signal(number, signal.SIG_IGN)
        for number in _NOTED + _ENDING:
            signal.signal(number, _nothing)

    def _take_signals(self) -> None:
        with suppress(BlockingIOError):
            for number in os.read(self._wake, 4096):
                self._ending = self._ending or number in _ENDING
                self._resized = self._resized or number == signal.SIGWINCH


def _nothing(_number: int, _frame: object) -> None:
    """Let the wake-up pipe tell of it."""


def _tell_systemd() -> None:
    """Say that the supervisor itself is alive (sd_notify), where systemd asked for it."""
    place = os.environ.get("NOTIFY_SOCKET", "")
    if not place:
        return
    address = "\0" + place[1:] if place.startswith("@") else place
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as way:
        way.setblocking(False)
        way.sendto(b"WATCHDOG=1", address)


def supervise(argv: Sequence[str], times: Times | None = None) -> int:
    """Run the kiosk with `argv` under a supervisor, and return the exit code."""
    given = [word for word in argv if word != OPTION]
    if not sys.stdin.isatty():
        sys.stderr.write("village-kiosk --supervised: 需要终端 / 需要終端 / needs a terminal\n")
        return USAGE
    command = [sys.executable, "-P", "-c", _KIOSK, *given]
    return Supervisor(command, Log(home_of(given, dict(os.environ))), times).run()
