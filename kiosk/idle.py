"""How long nobody has touched the kiosk, and what follows (K8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

ASK_AFTER, COUNT_DOWN = 60, 20


class Presence(Enum):
    """Whether somebody stands there."""

    HERE = "here"
    ASKED = "asked"
    GONE = "gone"


@dataclass
class Idle:
    """Judges presence from the last touch. `clock` gives seconds that never go back."""

    clock: Callable[[], float]
    ask_after: int = ASK_AFTER
    count_down: int = COUNT_DOWN
    _touched: float = field(init=False)

    def __post_init__(self) -> None:
        self._touched = self.clock()

    def touch(self) -> None:
        """Somebody pressed or tapped."""
        self._touched = self.clock()

    def silent_for(self) -> float:
        """Return for how many seconds nobody has touched the kiosk."""
        return self.clock() - self._touched

    def presence(self) -> Presence:
        """Return whether somebody is here, is being asked, or has gone."""
        silent = self.clock() - self._touched
        if silent < self.ask_after:
            return Presence.HERE
        return Presence.ASKED if silent < self.ask_after + self.count_down else Presence.GONE

    def seconds_left(self) -> int:
        """Return how many seconds remain to answer."""
        silent = self.clock() - self._touched
        return max(int(self.ask_after + self.count_down - silent + 0.999), 0)
