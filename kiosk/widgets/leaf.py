"""The body of a page: one leaf of lines and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from kiosk.entries import entry_lines
from kiosk.layout import KEYS, Leaf
from kiosk.scale import NORMAL, Scale, Spacing, spacing_at
from kiosk.sheet import Entry, Nowhere
from kiosk.widgets.ink import Line
from kiosk.widgets.painted import Painted, Target

_NO_ENTRY = Entry("", Nowhere())


class Row(Target):
    """An entry that opens its page. A row that is not displayed holds no entry of anybody."""

    def __init__(self, number: int) -> None:
        super().__init__(key=str(number), classes="row -odd" if number % 2 else "row")
        self.entry = _NO_ENTRY
        self._spacing = NORMAL

    def set_entry(self, entry: Entry, key: str, spacing: Spacing = NORMAL) -> None:
        """Show `entry` under `key`."""
        self.entry, self.key = entry, key
        if spacing is not self._spacing:
            self._spacing = spacing
            self.styles.height = spacing.entry_rows
        self.show(lambda width, _height: entry_lines(entry, key, width, spacing))

    def clear(self) -> None:
        """Forget the entry."""
        self.entry = _NO_ENTRY
        super().clear()


class LeafBody(Vertical):
    """Holds one leaf.

    Each of its widgets has one place for ever: what stands above the first entry, the first entry, what stands above
    the second, and so on. Another leaf fills those that it needs and hides the others, so that a page is shown
    without making, styling and removing widgets, which would take longer than anything else between tap and text.
    """

    BLANK = True

    class Sized(Message):
        """The body has a new size."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._slots: dict[int, Painted] = {}

    @property
    def room(self) -> tuple[int, int]:
        """Width and height for a leaf, in cells."""
        width, height = self.outer_size - self.styles.padding.totals
        return min(width, self.spacing.widest), height

    @property
    def spacing(self) -> Spacing:
        """How its leaves are composed, at the size that the visitor chose."""
        return spacing_at(getattr(self.app, "scale", Scale.NORMAL), *self.app.size)

    def on_resize(self) -> None:
        """Tell the screen."""
        self.post_message(self.Sized())

    def show(self, leaf: Leaf) -> None:
        """Show `leaf` in place of the one before."""
        self._show(leaf)

    def prepare(self) -> None:
        """Make the widgets of the fullest leaf before anybody waits for one."""
        there = set(self._slots)
        self._make(range(2 * KEYS + 1))
        for slot, widget in self._slots.items():
            if slot not in there:
                widget.display = False

    def clear(self) -> None:
        """Forget the leaf: nothing of it stays in a widget."""
        self._show(Leaf(()))

    def focus_first(self) -> None:
        """Take the focus from a row that is another one now."""
        focused = self.screen.focused
        if isinstance(focused, Row):
            self.screen.set_focus(None)

    def _show(self, leaf: Leaf) -> None:
        places = _placed(leaf)
        self._make(places)
        for slot, widget in self._slots.items():
            block = places.get(slot)
            if block is not None:
                _fill(widget, block, slot // 2 + 1, leaf.spacing)
            elif widget.display:
                widget.clear()
            if widget.display != (block is not None):
                widget.display = block is not None

    def _make(self, slots: Iterable[int]) -> None:
        """Mount the widgets of `slots` that are not there yet, each run of them in one go and in its place."""
        there = sorted(self._slots)
        runs: dict[int | None, list[Widget]] = {}
        for slot in sorted(slots):
            if slot not in self._slots:
                after = next((one for one in there if one > slot), None)
                widget = Row(slot // 2 + 1) if slot % 2 else Painted(classes="lines")
                self._slots[slot] = widget
                runs.setdefault(after, []).append(widget)
        for after, widgets in runs.items():
            self.mount(*widgets, before=None if after is None else self._slots[after])


def _placed(leaf: Leaf) -> dict[int, Sequence[Line] | Entry]:
    """Return the blocks of `leaf` by their slots: even ones hold lines, odd ones entries."""
    places: dict[int, Sequence[Line] | Entry] = {}
    entries = 0
    for block in leaf.blocks:
        if isinstance(block, Entry):
            places[2 * entries + 1] = block
            entries += 1
        else:
            above = places.get(2 * entries, ())
            assert not isinstance(above, Entry)
            places[2 * entries] = (*above, *block)
    return places


def _fill(widget: Painted, block: Sequence[Line] | Entry, number: int, spacing: Spacing) -> None:
    if isinstance(block, Entry):
        assert isinstance(widget, Row)
        widget.set_entry(block, str(number), spacing)
        return
    widget.styles.height = len(block)
    widget.show(lambda _width, _height: block)
