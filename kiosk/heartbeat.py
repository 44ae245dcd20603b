"""The heartbeat by which a supervisor knows that the loop that paints and listens still turns (K12)."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress

#: The variable by which the supervisor tells on which file descriptor to beat.
VARIABLE = "VILLAGE_KIOSK_HEARTBEAT"
#: seconds between two beats
EVERY = 0.25
#: what a beat says: the loop turns; the start has come one step further; a long work has begun, such as a renewal.
BEAT, STEP, WORK = b".", b"s", b"w"
#: seconds in which the app must come round to a message; keys that a child drums on may make it late, and no more
SERVED_WITHIN = 15.0


class Heartbeat:
    """Beats on the pipe `number`; calls `orphaned` where nobody listens any more.

    Args:
        number: the pipe's file descriptor.
        orphaned: ends the app.
        clock: seconds that never go back.
    """

    def __init__(
        self, number: int, orphaned: Callable[[], object], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._number, self._orphaned, self._clock = number, orphaned, clock
        self._served = clock()
        os.set_inheritable(number, False)
        os.set_blocking(number, False)

    def served(self) -> None:
        """Hear that the app has come round to a message of its queue."""
        self._served = self._clock()

    def beat(self) -> None:
        """Beat once, from the loop; not where the app itself has long stood still."""
        if self._clock() - self._served > SERVED_WITHIN:
            return
        try:
            os.write(self._number, BEAT)
        except BlockingIOError:
            return  # a supervisor that is slow has beats enough
        except OSError:
            self._orphaned()


def heartbeat(orphaned: Callable[[], object]) -> Heartbeat | None:
    """Return the heartbeat that the supervisor asked for; None where there is no supervisor."""
    number = os.environ.pop(VARIABLE, "")
    return Heartbeat(int(number), orphaned) if number.isdecimal() else None


def told(sign: bytes) -> None:
    """Tell the supervisor, if there is one, how far the start has come: a `STEP`, or that a long `WORK` begins."""
    number = os.environ.get(VARIABLE, "")
    if number.isdecimal():
        with suppress(OSError):
            os.write(int(number), sign)
