"""How fast the bot may speak (N8, N9): one bucket for everything, one for each chat and group, one pause for all."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import random
from collections import deque
from collections.abc import Callable, Coroutine
from math import ceil
from typing import Any, Protocol

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

#: Messages a second in all, and for one chat (N8; Telegram's own figures are 30 and 1).
OVERALL, PER_CHAT = 25, 1
#: Messages to one group, and the seconds in which they may be sent (N8; Telegram's own figure).
PER_GROUP, GROUP_SECONDS = 20, 60.0
#: Chats whose last message is remembered; older ones are free again anyway.
_REMEMBERED = 4096
_JITTER = 0.5
_LEARNS = 0.3

#: Given as `rate_limit_args`: whose turn comes first. An emergency passes by all that waits (N8), and who has just
#: pressed a button does not wait behind a fan-out. Of a notice the sender itself decides what becomes of a refusal.
EMERGENCY, ANSWER, NOTICE = 0, 1, 2

_COUNTED = frozenset(
    {
        "sendMessage",
        "sendPhoto",
        "sendDocument",
        "sendVoice",
        "sendAudio",
        "editMessageText",
        "editMessageMedia",
        "editMessageCaption",
        "editMessageReplyMarkup",
    }
)


class Ticks(Protocol):
    """A monotonic clock that can be slept on: the machine's, or a test's."""

    def now(self) -> float:
        """Return seconds since some start."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds`."""
        ...


class MachineTicks:
    """The running loop's own clock."""

    def now(self) -> float:
        """Return the loop's time in seconds."""
        return asyncio.get_running_loop().time()

    async def sleep(self, seconds: float) -> None:
        """Sleep."""
        await asyncio.sleep(seconds)


def pause_of(error: RetryAfter) -> float:
    """Return the seconds that Telegram asks us to wait, in whichever form the library gives them."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


class Paused(RetryAfter):
    """A pause began before it was this notice's turn: it was not sent (N9, N20)."""


class Pace(BaseRateLimiter[int]):
    """Every request of the bot passes here, but the one for updates.

    Attributes:
        answer_takes: about how many seconds Telegram takes to answer a message of ours, lately.
    """

    def __init__(self, ticks: Ticks | None = None) -> None:
        self.ticks = ticks or MachineTicks()
        self._free_at = 0.0
        self._queue: list[tuple[int, int]] = []
        self._numbers = itertools.count()
        self._chats: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._going: set[int] = set()
        self._silent_until = 0.0
        self.answer_takes = 0.0

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    @property
    def silent_for(self) -> float:
        """The seconds for which nothing may be sent."""
        return max(self._silent_until - self.ticks.now(), 0.0)

    @property
    def answers_wait(self) -> bool:
        """Whether answers wait for their turn."""
        return any(rank == ANSWER for rank, _ in self._queue)

    def busy(self) -> dict[int, float]:
        """Return the chats that take no message just now, and for how many seconds."""
        now = self.ticks.now()
        resting = [chat for chat, free in self._chats.items() if free > now]
        found = {chat: self._wait_of(chat) for chat in {*resting, *self._groups, *self._going}}
        return {chat: wait for chat, wait in found.items() if wait > 0}

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Make a request when it is its turn. An answer that was refused for its haste is tried once more."""
        rank = ANSWER if rate_limit_args is None else rate_limit_args
        for last in (False, True):
            try:
                return await self._in_turn(callback, args, kwargs, endpoint, data.get("chat_id"), rank)
            except Paused:
                raise
            except RetryAfter as error:
                self.be_silent(pause_of(error))
                if last or rank != ANSWER:
                    raise
        raise AssertionError(endpoint)

    def be_silent(self, seconds: float) -> None:
        """Let the whole bot wait, a little longer than asked so that not all begin at once (N9)."""
        until = self.ticks.now() + seconds + random.uniform(0, _JITTER)  # noqa: S311 - no secret
        self._silent_until = max(self._silent_until, until)

    async def _in_turn(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        chat: object,
        rank: int,
    ) -> Any:
        if endpoint not in _COUNTED:
            await self._silence()
            return await callback(*args, **kwargs)
        number = chat if isinstance(chat, int) else 0
        # A person who presses buttons quickly is answered at once; what we begin to say ourselves keeps its distance.
        while (number < 0 or rank != ANSWER) and (wait := self._wait_of(number)) > 0:
            await self.ticks.sleep(wait)
        self._going.add(number)
        try:
            await self._slot(rank)
            begun = self.ticks.now()
            answer = await callback(*args, **kwargs)
            self.answer_takes += _LEARNS * (self.ticks.now() - begun - self.answer_takes)
            return answer
        finally:
            self._going.discard(number)
            self._remember(number)  # from here the distance counts: the server took it at some time before

    async def _silence(self) -> None:
        while wait := self.silent_for:
            await self.ticks.sleep(wait)

    async def _slot(self, rank: int) -> None:
        """Return when the bucket has a drop for whoever has the lowest rank, and has waited longest."""
        mine = (rank, next(self._numbers))
        heapq.heappush(self._queue, mine)
        try:
            while True:
                if rank != ANSWER and (pause := self.silent_for) > 0:
                    raise Paused(ceil(pause))  # in a pause a notice waits in the outbox, where it can be withdrawn
                await self._silence()
                if (wait := self._free_at - self.ticks.now()) > 0:
                    await self.ticks.sleep(wait)
                elif self._queue[0] == mine:
                    self._free_at = max(self._free_at, self.ticks.now()) + 1 / OVERALL
                    return
                else:
                    await asyncio.sleep(0)  # whose turn it is wakes at this same instant
        finally:
            self._queue.remove(mine)
            heapq.heapify(self._queue)

    def _wait_of(self, chat: int) -> float:
        """Return how long `chat` takes no message; 0 is nobody's chat, and always free."""
        if chat in self._going and chat:
            return 1 / PER_CHAT
        now = self.ticks.now()
        wait = self._chats.get(chat, 0.0) - now
        times = self._groups.get(chat)
        if times is not None and len(times) >= PER_GROUP:
            wait = max(wait, times[0] + GROUP_SECONDS - now)
        return max(wait, 0.0)

    def _remember(self, chat: int) -> None:
        if not chat:
            return
        now = self.ticks.now()
        if len(self._chats) >= _REMEMBERED:
            self._chats = {one: free for one, free in self._chats.items() if free > now}
        self._chats[chat] = now + 1 / PER_CHAT
        if chat < 0:
            self._groups.setdefault(chat, deque(maxlen=PER_GROUP)).append(now)
