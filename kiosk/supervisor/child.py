"""One run of the kiosk: a process of its own with a pipe on which its heart beats."""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress

from kiosk.heartbeat import BEAT, VARIABLE, WORK
from kiosk.supervisor.patience import Stage

#: seconds between two looks
LOOK = 0.25


class Child:
    """A kiosk that was started; its process group dies with it, so that no voice goes on speaking."""

    def __init__(self, command: Sequence[str], clock: Callable[[], float]) -> None:
        self._clock = clock
        self._pulse, theirs = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        environment = {**os.environ, VARIABLE: str(theirs)}
        # systemd hears from the supervisor alone.
        environment.pop("NOTIFY_SOCKET", None)
        self.began = self._looked = self._heard = clock()
        self.stage = Stage.START
        try:
            self._process = subprocess.Popen(command, env=environment, pass_fds=(theirs,), process_group=0)  # noqa: S603
        except OSError:
            os.close(self._pulse)
            raise
        finally:
            os.close(theirs)

    @property
    def group(self) -> int:
        """The process group."""
        return self._process.pid

    @property
    def code(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.poll()

    @property
    def is_stopped(self) -> bool:
        """Whether somebody has stopped it (SIGSTOP): a picture that stands still."""
        with suppress(ChildProcessError):
            stopped = os.waitid(os.P_PID, self._process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT)
            return stopped is not None and stopped.si_status != 0
        return False

    def look(self, wake: int) -> float:
        """Wait a moment for a beat, for its end or for `wake`; return how many seconds it has been silent."""
        ready = select.select([self._pulse, wake], [], [], LOOK)[0]
        now = self._clock()
        if self._pulse in ready:
            with suppress(BlockingIOError):
                if said := os.read(self._pulse, 4096):
                    self._hear(said, now)
                else:  # it closed the pipe: it is ending, or nothing of it is left
                    with suppress(subprocess.TimeoutExpired):
                        self._process.wait(LOOK)
        # Where we slept ourselves (a stalled or suspended machine), its silence says nothing.
        if now - self._looked > 4 * LOOK:
            late = now - self._looked - LOOK
            self._heard += late
        self._looked = now
        return now - self._heard

    def _hear(self, said: bytes, now: float) -> None:
        self._heard = now
        if BEAT in said:
            self.stage = Stage.LOOP
        elif self.stage is not Stage.LOOP:
            self.stage = Stage.WORK if said.endswith(WORK) else Stage.START

    def end(self, kindness: float) -> int:
        """Ask it to end, wait `kindness` seconds, end it; return its code."""
        if kindness:
            with suppress(ProcessLookupError):
                self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(kindness)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        code = self._process.wait()
        os.close(self._pulse)
        return code
