"""The screen that nobody stands before: what is new, one thing at a time (K22)."""

from __future__ import annotations

from textual.app import ComposeResult

from kiosk.pages.home import Home, read_home
from kiosk.screens.base import HallScreen
from kiosk.shelf import Shelf
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.painted import Painted
from village_board.text.lines import break_lines, cells

#: seconds for which each thing is shown.
SECONDS = 10
_WIDEST = 60


class AttractScreen(HallScreen[Home]):
    """Tells what is new until somebody touches the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 0

    def body(self) -> ComposeResult:
        """Return one canvas."""
        yield Painted(self._paint, id="attract")

    def on_mount(self) -> None:
        """Read, and begin to turn."""
        super().on_mount()
        self.set_interval(SECONDS, self.turn)

    def turn(self) -> None:
        """Show the next thing."""
        self._number += 1
        self.query_one("#attract", Painted).refresh()

    def read(self, shelf: Shelf) -> Home:
        """Read the same answers as the home."""
        return read_home(shelf)

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
        lines: list[tuple[str, str]] = [
            (" ".join(self.hall.board.settings.name), "strong"),
            ("", "ink"),
            ("", "ink"),
            (head, "accent"),
            ("", "ink"),
            *((line, "ink") for line in break_lines(text, room)[: max(height - 10, 1)]),
            ("", "ink"),
            ("", "ink"),
            (t("Touch the screen anywhere, or press a key"), "soft"),
        ]
        above: list[Line] = [()] * max((height - len(lines)) // 2, 0)
        return [*above, *(_centred(words, tone, width) for words, tone in lines)]


def _centred(words: str, tone: str, width: int) -> Line:
    words = clipped(words, width)
    return ((" " * max((width - cells(words)) // 2, 0), "ink"), (words, tone))
