"""Time that passes when somebody sleeps, and not otherwise."""

from __future__ import annotations

import asyncio


class GivenTicks:
    """Seconds for one task: its sleep moves the time."""

    def __init__(self) -> None:
        self.at = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        """Return the time."""
        return self.at

    async def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.slept.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)
