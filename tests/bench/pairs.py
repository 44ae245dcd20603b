"""How a figure is taken: ours and the peer in turn, in one run, so that the machine's moods meet both."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

PAIRS = 15


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        what: what is measured.
        ours: our figure, with its unit.
        peer: the peer's, or what ours is measured against.
        ratio: ours by the peer's, or the figure that is judged.
        bar: what the ratio must keep.
        ok: whether it does.
    """

    what: str
    ours: str
    peer: str
    ratio: str
    bar: str
    ok: bool


@dataclass(frozen=True)
class Timing:
    """Medians of alternated pairs, in seconds a call; `ratio` is the median of each pair's own ratio."""

    ours: float
    peer: float
    ratio: float

    def row(self, what: str, bar: float) -> Row:
        """Return the line of a bar "at most so many times the peer's time"."""
        return Row(
            what,
            seconds(self.ours),
            seconds(self.peer),
            f"{self.ratio:.2f}x",
            f"<= {bar:g}x",
            self.ratio <= bar,
        )

    def faster_row(self, what: str, bar: float) -> Row:
        """Return the line of a bar "at least so many times faster than the peer"."""
        speed = 1 / self.ratio
        return Row(
            what,
            seconds(self.ours),
            seconds(self.peer),
            f"{speed:,.0f}x faster",
            f">= {bar:g}x faster",
            speed >= bar,
        )


def alternate(
    ours: Callable[[], object],
    peer: Callable[[], object],
    pairs: int = PAIRS,
    calls: int = 1,
    peer_calls: int = 0,
) -> Timing:
    """Time `ours` and `peer` in turn: `pairs` pairs of `calls` calls each (the peer `peer_calls`)."""
    peer_calls = peer_calls or calls
    both = []
    for turn in range(pairs + 1):
        # Who goes first changes with every pair; pair 0 warms both up and is not counted.
        if turn % 2:
            second = timed(peer, peer_calls)
            first = timed(ours, calls)
        else:
            first = timed(ours, calls)
            second = timed(peer, peer_calls)
        both.append((first, second))
    both = both[1:]
    ratios = [first / second for first, second in both]
    return Timing(median(first for first, _ in both), median(second for _, second in both), median(ratios))


def timed(act: Callable[[], object], calls: int = 1) -> float:
    """Return the seconds that one call of `act` takes, over `calls` calls."""
    start = time.perf_counter()
    for _ in range(calls):
        act()
    return (time.perf_counter() - start) / calls


def seconds(span: float) -> str:
    """Return a span in the unit that suits it."""
    if span < 1e-3:
        return f"{span * 1e6:.1f} us"
    return f"{span * 1e3:.2f} ms" if span < 1 else f"{span:.2f} s"
