"""How fast a bot may speak, as Telegram publishes it: 30 a second in all, 1 a second to a chat, 20 a minute to a group.

Telegram says that short bursts to one chat may pass; `burst` is how long such a burst may be. 1 allows none.
"""

from __future__ import annotations

from collections import deque
from math import ceil

from tests.support.bot_api_fields import Refused

OVERALL, GROUP = 30, 20
MINUTE = 60.0


class Limits:
    """Counts what was accepted; a message too many is refused with 429 and the seconds to wait.

    Args:
        burst: messages to one chat that may come at once.
        overall: messages a second in all; 0: without end.

    Attributes:
        refused: how many were one too many.
    """

    def __init__(self, burst: int = 20, overall: int = OVERALL) -> None:
        self.burst = burst
        self.overall = overall
        self.refused = 0
        self._all: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        self._chats: dict[int, tuple[float, float]] = {}  # messages left, and when that was so

    def check(self, chat: int, now: float) -> None:
        """Count a message to `chat` at `now`.

        Raises:
            Refused: it is one too many.
        """
        group = self._groups.setdefault(chat, deque()) if chat < 0 else deque()
        left, since = self._chats.get(chat, (float(self.burst), now))
        left = min(float(self.burst), left + now - since)
        waits = [
            _wait(self._all, self.overall, 1.0, now) if self.overall else 0.0,
            _wait(group, GROUP, MINUTE, now),
            0.0 if left >= 1 - 1e-6 else 1 - left,
        ]
        if (wait := max(waits)) > 0:
            self.refused += 1
            raise Refused(429, f"Too Many Requests: retry after {ceil(wait)}", retry_after=ceil(wait))
        self._all.append(now)
        group.append(now)
        self._chats[chat] = (left - 1, now)


def _wait(times: deque[float], most: int, window: float, now: float) -> float:
    while times and times[0] <= now - window + 1e-6:
        times.popleft()
    return times[-most] + window - now if len(times) >= most else 0.0
