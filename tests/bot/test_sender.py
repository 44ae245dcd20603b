"""The sender against Telegram's refusals, silences and slowness (N7-N15, X1-X6, X14)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from telegram.error import RetryAfter
from telegram.request import HTTPXRequest

from bot.core import Core
from bot.faults import TokenRefused
from bot.outbox import Outbox
from bot.pace import NOTICE, OVERALL, MachineTicks, Pace
from bot.transport import VillageBot
from tests.bot.test_notices import rows, subscribed, told
from tests.bot.ticks import GivenTicks
from tests.support.bot_api import TOKEN, BotApi, Fault
from tests.support.builders import Staff, a_hearing, announce, announced
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.links.service import bot_is_here
from village_board.notices.followers import follow
from village_board.notices.model import DeliveryState, Subscriber
from village_board.notices.outbox import resend_by_person
from village_board.people.service import OFFICE
from village_board.store.errors import StoreFull

S = DeliveryState


class Sending:
    """A sender of a board, over the network of the loopback, in given time."""

    def __init__(self, board: Board, api: BotApi) -> None:
        self.board = board
        self.api = api
        self.ticks = GivenTicks()
        self.core = Core(board)
        self.bot = VillageBot(
            TOKEN,
            base_url=api.base,
            request=HTTPXRequest(connection_pool_size=4, read_timeout=0.3, connect_timeout=1),
            get_updates_request=HTTPXRequest(connection_pool_size=1),
            rate_limiter=Pace(self.ticks),
        )
        self.outbox = Outbox(self.core, self.bot, ticks=self.ticks)

    async def drain(self) -> Counter[DeliveryState]:
        """Send what is due; return how many rows are in which state."""
        await self.outbox.drain()
        return Counter(row.state for row in rows(self.board))


@pytest.fixture
async def sending(board: Board, api: BotApi) -> AsyncIterator[Sending]:
    """A sender, ready."""
    made = Sending(board, api)
    await made.bot.initialize()
    yield made
    await made.bot.shutdown()
    made.core.close()


async def test_every_subscriber_gets_one_message_with_link_and_code(
    board: Board, staff: Staff, sending: Sending
) -> None:
    """A notice has the sentence, the short code, the link to the record, how to stop, and no preview."""
    with board.desk(OFFICE) as desk:
        bot_is_here(desk, "village_test_bot")
    subscribed(board, 11)
    subscribed(board, 12, language="en")
    notice = told(board, staff)
    assert await sending.drain() == {S.SENT: 2}
    (chinese,), (english,) = sending.api.sent(11), sending.api.sent(12)
    assert "听证" in chinese.text
    assert f"https://t.me/village_test_bot?start=r_{notice.subject}" in chinese.text
    assert f"短码 {notice.subject}" in chinese.text
    assert "/stop" in chinese.text
    assert chinese.preview_off
    assert "Hearing" in english.text
    assert chinese.buttons == (("看详情", f"r:{notice.subject}"),)
    assert {row.message_id for row in rows(board)} == {chinese.message_id, english.message_id}


async def test_x1_a_line_that_is_down_keeps_what_waits(board: Board, staff: Staff, api: BotApi) -> None:
    """X1, N12: what was sent stays sent; the rest waits and goes when the line is back, tried at most every 60 s."""
    # Guard: bot/outbox.py:outcome_of - "unknown" for a refused connection would leave all of them to a person
    subscribed(board, *range(11, 15))
    told(board, staff)
    with BotApi() as dead:
        sending = Sending(board, dead)
        await sending.bot.initialize()
        dead.fail("sendMessage", Fault.status(502), times=10_000)
        for _ in range(10):
            claimed = await sending.outbox._claimed()
            assert claimed is not None
            await sending.outbox._send(claimed)
            assert Counter(row.state for row in rows(board)) == {S.PENDING: 4}
            await sending.outbox._clear()
        waits = [b - a for a, b in pairwise([0.0, *_waits(sending)])]
        assert max(sending.ticks.slept) <= 60
        assert sending.outbox._wait == 60
        dead.heal()
        assert await sending.drain() == {S.SENT: 4}
        assert len(waits) >= 1
        await sending.bot.shutdown()
        sending.core.close()


def _waits(sending: Sending) -> list[float]:
    total, ends = 0.0, []
    for slept in sending.ticks.slept:
        total += slept
        ends.append(total)
    return ends


async def test_n12_a_refused_connection_certainly_did_not_arrive(board: Board, staff: Staff, sending: Sending) -> None:
    """N12: nobody listens: the row is pending, not unknown."""
    # Guard: bot/outbox.py:never_left
    subscribed(board, 11)
    told(board, staff)
    sending.outbox.bot = VillageBot(TOKEN, base_url="http://127.0.0.1:1/bot", request=HTTPXRequest())
    claimed = await sending.outbox._claimed()
    assert claimed is not None
    await sending.outbox._send(claimed)
    assert rows(board)[0].state is S.PENDING


async def test_x2_429_silences_the_whole_bot(board: Board, staff: Staff, sending: Sending) -> None:
    """X2, N9: after "retry after 30" nothing is sent for 30 seconds, nothing is lost, no attempt is counted."""
    # Guard: bot/pace.py:be_silent - without it the next chat were asked at once and the pause grew
    subscribed(board, *range(11, 16))
    told(board, staff)
    sending.api.fail("sendMessage", Fault.status(429, retry_after=30))
    before = sending.ticks.now()
    assert await sending.drain() == {S.SENT: 5}
    assert sending.ticks.now() - before >= 30
    assert len(sending.api.requested("sendMessage")) == 6
    assert {row.attempts for row in rows(board)} == {1}


async def test_x3_403_ends_those_chats_only(board: Board, staff: Staff, sending: Sending) -> None:
    """X3, N10: who has blocked the bot is inactive after one try; the others get theirs."""
    # Guard: bot/outbox.py:outcome_of - a retried 403 counts against the bot
    subscribed(board, *range(11, 31))
    told(board, staff)
    sending.api.fail("sendMessage", Fault.status(403, "Forbidden: bot was blocked by the user"), times=9, chats={15})
    assert await sending.drain() == {S.SENT: 19, S.FAILED: 1}
    assert len(sending.api.requested("sendMessage")) == 20
    assert [one.chat for one in board.records().all(Subscriber) if not one.active] == [15]


@pytest.mark.parametrize("why", ["an't parse entities", "hat not found"])
async def test_x4_400_is_tried_once(board: Board, staff: Staff, sending: Sending, why: str) -> None:
    """X4, N11, A9: a refused message is a dead letter with its reason, and holds up nobody."""
    # Guard: bot/outbox.py:outcome_of - BadRequest is a NetworkError, and would be tried for ever
    subscribed(board, 11, 12)
    told(board, staff)
    sending.api.fail("sendMessage", Fault.status(400, f"Bad Request: c{why}"), chats={11})
    assert await sending.drain() == {S.SENT: 1, S.FAILED: 1}
    failed = next(row for row in rows(board) if row.state is S.FAILED)
    assert why in failed.reason
    assert len(sending.api.requested("sendMessage")) == 2


async def test_x5_five_502_then_one_message(board: Board, staff: Staff, sending: Sending) -> None:
    """X5, N12: the server fails five times, then accepts one message and no second."""
    # Guard: bot/outbox.py:never_left
    subscribed(board, 11)
    told(board, staff)
    sending.api.fail("sendMessage", Fault.status(502, "Bad Gateway"), times=5)
    assert await sending.drain() == {S.SENT: 1}
    assert len(sending.api.sent(11)) == 1
    assert len(sending.api.requested("sendMessage")) == 6


@pytest.mark.parametrize("fault", [Fault.hang(taken=True), Fault.drop(taken=True), Fault.drop(), Fault.hang()])
async def test_x6_n13_a_send_without_an_answer_is_unknown(
    board: Board, staff: Staff, sending: Sending, fault: Fault
) -> None:
    """X6, N13: accepted or not, without an answer a normal notice is unknown, and is not sent a second time."""
    # Guard: bot/outbox.py:outcome_of - a retry after a time-out gave two copies
    subscribed(board, 11, 12)
    told(board, staff)
    sending.api.fail("sendMessage", fault, chats={11})
    assert await sending.drain() == {S.UNKNOWN: 1, S.SENT: 1}
    assert len(sending.api.sent(11)) == int(fault.taken)
    assert await sending.drain() == {S.UNKNOWN: 1, S.SENT: 1}
    assert len(sending.api.requested("sendMessage")) == 2


async def test_x10_a_receipt_is_kept_until_the_store_takes_it(
    board: Board, staff: Staff, sending: Sending, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X10: the disk is full after a send: the receipt is stored once there is room, and nothing is sent twice."""
    # Guard: bot/outbox.py:_stored - a receipt that is dropped leaves a sent row as `sending`, later unknown
    subscribed(board, 11)
    told(board, staff)
    claimed = await sending.outbox._claimed()
    assert claimed is not None
    left = 3
    act = sending.core.act

    async def full_at_first(*args: Any, **more: Any) -> Any:
        nonlocal left
        left -= 1
        if left > 0:
            raise StoreFull("board.db")
        return await act(*args, **more)

    monkeypatch.setattr(sending.core, "act", full_at_first)
    await sending.outbox._send(claimed)
    assert (rows(board)[0].state, len(sending.api.sent(11))) == (S.SENT, 1)


async def test_x14_a_revoked_token_keeps_what_waits(board: Board, staff: Staff, sending: Sending) -> None:
    """X14: with 401 the sender stops with a sentence; all rows keep waiting and no attempt is counted."""
    # Guard: bot/outbox.py:_failed - going on would mark row after row
    subscribed(board, 11, 12)
    told(board, staff)
    sending.api.fail("sendMessage", Fault.status(401, "Unauthorized"), times=99)
    with pytest.raises(TokenRefused):
        await sending.outbox.drain()
    assert Counter((row.state, row.attempts) for row in rows(board)) == {(S.PENDING, 0): 2}


async def test_n14_a_chat_that_moved_is_told_at_its_new_number(board: Board, staff: Staff, sending: Sending) -> None:
    """N14: the new number is kept and tried."""
    # Guard: bot/outbox.py:outcome_of
    subscribed(board, 11)
    told(board, staff)
    sending.api.fail("sendMessage", Fault.status(400, "migrated", migrate_to_chat_id=-1001), chats={11})
    assert await sending.drain() == {S.SENT: 1}
    assert [one.chat for one in sending.api.sent()] == [-1001]


async def test_n5_sent_again_by_a_person_is_marked(board: Board, staff: Staff, sending: Sending) -> None:
    """N5: the text of what a person sends again says so."""
    # Guard: bot/outbox.py:notice_reply
    subscribed(board, 11)
    told(board, staff)
    sending.api.fail("sendMessage", Fault.drop(taken=True))
    await sending.drain()
    with board.desk(staff.clerk) as desk:
        resend_by_person(desk, rows(board)[0].id)
    assert await sending.drain() == {S.SENT: 1}
    first, second = sending.api.sent(11)
    assert "补发" not in first.text
    assert second.text.startswith("（补发）")


async def test_n8_at_most_25_a_second_and_one_for_each_chat() -> None:
    """N8: in any second at most 25 messages leave, and at most one for one chat."""
    # Guard: bot/pace.py:_slot - without it the first hundred leave at once and Telegram answers 429
    ticks = GivenTicks()
    pace = Pace(ticks)
    left: list[tuple[float, int]] = []

    async def send(chat: int) -> None:
        left.append((ticks.now(), chat))

    for number in range(120):
        await pace.process_request(send, (number % 40,), {}, "sendMessage", {"chat_id": number % 40}, NOTICE)
    times = [at for at, _ in left]
    assert all(later - earlier >= 1 - 1e-6 for earlier, later in zip(times, times[OVERALL:], strict=False))
    for chat in range(40):
        own = [at for at, one in left if one == chat]
        assert all(b - a >= 1 - 1e-6 for a, b in pairwise(own))
    assert times[-1] - times[0] <= 1.1 * 119 / OVERALL


async def test_n9_an_answer_waits_for_the_pause_too() -> None:
    """N9: an answer that was refused for haste is given once the pause is over."""
    # Guard: bot/pace.py:process_request
    ticks = GivenTicks()
    pace = Pace(ticks)
    tries: list[float] = []

    async def send() -> str:
        tries.append(ticks.now())
        if len(tries) == 1:
            raise RetryAfter(7)
        return "ok"

    assert await pace.process_request(send, (), {}, "sendMessage", {"chat_id": 1}, None) == "ok"
    assert tries[1] - tries[0] >= 7


async def test_a_notice_of_another_process_leaves_within_a_second(board: Board, staff: Staff, sending: Sending) -> None:
    """The running sender finds by itself what somebody else commits, by the store's version."""
    sending.outbox._ticks = MachineTicks()
    sending.bot.rate_limiter.ticks = MachineTicks()  # type: ignore[union-attr]
    task = asyncio.create_task(sending.outbox.run())
    subscribed(board, 11)
    with board.desk(staff.director) as desk:
        announce(desk, a_hearing())
    await asyncio.to_thread(sending.api.wait, lambda api: api.sent(11), 5.0)
    await sending.outbox.stop()
    await asyncio.wait_for(task, 5)
    assert rows(board)[0].state is S.SENT


async def test_a_reminder_leaves_when_its_time_comes_without_any_commit(
    board: Board, staff: Staff, clock: GivenClock, sending: Sending
) -> None:
    """The running sender looks at the clock as well: nobody has to write anything for a reminder to leave."""
    # Guard: bot/outbox.py:_watch - reminders wait for the next commit, however late it is.
    sending.outbox._ticks = MachineTicks()
    sending.bot.rate_limiter.ticks = MachineTicks()  # type: ignore[union-attr]
    made = announced(board, staff)
    with board.desk(OFFICE) as desk:
        follow(desk, 11, made.id, takes_part=True)
    task = asyncio.create_task(sending.outbox.run())
    await sending.outbox._stored(lambda desk: None)
    assert not sending.api.sent(11)
    assert made.held_at is not None
    clock.advance(made.held_at - timedelta(hours=24) - clock.now())
    await asyncio.to_thread(sending.api.wait, lambda api: api.sent(11), 5.0)
    await sending.outbox.stop()
    await asyncio.wait_for(task, 5)
    (message,) = sending.api.sent(11)
    assert "提醒" in message.text
    assert "村委会会议室" in message.text
    assert sorted(row.state for row in rows(board)) == [S.PENDING, S.SENT]
