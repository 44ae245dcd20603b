"""Long works that are stopped in good order: a signal lets the step under way end, and keeps what is done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """Give an event that is set when somebody stops the program; a second Ctrl-C stops it at once."""
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in _SIGNALS}

    def asked(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            signal.default_int_handler(number, frame)
        stop.set()

    try:
        for number in _SIGNALS:
            signal.signal(number, asked)
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
