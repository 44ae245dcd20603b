"""The screen that nobody stands before: what is new, one thing at a time (K22)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from textual.app import ComposeResult

from kiosk.blocks import ROWS, block_rows, fits, ready, warm
from kiosk.labelled import even
from kiosk.pages.home import Home, read_home
from kiosk.screens.base import HallScreen
from kiosk.shelf import Shelf
from kiosk.widgets.ink import Line, clipped, safe
from kiosk.widgets.painted import Painted
from village_board.text.lines import cells

#: seconds for which each thing is shown.
SECONDS = 10
_WIDEST = 60
#: rows below which the name stays in ordinary letters.
_BLOCKS_FROM = 20


class AttractScreen(HallScreen[Home]):
    """Tells what is new until somebody touches the screen."""

    HAS_SIZES = False

    def __init__(self) -> None:
        super().__init__()
        self._number = 0

    def body(self) -> ComposeResult:
        """Return one canvas."""
        yield Painted(self._paint, id="attract")

    def on_mount(self) -> None:
        """Read, and begin to turn."""
        super().on_mount()
        if not ready():
            self.run_worker(self._load_letters, thread=True, group="letters")
        self.set_interval(SECONDS, self.turn)

    def _load_letters(self) -> None:
        """Load the font outside the loop that paints; then show the name in block letters."""
        if warm():
            with suppress(RuntimeError):  # the loop has ended meanwhile
                self.app.call_later(self.refresh_words)

    def refresh_words(self) -> None:
        """Paint anew."""
        for painted in self.query("#attract").results(Painted):
            painted.refresh()

    def turn(self) -> None:
        """Show the next thing."""
        self._number += 1
        self.query_one("#attract", Painted).refresh()

    def read(self, shelf: Shelf) -> Home:
        """Read the same answers as the home; a one-time code that was shown here today comes first (A18)."""
        from village_board.people.binding import shown_today  # noqa: PLC0415 - in the reading thread: no tap waits

        home = read_home(shelf)
        if not (shown := shown_today(shelf.records)):
            return home
        t = shelf.t
        words = [t("{when}: a one-time code for {person}", when=at, person=name) for at, name in shown]
        return replace(home, answers=((t("Shown today in the hall"), " ".join(words)), *home.answers))

    def fail(self, sentence: str) -> Home:
        """Return the sentence alone."""
        return Home(((self.t("The board"), sentence),), (), None)

    def show(self, reading: Home) -> None:
        """Paint what was read."""
        del reading
        self.query_one("#attract", Painted).refresh()

    def _paint(self, width: int, height: int) -> list[Line]:
        if self.shown is None:
            return []
        t = self.t
        things = list(self.shown.answers)
        if self.shown.newest:
            title, day, _ = self.shown.newest
            things.append((t("Newest"), f"{title} {day}"))
        head, text = things[self._number % len(things)]
        room = min(_WIDEST, max(width - 4, 1))
        names = self._names(width, height)
        lines: list[tuple[str, str]] = [
            *((line, "strong") for line in names),
            ("", "ink"),
            ("", "ink"),
            (head, "accent"),
            ("", "ink"),
            *((line, "ink") for line in even(text, room)[: max(height - len(names) - 9, 1)]),
            ("", "ink"),
            ("", "ink"),
            (t("Touch the screen anywhere, or press a key"), "soft"),
        ]
        above: list[Line] = [()] * max((height - len(lines)) // 2, 0)
        return [*above, *(_centred(words, tone, width) for words, tone in lines)]

    def _names(self, width: int, height: int) -> list[str]:
        """Return the village's name: in block letters where the font is there and the screen has room for them."""
        name = safe(self.hall.board.settings.name)
        if height >= _BLOCKS_FROM and fits(name, width - 4, ROWS) and (rows := block_rows(name, width - 4)):
            return rows
        return [" ".join(name)]


def _centred(words: str, tone: str, width: int) -> Line:
    words = clipped(words, width)
    return ((" " * max((width - cells(words)) // 2, 0), "ink"), (words, tone))
