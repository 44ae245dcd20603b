"""The synchronous core, called from worker threads, so that the bot's loop never waits for a disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from village_board.board import Board
from village_board.chats.service import mark_seen
from village_board.desk import Desk, Records
from village_board.people.model import Actor
from village_board.people.service import OFFICE

T = TypeVar("T")

#: The store keeps one connection a thread: few threads, few connections.
THREADS = 3


class Core:
    """A board for asynchronous callers.

    Attributes:
        board: the board.
        bot: the bot's own id, under which updates are remembered; 0 before it is known.
    """

    def __init__(self, board: Board) -> None:
        self.board = board
        self.bot = 0
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="core")

    async def read(self, ask: Callable[[Records], T]) -> T:
        """Return what `ask` finds in one snapshot of the records."""

        def work() -> T:
            with self.board.reading() as records:
                return ask(records)

        return await self._in_thread(work)

    async def read_at(self, ask: Callable[[Records, int], T]) -> T:
        """As `read`; `ask` is also given the store's version, which is not newer than what it reads."""

        def work() -> T:
            version = self.board.version()
            with self.board.reading() as records:
                return ask(records, version)

        return await self._in_thread(work)

    async def act(self, do: Callable[[Desk], T], *, who: Actor = OFFICE, update: int | None = None) -> T:
        """Return what `do` did in one unit of work.

        Args:
            do: the work; whatever it raises undoes it.
            who: the one who acts.
            update: the update that asked for it: marked as dealt with in the same commit (N25).
        """

        def work() -> T:
            with self.board.desk(who) as desk:
                done = do(desk)
                if update is not None:
                    mark_seen(desk, self.bot, [update])
                return done

        return await self._in_thread(work)

    async def version(self) -> int:
        """Return a number that differs after any commit, of whichever process."""
        return await self._in_thread(self.board.version)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def close(self) -> None:
        """End the threads; what is under way in them is finished first."""
        self._threads.shutdown(wait=True)
