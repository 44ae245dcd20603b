"""How far is my matter? A keypad for the seven digits of a slip (P20): touch, or the number keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Grid, Horizontal

from kiosk.layout import Leaf, paginate
from kiosk.screens.base import HallScreen
from kiosk.sheet import Entry, Facts, Heading, Part, Shelf, Words
from kiosk.widgets.ink import Line
from kiosk.widgets.leaf import LeafBody, Row
from kiosk.widgets.painted import Painted, Target, label
from village_board.base.errors import Refused
from village_board.slips.rules import DIGITS

if TYPE_CHECKING:
    from textual import events


@dataclass(frozen=True, slots=True)
class SlipReading:
    """What is known of the number that stands there: words and the way to the matter, or what is wrong with it."""

    number: str
    parts: tuple[Part, ...] = ()


class SlipScreen(HallScreen[SlipReading]):
    """Takes the digits, and tells how far the matter is as soon as all are there."""

    CSS_PATH = ["../styles/pages.tcss", "../styles/search.tcss", "../styles/slip.tcss"]  # noqa: RUF012 - as Textual has it

    def __init__(self) -> None:
        super().__init__()
        self.number = ""
        self._leaf = 0
        self._leaves: list[Leaf] = [Leaf(())]

    def body(self) -> ComposeResult:
        """Return the number, the keypad, the answer, the buttons."""
        yield Painted(self._line, id="title")
        with Container(id="search-body"):
            with Grid(id="keypad"):
                for digit in "123456789":
                    yield Target(label(digit, ""), id=f"digit-{digit}", classes="pad")
                yield Target(id="erase", classes="pad")
                yield Target(label("0", ""), id="digit-0", classes="pad")
                yield Target(id="clear", classes="pad")
            yield LeafBody(id="leaf")
        with Horizontal(id="bar"):
            yield Target(key="home", id="home", classes="small")
            yield Target(key="escape", id="back", classes="small")
            yield Target(key="pageup", id="previous", classes="small")
            yield Target(key="pagedown", id="next", classes="small")

    def aliases(self) -> dict[str, str]:
        """Return the number pad's own keys for leaving and turning."""
        return {"minus": "pageup", "plus": "pagedown", "full_stop": "escape", "asterisk": "escape"}

    def read(self, shelf: Shelf) -> SlipReading:
        """Read how far it is; runs in the reading thread."""
        from kiosk.pages.places import page_of  # noqa: PLC0415 - loaded with the first number
        from village_board.glance.standing import standing_of  # noqa: PLC0415

        t, number = shelf.t, self.number
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
        return SlipReading(self.number, (Words(sentence),))

    def show(self, reading: SlipReading) -> None:
        """Paint the answer."""
        del reading
        t = self.t
        self.query_one("#erase", Target).show(label("", t("Erase")))
        self.query_one("#clear", Target).show(label("", t("Clear")))
        self._lay_out()

    def typed(self, event: events.Key) -> bool:
        """Take digits, and the key that erases one."""
        if event.key == "backspace":
            self._type(self.number[:-1])
        elif event.character and event.character.isascii() and event.character.isdigit():
            self._type(self.number + event.character)
        else:
            return False
        return True

    def on_leaf_body_sized(self) -> None:
        """Lay the answer out anew."""
        if self.shown is not None and self.is_open:
            self._lay_out()

    def on_target_chosen(self, event: Target.Chosen) -> None:
        """Type, erase, turn, open, or leave."""
        event.stop()
        target = event.target
        if isinstance(target, Row):
            self.hall.open(target.entry.goto)
            return
        name = target.id or ""
        if name.startswith("digit-"):
            self._type(self.number + name.removeprefix("digit-"))
        elif name == "erase":
            self._type(self.number[:-1])
        elif name == "clear":
            self._type("")
        elif name == "home":
            self.hall.go_home()
        elif name == "back":
            self.hall.close(self)
        else:
            self._leaf = min(max(self._leaf + (1 if name == "next" else -1), 0), len(self._leaves) - 1)
            self._paint()

    def _type(self, number: str) -> None:
        """Take `number`; a digit after the last one begins the next slip."""
        self.number = number if len(number) <= DIGITS else number[-1]
        self._leaf = 0
        self.query_one("#title", Painted).refresh()
        self.reload()

    def _lay_out(self) -> None:
        body, reading = self.query_one(LeafBody), self.shown
        width, height = body.room
        if reading is None or width < 1 or height < 1:
            return
        self._leaves = paginate(reading.parts or self._hints(), width, height)
        self._leaf = min(self._leaf, len(self._leaves) - 1)
        self._paint()

    def _hints(self) -> tuple[Part, ...]:
        t = self.t
        return (
            Words(t("Type the seven digits of your slip.")),
            Words(t("You see how far it is, what comes next and by when.")),
            Words(""),
            Words(t("No slip? The clerk at the village office gives one."), "soft"),
        )

    def _paint(self) -> None:
        t = self.t
        self.query_one(LeafBody).show(self._leaves[self._leaf])
        self.query_one("#title", Painted).refresh()
        buttons = (
            ("home", "Home", t("Home"), True),
            ("back", "Esc", t("Back"), True),
            ("previous", "-", t("Previous page"), self._leaf > 0),
            ("next", "+", t("Next page"), self._leaf < len(self._leaves) - 1),
        )
        for name, key, words, active in buttons:
            target = self.query_one(f"#{name}", Target)
            target.show(label(key, words) if active else partial(_nothing))
            target.disabled = not active

    def _line(self, _width: int, _height: int) -> list[Line]:
        places = self.number + "_" * (DIGITS - len(self.number))
        return [((self.t("My slip number") + "  ", "accent"), (" ".join(places), "strong"))]


def _nothing(_width: int, _height: int) -> list[Line]:
    return []
