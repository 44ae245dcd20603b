"""A picture in cells, in the middle of its room."""

from __future__ import annotations

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget


class PictureView(Widget):
    """Paints the rows that it is given."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows: list[Strip] = []

    class Sized(Message):
        """It has a new size."""

    @property
    def room(self) -> tuple[int, int]:
        """Columns and rows for a picture."""
        return self.content_size.width, self.content_size.height

    def on_resize(self) -> None:
        """Tell the screen."""
        self.post_message(self.Sized())

    def show(self, rows: list[Strip]) -> None:
        """Paint `rows` from now on."""
        self._rows = rows
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row, with its margins."""
        width, height = self.room
        at = y - (height - len(self._rows)) // 2
        row = self._rows[at] if 0 <= at < len(self._rows) else Strip([])
        paper = self.rich_style
        left = max(width - row.cell_length, 0) // 2
        margin = Strip.blank(left, paper)
        return Strip.join([margin, row]).adjust_cell_length(width, paper).apply_style(paper)
