"""Who takes reports of wrongdoing. This page is of no topic: nobody can see in the visits that it was opened (P15)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.sheet import Heading, Page, Part, Sheet, Shelf, Words
from village_board.enquiries.elsewhere import Elsewhere, who_takes
from village_board.limits.service import limits_of


@dataclass(frozen=True, slots=True)
class WrongdoingPage(Page):
    """Who takes reports of wrongdoing; nothing is asked and nothing is kept (P15)."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return who takes what is not taken here."""
        t, limits = shelf.t, limits_of(shelf.records)
        parts: list[Part] = [
            Words(t.say(who_takes(Elsewhere.REPORT, shelf.settings.township, limits)), "strong"),
            Words(t("This board keeps nothing of it, not even that you looked.")),
            Heading(t("Petitions")),
            Words(t.say(who_takes(Elsewhere.PETITION, shelf.settings.township, limits))),
        ]
        return Sheet(t("Where do I report wrongdoing?"), tuple(parts))
