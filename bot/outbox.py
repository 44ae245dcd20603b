"""The sender: from the outbox to the chats, at most once (N4-N15)."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from math import ceil
from typing import Any

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from bot.core import Core
from bot.faults import TokenRefused
from bot.pace import EMERGENCY, NOTICE, OVERALL, MachineTicks, Pace, Ticks, pause_of
from bot.reply import Rows, parts
from bot.speech import NO_PREVIEW, keyboard
from bot.telling import foot, notice_reply
from village_board.base.errors import BoardError, StoreError
from village_board.desk import Desk
from village_board.notices import outbox as rows
from village_board.notices.model import Delivery, NoticeKind
from village_board.notices.outbox import Claimed
from village_board.notices.process import process_name

log = logging.getLogger("bot")

#: Notices under way at once, at most: enough to fill 25 a second over a line that takes half a second.
WORKERS = 12
#: By how much more than the line just needs are under way, and how quickly its slowness is learned.
_SPARE, _LEARNS = 1.3, 0.3
#: How many times as many are under way while answers wait for their turn, too.
_CROWD = 3
#: Seconds between two looks at the store's version: a notice of another process leaves within a second.
LOOK = 0.25
#: Longest wait between two tries while the line is down (N12, X1).
LONGEST = 60.0
#: How often a further part of a long notice is tried that certainly did not leave.
PART_TRIES = 5
#: Wait after the store failed, such as on a full disk (X10).
STORE_WAIT = 5.0

#: What certainly never reached the server.
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)
#: Of a refused request, what says that nobody is there any more (N10).
_NOBODY = ("chat not found", "user not found", "deactivated", "peer_id_invalid")

Settle = Callable[[Desk], None]


def outcome_of(delivery: Delivery, error: TelegramError) -> Settle:
    """Return what becomes of `delivery` after `error`; a bad request is a network error by class alone (N11)."""
    why = type(error).__name__
    if isinstance(error, Forbidden):
        return lambda desk: rows.settle_gone(desk, delivery, why)
    if isinstance(error, ChatMigrated):
        return lambda desk: rows.settle_moved(desk, delivery, error.new_chat_id)
    if isinstance(error, BadRequest):
        settle = rows.settle_gone if _says_nobody(error) else rows.settle_failed
        return lambda desk: settle(desk, delivery, f"{why}: {error.message}"[:200])
    if isinstance(error, RetryAfter | InvalidToken | Conflict):
        return lambda desk: rows.settle_again(desk, delivery, why, counted=False)
    if isinstance(error, NetworkError) and never_left(error):
        return lambda desk: rows.settle_again(desk, delivery, why)
    return lambda desk: rows.settle_unknown(desk, delivery, why)


def _says_nobody(error: BadRequest) -> bool:
    return any(sign in error.message.lower() for sign in _NOBODY)


def never_left(error: NetworkError) -> bool:
    """Tell whether what failed with `error` certainly never reached Telegram (N12)."""
    cause = error.__cause__
    if isinstance(cause, _NOT_SENT) or isinstance(error, TimedOut):
        return isinstance(cause, _NOT_SENT)
    # Without a cause below it the server answered, with 5xx: it did not take the message (N12).
    return cause is None or isinstance(cause, TelegramError)


class Outbox:
    """Sends what is due, and settles each send by what came of it.

    Args:
        core: the board.
        bot: the bot that sends.
        chats: where given, only deliveries to these chats are taken: the simulator's.
        ticks: the clock of waits.
    """

    def __init__(
        self, core: Core, bot: ExtBot[Any], *, chats: frozenset[int] | None = None, ticks: Ticks | None = None
    ) -> None:
        self.core = core
        self.bot = bot
        self.sender = process_name()
        self._chats = chats
        self._ticks = ticks or MachineTicks()
        self._changed = asyncio.Condition()
        self._generation = 0
        self._stopping = False
        self._claiming = asyncio.Lock()
        self._under_way: set[int] = set()
        self._store_takes = 0.0
        self._down_until = 0.0
        self._wait = 0.0

    async def run(self) -> None:
        """Send until `stop`.

        Raises:
            TokenRefused: Telegram no longer knows the token; what waits keeps waiting (X14).
        """
        await self._stored(lambda desk: rows.recover(desk, self.sender))
        async with asyncio.TaskGroup() as group:
            watch = group.create_task(self._watch())
            workers = [group.create_task(self._work()) for _ in range(WORKERS)]
            await asyncio.gather(*workers)
            watch.cancel()

    async def stop(self) -> None:
        """Begin no further send; what is under way is finished by `run`."""
        self._stopping = True
        await self._wake()

    async def drain(self) -> None:
        """Send what is due now, one after another, and return."""
        await self._stored(lambda desk: rows.recover(desk, self.sender))
        while True:
            resting = self._resting()
            if (claimed := await self._claimed()) is not None:
                await self._send(claimed)
                await self._clear()
            elif resting and await self._waits_for_a_chat():
                await self._ticks.sleep(min(resting.values()))
            else:
                return

    async def _watch(self) -> None:
        """Look for commits, of this process and of others, and for rows whose time has come."""
        last, due = -1, None
        while not self._stopping:
            version = last
            try:
                version = await self.core.version()
                if version != last:
                    due = await self.core.read(lambda records: rows.next_time(records, self._chats))
            except StoreError as error:
                log.warning("store: %s", type(error).__name__)
                version = last
            come = due is not None and due <= self.core.board.clock.now()
            if version != last or come:
                last, due = version, None if come else due
                await self._wake()
            await self._ticks.sleep(LOOK)

    async def _wake(self) -> None:
        async with self._changed:
            self._generation += 1
            self._changed.notify_all()

    async def _work(self) -> None:
        while not self._stopping:
            seen = self._generation
            await self._clear()
            if self._stopping:
                return
            if len(self._under_way) >= self._abreast():
                async with self._changed:
                    await self._changed.wait_for(self._has_room)
                continue
            resting = self._resting()
            claimed = await self._claimed()
            if claimed is not None:
                await self._send(claimed)
            elif resting and await self._waits_for_a_chat():
                await self._ticks.sleep(min(resting.values()))
            else:
                async with self._changed:
                    await self._changed.wait_for(lambda: self._stopping or self._generation != seen)  # noqa: B023

    def _has_room(self) -> bool:
        return self._stopping or len(self._under_way) < self._abreast()

    def _abreast(self) -> int:
        """Return how many sends are under way at once: no more than a line as slow as this one needs.

        Of those under way when the process is killed nobody knows whether they arrived: so many emergencies may come
        twice, so many others wait for the clerk (N5, N6).
        """
        pace = self.bot.rate_limiter
        takes = self._store_takes + (pace.answer_takes if isinstance(pace, Pace) else 0.0)
        # Beside answers there must always be one that waits for the next turn: else every other turn is an answer's.
        crowd = _CROWD if isinstance(pace, Pace) and pace.answers_wait else 1
        return max(1, min(WORKERS, ceil(takes * OVERALL * _SPARE * crowd)))

    async def _waits_for_a_chat(self) -> bool:
        """Tell whether something would leave but for the pace of its chat (N8)."""
        try:
            return await self.core.read(lambda records: rows.is_due(records, self._chats))
        except StoreError:
            return False

    async def _clear(self) -> None:
        """Wait until something may be sent: nothing is claimed in a pause, so that it can still be cancelled (N20)."""
        while not self._stopping and (wait := max(self._silence(), self._down_until - self._ticks.now())) > 0:
            await self._ticks.sleep(min(wait, 1.0))

    def _silence(self) -> float:
        pace = self.bot.rate_limiter
        return pace.silent_for if isinstance(pace, Pace) else 0.0

    def _resting(self) -> dict[int, float]:
        """Return the chats to which nothing can go just now, and for how many seconds about."""
        pace = self.bot.rate_limiter
        waits = dict.fromkeys(self._under_way, LOOK)
        return waits | pace.busy() if isinstance(pace, Pace) else waits

    async def _claimed(self) -> Claimed | None:
        """Take the next delivery, committed before anything is sent (N4); none of a chat that rests (N8)."""
        try:
            async with self._claiming:
                busy = self._resting().keys()
                if not await self.core.read(lambda records: rows.is_due(records, self._chats, busy)):
                    return None
                if self._stopping or not self._has_room():
                    return None
                begun = self._ticks.now()
                claimed = await self.core.act(lambda desk: rows.claim(desk, self.sender, self._chats, busy))
                self._store_takes += _LEARNS * (2 * (self._ticks.now() - begun) - self._store_takes)
                if claimed is not None:
                    self._under_way.add(claimed.delivery.chat)
                return claimed
        except StoreError as error:
            log.warning("store: %s", type(error).__name__)
            await self._ticks.sleep(STORE_WAIT)
            self._generation += 1  # look again without waiting for a commit
            return None

    async def _send(self, claimed: Claimed) -> None:
        try:
            await self._sent(claimed)
        finally:
            self._under_way.discard(claimed.delivery.chat)
            async with self._changed:
                self._changed.notify_all()

    async def _sent(self, claimed: Claimed) -> None:
        delivery = claimed.delivery
        try:
            reply = await self.core.read(lambda records: notice_reply(records, self.core, claimed))
            texts = parts(reply, foot=foot(self.core, delivery))
        except (KeyError, ValueError, TypeError, IndexError, BoardError) as fault:
            if isinstance(fault, StoreError):
                log.warning("store: %s", type(fault).__name__)
                await self._stored(lambda desk: rows.settle_again(desk, delivery, "store", counted=False))
                return
            log.warning("a notice has no words: %s", type(fault).__name__)
            await self._stored(lambda desk: rows.settle_failed(desk, delivery, "no words"))
            return
        rank = EMERGENCY if claimed.notice.kind is NoticeKind.EMERGENCY else NOTICE
        try:
            number = await self._post(delivery.chat, texts[0], reply.rows if len(texts) == 1 else (), rank)
        except TelegramError as error:
            await self._failed(delivery, error)
            return
        self._wait = 0.0
        for place, text in enumerate(texts[1:], 2):
            if not await self._further(delivery.chat, text, reply.rows if place == len(texts) else (), rank):
                await self._stored(lambda desk: rows.settle_unknown(desk, delivery, "a part of it is missing"))
                return
        await self._stored(lambda desk: rows.settle_sent(desk, delivery, number))

    async def _post(self, chat: int, text: str, buttons: Rows, rank: int) -> int:
        message = await self.bot.send_message(
            chat,
            text,
            reply_markup=keyboard(buttons),
            link_preview_options=NO_PREVIEW,
            rate_limit_args=rank if self.bot.rate_limiter else None,
        )
        return message.message_id

    async def _further(self, chat: int, text: str, buttons: Rows, rank: int) -> bool:
        """Send a further part of a notice whose first is there: what certainly did not leave is tried again (N18)."""
        for _ in range(PART_TRIES):
            try:
                await self._post(chat, text, buttons, rank)
            except RetryAfter as error:
                await self._ticks.sleep(pause_of(error))
            except TelegramError as error:
                log.warning("a part of a notice: %s", type(error).__name__)
                if isinstance(error, BadRequest) or not (isinstance(error, NetworkError) and never_left(error)):
                    return False
                self._back_off()
                await self._clear()
            else:
                return True
            if self._stopping:
                return False
        return False

    async def _failed(self, delivery: Delivery, error: TelegramError) -> None:
        if isinstance(error, InvalidToken) or (isinstance(error, BadRequest) and not _says_nobody(error)):
            # No later try mends it: somebody has to look (X4, X14).
            log.error("ALARM notice %s: %s", delivery.notice, type(error).__name__)
        else:
            log.warning("notice %s: %s", delivery.notice, type(error).__name__)
        await self._stored(outcome_of(delivery, error))
        if isinstance(error, InvalidToken):
            raise TokenRefused
        if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            self._back_off()

    def _back_off(self) -> None:
        """Wait 1, 2, 4 ... 60 seconds while the line is down (N12); several failures at once are one step."""
        now = self._ticks.now()
        if now < self._down_until:
            return
        self._wait = min(max(self._wait * 2, 1.0), LONGEST)
        self._down_until = now + self._wait * random.uniform(0.75, 1.0)  # noqa: S311 - no secret

    async def _stored(self, settle: Callable[[Desk], object]) -> None:
        """Commit `settle`, however long the store cannot: a send that happened must not be forgotten (X10)."""
        while True:
            try:
                await self.core.act(settle)
            except StoreError as error:
                log.warning("store: %s", type(error).__name__)
                await self._ticks.sleep(STORE_WAIT)
            else:
                return
