"""A sealed slip: a keypad for its twelve digits, then one question after another, then handing it in (P22).

Code and choices are this screen's alone and gone with it (K9): nothing is written before all is handed in, and then
only that the slip is used, and one more in the counts.
"""

from __future__ import annotations

from asyncio import wrap_future
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.screens.keypad import KeypadScreen
from kiosk.sheet import Entry, Facts, Heading, Nowhere, Part, Shelf, Words
from kiosk.widgets.ink import Line
from kiosk.widgets.keypad import Keypad
from village_board.base.errors import BoardError, Refused
from village_board.slips.sealed import DIGITS, grouped

if TYPE_CHECKING:
    from textual import events

    from kiosk.widgets.leaf import Row
    from village_board.polls.sealed import Slip

_BACK, _DO = -2, -3


@dataclass(frozen=True, slots=True)
class Pick(Nowhere):
    """What a row of this screen means: the place of a choice, None for none of them, or a way on."""

    place: int | None = None


@dataclass(frozen=True, slots=True)
class SealedReading:
    """What stands there: the code, what it opens or what is wrong with it, what was chosen so far, and how it ended."""

    code: str
    slip: Slip | None = None
    wrong: str = ""
    picks: tuple[int | None, ...] = ()
    ended: str = ""


class SealedScreen(KeypadScreen[SealedReading]):
    """Takes the digits of a sealed slip, and leads through what it asks."""

    CSS_PATH = ["../styles/pages.tcss", "../styles/search.tcss"]  # noqa: RUF012 - as Textual has it

    def __init__(self) -> None:
        super().__init__()
        self._picks: tuple[int | None, ...] = ()
        self._ended = ""
        self._busy = False

    def aliases(self) -> dict[str, str]:
        """Return the number pad's own keys for leaving and turning."""
        return {"minus": "pageup", "plus": "pagedown", "full_stop": "escape", "asterisk": "escape"}

    @property
    def asks(self) -> bool:
        """Whether a code opened something, and digits choose a row."""
        return self.shown is not None and self.shown.slip is not None

    @property
    def opens_first(self) -> bool:
        """Whether Enter opens the first row: a choice is never made by the way."""
        return not self.asks

    def read(self, shelf: Shelf) -> SealedReading:
        """Read what the code opens; runs in the reading thread."""
        code, ended = self.entered, self._ended
        if len(code) < DIGITS:
            return SealedReading(code, ended=ended)
        from village_board.polls.sealed import opened  # noqa: PLC0415 - loaded with the first code

        try:
            return SealedReading(code, opened(shelf.records, code), picks=self._picks)
        except Refused as error:
            return SealedReading(code, wrong=shelf.t.say(error.message))

    def fail(self, sentence: str) -> SealedReading:
        """Return the sentence in place of an answer."""
        return SealedReading(self.entered, wrong=sentence)

    def taken(self, text: str) -> str:
        """Take all digits; one after the last begins the next slip."""
        self._picks, self._ended = (), ""
        return text if len(text) <= DIGITS else text[-1]

    def typed(self, event: events.Key) -> bool:
        """Take digits, and the key that erases one; not while they choose a row."""
        if self.asks or not self._takes:
            return False
        if event.key == "backspace":
            self.type(self.entered[:-1])
        elif event.character and event.character.isascii() and event.character.isdigit():
            self.type(self.entered + event.character)
        else:
            return False
        return True

    @property
    def _takes(self) -> bool:
        """Whether something can be handed in here: in the hall, and where the board can be written."""
        return self.hall.has_staff and self.hall.board.banner is None

    def show(self, reading: SealedReading) -> None:
        """Paint what was read; the keypad makes room for the questions."""
        self.query_one(Keypad).display = reading.slip is None
        super().show(reading)

    def chosen(self, row: Row) -> None:
        """Take a choice, go a question back, or hand everything in."""
        goto, reading = row.entry.goto, self.shown
        if not isinstance(goto, Pick) or reading is None or self._busy:
            return
        if goto.place == _DO:
            self._busy = True
            self.run_worker(self._hand_in(reading), group="handing in")
            return
        self._picks = reading.picks[:-1] if goto.place == _BACK else (*reading.picks, goto.place)
        self._leaf = 0
        self.reload()

    async def _hand_in(self, reading: SealedReading) -> None:
        """Hand it in, in the writing thread; whatever comes of it, code and choices are forgotten."""
        from village_board.polls.sealed import hand_in  # noqa: PLC0415 - loaded with the first code

        try:
            await wrap_future(self.hall.reader.write(lambda desk: hand_in(desk, reading.code, reading.picks)))
        except BoardError as error:
            ended = self.t.say(error.message)
        else:
            ended = self.t("Thank you. It is counted, and the slip is used.")
        self.entered, self._picks, self._ended, self._busy, self._leaf = "", (), ended, False, 0
        self.reload()

    def parts(self, reading: SealedReading) -> Sequence[Part]:
        """Return the question, what was chosen, or what one types."""
        t = self.t
        if not self._takes:
            return (Words(t("Slips are taken in the hall. Here one can only read.")),)
        if reading.slip is None:
            return self._typing(reading)
        asked, at = reading.slip.questions, len(reading.picks)
        if at == len(asked):
            return self._review(reading.slip, reading.picks)
        one = asked[at]
        parts: list[Part] = [Heading(t("{n} of {count}: {words}", n=at + 1, count=len(asked), words=one.words))]
        parts += [Entry(t.say(choice), Pick(place)) for place, choice in enumerate(one.choices)]
        parts.append(Entry(t("I leave this out"), Pick(None)))
        # What it is stands below the choices, so that these are on the first leaf.
        about = () if at else tuple(Words(t.say(line), "soft") for line in reading.slip.about)
        return [*parts, *self._back(at), *about]

    def _typing(self, reading: SealedReading) -> Sequence[Part]:
        t = self.t
        if reading.wrong or reading.ended:
            return (Words(reading.wrong or reading.ended, "strong"),)
        return (
            Words(t("Type the twelve digits of your sealed slip.")),
            Words(t("Nobody knows whose slip it is. Nothing is kept before you hand it in.")),
            Words(""),
            Words(t("No slip? Ask at the village office."), "soft"),
        )

    def _review(self, slip: Slip, picks: tuple[int | None, ...]) -> Sequence[Part]:
        t = self.t
        told = tuple(
            (t.say(one.words), t("no answer") if pick is None else t.say(one.choices[pick]))
            for one, pick in zip(slip.questions, picks, strict=True)
        )
        return (
            Heading(t("Is this right?")),
            Facts(told),
            Entry(t("Hand it in"), Pick(_DO), note=t("It counts once, and cannot be changed")),
            *self._back(len(picks)),
        )

    def _back(self, at: int) -> Sequence[Part]:
        return (Entry(self.t("One question back"), Pick(_BACK)),) if at else ()

    def line(self, width: int, height: int) -> list[Line]:
        """Return the places of the digits; what it asks, once they are all there."""
        del width, height
        if self.shown is not None and self.shown.slip is not None:
            return [((self.t.say(self.shown.slip.title), "accent"),)]
        places = grouped(self.entered + "_" * (DIGITS - len(self.entered)))
        return [((self.t("My sealed slip") + "  ", "accent"), (places, "strong"))]
