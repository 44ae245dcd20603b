"""Reading the board outside the screen's loop, and hearing of its changes.

One thread reads, because a store connection belongs to its thread; another asks four times a second whether any
process committed. The loop that paints waits for neither (house rule).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

from kiosk.shelf import Reading, Shelf
from village_board.base.errors import StoreError

if TYPE_CHECKING:
    from village_board.board import Board
    from village_board.desk import Desk
    from village_board.i18n import Translator

T = TypeVar("T")

#: seconds between two looks at the change signal.
LOOK_EVERY = 0.25


class Reader:
    """Reads pages of one board, one after another, in its own thread."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._thread = ThreadPoolExecutor(1, "kiosk-reader")
        self._closed = False

    def begin(self, reading: Reading[T], t: Translator) -> Future[T]:
        """Begin to read before there is a loop that could wait."""
        return self._thread.submit(self._read, reading, t)

    async def read(self, reading: Reading[T], t: Translator) -> T:
        """Return what `reading` makes of one snapshot of the board.

        Raises:
            BoardError: the record is gone, or the store cannot be read.
            CancelledError: the kiosk ends.
        """
        if self._closed:
            raise asyncio.CancelledError
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._read, reading, t)

    def write(self, act: Callable[[Desk], object]) -> Future[None]:
        """Do `act` in a unit of work of the office's own machine; the loop that paints does not wait for it."""
        return self._thread.submit(self._write, act)

    def _write(self, act: Callable[[Desk], object]) -> None:
        with self._board.desk() as desk:
            act(desk)

    def _read(self, reading: Reading[T], t: Translator) -> T:
        with self._board.reading() as records:
            return reading(Shelf(records, self._board.settings, t))

    def close(self) -> None:
        """Wait for the reading under way, and end the thread."""
        self._closed = True
        self._thread.shutdown(wait=True, cancel_futures=True)


class Watch:
    """Calls `changed` whenever any process has committed, or a new day has begun."""

    def __init__(self, board: Board, changed: Callable[[], object]) -> None:
        self._board = board
        self._changed = changed
        self._end = Event()
        self._thread = Thread(target=self._look, name="kiosk-watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join()

    def _look(self) -> None:
        seen = self._signal()
        while not self._end.wait(LOOK_EVERY):
            now = self._signal()
            if now != seen:
                seen = now
                self._changed()

    def _signal(self) -> object:
        try:
            return self._board.version(), self._board.clock.today()
        except StoreError as error:
            return str(error)  # the screens read again, and tell what is wrong
