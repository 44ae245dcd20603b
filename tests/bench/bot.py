"""The bot beside the least that its library can do: a bare bot that makes the same calls with a constant text.

Both talk over HTTP to one server in another process. The pace (N8) is taken out, so that the work itself is seen.
Either keeps one core busy: what counts is the processor's time, and of several turns the quickest, which other
programs disturbed least.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ExtBot
from telegram.request import HTTPXRequest

from bot.asking import Asking
from bot.core import Core
from bot.kept import KeptAnswers
from bot.reply import Reply, parts
from bot.runner import ANSWERED_AT_ONCE, Runner
from bot.speech import NO_PREVIEW, Speech, keyboard
from bot.transport import VillageBot
from bot.views import VIEWS
from tests.bench.bot_server import bench_server
from tests.bench.pairs import Row, seconds
from tests.bot.homes import announce
from tests.kiosk.village import TODAY, make_village
from tests.support.builders import hire, keep
from village_board.accounts.model import Line, Voucher
from village_board.accounts.rules import with_sums
from village_board.base.message import Message
from village_board.board import found_board, open_board
from village_board.disclosure.model import Item
from village_board.notices.model import Subscriber
from village_board.people.acts import Act

DOCUMENTS = 100_000
BATCH, TURNS = 50, 11
_PER_COMMIT = 2_000
TOKEN = "1:bench"
#: What people press most: menu, next meeting, hearings, decisions, money, land, newest items.
PRESSES = ("m", "n", "h", "d", "a", "l", "w")
SLOW = {"search": "f:0:办公费", "balances": "a"}
BAR_SPEED, BAR_MORE, BAR_MEMORY = 0.7, 0.015, 1.3
SUBSCRIBERS = 10, 10_000


def rows() -> Iterator[Row]:
    """Take the figures."""
    with bench_server() as base, tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "village"
        make_village(home).close()
        yield asyncio.run(_speed(home, base))
        _fill(home)
        yield from asyncio.run(_answers(home, base))
        yield _memory(Path(folder), base)


class _Bots:
    """Ours and the bare one, over the same server."""

    def __init__(self, home: Path, base: str) -> None:
        self.board = open_board(home, clock=None)
        self.core = Core(self.board)
        ours = VillageBot(TOKEN, base_url=base, request=_request(), get_updates_request=_request())
        self.runner = Runner(self.core, ours, _silent)
        self.runner._allowance.spend = lambda chat, now: (True, False)  # type: ignore[method-assign]
        self.bare = ExtBot(TOKEN, base_url=base, request=_request(), get_updates_request=_request())
        self.app: Application[Any, Any, Any, Any, Any, Any] = Application.builder().bot(self.bare).build()
        self.app.add_handler(CallbackQueryHandler(self._constant))
        self._said: dict[str, tuple[str, InlineKeyboardMarkup | None]] = {}
        self._ids = itertools.count(1)

    def learn(self, *presses: str) -> None:
        """Let the bare bot know by heart what ours says to these buttons."""
        with self.board.reading() as records:
            for data in presses:
                name, *args = data.split(":", 2)
                reply = VIEWS[name](Speech(self.core).asking(records, 1, *args))
                assert reply.picture is None
                self._said[data] = parts(reply)[0], keyboard(reply.rows)

    async def _constant(self, update: Update, _: Any) -> None:
        query = update.callback_query
        assert query is not None
        text, markup = self._said[str(query.data)]
        await query.answer()
        await query.edit_message_text(text, reply_markup=markup, link_preview_options=NO_PREVIEW)

    async def begin(self) -> None:
        await self.runner.bot.initialize()
        await self.runner.app.initialize()
        await self.app.initialize()

    async def end(self) -> None:
        await self.runner.app.shutdown()
        await self.app.shutdown()
        await self.runner.bot.shutdown()
        self.core.close()
        self.board.close()

    def presses(self, *data: str) -> list[dict[str, Any]]:
        """Return a batch of presses, each by somebody else."""
        return [_press(next(self._ids), data[number % len(data)]) for number in range(BATCH)]

    async def ours(self, batch: list[dict[str, Any]]) -> float:
        begun = time.process_time()
        await self.runner._deal_with(batch)
        return time.process_time() - begun

    async def peer(self, batch: list[dict[str, Any]]) -> float:
        begun = time.process_time()
        free = asyncio.Semaphore(ANSWERED_AT_ONCE)

        async def answer(raw: dict[str, Any]) -> None:
            async with free:
                await self.app.process_update(Update.de_json(raw, self.bare))

        await asyncio.gather(*map(answer, batch))
        return time.process_time() - begun

    async def pairs(self, *data: str, turns: int = TURNS) -> list[tuple[float, float]]:
        """Return the seconds of a batch, ours and the peer's in turn; the first pair warms both up."""
        self.learn(*data)
        both = []
        for turn in range(turns + 1):
            if turn % 2:
                peer, ours = await self.peer(self.presses(*data)), await self.ours(self.presses(*data))
            else:
                ours, peer = await self.ours(self.presses(*data)), await self.peer(self.presses(*data))
            both.append((ours, peer))
        return both[1:]


async def _speed(home: Path, base: str) -> Row:
    bots = _Bots(home, base)
    await bots.begin()
    both = await bots.pairs(*PRESSES)
    await bots.end()
    ours, peer = (BATCH / min(column) for column in zip(*both, strict=True))
    ratio = ours / peer
    return Row(
        "bot: answers to presses a second, beside a bare bot",
        f"{ours:.0f}/s",
        f"{peer:.0f}/s",
        f"{ratio:.2f}x",
        f">= {BAR_SPEED:g}x",
        ratio >= BAR_SPEED,
    )


async def _answers(home: Path, base: str) -> Iterator[Row]:
    bots = _Bots(home, base)
    await bots.begin()
    KeptAnswers.answer = _anew  # type: ignore[assignment, method-assign]
    found = []
    for what, data in SLOW.items():
        both = await bots.pairs(data, turns=5)
        ours, peer = (min(column) / BATCH for column in zip(*both, strict=True))
        more = ours - peer
        found.append(
            Row(
                f"bot: {what} over {DOCUMENTS:,} documents, beside a bare bot",
                seconds(ours),
                seconds(peer),
                f"+{seconds(more)}",
                f"<= +{seconds(BAR_MORE)}",
                more <= BAR_MORE,
            )
        )
    await bots.end()
    return iter(found)


def _memory(folder: Path, base: str) -> Row:
    few, many = (_peak(folder / f"s{count}", count, base) for count in SUBSCRIBERS)
    ratio = many / few
    return Row(
        f"bot: memory with {SUBSCRIBERS[1]:,} subscribers told, beside {SUBSCRIBERS[0]}",
        f"{many:.0f} MB",
        f"{few:.0f} MB",
        f"{ratio:.2f}x",
        f"<= {BAR_MEMORY:g}x",
        ratio <= BAR_MEMORY,
    )


def _peak(home: Path, subscribers: int, base: str) -> float:
    """Return the most megabytes that the program took while it sent a notice to so many."""
    board = found_board(home, name="试验村")
    staff = hire(board)
    keep(board, *(Subscriber(chat=1000 + n, quiet_from=0, quiet_until=0) for n in range(subscribers)))
    argv = [sys.executable, "-c", "from bot.main import run; run()", "--home", str(home), "--api-base", base]
    env = {**os.environ, "VILLAGE_BOT_TOKEN": TOKEN}
    with subprocess.Popen(argv, env=env, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            process.stderr.readline()  # it is online
            announce(board, staff)
            time.sleep(4)  # what it does meanwhile is what is measured
            size = _high_water(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=10)
    board.close()
    return size


def _high_water(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(pid)


def _request() -> HTTPXRequest:
    return HTTPXRequest(connection_pool_size=16)


def _anew(_: KeptAnswers, __: int, view: Callable[[Asking], Reply], asking: Asking) -> Reply:
    """Work each answer out: here it is the work that counts."""
    return view(asking)


def _silent(_: Message) -> None:
    """Nobody listens."""


def _press(number: int, data: str) -> dict[str, Any]:
    chat = 1_000_000 + number
    person = {"id": chat, "is_bot": False, "first_name": "x"}
    message = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "x"}
    query = {"id": str(number), "from": person, "chat_instance": "1", "message": message, "data": data}
    return {"update_id": number, "callback_query": query}


def _fill(home: Path) -> None:
    """Make a village of `DOCUMENTS` documents: vouchers most of all, and items."""
    board = open_board(home)
    made = _records()
    for start in range(0, DOCUMENTS, _PER_COMMIT):
        with board.desk() as desk:
            desk.require(Act.IMPORT)
            desk.put_many(next(made) for _ in range(min(_PER_COMMIT, DOCUMENTS - start)))
            desk.record()
    board.close()


def _records() -> Iterator[Voucher | Item]:
    for number in itertools.count(1):
        day = date(2024, 1, 1) + timedelta(days=number % 1000)
        if number % 10 == 0:
            yield Item(
                number=f"GK-{number}",
                name="集体资金收支公开表",
                catalogue="SG-09",
                period=f"{day:%Y-%m}",
                published_on=min(day, TODAY),
                content="收入与支出。" * 20,
            )
        else:
            lines = (Line("531", debit=number), Line("102", credit=number))
            yield replace(
                with_sums(Voucher(number=str(number), dated=day, summary="付办公费", lines=lines)), key=str(number)
            )
