"""Floods (A33): a thousand at once are answered in their turn, and an emergency is not kept waiting."""

from __future__ import annotations

import asyncio

import pytest

from bot import outbox
from bot.pace import ANSWER, EMERGENCY, NOTICE, OVERALL, Pace
from bot.runner import Runner
from bot.transport import LIMIT
from tests.bot.far import Far
from tests.support.virtual_time import VirtualLoop, in_virtual_time
from village_board.base.message import Message


@pytest.mark.parametrize(
    ("strangers", "span", "subscribers"),
    [(120, 6, 100), pytest.param(1000, 60, 400, marks=pytest.mark.long)],
    ids=["few", "thousand"],
)
def test_a33_n8_an_emergency_passes_by_a_thousand_starts(
    strangers: int, span: int, subscribers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A33, N8: a thousand /start within a minute: the emergency is with all in 60 seconds, and all are answered."""
    # Guard: bot/transport.py:raw_updates - what Telegram still holds does not fill our memory
    monkeypatch.setattr(outbox, "LOOK", 0.5)

    async def play(loop: VirtualLoop) -> None:
        far = Far(loop, burst=20)
        far.subscribed(range(1001, 1001 + subscribers))
        far.told()
        said: list[Message] = []
        runner = Runner(far.core, far.bot, said.append)
        await _drained(far)
        running = asyncio.create_task(runner.run())
        await asyncio.sleep(1)
        most = 0
        for number in range(strangers):
            far.api.say(100_000 + number, "/start")
            await asyncio.sleep(span / strangers)
            most = max(most, len(runner._seen))
            if number == strangers // 4:
                at = loop.time()
                far.told("河水涨了，马上到学校去")
        while len({one.chat for one in far.api.sent() if one.chat >= 100_000}) < strangers:
            await asyncio.sleep(1)
            assert loop.time() - at < 300
        runner.stop()
        await running
        flood = [one.at for one in far.api.sent() if "河水涨了" in one.text]
        assert len(flood) == subscribers
        assert max(flood) - at <= min(60, 1.2 * subscribers / OVERALL + 5)
        assert far.api.limits.refused == 0
        assert most <= 10 * LIMIT + 1000 + strangers
        far.core.close()
        far.board.close()

    in_virtual_time(play)


async def _drained(far: Far) -> None:
    await far.bot.initialize()
    await far.outbox.drain()


def test_n8_whose_turn_it_is() -> None:
    """N8, A33: an emergency leaves first, then answers, then ordinary notices; within each in order."""
    # Guard: bot/pace.py:_slot - without ranks an emergency waits behind the answers to a flood

    async def play(loop: VirtualLoop) -> None:
        pace, left = Pace(), list[str]()

        async def send(name: str) -> None:
            left.append(name)

        async def wait(name: str, chat: int, rank: int) -> None:
            await pace.process_request(send, (name,), {}, "sendMessage", {"chat_id": chat}, rank)

        async with asyncio.TaskGroup() as group:
            for number in range(4):
                group.create_task(wait(f"notice {number}", 10 + number, NOTICE))
                group.create_task(wait(f"answer {number}", 20 + number, ANSWER))
            await asyncio.sleep(1.5 / OVERALL)
            group.create_task(wait("emergency", 30, EMERGENCY))
        assert left[:2] == ["notice 0", "answer 0"]
        assert left[2:] == ["emergency", *(f"answer {n}" for n in (1, 2, 3)), *(f"notice {n}" for n in (1, 2, 3))]

    in_virtual_time(play)
