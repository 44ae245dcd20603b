"""How long to wait before the kiosk starts again, and when to stop trying for a while (K12). Pure."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds by which a kiosk is judged.

    Attributes:
        start: until its first heartbeat.
        silence: between two heartbeats, before it counts as hanging.
        pause: between an end and the next start.
        window: in which `ends` ends are too many; who lives longer is well again.
        ends: how many that is.
        rest: how long the board stays closed the first time; it doubles with each time, up to `longest_rest`.
        longest_rest: how long it stays closed at most.
        kindness: between asking a kiosk to end and ending it.
    """

    start: float = 20.0
    silence: float = 3.0
    pause: float = 0.5
    window: float = 60.0
    ends: int = 5
    rest: float = 60.0
    longest_rest: float = 600.0
    kindness: float = 3.0


@dataclass(frozen=True, slots=True)
class Wait:
    """What follows an end: so many seconds until the next start, and whether the board is closed until then."""

    seconds: float
    closed: bool


class Patience:
    """Counts ends, whatever their code: a crash of the screen's library ends with 0 as well."""

    def __init__(self, times: Times) -> None:
        self._times = times
        self._ends: deque[float] = deque()
        self._rests = 0

    def ended(self, began: float, now: float) -> Wait:
        """Return what follows a kiosk that ran from `began` to `now`, seconds of a clock that never goes back."""
        times = self._times
        if now - began >= times.window:
            self._rests = 0
        self._ends.append(now)
        while self._ends[0] <= now - times.window:
            self._ends.popleft()
        # After a rest it is on trial: one early end more closes the board again.
        if not self._rests and len(self._ends) < times.ends:
            return Wait(times.pause, closed=False)
        self._ends.clear()
        rest = min(times.rest * 2**self._rests, times.longest_rest)
        self._rests = min(self._rests + 1, 30)
        return Wait(rest, closed=True)
