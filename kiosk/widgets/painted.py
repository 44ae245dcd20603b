"""Widgets that paint lines of ink, and targets that open something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from kiosk.widgets.ink import Line, drawn, ink

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content

Painter = Callable[[int, int], Sequence[Line]]


class Painted(Widget):
    """Paints what its painter makes of the width and height that it has.

    Its lines go to the terminal as they are, without Textual's steps for wrapping, markup, links, selection, borders
    and opacity, none of which it has: that is half of the time between a tap and its text. Padding is all it knows.

    Attributes:
        KEEPS_PAPER: whether it has the same paper with the focus, and so the same tones.
    """

    KEEPS_PAPER: ClassVar[bool] = False

    def __init__(self, painter: Painter | None = None, *, id: str | None = None, classes: str = "") -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._painter = painter
        self._strips: list[Strip] = []
        self._drawn_for = Size()

    @property
    def size(self) -> Size:
        """The room for its lines, as of the last layout; Textual would look for its place among all others first."""
        return self.outer_size - self.styles.padding.totals

    @property
    def content_size(self) -> Size:
        """The room for its lines."""
        return self.size

    def show(self, painter: Painter) -> None:
        """Paint with `painter` from now on; what it painted already stands."""
        if painter is not self._painter:
            self._painter = painter
            self.refresh()

    def clear(self) -> None:
        """Paint nothing, and keep nothing of what was painted."""
        self._painter = None
        self.forget()

    def forget(self) -> None:
        """Keep nothing of what was painted; the painter is asked anew."""
        self._strips = []
        self.refresh()

    def render(self) -> Content:
        """Return the lines as they fit, as text."""
        return ink(self._lines(), self._tones)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines that lie in `crop`, drawn when something has changed."""
        size = self.outer_size
        if self._dirty_regions or self._drawn_for != size:
            self._dirty_regions.clear()
            self._drawn_for = size
            lines, padding = self._lines(), self.styles.padding
            self._strips = drawn(lines, self._tones, self.visual_style, size, padding)
            for one in self.get_line_filters():
                if not isinstance(one, ANSIToTruecolor):  # our colours are true ones
                    self._strips = [strip.apply_filter(one, self.background_colors[1]) for strip in self._strips]
        strips = self._strips[crop.y : crop.bottom]
        return strips if crop.width == size.width else [strip.crop(crop.x, crop.right) for strip in strips]

    @property
    def _tones(self) -> str:
        """The theme whose tones it has: on the paper of the focus none."""
        return "" if self.has_focus and not self.KEEPS_PAPER else self.app.theme

    def _lines(self) -> Sequence[Line]:
        width, height = self.content_size
        if self._painter is None or width < 1 or height < 1:
            return ()
        return self._painter(width, height)[:height]


class Band(Horizontal):
    """A row of targets, with nothing of its own but its paper."""

    BLANK = True


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

    @property
    def says(self) -> bool:
        """Whether it has a word."""
        return self._painter is not nothing

    def choose(self) -> None:
        """Tell the screen that this was chosen."""
        if not self.disabled and self.says:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Choose by tap, unless it is the echo of the last one."""
        event.stop()
        if self.screen.is_active and self.app.debounce.tap((event.screen_x, event.screen_y)):  # type: ignore[attr-defined]
            self.choose()


def nothing(_width: int, _height: int) -> list[Line]:
    """Paint a target that leads nowhere now."""
    return []


@lru_cache(256)
def label(key: str, text: str) -> Painter:
    """Return the painter of a target with one word in its middle: for the same word the same painter."""

    def paint(width: int, height: int) -> list[Line]:
        from kiosk.widgets.ink import clipped  # noqa: PLC0415 - beside its only use
        from village_board.text.lines import cells  # noqa: PLC0415

        lead = f"{key} " if key and text else key
        if cells(lead) + cells(text) > width:
            lead = key  # the word whole is worth more than the space before it
        if key == text:
            lead = ""  # a key that is called as what it does: the English Home
        words = clipped(text, max(width - len(lead), 1))
        left = max((width - len(lead) - cells(words)) // 2, 0)
        above: list[Line] = [()] * ((height - 1) // 2)
        return [*above, ((" " * left, "ink"), (lead, "accent"), (words, "strong"))]

    return paint
