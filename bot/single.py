"""One bot for a home (N15): whoever holds the lock polls and sends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.faults import BotRunning
from village_board.board import HomeNotWritable

LOCK = Path("run", "bot.lock")


@contextmanager
def only_bot(home: Path) -> Iterator[None]:
    """Hold the lock of `home` until the block ends; the kernel frees it when the process dies.

    Raises:
        BotRunning: another process holds it.
        HomeNotWritable: the folder does not take a file.
    """
    file = home / LOCK
    try:
        file.parent.mkdir(exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise HomeNotWritable(home, error.strerror or type(error).__name__) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BotRunning(home, os.pread(handle, 20, 0).decode(errors="replace").strip() or "?") from None
        os.truncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
