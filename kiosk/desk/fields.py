"""What is typed into: one line, several lines, a choice. Everything passes the gate of `village_board.text.clean`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input, TextArea

from kiosk.widgets.ink import Line, clipped, safe
from kiosk.widgets.painted import Painted
from village_board.text.clean import terminal_safe
from village_board.text.lines import cells

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Size
    from textual.widget import Widget
    from textual.widgets.input import Selection
    from textual.widgets.text_area import Edit, EditResult

LINE_LIMIT, TEXT_LIMIT = 500, 2000
#: options of a choice that stand side by side where there is room: more are read more easily one below the other.
_MOST_BESIDE, _GAP = 4, 4


class Cut(Message):
    """What was typed or pasted is longer than the field takes: the screen says how much stands there."""

    def __init__(self, widget: Widget, limit: int) -> None:
        super().__init__()
        self.widget = widget
        self.limit = limit


class LineField(Input):
    """One line; Enter goes on to the next field."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", show=False)]

    def __init__(self, value: str = "", *, id: str, secret: bool = False, limit: int = LINE_LIMIT) -> None:  # noqa: A002
        super().__init__(safe(value), id=id, password=secret, max_length=limit, compact=True, select_on_focus=True)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Let nothing in that a terminal obeys or that hides (A4, A5)."""
        return safe(value)[: self.max_length or LINE_LIMIT]

    def on_blur(self) -> None:
        """Show how it begins: of what is longer than its field nobody could tell what stands there."""
        self.cursor_position = 0

    def _on_paste(self, event: events.Paste) -> None:
        """Make one line of what is pasted before Textual takes its first line only, and say where it is cut."""
        text = safe(" ".join(event.text.split()))
        event.text = text[: self._room(self.selection)]
        if event.text != text:
            self._say_cut()

    def insert_text_at_cursor(self, text: str) -> None:
        """Take what is typed, or say that there is no room for it."""
        if len(text) > self._room():
            self._say_cut()
        super().insert_text_at_cursor(text)

    def _say_cut(self) -> None:
        self.call_after_refresh(self.post_message, Cut(self, self.max_length or LINE_LIMIT))  # after what was changed

    def _room(self, replaced: Selection | None = None) -> int:
        chosen = abs(replaced.end - replaced.start) if replaced is not None else 0
        return max((self.max_length or LINE_LIMIT) - len(self.value) + chosen, 0)

    def action_copy(self) -> None:
        """Copy, but never a PIN (A22)."""
        if not self.password:
            super().action_copy()

    def action_cut(self) -> None:
        """Cut, but never a PIN."""
        if not self.password:
            super().action_cut()


class LinesField(TextArea):
    """Several lines; Tab goes on to the next field, Enter is a new line; keys are those of every office program."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "select_all", show=False),
        Binding("ctrl+home", "to_start", show=False),
        Binding("ctrl+end", "to_end", show=False),
    ]

    def __init__(self, value: str = "", *, id: str, limit: int = 0) -> None:  # noqa: A002
        super().__init__(terminal_safe(value), id=id, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self._limit = limit or TEXT_LIMIT

    def action_to_start(self) -> None:
        """Go to the first sign of the text."""
        self.move_cursor((0, 0))

    def action_to_end(self) -> None:
        """Go behind the last sign of the text."""
        self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Take a change after the gate, as far as there is room."""
        typed = terminal_safe(edit.text)
        replaced = self.get_text_range(*sorted((edit.from_location, edit.to_location)))
        room = max(self._limit - len(self.text) + len(replaced), 0)
        if len(typed) > room:
            self.call_after_refresh(self.post_message, Cut(self, self._limit))  # after what was changed
        return super().edit(replace(edit, text=typed[:room]))


class Choice(Painted, can_focus=True):
    """One of several, each with its digit: side by side where they are few and short, else one below the other."""

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

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's shape
        """Return how many lines it has at this width."""
        return 1 if self._is_beside(width) else len(self.options)

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
        at = event.get_content_offset(self)
        if at is None:
            return
        width = self.content_size.width
        if not self._is_beside(width):
            self.choose(at.y, on=False)
            return
        right = 0
        for place, words in enumerate(self._words()):
            right += cells(words) + _GAP
            if at.x < right:
                self.choose(place, on=False)
                return

    def _words(self) -> list[str]:
        return [
            f"{number} {'●' if value == self.value else '○'} {words}"
            for number, (value, words) in enumerate(self.options, start=1)
        ]

    def _is_beside(self, width: int) -> bool:
        needed = sum(cells(words) + _GAP for words in self._words()) - _GAP
        return len(self.options) <= _MOST_BESIDE and needed <= width

    def _paint(self, width: int, height: int) -> list[Line]:
        tones = ["strong" if value == self.value else "ink" for value, _ in self.options]
        words = self._words()
        if self._is_beside(width):
            return [tuple((one + " " * _GAP, tone) for one, tone in zip(words, tones, strict=True))]
        return [((clipped(one, width), tone),) for one, tone in zip(words[:height], tones, strict=False)]
