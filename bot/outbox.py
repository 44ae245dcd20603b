"""The sender: from the outbox to the chats, at most once (N4-N15)."""

from __future__ import annotations

import asyncio
import logging
import os
import random
from collections.abc import Callable
from pathlib import Path
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

from bot.asking import code_line, data
from bot.core import Core
from bot.faults import TokenRefused
from bot.pace import NOTICE, MachineTicks, Pace, Ticks
from bot.reply import Button, Reply, parts
from bot.speech import NO_PREVIEW, keyboard, words
from village_board.base.errors import StoreError
from village_board.desk import Desk, Records
from village_board.links.service import record_link
from village_board.notices import outbox as rows
from village_board.notices.model import Delivery, Follow
from village_board.notices.outbox import Claimed

log = logging.getLogger("bot")

#: Notices under way at once: enough to fill 25 a second over a slow line.
WORKERS = 4
#: Seconds between two looks at the store's version: a notice of another process leaves within a second.
LOOK = 0.25
#: Longest wait between two tries while the line is down (N12, X1).
LONGEST = 60.0
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


def sender_name() -> str:
    """Return a name for this process that no other one ever has: boot, process, its own start."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    start = Path(f"/proc/{os.getpid()}/stat")
    try:
        booted = boot.read_text(encoding="ascii").strip()
        begun = start.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        booted, begun = "unknown", os.urandom(8).hex()
    return f"{booted}:{os.getpid()}:{begun}"


def outcome_of(delivery: Delivery, error: TelegramError) -> Settle:
    """Return what becomes of `delivery` after `error`; a bad request is a network error by class alone (N11)."""
    why = type(error).__name__
    if isinstance(error, Forbidden):
        return lambda desk: rows.settle_gone(desk, delivery, why)
    if isinstance(error, ChatMigrated):
        return lambda desk: rows.settle_moved(desk, delivery, error.new_chat_id)
    if isinstance(error, BadRequest):
        nobody = any(sign in error.message.lower() for sign in _NOBODY)
        settle = rows.settle_gone if nobody else rows.settle_failed
        return lambda desk: settle(desk, delivery, f"{why}: {error.message}"[:200])
    if isinstance(error, RetryAfter | InvalidToken | Conflict):
        return lambda desk: rows.settle_again(desk, delivery, why, counted=False)
    if isinstance(error, NetworkError) and _never_left(error):
        return lambda desk: rows.settle_again(desk, delivery, why)
    return lambda desk: rows.settle_unknown(desk, delivery, why)


def _never_left(error: NetworkError) -> bool:
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
        self.sender = sender_name()
        self._chats = chats
        self._ticks = ticks or MachineTicks()
        self._changed = asyncio.Condition()
        self._generation = 0
        self._stopping = False
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
        while (claimed := await self._claimed()) is not None:
            await self._send(claimed)
            await self._clear()

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
            claimed = await self._claimed()
            if claimed is not None:
                await self._send(claimed)
                continue
            async with self._changed:
                await self._changed.wait_for(lambda: self._stopping or self._generation != seen)  # noqa: B023

    async def _clear(self) -> None:
        """Wait until something may be sent: nothing is claimed in a pause, so that it can still be cancelled (N20)."""
        while not self._stopping and (wait := max(self._silence(), self._down_until - self._ticks.now())) > 0:
            await self._ticks.sleep(min(wait, 1.0))

    def _silence(self) -> float:
        pace = self.bot.rate_limiter
        return pace.silent_for if isinstance(pace, Pace) else 0.0

    async def _claimed(self) -> Claimed | None:
        """Take the next delivery, committed before anything is sent (N4)."""
        try:
            if not await self.core.read(lambda records: rows.is_due(records, self._chats)):
                return None
            return await self.core.act(lambda desk: rows.claim(desk, self.sender, self._chats))
        except StoreError as error:
            log.warning("store: %s", type(error).__name__)
            await self._ticks.sleep(STORE_WAIT)
            self._generation += 1  # look again without waiting for a commit
            return None

    async def _send(self, claimed: Claimed) -> None:
        delivery = claimed.delivery
        try:
            reply = await self.core.read(lambda records: notice_reply(records, self.core, claimed))
            text = parts(reply, foot=_foot(self.core, delivery))[0]
        except (KeyError, ValueError, TypeError, IndexError) as fault:
            log.warning("a notice has no words: %s", type(fault).__name__)
            await self._stored(lambda desk: rows.settle_failed(desk, delivery, "no words"))
            return
        try:
            message = await self.bot.send_message(
                delivery.chat,
                text,
                reply_markup=keyboard(reply.rows),
                link_preview_options=NO_PREVIEW,
                rate_limit_args=NOTICE if self.bot.rate_limiter else None,
            )
        except TelegramError as error:
            await self._failed(delivery, error)
            return
        self._wait = 0.0
        await self._stored(lambda desk: rows.settle_sent(desk, delivery, message.message_id))

    async def _failed(self, delivery: Delivery, error: TelegramError) -> None:
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


def notice_reply(records: Records, core: Core, claimed: Claimed) -> Reply:
    """Return what a delivery says: the sentence, the short code, the link, and how to stop."""
    delivery, notice = claimed.delivery, claimed.notice
    t = words(delivery.language)
    lines = [t("(sent again)")] if delivery.resent else []
    lines.append(t("Notice of {village}", village=core.board.settings.name))
    lines.append(t.say(notice.message))
    lines.append(code_line(t, notice.subject))
    lines.append(
        t("You follow this or registered for it. Send /stop twice to hear nothing more.")
        if delivery.subscriber.startswith(Follow.KIND.prefix)
        else t("/stop ends these notices.")
    )
    button = Button(t("Show it here"), data("r", notice.subject))
    return Reply("\n".join(lines), ((button,),), record_link(records, core.board.settings, notice.subject))


def _foot(core: Core, delivery: Delivery) -> str:
    if not core.board.settings.demo:
        return ""
    t = words(delivery.language)
    return t("(Demo village: people, places and figures are invented.)")
