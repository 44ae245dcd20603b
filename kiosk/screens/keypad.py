"""What the screens with a keypad share: digits beside an answer that has leaves, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from kiosk.layout import Leaf, paginate
from kiosk.screens.base import HallScreen
from kiosk.widgets.ink import Line
from kiosk.widgets.keypad import Keypad, typed_by
from kiosk.widgets.leaf import LeafBody, Row
from kiosk.widgets.painted import Painted, Target, label

if TYPE_CHECKING:
    from textual import events

    from kiosk.sheet import Part

T = TypeVar("T")

#: what stands before the row that Enter opens.
_OPEN = "↵"
#: keys that open the first row or go to it.
_TO_ROWS = ("enter", "down", "tab")


class KeypadScreen(HallScreen[T]):
    """Takes digits, and shows what they find as soon as it is read.

    Attributes:
        LETTERS: what stands beside a digit.
        entered: what was typed so far; gone with the screen (K9).
    """

    LETTERS: ClassVar[Mapping[str, str]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.entered = ""
        self._leaf = 0
        self._leaves: list[Leaf] = [Leaf(())]

    def body(self) -> ComposeResult:
        """Return what was typed, the keypad, what was found, the buttons."""
        yield Painted(self.line, id="title")
        with Container(id="search-body"):
            yield Keypad(self.LETTERS)
            yield LeafBody(id="leaf")
        with Horizontal(id="bar"):
            yield Target(key="home", id="home", classes="small")
            yield Target(key="escape", id="back", classes="small")
            yield Target(key="pageup", id="previous", classes="small")
            yield Target(key="pagedown", id="next", classes="small")
            yield Target(key="*", id="code", classes="small")

    @property
    def opens_first(self) -> bool:
        """Whether Enter opens the first row, and digits are typed; else each row has its number."""
        return True

    def line(self, width: int, height: int) -> list[Line]:
        """Return the line above the keypad: what was typed."""
        raise NotImplementedError

    def parts(self, reading: T) -> Sequence[Part]:
        """Return what stands beside the keypad."""
        raise NotImplementedError

    def taken(self, text: str) -> str:
        """Return what is kept of `text` as typed."""
        raise NotImplementedError

    def show(self, reading: T) -> None:
        """Paint what was found."""
        del reading
        if self.entered:
            self.hall.visits.saw(type(self).__module__)
        self.query_one(Keypad).speak(self.t)
        self._lay_out()

    def on_leaf_body_sized(self) -> None:
        """Lay it out anew."""
        if self.shown is not None and self.is_open:
            self._lay_out()

    def follow(self, target: Target) -> None:
        """Type, erase, turn, open, or leave."""
        if isinstance(target, Row):
            self.chosen(target)
        elif (text := typed_by(target, self.entered)) is not None:
            self.type(text)
        elif target.id == "home":
            self.hall.go_home()
        elif target.id == "back":
            self.hall.close(self)
        elif target.id == "code":
            # The board's own: what was typed stays here.
            self.hall.show_code("", self.t("{name}: village affairs in public", name=self.hall.board.settings.name))
        else:
            self._leaf = min(max(self._leaf + (1 if target.id == "next" else -1), 0), len(self._leaves) - 1)
            self._paint()

    def chosen(self, row: Row) -> None:
        """Open the page of a row."""
        self.hall.open(row.entry.goto)

    def type(self, text: str) -> None:
        """Take `text` as what was typed, and read what it finds."""
        self.entered = self.taken(text)
        self._leaf = 0
        self.query_one("#title", Painted).refresh()
        self.reload()

    def on_key(self, event: events.Key) -> None:
        """Open the first row by Enter, go to the rows by an arrow: digits are typed, and number none of them.

        Any other key is left to the screen that this one is made of, whose handler is called after this one.
        """
        rows, leads_there = self._rows(), self.opens_first and self.focused is None and event.key in _TO_ROWS
        if not (self.is_active and leads_there and rows):
            return
        event.prevent_default()
        event.stop()
        if event.key != "enter":
            self.set_focus(rows[0])
        elif self.hall.debounce.key(event.key):
            rows[0].choose()

    def _rows(self) -> list[Row]:
        return [row for row in self.query(Row) if row.display]

    def _lay_out(self) -> None:
        body, reading = self.query_one(LeafBody), self.shown
        width, height = body.room
        if reading is None or width < 1 or height < 1:
            return
        self._leaves = paginate(self.parts(reading), width, height, self.spacing)
        self._leaf = min(self._leaf, len(self._leaves) - 1)
        self._paint()

    def _paint(self) -> None:
        t, leaf = self.t, self._leaves[self._leaf]
        self.query_one(LeafBody).show(leaf)
        for number, row in enumerate(self._rows()):
            mark = "" if number else _OPEN
            row.set_entry(row.entry, mark if self.opens_first else str(number + 1), leaf.spacing)
        self.query_one("#title", Painted).refresh()
        buttons = (
            ("home", "Home", t("Home"), True),
            ("back", "Esc", t("Back"), True),
            ("previous", "-", t("Previous"), self._leaf > 0),
            ("next", "+", t("Next page"), self._leaf < len(self._leaves) - 1),
            ("code", "*", t("QR code"), True),
        )
        for name, key, words, active in buttons:
            target = self.query_one(f"#{name}", Target)
            target.show(label(key, words) if active else partial(_nothing))
            target.disabled = not active


def _nothing(_width: int, _height: int) -> list[Line]:
    return []
