"""How much one chat may ask (A33): a flood of one must not keep the others waiting."""

from __future__ import annotations

from dataclasses import dataclass

#: Updates at once, and a second after that.
AT_ONCE, A_SECOND = 20, 0.5
_REMEMBERED = 4096


@dataclass(slots=True)
class _Purse:
    left: float
    at: float
    told: bool = False


class Allowance:
    """Counts what each chat has asked lately, in memory only."""

    def __init__(self) -> None:
        self._purses: dict[int, _Purse] = {}

    def spend(self, chat: int, now: float) -> tuple[bool, bool]:
        """Return whether the chat may ask at `now` (seconds), and whether to tell it that it may not: once a flood."""
        purse = self._purses.get(chat)
        if purse is None:
            if len(self._purses) >= _REMEMBERED:
                self._purses = {one: p for one, p in self._purses.items() if self._level(p, now) < AT_ONCE}
            purse = self._purses[chat] = _Purse(AT_ONCE, now)
        purse.left, purse.at = self._level(purse, now), now
        if purse.left >= 1:
            purse.left -= 1
            purse.told = False
            return True, False
        tell, purse.told = not purse.told, True
        return False, tell

    @staticmethod
    def _level(purse: _Purse, now: float) -> float:
        return min(AT_ONCE, purse.left + max(now - purse.at, 0) * A_SECOND)
