"""An event loop whose seconds pass when everybody waits, and not otherwise; and a board's clock that follows it.

Work in threads takes no time: while some is under way the time stands still.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from village_board.base.clock import instant, local

T = TypeVar("T")
#: Real seconds without any event and any timer before a test is told that it hangs.
_HANGS = 20.0


class _Selector(selectors.DefaultSelector):
    """Where the loop would sleep until a timer, the time moves there instead."""

    loop: VirtualLoop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(0)
        if self.loop.jobs or timeout is None:
            found = super().select(_HANGS)
            if not found:
                raise RuntimeError("everybody waits, and nothing will come")
            return found
        found = super().select(0)
        if not found:
            self.loop.at += timeout
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    """The loop."""

    def __init__(self) -> None:
        self.at = 1000.0
        self.jobs = 0
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        """Return its seconds."""
        return self.at

    def run_in_executor(self, executor: Any, func: Callable[..., T], *args: Any) -> asyncio.Future[T]:  # type: ignore[override]
        """Run `func` in a thread; the time waits for it."""
        self.jobs += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._done)
        return future

    def _done(self, _: object) -> None:
        self.jobs -= 1


class LoopClock:
    """A `village_board.base.clock.Clock` that follows a loop, and can be set as somebody sets a clock (X9)."""

    def __init__(self, loop: VirtualLoop, day: date, hour: int = 9) -> None:
        self._loop = loop
        self._base = instant(day, hour) - timedelta(seconds=loop.at)

    def now(self) -> datetime:
        """Return the instant."""
        return self._base + timedelta(seconds=self._loop.at)

    def today(self) -> date:
        """Return its day in Asia/Shanghai."""
        return local(self.now()).date()

    def set_by(self, step: timedelta) -> None:
        """Put the wall clock on or back; the loop's seconds do not see it."""
        self._base += step


def in_virtual_time(play: Callable[[VirtualLoop], Coroutine[Any, Any, T]]) -> T:
    """Run what `play` makes of a new loop, and return what it returns."""
    loop = VirtualLoop()
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.get_loop().set_exception_handler(_raise)
        return runner.run(play(loop))


def _raise(loop: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
    loop.default_exception_handler(dict(context))
