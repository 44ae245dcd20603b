"""When what is typed is kept: as soon as the keys rest, and every few seconds while they do not."""

from __future__ import annotations

from collections.abc import Callable

#: seconds without a key after which what was typed is kept.
RESTED = 1.0
#: seconds of typing without a rest after which it is kept as well: a crash takes no more than these.
LONGEST = 4.0


class Rest:
    """The time since something was typed that is not kept yet; `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._first: float | None = None
        self._last = 0.0

    @property
    def is_over(self) -> bool:
        """Whether all is kept."""
        return self._first is None

    @property
    def is_due(self) -> bool:
        """Whether something is to be kept now."""
        if self._first is None:
            return False
        now = self._clock()
        return now - self._last >= RESTED or now - self._first >= LONGEST

    def typed(self) -> None:
        """Hear that something was typed."""
        self._last = self._clock()
        self._first = self._last if self._first is None else self._first

    def kept(self) -> None:
        """Hear that what was typed so far is on its way to the store."""
        self._first = None

    def failed(self) -> None:
        """Hear that it did not come there: it is tried again after a rest."""
        self._first = self._last = self._clock()
