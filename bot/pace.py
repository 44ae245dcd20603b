"""How fast the bot may speak (N8, N9): one bucket for everything, one for each chat, one pause for all."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

#: Messages a second in all, and for one chat (N8; Telegram's own figures are 30 and 1).
OVERALL, PER_CHAT = 25, 1
#: Chats whose last message is remembered; older ones are free again anyway.
_REMEMBERED = 4096
_JITTER = 0.5

#: Given as `rate_limit_args` with a notice: the sender itself decides what becomes of a refusal.
NOTICE = 1

_COUNTED = frozenset({"sendMessage", "editMessageText"})


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


class Pace(BaseRateLimiter[int]):
    """Every request of the bot passes here, but the one for updates."""

    def __init__(self, ticks: Ticks | None = None) -> None:
        self.ticks = ticks or MachineTicks()
        self._free_at = 0.0
        self._chats: dict[int, float] = {}
        self._silent_until = 0.0

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    @property
    def silent_for(self) -> float:
        """The seconds for which nothing may be sent."""
        return max(self._silent_until - self.ticks.now(), 0.0)

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
        for last in (False, True):
            await self._turn(endpoint, data, rate_limit_args)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                self.be_silent(pause_of(error))
                if last or rate_limit_args == NOTICE:
                    raise
        raise AssertionError(endpoint)

    def be_silent(self, seconds: float) -> None:
        """Let the whole bot wait, a little longer than asked so that not all begin at once (N9)."""
        until = self.ticks.now() + seconds + random.uniform(0, _JITTER)  # noqa: S311 - no secret
        self._silent_until = max(self._silent_until, until)

    async def _turn(self, endpoint: str, data: dict[str, Any], kind: int | None) -> None:
        while wait := self.silent_for:
            await self.ticks.sleep(wait)
        if endpoint not in _COUNTED:
            return
        chat = data.get("chat_id")
        if kind == NOTICE and isinstance(chat, int):
            while (wait := self._chats.get(chat, 0.0) - self.ticks.now()) > 0:
                await self.ticks.sleep(wait)
            self._remember(chat)
        at = max(self._free_at, self.ticks.now())
        self._free_at = at + 1 / OVERALL
        if (wait := at - self.ticks.now()) > 0:
            await self.ticks.sleep(wait)

    def _remember(self, chat: int) -> None:
        now = self.ticks.now()
        if len(self._chats) >= _REMEMBERED:
            self._chats = {one: free for one, free in self._chats.items() if free > now}
        self._chats[chat] = now + 1 / PER_CHAT
