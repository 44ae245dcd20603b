"""The body of a page: one leaf of lines and rows."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from kiosk.entries import entry_lines
from kiosk.layout import Leaf
from kiosk.scale import NORMAL, SPACINGS, Scale, Spacing
from kiosk.sheet import Entry
from kiosk.widgets.ink import Line
from kiosk.widgets.painted import Painted, Target


class Row(Target):
    """An entry that opens its page."""

    def __init__(self, entry: Entry, key: str) -> None:
        super().__init__(key=key, classes="row")
        self.entry = entry
        self._spacing = NORMAL

    def set_entry(self, entry: Entry, key: str, spacing: Spacing = NORMAL) -> None:
        """Show `entry` under `key`."""
        self.entry, self.key = entry, key
        if spacing is not self._spacing:
            self._spacing = spacing
            self.styles.height = spacing.entry_rows
        self.show(lambda width, _height: entry_lines(entry, key, width, spacing))


class LeafBody(Vertical):
    """Holds one leaf; rows that stay keep their widgets and the focus."""

    class Sized(Message):
        """The body has a new size."""

    @property
    def room(self) -> tuple[int, int]:
        """Width and height for a leaf, in cells."""
        return min(self.content_size.width, self.spacing.widest), self.content_size.height

    @property
    def spacing(self) -> Spacing:
        """How its leaves are composed, at the size that the visitor chose."""
        return SPACINGS[getattr(self.app, "scale", Scale.NORMAL)]

    def on_resize(self) -> None:
        """Tell the screen."""
        self.post_message(self.Sized())

    def show(self, leaf: Leaf) -> None:
        """Show `leaf`: widgets of the same kind are painted anew, the others replaced."""
        with self.app.batch_update():
            self._show(leaf)

    def focus_first(self) -> None:
        """Take the focus from a row that is another one now."""
        focused = self.screen.focused
        if isinstance(focused, Row):
            self.screen.set_focus(None)

    def _show(self, leaf: Leaf) -> None:
        old: list[Widget] = [child for child in self.children if not child.has_class("-going")]
        kept = 0
        number = 0
        for block in leaf.blocks:
            widget = old[kept] if kept < len(old) else None
            if isinstance(block, Entry):
                number += 1
            if widget is None or isinstance(widget, Row) != isinstance(block, Entry):
                break
            _fill(widget, block, number, leaf.spacing)
            kept += 1
        for widget in old[kept:]:
            widget.add_class("-going")
            widget.remove()
        number = sum(isinstance(block, Entry) for block in leaf.blocks[:kept])
        fresh: list[Widget] = []
        for block in leaf.blocks[kept:]:
            number += isinstance(block, Entry)
            fresh.append(_made(block, number, leaf.spacing))
        if fresh:
            self.mount(*fresh)


def _made(block: Sequence[Line] | Entry, number: int, spacing: Spacing) -> Widget:
    widget: Widget = Row(block, str(number)) if isinstance(block, Entry) else Painted(classes="lines")
    _fill(widget, block, number, spacing)
    return widget


def _fill(widget: Widget, block: Sequence[Line] | Entry, number: int, spacing: Spacing) -> None:
    if isinstance(block, Entry):
        assert isinstance(widget, Row)
        widget.set_entry(block, str(number), spacing)
        widget.set_class(number % 2 == 1, "-odd")
        return
    assert isinstance(widget, Painted)
    widget.styles.height = len(block)
    widget.show(lambda _width, _height: block)
