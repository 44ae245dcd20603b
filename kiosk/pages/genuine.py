"""A door: what our genuine code looks like has a screen of its own, for it shows the code itself (A27)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.sheet import Entry, Page, Sheet, Shelf


@dataclass(frozen=True, slots=True)
class GenuinePage(Page):
    """What our genuine code looks like."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the name of the door alone."""
        return Sheet(shelf.t("What our genuine code looks like"), ())


def genuine_entry(shelf: Shelf) -> Entry:
    """Return the row that leads to the genuine code."""
    t = shelf.t
    return Entry(t("What our genuine code looks like"), GenuinePage(), note=t("A sticker over ours leads elsewhere"))
