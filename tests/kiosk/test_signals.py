"""Signals under a keyboard that is drummed on (K10, K11)."""

from __future__ import annotations

import asyncio
import os
import signal

from kiosk.signals import hear


async def test_k10_k11_a_signal_is_heard_behind_any_number_of_keys() -> None:
    """K10, K11: ten thousand keys wait for the loop; a signal that comes then is heard all the same."""
    # Guard: kiosk/signals.py:hear - a window that is made larger while a child drums stays "too small" for ever.
    loop, heard = asyncio.get_running_loop(), asyncio.Event()
    before = signal.getsignal(signal.SIGWINCH)
    hear(signal.SIGWINCH, heard.set)
    try:
        for _ in range(10_000):
            loop.call_soon_threadsafe(int)
        os.kill(os.getpid(), signal.SIGWINCH)
        await asyncio.wait_for(heard.wait(), timeout=2)
    finally:
        loop.remove_signal_handler(signal.SIGWINCH)
        signal.signal(signal.SIGWINCH, before)
