"""What the collector of garbage need not go through in a process of tests.

Thousands of collected tests stay until the end, and half a second goes by whenever the collector looks at them. They
are frozen, as the kiosk freezes what its own start has made. The kiosk would give everything back whenever a visitor
leaves, so that its words of freezing say nothing from then on: less is frozen, and not more.
"""

from __future__ import annotations

import gc

_freeze = gc.freeze


def wait() -> None:
    """Look for no garbage for now: among what is being made there is none."""
    gc.disable()


def look() -> None:
    """Freeze all that is not garbage now, and look for garbage from now on, as seldom as the kiosk."""
    from kiosk.kept import THRESHOLDS  # noqa: PLC0415 - before the tests are collected it would load Textual

    _freeze()
    for word in ("freeze", "unfreeze"):
        setattr(gc, word, _nothing)
    gc.set_threshold(*THRESHOLDS)
    gc.enable()


def _nothing() -> None:
    pass
