"""One finger, one act: what comes twice within half a second counts once (K5, EN 301 549 5.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

SECONDS = 0.5
#: a second touch this near to the first one is the same finger: the size of the smallest target (K4).
COLUMNS, ROWS = 12, 3
#: seconds after an act in which Enter only ends it, as on a cash machine: "1, Enter".
ENTERED = 1.0

Place = tuple[int, int]


@dataclass
class Debounce:
    """Tells a new act from the echo of the last one. `clock` gives seconds that never go back."""

    clock: Callable[[], float]
    _key: str = ""
    _place: Place | None = None
    _at: float = field(default=float("-inf"))

    def key(self, key: str) -> bool:
        """Tell whether pressing `key` now is an act of its own."""
        echo = key == self._key and self._is_soon()
        return not echo and self._accept(key, None)

    def tap(self, place: Place) -> bool:
        """Tell whether a tap at `place` (column, row) now is an act of its own, whatever stands there by now."""
        near = self._place is not None and (
            abs(place[0] - self._place[0]) < COLUMNS and abs(place[1] - self._place[1]) < ROWS
        )
        return not (near and self._is_soon()) and self._accept("", place)

    def over(self) -> None:
        """Count from the end of an act that took long: what was typed meanwhile is its echo."""
        self._at = self.clock()

    @property
    def is_calm(self) -> bool:
        """Whether the last act is so long ago that Enter is one of its own."""
        return self.clock() - self._at >= ENTERED

    def _is_soon(self) -> bool:
        return self.clock() - self._at < SECONDS

    def _accept(self, key: str, place: Place | None) -> bool:
        self._key, self._place, self._at = key, place, self.clock()
        return True
