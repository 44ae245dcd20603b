"""Widgets that paint lines of ink, and targets that open something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from kiosk.widgets.ink import Line, ink

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content

Painter = Callable[[int, int], Sequence[Line]]


class Painted(Widget):
    """Paints what its painter makes of the width and height that it has."""

    def __init__(self, painter: Painter | None = None, *, id: str | None = None, classes: str = "") -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._painter = painter

    def show(self, painter: Painter) -> None:
        """Paint with `painter` from now on."""
        self._painter = painter
        self.refresh()

    def render(self) -> Content:
        """Return the lines as they fit."""
        width, height = self.content_size
        if self._painter is None or width < 1 or height < 1:
            return ink(())
        return ink(self._painter(width, height)[:height], "" if self.has_focus else self.app.theme)


class Target(Painted, can_focus=True):
    """Something to tap; `key` opens it too."""

    class Chosen(Message):
        """Somebody chose a target."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target

        @property
        def control(self) -> Target:
            """The target chosen."""
            return self.target

    def __init__(
        self,
        painter: Painter | None = None,
        *,
        key: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str = "",
    ) -> None:
        super().__init__(painter, id=id, classes=classes)
        self.key = key

    def choose(self) -> None:
        """Tell the screen that this was chosen."""
        if not self.disabled:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Choose by tap, unless it is the echo of the last one."""
        event.stop()
        if self.app.debounce.tap((event.screen_x, event.screen_y)):  # type: ignore[attr-defined]
            self.choose()


def label(key: str, text: str) -> Painter:
    """Return the painter of a target with one word in its middle."""

    def paint(width: int, height: int) -> list[Line]:
        from kiosk.widgets.ink import clipped  # noqa: PLC0415 - beside its only use
        from village_board.text.lines import cells  # noqa: PLC0415

        lead = f"{key} " if key else ""
        if cells(lead) + cells(text) > width:
            lead = key  # the word whole is worth more than the space before it
        words = clipped(text, max(width - len(lead), 1))
        left = max((width - len(lead) - cells(words)) // 2, 0)
        above: list[Line] = [()] * ((height - 1) // 2)
        return [*above, ((" " * left, "ink"), (lead, "accent"), (words, "strong"))]

    return paint
