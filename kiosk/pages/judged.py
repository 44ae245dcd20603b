"""The line below a figure that no single record publishes: as of which day it is so, and who answers for it."""

from __future__ import annotations

from kiosk.sheet import Shelf, Words


def judged(shelf: Shelf) -> Words:
    """Return as of which day a sum is reckoned, and where doubts go."""
    t = shelf.t
    return Words(t("As of {day}. Doubts go to the oversight committee.", day=shelf.today), "soft")
