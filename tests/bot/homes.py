"""A home on disk, and the bot as a process of its own over it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from tests.notices.world import awake_all_night
from tests.support.bot_api import TOKEN
from tests.support.builders import Staff, a_hearing, hire, with_case
from village_board.base.clock import SystemClock, local
from village_board.board import Board, found_board
from village_board.hearings.service import announce_hearing
from village_board.notices.model import Delivery, DeliveryState
from village_board.notices.service import subscribe
from village_board.people.service import OFFICE

PROGRAM = (sys.executable, "-W", "error", "-c", "from bot.main import run; run()")
ROOT = Path(__file__).parents[2]


def home_with(folder: Path, chats: int = 0) -> tuple[Board, Staff]:
    """Return an open board in `folder` with its staff and subscribed chats 1001, 1002 ..."""
    board = found_board(folder, name="试验村")
    staff = hire(board)
    awake_all_night(board, staff, board.clock.today())
    for chat in range(1001, 1001 + chats):
        with board.desk(OFFICE) as desk:
            subscribe(desk, chat, "zh-Hans")
    return board, staff


def announce(board: Board, staff: Staff, number: str = "1") -> None:
    """Announce a hearing three weeks from today: all subscribers are told."""
    held_at = SystemClock().now() + timedelta(days=21)
    with board.desk(staff.director) as desk:
        hearing = a_hearing(number=number, held_at=held_at, notice_on=local(SystemClock().now()).date())
        announce_hearing(desk, with_case(desk, hearing))


def states(board: Board) -> Counter[DeliveryState]:
    """Count the rows of the outbox by state."""
    return Counter(row.state for row in board.records().all(Delivery))


def start(home: Path, *options: str, token: str | None = TOKEN, **environment: str) -> subprocess.Popen[str]:
    """Start the bot."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("VILLAGE_")} | environment
    if token is not None:
        env["VILLAGE_BOT_TOKEN"] = token
    return subprocess.Popen(
        [*PROGRAM, "--home", str(home), *options],
        cwd=ROOT,
        env=env,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@contextmanager
def running(home: Path, *options: str, token: str | None = TOKEN) -> Iterator[subprocess.Popen[str]]:
    """Run the bot while the block runs; it is killed at the end where it still lives."""
    process = start(home, *options, token=token)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=60)


def ended(process: subprocess.Popen[str], seconds: float = 60) -> tuple[int, str]:
    """Return exit code and standard error of a process that ends by itself."""
    try:
        _, told = process.communicate(timeout=seconds)
    finally:
        process.kill()
    return process.returncode, told
