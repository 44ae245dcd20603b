"""How far is my matter? A keypad for the seven digits of a slip (P20): touch, or the number keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.screens.keypad import KeypadScreen
from kiosk.sheet import Entry, Facts, Heading, Part, Shelf, Words
from kiosk.widgets.ink import Line
from village_board.base.errors import Refused
from village_board.slips.rules import DIGITS

if TYPE_CHECKING:
    from textual import events


@dataclass(frozen=True, slots=True)
class SlipReading:
    """What is known of the number that stands there: words and the way to the matter, or what is wrong with it."""

    number: str
    parts: tuple[Part, ...] = ()


class SlipScreen(KeypadScreen[SlipReading]):
    """Takes the digits, and tells how far the matter is as soon as all are there."""

    CSS_PATH = ["../styles/pages.tcss", "../styles/search.tcss"]  # noqa: RUF012 - as Textual has it

    def aliases(self) -> dict[str, str]:
        """Return the number pad's own keys for leaving and turning."""
        return {"minus": "pageup", "plus": "pagedown", "full_stop": "escape"}

    def read(self, shelf: Shelf) -> SlipReading:
        """Read how far it is; runs in the reading thread."""
        from kiosk.pages.places import page_of  # noqa: PLC0415 - loaded with the first number
        from village_board.glance.standing import standing_of  # noqa: PLC0415

        t, number = shelf.t, self.entered
        if len(number) < DIGITS:
            return SlipReading(number)
        try:
            found = standing_of(shelf.records, number)
        except Refused as error:
            return SlipReading(number, (Words(t.say(error.message)),))
        facts = (
            (t("Slip number"), found.number),
            (t("About"), found.title),
            (t("Where it stands"), t.say(found.state)),
            (t("Next"), t.say(found.next) if found.next else ""),
            (t("Due by"), t.date(found.due) if found.due else ""),
            (t("Late"), t.n("{n} day", "{n} days", found.late) if found.late else ""),
        )
        parts: list[Part] = [Heading(t.say(found.kind)), Facts(facts)]
        if found.answer:
            parts += [Heading(t("Answer")), Words(found.answer)]
        page = page_of(shelf.records.lookup(found.subject)) if found.subject else None
        if page is not None:
            parts.append(Entry(found.title, page, note=t("The page about it")))
        return SlipReading(number, tuple(parts))

    def fail(self, sentence: str) -> SlipReading:
        """Return the sentence in place of an answer."""
        return SlipReading(self.entered, (Words(sentence),))

    def taken(self, text: str) -> str:
        """Take all digits; one after the last begins the next slip."""
        return text if len(text) <= DIGITS else text[-1]

    def typed(self, event: events.Key) -> bool:
        """Take digits, and the key that erases one."""
        if event.key == "backspace":
            self.type(self.entered[:-1])
        elif event.character and event.character.isascii() and event.character.isdigit():
            self.type(self.entered + event.character)
        else:
            return False
        return True

    def parts(self, reading: SlipReading) -> Sequence[Part]:
        """Return how far it is, or what one types."""
        t = self.t
        return reading.parts or (
            Words(t("Type the seven digits of your slip.")),
            Words(t("You see how far it is, what comes next and by when.")),
            Words(""),
            Words(t("No slip? The clerk at the village office gives one."), "soft"),
        )

    def line(self, width: int, height: int) -> list[Line]:
        """Return the places of the digits."""
        del width, height
        places = self.entered + "_" * (DIGITS - len(self.entered))
        return [((self.t("My slip number") + "  ", "accent"), (" ".join(places), "strong"))]
