"""One process: it starts without network and says so, polls, sends, and stops within five seconds."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import signal
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.allowance import Allowance
from bot.core import Core
from bot.faults import SecondPoller, TokenRefused
from bot.handlers.wiring import AnyApplication, application
from bot.outbox import LONGEST, Outbox
from bot.pace import MachineTicks, Pace, Ticks, pause_of
from bot.posting import Posts
from bot.pulse import Pulse
from bot.reply import Reply
from bot.self_portrait import show_portrait
from bot.speech import Speech, heard
from bot.state import Line
from bot.transport import VillageBot
from village_board.base.errors import StoreError
from village_board.base.message import Message, say
from village_board.chats.service import mark_seen, recent_updates
from village_board.links.service import bot_is_here

log = logging.getLogger("bot")
T = TypeVar("T")

#: Updates that are answered at once; more are slower, and each chat keeps its order.
ANSWERED_AT_ONCE = 4
#: Answers of 409 in a row before we believe that another poller stands there (N15).
CONFLICTS = 4
CONFLICT_WAIT = 1.0
#: Seconds for what is under way when we are told to stop; what is not ended then is broken off. The last seconds of
#: the five are for closing.
LAST_SECONDS = 3.0


class Runner:
    """The bot's process, from the first question to Telegram to the last settled send.

    Args:
        core: the board.
        bot: the bot, not yet initialised.
        tell: says a sentence to whoever started the program.
        ticks: the clock of waits.
        stopping: called once when the stop begins.
    """

    def __init__(
        self,
        core: Core,
        bot: VillageBot,
        tell: Callable[[Message], None],
        ticks: Ticks | None = None,
        stopping: Callable[[], None] | None = None,
    ) -> None:
        self.core = core
        self.bot = bot
        self.tell = tell
        self.ticks = ticks or MachineTicks()
        self.outbox = Outbox(core, bot, ticks=ticks)
        self.posts = Posts(core, bot, ticks=ticks)
        self.app: AnyApplication = application(bot, core)
        self._speech = Speech(core)
        self._stop = asyncio.Event()
        self._allowance = Allowance()
        self._seen: set[int] = set()
        self._offline = False
        self._stopping = stopping
        self._pulse = Pulse(core, self.ticks, self._silence, self._show_portrait)

    async def run(self) -> None:
        """Run until a signal or `stop`.

        Raises:
            TokenRefused: Telegram does not know the token.
            SecondPoller: another program polls with it.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        pulse = asyncio.create_task(self._pulse.run())
        try:
            if await self._unless_stopped(self._come_online()) is None:
                return
            await self._serve()
        finally:
            pulse.cancel()
            await asyncio.gather(pulse, return_exceptions=True)
            with contextlib.suppress(TelegramError, RuntimeError):
                await self.app.shutdown()
            await self.bot.shutdown()
        self.tell(say("The bot has stopped. Nothing that was acknowledged is lost."))

    def stop(self) -> None:
        """Let `run` finish what is under way and return."""
        if not self._stop.is_set() and self._stopping is not None:
            self._stopping()
        self._stop.set()
        self._pulse.line(Line.STOPPING)

    async def _come_online(self) -> bool:
        wait = 0.0
        while True:
            try:
                await self.bot.initialize()
                await self.bot.delete_webhook()
                break
            except InvalidToken:
                raise TokenRefused from None
            except TelegramError as error:
                wait = min(max(wait * 2, 1.0), LONGEST)
                self._say_offline(error)
                await self.ticks.sleep(wait * random.uniform(0.75, 1.0))  # noqa: S311 - no secret
        await self.app.initialize()
        self.core.bot = self.bot.id
        await self.core.act(lambda desk: bot_is_here(desk, self.bot.username))
        self._offline = False
        self.tell(say("The bot is online as @{username}. Stop it with Ctrl+C.", username=self.bot.username))
        log.info("online")
        self._pulse.line(Line.ONLINE)
        return True

    async def _show_portrait(self) -> None:
        """Let Telegram show commands and descriptions as they are now; without an answer it shows the old ones."""
        try:
            await show_portrait(self.bot, self.core.board.settings.name)
        except TelegramError as error:
            log.warning("commands and descriptions not set: %s", type(error).__name__)

    def _silence(self) -> float:
        pace = self.bot.rate_limiter
        return pace.silent_for if isinstance(pace, Pace) else 0.0

    async def _serve(self) -> None:
        poll = asyncio.create_task(self._poll())
        send = asyncio.create_task(self.outbox.run())
        post = asyncio.create_task(self.posts.run())
        stop = asyncio.create_task(self._stop.wait())
        portrait = asyncio.create_task(self._show_portrait())
        try:
            await asyncio.wait((poll, send, post, stop), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._stop.set()
            self._pulse.line(Line.STOPPING)
            await self.outbox.stop()
            await self.posts.stop()
            stop.cancel()
            portrait.cancel()
            _, late = await asyncio.wait((poll, send, post), timeout=LAST_SECONDS)
            for task in late:
                log.warning("something under way was broken off")
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for task in (poll, send, post):
            if task.done() and not task.cancelled() and (error := task.exception()) is not None:
                raise _only(error)

    # Updates

    async def _poll(self) -> None:
        self._seen, offset = await self._remembered()
        conflicts, wait = 0, 0.0
        while not self._stop.is_set():
            try:
                raw = await self._unless_stopped(self.bot.raw_updates(offset))
            except Conflict:
                conflicts += 1
                if conflicts >= CONFLICTS:
                    raise SecondPoller from None
                await self._pause(CONFLICT_WAIT)
                continue
            except InvalidToken:
                raise TokenRefused from None
            except RetryAfter as error:
                await self._pause(pause_of(error))
                continue
            except TelegramError as error:
                wait = min(max(wait * 2, 1.0), LONGEST)
                self._say_offline(error)
                await self._pause(wait * random.uniform(0.75, 1.0))  # noqa: S311 - no secret
                continue
            if raw is None:
                return
            conflicts, wait = 0, 0.0
            self._say_online()
            self._pulse.polled()
            if raw:
                offset = await self._deal_with(raw)

    async def _remembered(self) -> tuple[set[int], int | None]:
        seen, offset = await self.core.read(lambda records: recent_updates(records, self.core.bot))
        return set(seen), offset

    async def _deal_with(self, raw: list[dict[str, Any]]) -> int:
        """Answer updates, each chat's in their order, then keep that they were dealt with (N25).

        When we are told to stop, those that were not begun are left: they come again at the next start.
        """
        new = [update for update in raw if update["update_id"] not in self._seen]
        lines: dict[int, list[Update]] = {}
        for one in new:
            update = self.bot.read_update(one)
            hear = heard(update) if update is not None else None
            if update is None:
                log.warning("an update could not be read and was left out")
            elif hear is not None:
                lines.setdefault(hear.chat, []).append(update)
        free = asyncio.Semaphore(ANSWERED_AT_ONCE)
        left = {update.update_id for updates in lines.values() for update in updates}

        async def answer(updates: list[Update]) -> None:
            async with free:
                for update in updates:
                    if self._stop.is_set():
                        return
                    await self._answer(update)
                    left.discard(update.update_id)

        await asyncio.gather(*(answer(updates) for updates in lines.values()))
        ids = [update["update_id"] for update in raw if update["update_id"] not in left]
        offset: int = min(left, default=max(update["update_id"] for update in raw) + 1)
        self._seen.update(ids)
        if len(self._seen) > 10 * len(ids) + 1000:
            self._seen = set(sorted(self._seen)[-500:])
        try:
            await self.core.act(lambda desk: mark_seen(desk, self.core.bot, ids, offset=offset))
        except StoreError as error:
            log.warning("store: %s", type(error).__name__)
        return offset

    async def _answer(self, update: Update) -> None:
        hear = heard(update)
        assert hear is not None
        allowed, tell = self._allowance.spend(hear.chat, self.ticks.now())
        if allowed:
            await self.app.process_update(update)
        elif tell and not hear.of_several:
            with contextlib.suppress(TelegramError):
                t = await self._speech.translator(hear.chat)
                text = t("That was a lot at once. Please wait half a minute and ask again.")
                await self._speech.say(hear, Reply(text))

    # Line and waits

    async def _unless_stopped(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Return what `work` returns; None where we are told to stop first."""
        task, stop = asyncio.create_task(work), asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                return task.result()
            return None
        finally:
            for one in (task, stop):
                one.cancel()
            await asyncio.gather(task, stop, return_exceptions=True)

    async def _pause(self, seconds: float) -> None:
        await self._unless_stopped(self._slept(seconds))

    async def _slept(self, seconds: float) -> None:
        await self.ticks.sleep(seconds)

    def _say_offline(self, error: TelegramError) -> None:
        if self._offline:
            return
        self._offline = True
        self._pulse.line(Line.OFFLINE)
        log.warning("Telegram is not reachable: %s", type(error).__name__)
        self.tell(say("Telegram cannot be reached just now. The bot keeps trying; notices wait and are not lost."))

    def _say_online(self) -> None:
        if self._offline:
            self._offline = False
            log.info("Telegram is reachable again")
            self.tell(say("Telegram can be reached again."))


def _only(error: BaseException) -> BaseException:
    """Return the one error that a group holds."""
    while isinstance(error, BaseExceptionGroup) and error.exceptions:
        error = error.exceptions[0]
    return error
