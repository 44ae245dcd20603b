"""What the collector of garbage need not go through in a process of tests.

Thousands of collected tests stay until the end, and half a second goes by whenever the collector looks at them. They
are frozen, as the kiosk freezes what its own start has made. The kiosk would give everything back whenever a visitor
leaves, so that its words of freezing say nothing from then on: less is frozen, and not more.
"""

from __future__ import annotations

import gc

#: objects made before the collector looks; the kiosk's own figures, with which it leaves a process anyhow.
_THRESHOLDS = (50_000, 4, 20)
_freeze = gc.freeze


def wait() -> None:
    """Look for no garbage for now: among what is being made there is none."""
    gc.disable()


def look() -> None:
    """Freeze all that is not garbage now, and look for garbage from now on."""
    _freeze()
    for word in ("freeze", "unfreeze"):
        setattr(gc, word, _nothing)
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()


def _nothing() -> None:
    pass
