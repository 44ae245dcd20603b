"""Who uses a home: programs share it, a restore or migration has it alone, some programs run once.

The locks are the kernel's (flock): whoever is killed has let go, and no stale file keeps anyone out.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from village_board.store.errors import AlreadyRunning, HomeInUse, StoreUnwritable

_HOME_FILE = ".lock"


class Held:
    """A lock that is held, until `release` or the end of the ``with`` block or of the process."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class HomeLock:
    """The locks of the home at `path`.

    Every method returns at once with a lock, or raises; none waits.
    """

    def __init__(self, path: Path) -> None:
        self._home = path

    def shared(self) -> Held:
        """Use the home beside other programs.

        Raises:
            HomeInUse: one has it alone.
            StoreUnwritable: the home does not take a file.
        """
        return self._home_lock(fcntl.LOCK_SH)

    def exclusive(self) -> Held:
        """Have the home alone: for a migration or a restore.

        Raises:
            HomeInUse: another program uses it.
            StoreUnwritable: the home does not take a file.
        """
        return self._home_lock(fcntl.LOCK_EX)

    def single(self, name: str) -> Held:
        """Be the only program called `name` on this home.

        Raises:
            AlreadyRunning: one runs already; it says which process.
            StoreUnwritable: the home does not take a file.
        """
        handle = self._open(f".{name}.lock")
        if not _take(handle, fcntl.LOCK_EX):
            pid = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            os.close(handle)
            raise AlreadyRunning(name, str(self._home), pid or "?")
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        return Held(handle)

    def _home_lock(self, how: int) -> Held:
        handle = self._open(_HOME_FILE)
        if not _take(handle, how):
            os.close(handle)
            raise HomeInUse(str(self._home))
        return Held(handle)

    def _open(self, name: str) -> int:
        path = self._home / name
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreUnwritable(str(path), error.strerror or str(error)) from error


def _take(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
