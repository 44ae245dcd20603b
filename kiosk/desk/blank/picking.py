"""The list behind a field: words narrow it, Enter takes a line of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from kiosk.desk.base import DeskScreen
from kiosk.desk.blank.shape import Option
from kiosk.desk.browse.rows import Row, Rows
from kiosk.desk.fields import LineField
from kiosk.widgets.painted import Painted

if TYPE_CHECKING:
    from textual import events

_DIGITS = frozenset("123456789")


class _Words(LineField):
    """The search line; where no line of the list holds a digit, a digit is no word but chooses its line."""

    def __init__(self, value: str, choose: Callable[[int], None] | None) -> None:
        super().__init__(value, id="find", limit=40)
        self._choose = choose

    def on_key(self, event: events.Key) -> None:
        """Choose by digit, where digits choose."""
        if self._choose is not None and event.key in _DIGITS:
            event.stop().prevent_default()
            self._choose(int(event.key))


class PickScreen(DeskScreen):
    """The options of the field called `name`, narrowed by what was typed; `put` is told the value that is taken."""

    def __init__(self, name: str, options: Sequence[Option], put: Callable[[str], None], typed: str = "") -> None:
        super().__init__()
        self._typed = typed
        self._name_of_field = name
        self._options = options
        self._put = put
        self._is_numbered = not any(map(str.isdecimal, "".join(f"{_words(one)}{one.more}" for one in options)))

    def title_words(self) -> str:
        """Say what is chosen."""
        return self.t("Choose: {label}", label=self._name_of_field)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the list."""
        t = self.t
        return [("↑↓ 1-9" if self._is_numbered else "↑↓", t("Choose")), ("Enter", t("Take it")), ("Esc", t("Back"))]

    def body(self) -> ComposeResult:
        """Return the search line and the list."""
        with Vertical(id="listing"):
            with Horizontal(classes="field finding"):
                yield Painted(lambda _w, _h: [((self.t("Find"), "ink"),)], classes="label")
                yield _Words(self._typed, self._number if self._is_numbered else None)
            yield Rows(numbered=self._is_numbered)

    def on_mount(self) -> None:
        """Begin with the words."""
        rows = self.query_one(Rows)
        rows.fill([Row(one.value, _words(one), one.more) for one in self._options])
        rows.search(self._typed)
        self.query_one("#find").focus()

    @on(Input.Changed, "#find")
    def _find(self, event: Input.Changed) -> None:
        rows = self.query_one(Rows)
        rows.search(event.value)
        self.tell("" if rows.shown else self.t("No line has these words. Type fewer of them."))

    @on(Input.Submitted, "#find")
    def _take_first(self) -> None:
        self.query_one(Rows).choose()

    def _number(self, number: int) -> None:
        if self.desk.debounce.key(str(number)):
            self.query_one(Rows).choose_number(number)

    @on(Rows.Chosen)
    def _take(self, event: Rows.Chosen) -> None:
        self.desk.leave(self)
        self._put(event.row.id)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while words are typed; go back with Escape."""
        rows = self.query_one(Rows)
        if event.key == "escape":
            self.desk.leave(self)
        elif event.key in ("down", "up", "pagedown", "pageup"):
            height = max(rows.content_size.height - 1, 1)
            rows.move({"down": 1, "up": -1, "pagedown": height, "pageup": -height}[event.key])
        elif event.key in _DIGITS and self._is_numbered:
            self._number(int(event.key))
        elif event.is_printable and event.character:
            line = self.query_one(LineField)  # what was typed before the line was there came to the screen
            line.focus()
            line.insert_text_at_cursor(event.character)
        else:
            super().on_key(event)
            return
        event.stop().prevent_default()


def _words(one: Option) -> str:
    return one.words if one.shown == one.words else f"{one.value}  {one.words}"
