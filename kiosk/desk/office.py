"""The board for the desk's screens: every act in one thread of its own, so that no key ever waits for a disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from village_board.board import Board
    from village_board.desk import Desk, Records
    from village_board.people.model import Actor

T = TypeVar("T")


class Office:
    """A board for asynchronous callers; a store's connection belongs to its thread."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._thread = ThreadPoolExecutor(1, "desk")

    async def read(self, ask: Callable[[Records], T]) -> T:
        """Return what `ask` finds in one snapshot.

        Raises:
            BoardError: what it asks for is gone, or the store cannot be read.
        """

        def work() -> T:
            with self.board.reading() as records:
                return ask(records)

        return await self._run(work)

    async def act(self, who: Actor, do: Callable[[Desk], T]) -> T:
        """Return what `do` did in one unit of work; whatever it raises undoes it.

        Raises:
            BoardError: it was refused, or could not be kept.
        """

        def work() -> T:
            with self.board.desk(who) as desk:
                return do(desk)

        return await self._run(work)

    async def sign_in(self, who: str, pin: str) -> Actor:
        """Return the one who acts.

        Raises:
            Refused: nobody is called so, or the PIN is wrong or locked.
        """
        return await self._run(lambda: self.board.sign_in(who, pin))

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Finish what is under way, and end the thread."""
        self._thread.shutdown(wait=True)
