"""Signals that reach the loop whatever is typed meanwhile.

asyncio hears of a signal by a byte on a socket that also wakes it for each key. That socket is full after some 280 keys
for which the loop had no time yet, and then the byte is dropped: a window's new size, or the wish to end, for ever.
"""

from __future__ import annotations

import signal
from asyncio import get_running_loop
from collections.abc import Callable


def hear(number: signal.Signals, act: Callable[[], object]) -> None:
    """Call `act` in the running loop, once or twice, after each signal `number`; the loop's end ends that too.

    Raises:
        RuntimeError, ValueError: this is not the main thread.
        NotImplementedError: the system has no signals.
    """
    loop = get_running_loop()
    loop.add_signal_handler(number, act)  # wakes the loop, whichever thread was interrupted
    # A full socket wakes it as well: nothing to be told of, least of all on the hall's screen.
    signal.set_wakeup_fd(signal.set_wakeup_fd(-1), warn_on_full_buffer=False)
    signal.signal(number, lambda _number, _frame: loop.call_soon_threadsafe(act))
