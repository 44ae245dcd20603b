"""The heartbeat by which a supervisor knows that the loop that paints and listens still turns (K12)."""

from __future__ import annotations

import os
from collections.abc import Callable

from kiosk.supervisor.child import VARIABLE

#: seconds between two beats
EVERY = 0.5


class Heartbeat:
    """Beats on the pipe `number`; calls `orphaned` where nobody listens any more."""

    def __init__(self, number: int, orphaned: Callable[[], object]) -> None:
        self._number, self._orphaned = number, orphaned
        os.set_inheritable(number, False)  # noqa: FBT003 - a program that speaks must not keep the pipe open
        os.set_blocking(number, False)  # noqa: FBT003

    def beat(self) -> None:
        """Beat once."""
        try:
            os.write(self._number, b".")
        except BlockingIOError:
            return  # a supervisor that is slow has beats enough
        except OSError:
            self._orphaned()


def heartbeat(orphaned: Callable[[], object]) -> Heartbeat | None:
    """Return the heartbeat that the supervisor asked for; None where there is no supervisor."""
    number = os.environ.pop(VARIABLE, "")
    return Heartbeat(int(number), orphaned) if number.isdecimal() else None
