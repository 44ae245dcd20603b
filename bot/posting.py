"""The sender of posts: groups through the bot, addresses through apprise in a thread of their own (N4-N15)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.core import Core
from bot.faults import TokenRefused
from bot.outbox import LOOK, STORE_WAIT, never_left
from bot.pace import EMERGENCY, NOTICE, MachineTicks, Pace, Ticks, pause_of
from bot.speech import NO_PREVIEW
from village_board.base.errors import BoardError, StoreError
from village_board.desk import Desk, Records
from village_board.notices.apprise_sender import Fate, Outcome
from village_board.notices.channel_service import channel_gone, group_moved
from village_board.notices.channel_table import Way, channel_rows
from village_board.notices.posting import (
    ClaimedPost,
    claim_post,
    due_posts,
    next_post_time,
    post_again,
    post_failed,
    recover_posts,
)
from village_board.notices.posting_words import post_text, post_title
from village_board.notices.process import process_name
from village_board.notices.sending import Turns, send_to_address, settle_post

log = logging.getLogger("bot")

#: Of a refused request, what says that the group is gone (N10).
_NOBODY = ("chat not found", "deactivated", "peer_id_invalid", "not a member", "need administrator rights")
_WAYS = (Way.TELEGRAM, Way.APPRISE)


class Posts:
    """Sends what waits for groups and addresses, one after another.

    Args:
        core: the board.
        bot: the bot that posts to groups.
        ticks: the clock of waits.
    """

    def __init__(self, core: Core, bot: ExtBot[Any], *, ticks: Ticks | None = None) -> None:
        self.core = core
        self.bot = bot
        self.sender = process_name()
        self._ticks = ticks or MachineTicks()
        self._turns = Turns()
        self._stopping = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="posts")

    async def run(self) -> None:
        """Send until `stop`.

        Raises:
            TokenRefused: Telegram no longer knows the token; what waits keeps waiting (X14).
        """
        try:
            await self._stored(lambda desk: recover_posts(desk, self.sender))
            await self._watch()
        finally:
            self._thread.shutdown(wait=False)

    async def stop(self) -> None:
        """Begin no further send; what is under way is finished by `run`."""
        self._stopping = True

    async def drain(self) -> None:
        """Send what can be sent now, and return."""
        await self._stored(lambda desk: recover_posts(desk, self.sender))
        while await self._one():
            pass

    async def _watch(self) -> None:
        """Look for commits, for times that come, and for channels whose turn it is again."""
        last, busy, due = -1, False, None
        while not self._stopping:
            try:
                version = await self.core.version()
                come = due is not None and due <= self.core.board.clock.now()
                if version != last or busy or come:
                    last = version
                    while not self._stopping and await self._one():
                        pass
                    busy, due = await self.core.read(_ahead)
            except StoreError as error:
                log.warning("store: %s", type(error).__name__)
                await self._ticks.sleep(STORE_WAIT)
            await self._ticks.sleep(LOOK)

    async def _one(self) -> bool:
        """Send the next post whose channel is ready; False where there is none."""
        if self._silent():
            return False
        now = self._ticks.now()
        due = await self.core.read(lambda records: due_posts(records, _WAYS))
        ready = {channel.id for _, channel in due} - self._turns.busy([channel for _, channel in due], now)
        if not ready:
            return False
        if self._stopping:
            return False
        busy = {channel.id for _, channel in due} - ready
        claimed = await self.core.act(lambda desk: claim_post(desk, self.sender, _WAYS, busy))
        if claimed is None:
            return False
        outcome = await self._send(claimed)
        self._turns.tried(claimed.channel, outcome, self._ticks.now())
        return True

    def _silent(self) -> bool:
        pace = self.bot.rate_limiter
        return isinstance(pace, Pace) and pace.silent_for > 0

    async def _send(self, claimed: ClaimedPost) -> Outcome:
        settings = self.core.board.settings
        try:
            text = await self.core.read(lambda records: post_text(records, settings, claimed))
        except (KeyError, ValueError, TypeError, IndexError) as fault:
            log.warning("a post has no words: %s", type(fault).__name__)
            await self._stored(lambda desk: post_failed(desk, claimed.posting, "no words"))
            return Outcome(Fate.REFUSED, "no words")
        if channel_rows()[claimed.channel.kind].way is Way.TELEGRAM:
            return await self._to_group(claimed, text)
        outcome = await self._to_address(claimed, text)
        if outcome.fate is not Fate.SENT:
            log.warning("channel %s: %s (%s)", claimed.channel.id, outcome.fate.value, outcome.reason)
        await self._stored(lambda desk: settle_post(desk, claimed.posting, outcome))
        return outcome

    async def _to_address(self, claimed: ClaimedPost, text: str) -> Outcome:
        home, title = self.core.board.home, post_title(self.core.board.settings, claimed.channel)
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, send_to_address, home, claimed, text, title)
        except BoardError as error:
            return Outcome(Fate.NOT_SENT, type(error).__name__)

    async def _to_group(self, claimed: ClaimedPost, text: str) -> Outcome:
        posting, channel = claimed.posting, claimed.channel
        try:
            message = await self.bot.send_message(
                channel.chat,
                text,
                link_preview_options=NO_PREVIEW,
                rate_limit_args=(EMERGENCY if posting.emergency else NOTICE) if self.bot.rate_limiter else None,
            )
        except TelegramError as error:
            return await self._refused(claimed, error)
        outcome = Outcome(Fate.SENT, str(message.message_id))
        await self._stored(lambda desk: settle_post(desk, posting, outcome))
        return outcome

    async def _refused(self, claimed: ClaimedPost, error: TelegramError) -> Outcome:
        outcome = outcome_of(error)
        log.warning("channel %s: %s", claimed.channel.id, type(error).__name__)
        await self._stored(lambda desk: settle_group(desk, claimed, error, outcome))
        if isinstance(error, InvalidToken):
            raise TokenRefused from None
        return outcome

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


def _ahead(records: Records) -> tuple[bool, datetime | None]:
    """Return whether something is due, and when the next one that waits for the clock is."""
    return bool(due_posts(records, _WAYS)), next_post_time(records, _WAYS)


def outcome_of(error: TelegramError) -> Outcome:
    """Return what became of a post to a group after `error`; a bad request is a network error by class alone (N11)."""
    why = type(error).__name__
    if isinstance(error, Forbidden | BadRequest):
        return Outcome(Fate.REFUSED, f"{why}: {error.message}"[:200])
    if isinstance(error, RetryAfter):
        return Outcome(Fate.TOO_FAST, why, pause_of(error))
    if isinstance(error, InvalidToken | Conflict):
        return Outcome(Fate.TOO_FAST, why)
    if isinstance(error, ChatMigrated) or (isinstance(error, NetworkError) and never_left(error)):
        return Outcome(Fate.NOT_SENT, why)
    return Outcome(Fate.UNKNOWN, why)


def settle_group(desk: Desk, claimed: ClaimedPost, error: TelegramError, outcome: Outcome) -> None:
    """Settle a post to a group; one from which the bot was put out is inactive at once, with an alarm (N10, N14)."""
    posting, channel = claimed.posting, claimed.channel
    if isinstance(error, ChatMigrated):
        group_moved(desk, channel.chat, error.new_chat_id)
        post_again(desk, posting, "moved", counted=False)
        return
    settle_post(desk, posting, outcome)
    nobody = isinstance(error, BadRequest) and any(sign in error.message.lower() for sign in _NOBODY)
    if (isinstance(error, Forbidden) or nobody) and channel_gone(desk, channel.id, outcome.reason) is not None:
        log.error("ALARM channel %s is gone: %s", channel.id, type(error).__name__)
