"""When a Textual app under test has done all that was begun.

Textual's own pilot sleeps a fiftieth of a second, and again until the processor rests: three times for one key. Most of
the time of a test goes by asleep, and on a machine that others use as well a program that only waits for its turn looks
as if it were done. Here a program is done when its loop has nothing to run, no thread of a pool works, and its screen
has painted.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import Any, cast

import textual.app
import textual.pilot
from textual._context import active_app
from textual.screen import Screen

#: seconds between two looks at a thread that works.
_LOOK = 0.001
_submit = ThreadPoolExecutor.submit
_working: set[Future[Any]] = set()
_lock = threading.Lock()


def _known(pool: ThreadPoolExecutor, /, *args: Any, **named: Any) -> Future[Any]:
    """Submit a call to `pool`, and know of it until everybody who waits for it has been told."""
    future = _submit(pool, *args, **named)
    with _lock:
        _working.add(future)
    tell = future._invoke_callbacks  # type: ignore[attr-defined]

    def told() -> None:
        tell()
        with _lock:
            _working.discard(future)

    future._invoke_callbacks = told  # type: ignore[attr-defined]
    if future.done():
        with _lock:
            _working.discard(future)
    return future


async def still(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until everything that was begun is done and painted, at most so many seconds.

    Args:
        min_sleep: what Textual sleeps at least; nothing here needs it.
        max_sleep: a program that never rests is waited for no longer.
    """
    del min_sleep
    end = monotonic() + max_sleep
    while monotonic() < end:
        await asyncio.sleep(0)
        if _working or active_app.get()._resize_timer is not None:
            await asyncio.sleep(_LOOK)
        elif not _ready() and not _paints():
            return


def _ready() -> deque[object]:
    """Return what the loop will run next; asyncio tells it in no other way."""
    return cast("deque[object]", asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]


def _paints() -> bool:
    """Take the steps for which a screen waits for its next frame; tell whether there was one."""
    screens: list[Screen[Any]] = active_app.get().screen_stack
    waiting = [screen for screen in screens if screen.is_running and screen._update_timer._active.is_set()]
    for screen in waiting:
        screen._on_timer_update()
    return bool(waiting)


def install() -> None:
    """Let Textual's pilots wait in this way."""
    ThreadPoolExecutor.submit = _known  # type: ignore[method-assign, assignment]
    for module in (textual.app, textual.pilot):
        setattr(module, "wait_for_idle", still)  # noqa: B010 - Textual's own name there, which it does not export
