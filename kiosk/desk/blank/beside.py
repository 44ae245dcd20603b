"""What is said beside a form; where it is longer than the window, a key turns its pages."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from kiosk.desk.paper import Paper, Paragraph


class Beside(VerticalScroll):
    """The words at the side; none where the form says nothing there."""

    def __init__(self, *, seen: bool) -> None:
        super().__init__(id="beside", can_focus=False)
        self.display = seen
        self._said: Sequence[Paragraph] = ()

    def compose(self) -> ComposeResult:
        """Return the words."""
        yield Paper(lambda: self._said, id="said-beside")

    def say(self, said: Sequence[Paragraph]) -> None:
        """Say `said` in place of what stood there."""
        self._said = said
        self.query_one(Paper).renew()

    @property
    def overflows(self) -> bool:
        """Whether there is more than is seen at once."""
        return self.display and self.max_scroll_y > 0

    def read_on(self) -> bool:
        """Turn a page, after the last one begin again; tell whether there is more than is seen at once."""
        if self.scroll_y >= self.max_scroll_y:
            self.scroll_home(animate=False)
        else:
            self.scroll_page_down(animate=False)
        return self.overflows
