"""Words on the desk's screens that take as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kiosk.widgets.ink import Line
from kiosk.widgets.painted import Painted
from village_board.text.lines import break_lines

if TYPE_CHECKING:
    from textual.geometry import Size

#: a paragraph and its tone.
Paragraph = tuple[str, str]


class Paper(Painted):
    """Paragraphs, broken as Chinese is broken."""

    def __init__(self, written: Callable[[], Sequence[Paragraph]], *, id: str | None = None, classes: str = "") -> None:  # noqa: A002
        super().__init__(lambda width, _height: self._broken(width), id=id, classes=classes)
        self._written = written

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's shape
        """Return how many lines it has at this width."""
        return len(self._broken(width))

    def renew(self) -> None:
        """Paint again, with as many lines as there are now."""
        self.refresh(layout=True)

    def _broken(self, width: int) -> list[Line]:
        found: list[Line] = []
        for words, tone in self._written():
            for part in words.split("\n"):
                found += [((line, tone),) for line in break_lines(part, max(width, 1))] or [()]
        return found
