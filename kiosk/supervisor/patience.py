"""How long to wait before the kiosk starts again, and when to stop trying for a while (K12). Pure."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum


class Stage(Enum):
    """How far a kiosk has come."""

    START = "start"
    WORK = "work"
    LOOP = "loop"


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds by which a kiosk is judged.

    Attributes:
        start: between two steps of its start, before it counts as hanging. The longest of them took 0.13 s on a quiet
            machine and 0.7 s where ten programs shared two processors; a disk just switched on needs some seconds.
        work: for a long work that it told of: a renewal after a backup, a demo village.
        silence: between two heartbeats, before it counts as hanging.
        pause: between an end and the next start.
        window: in which `ends` ends are too many; who lives longer is well again.
        ends: how many that is.
        rest: how long the board stays closed the first time; it doubles with each time, up to `longest_rest`.
        longest_rest: how long it stays closed at most.
        kindness: between asking a kiosk to end and ending it.
    """

    start: float = 5.0
    work: float = 900.0
    silence: float = 2.0
    pause: float = 0.1
    window: float = 60.0
    ends: int = 5
    rest: float = 60.0
    longest_rest: float = 600.0
    kindness: float = 3.0

    def allowed(self, stage: Stage) -> float:
        """Return for how many seconds a kiosk may be silent in `stage`."""
        return {Stage.START: self.start, Stage.WORK: self.work, Stage.LOOP: self.silence}[stage]


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
