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


class PickScreen(DeskScreen):
    """The options of the field called `name`, narrowed by what was typed; `put` is told the value that is taken."""

    def __init__(self, name: str, options: Sequence[Option], put: Callable[[str], None], typed: str = "") -> None:
        super().__init__()
        self._typed = typed
        self._name_of_field = name
        self._options = options
        self._put = put

    def title_words(self) -> str:
        """Say what is chosen."""
        return self.t("Choose: {label}", label=self._name_of_field)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the list."""
        t = self.t
        return [("↑↓", t("Choose")), ("Enter", t("Take it")), ("Esc", t("Back"))]

    def body(self) -> ComposeResult:
        """Return the search line and the list."""
        with Vertical(id="listing"):
            with Horizontal(classes="field finding"):
                yield Painted(lambda _w, _h: [((self.t("Find"), "ink"),)], classes="label")
                yield LineField(self._typed, id="find", limit=40)
            yield Rows(numbered=False)

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
        else:
            super().on_key(event)
            return
        event.stop().prevent_default()


def _words(one: Option) -> str:
    return one.words if one.shown == one.words else f"{one.value}  {one.words}"
