"""Is somebody still there? Any key or touch says yes (K8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.screen import ModalScreen

from kiosk.widgets.ink import Line
from kiosk.widgets.painted import Painted
from village_board.text.lines import cells

if TYPE_CHECKING:
    from village_board.i18n import Translator


class AskScreen(ModalScreen[None], inherit_bindings=False):
    """Asks, and counts down."""

    CSS_PATH = "../styles/ask.tcss"
    AUTO_FOCUS = ""

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self._t = t
        self._left = 0

    def compose(self) -> ComposeResult:
        """Return the question."""
        yield Painted(self._paint, id="ask")

    def count(self, seconds: int) -> None:
        """Show how many seconds are left."""
        if seconds != self._left:
            self._left = seconds
            for painted in self.query(Painted):  # none yet in the moment after it was opened
                painted.refresh()

    def _paint(self, width: int, _height: int) -> list[Line]:
        t = self._t
        words = (
            (t("Are you still reading?"), "strong"),
            ("", "ink"),
            (t("Touch anywhere to stay."), "ink"),
            (t.n("Back to the beginning in {n} second", "Back to the beginning in {n} seconds", self._left), "soft"),
        )
        return [((" " * max((width - cells(line)) // 2, 0), "ink"), (line, tone)) for line, tone in words]
