"""An event loop whose clock jumps to the next thing that is to happen: an hour of an app's own timers in a minute."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, TypeVar
from unittest import mock

T = TypeVar("T")

#: real seconds for which a thread that works is waited for at a time; the clock stands still meanwhile.
_REAL = 0.05


class _Selector(selectors.DefaultSelector):
    """Waits for nothing: where nothing has come, it lets the clock of its loop pass instead."""

    loop: VirtualLoop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what is there; else wait for a thread, else let time pass."""
        if (ready := super().select(0)) or timeout == 0:
            return ready
        if self.loop.working or timeout is None:
            return super().select(_REAL)
        self.loop.passed += timeout
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time passes by jumps, and never while a thread reads for it."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.working = 0
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        """Return the seconds that have passed."""
        return 1000.0 + self.passed

    def run_in_executor(  # type: ignore[override]  # typeshed has type variable tuples here
        self, executor: Executor | None, func: Callable[..., T], *args: Any
    ) -> asyncio.Future[T]:
        """Do `func` in a thread; time stands still until it is done."""
        self.working += 1
        future: asyncio.Future[T] = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._has_worked)
        return future

    def _has_worked(self, _future: asyncio.Future[Any]) -> None:
        self.working -= 1


@contextmanager
def virtual_textual(loop: VirtualLoop) -> Iterator[None]:
    """Let Textual's timers and its parser of keys take their time from `loop`."""
    with mock.patch("textual._time.get_time", loop.time), mock.patch("textual._parser.get_time", loop.time):
        yield


def run_virtually(work: Callable[[VirtualLoop], Coroutine[Any, Any, T]]) -> T:
    """Run `work` to its end in a loop of virtual time."""
    loop = VirtualLoop()
    with asyncio.Runner(loop_factory=lambda: loop) as runner, virtual_textual(loop):
        return runner.run(work(loop))
