"""Senders that die by kill -9: at one certain commit or call, or whenever they are told to.

``python -m tests.bot.killing`` reads a task a line (JSON), forks a sender that has everything imported, waits until it
has ended or kills it, and answers with a line. Every sender opens the board from its files, as after a crash.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypedDict

import httpx
from telegram.request import HTTPXRequest

from bot.core import Core
from bot.outbox import Outbox
from bot.pace import Pace
from bot.transport import VillageBot
from tests.support.bot_api_core import TOKEN
from tests.support.bot_api_http import read_body
from tests.support.builders import TODAY
from tests.support.clocks import GivenClock
from tests.support.virtual_time import VirtualLoop, in_virtual_time
from village_board.board import Board, open_board
from village_board.notices.model import DeliveryState
from village_board.notices.outbox import counts
from village_board.store import sqlite

_ROOT = Path(__file__).parents[2]


class Task(TypedDict):
    """What a sender is to do.

    Attributes:
        home: the board's folder.
        log: the file to which "Telegram" writes the chat of each message that it accepts.
        point: the commit or call at which it dies, counted from 1; 0: at none.
        sends: it is killed from outside some moments after so many messages in all are accepted; -1: never.
        abreast: it sends several at once, as the program does; else one after another.
    """

    home: str
    log: str
    point: int
    sends: int
    abreast: bool


class Points:
    """Counts commits and calls, before and after each, and dies at one of them."""

    def __init__(self, deadly: int) -> None:
        self.deadly = deadly
        self.passed = 0

    def __call__(self) -> None:
        """Pass a point, or die at it."""
        self.passed += 1
        if self.passed == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)


class Taker(httpx.AsyncBaseTransport):
    """A Telegram that accepts everything, and keeps whom it was for where no kill reaches it."""

    def __init__(self, log: str, point: Callable[[], None]) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._point = point

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Accept a message."""
        self._point()  # it never left
        data = read_body(request.headers.get("content-type", ""), await request.aread())
        os.write(self._log, f"{data['chat_id']}\n".encode())
        self._point()  # it is there, and the answer is lost
        message = {"message_id": 1, "date": 1, "chat": {"id": int(data["chat_id"]), "type": "private"}, "text": "x"}
        return httpx.Response(200, json={"ok": True, "result": message})


def waiting(board: Board) -> bool:
    """Tell whether a row of the outbox is not settled."""
    found = counts(board.records())
    return found[DeliveryState.PENDING] + found[DeliveryState.SENDING] > 0


def _send(task: Task) -> int:
    """Be a sender until nothing waits; return how many points were passed."""
    point = Points(task["point"])
    ended = sqlite._Transaction.__exit__

    def commit(self: Any, *args: Any) -> None:
        outermost = self._session.depth == 1 and args[0] is None
        if outermost:
            point()  # all is written, nothing is committed
        ended(self, *args)
        if outermost:
            point()  # committed, and nobody was told

    sqlite._Transaction.__exit__ = commit  # type: ignore[method-assign]
    board = open_board(Path(task["home"]), clock=GivenClock(TODAY))
    core = Core(board)
    request = HTTPXRequest(connection_pool_size=16, httpx_kwargs={"transport": Taker(task["log"], point)})
    bot = VillageBot(TOKEN, request=request, get_updates_request=request, rate_limiter=Pace())

    async def play(_: VirtualLoop) -> None:
        outbox = Outbox(core, bot)
        if not task["abreast"]:
            await outbox.drain()
            return
        running = asyncio.create_task(outbox.run())
        while await core.read(lambda _: waiting(board)):  # noqa: ASYNC110 - another process may write too
            await asyncio.sleep(0.2)
        await outbox.stop()
        await running

    in_virtual_time(play)
    core.close()
    board.close()
    return point.passed


def _accepted(log: str) -> int:
    try:
        return Path(log).read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


def _one(task: Task, chance: random.Random) -> dict[str, Any]:
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writes, str(_send(task)).encode())
        except BaseException as error:  # noqa: BLE001 - whatever it was is the parent's to tell
            os.write(writes, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writes)
    if task["sends"] >= 0:
        while (
            _accepted(task["log"]) < task["sends"]
            and os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
        ):
            time.sleep(0.001)
        time.sleep(chance.random() * 0.01)  # the point of the kill, not a wait for anything
        os.kill(child, signal.SIGKILL)
    told = b"".join(iter(lambda: os.read(reads, 4096), b"")).decode()
    os.close(reads)
    _, status = os.waitpid(child, 0)
    return {"killed": os.WIFSIGNALED(status), "told": told}


class Killer:
    """The program that forks senders, from a test's side."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bot.killing"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def send(self, home: Path, *, point: int = 0, sends: int = -1, abreast: bool = False) -> tuple[bool, int]:
        """Let a sender work; return whether it died, and else how many points it passed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        task = Task(home=str(home), log=str(log_of(home)), point=point, sends=sends, abreast=abreast)
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if answer["killed"]:
            return True, 0
        return False, int(answer["told"])


def log_of(home: Path) -> Path:
    """Return where the messages for the subscribers of `home` are counted."""
    return home.with_name(home.name + ".accepted")


def main() -> None:
    """Do what stands in each line."""
    chance = random.Random(7)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_one(json.loads(line), chance)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
