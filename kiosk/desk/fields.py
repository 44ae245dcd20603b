"""What is typed into: one line, several lines, a choice. Everything passes the gate of `village_board.text.clean`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import Input, TextArea

from kiosk.widgets.ink import Line, clipped, safe
from kiosk.widgets.painted import Painted
from village_board.text.clean import terminal_safe

if TYPE_CHECKING:
    from textual import events
    from textual.widgets.text_area import Edit, EditResult

LINE_LIMIT, TEXT_LIMIT = 500, 2000


class LineField(Input):
    """One line; Enter goes on to the next field."""

    def __init__(self, value: str = "", *, id: str, secret: bool = False, limit: int = LINE_LIMIT) -> None:  # noqa: A002
        super().__init__(safe(value), id=id, password=secret, max_length=limit, compact=True, select_on_focus=True)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Let nothing in that a terminal obeys or that hides (A4, A5)."""
        return safe(value)[: self.max_length or LINE_LIMIT]

    def _on_paste(self, event: events.Paste) -> None:
        """Make one line of what is pasted before Textual takes its first line only."""
        event.text = " ".join(event.text.split())

    def action_copy(self) -> None:
        """Copy, but never a PIN (A22)."""
        if not self.password:
            super().action_copy()

    def action_cut(self) -> None:
        """Cut, but never a PIN."""
        if not self.password:
            super().action_cut()


class LinesField(TextArea):
    """Several lines; Tab goes on to the next field, Enter is a new line."""

    def __init__(self, value: str = "", *, id: str, limit: int = 0) -> None:  # noqa: A002
        super().__init__(terminal_safe(value), id=id, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self._limit = limit or TEXT_LIMIT

    def edit(self, edit: Edit) -> EditResult:
        """Take a change after the gate, as far as there is room."""
        room = max(self._limit - len(self.text), 0)
        return super().edit(replace(edit, text=terminal_safe(edit.text)[:room]))


class Choice(Painted, can_focus=True):
    """One of several, each on a line with its digit."""

    class Chosen(Message):
        """Somebody chose, by digit or tap; `on` tells whether to go on to the next field."""

        def __init__(self, choice: Choice, *, on: bool) -> None:
            super().__init__()
            self.choice = choice
            self.on = on

        @property
        def control(self) -> Choice:
            """The choice."""
            return self.choice

    def __init__(self, options: Sequence[tuple[str, str]], value: str = "", *, id: str) -> None:  # noqa: A002
        super().__init__(self._paint, id=id)
        self.options = tuple(options)
        self.value = value
        self.styles.height = len(self.options)

    def choose(self, place: int, *, on: bool) -> None:
        """Choose the option at `place`."""
        if 0 <= place < len(self.options):
            self.value = self.options[place][0]
            self.refresh()
            self.post_message(self.Chosen(self, on=on))

    def on_key(self, event: events.Key) -> None:
        """Choose by digit, move by arrows, go on by Enter."""
        place = next((at for at, (value, _) in enumerate(self.options) if value == self.value), -1)
        if event.key.isdigit() and 1 <= int(event.key) <= len(self.options):
            self.choose(int(event.key) - 1, on=True)
        elif event.key in ("down", "right"):
            self.choose(min(place + 1, len(self.options) - 1), on=False)
        elif event.key in ("up", "left"):
            self.choose(max(place - 1, 0), on=False)
        elif event.key in ("enter", "space"):
            self.post_message(self.Chosen(self, on=True))
        else:
            return
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """Choose by tap."""
        event.stop()
        self.choose(event.y, on=False)

    def _paint(self, width: int, height: int) -> list[Line]:
        lines: list[Line] = []
        for number, (value, words) in enumerate(self.options[:height], start=1):
            chosen = value == self.value
            mark = "●" if chosen else "○"
            text = clipped(f"{number} {mark} {words}", width)
            lines.append(((text, "strong" if chosen else "ink"),))
        return lines
