"""The demo village of one day, made once for all workers of a run: each reads a copy of its own."""

from __future__ import annotations

import fcntl
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from village_board.base.clock import DayClock
from village_board.board import Board, open_board
from village_board.demo import make_demo

#: The demo's day of reference.
DEMO_DAY = date(2026, 11, 22)


def demo_copy(factory: pytest.TempPathFactory) -> Board:
    """Return the board of a fresh copy of the demo village on `DEMO_DAY`; the caller closes it."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    home = factory.mktemp("demo") / "home"
    shutil.copytree(_made(shared / "demo-village"), home)
    return open_board(home, clock=DayClock(DEMO_DAY))


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    home, done = folder / "home", folder / "done"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(home, ignore_errors=True)
            make_demo(home, DayClock(DEMO_DAY), lambda _: None).close()
            done.touch()
    return home
