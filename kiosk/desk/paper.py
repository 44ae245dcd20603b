"""Words on the desk's screens that take as many lines as they need."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kiosk.labelled import settled
from kiosk.widgets.ink import Line
from kiosk.widgets.painted import Painted
from village_board.text.lines import cells

if TYPE_CHECKING:
    from textual.geometry import Size

#: a paragraph and its tone.
Paragraph = tuple[str, str]

#: what stands before the words of a line: room, then a mark, then a number.
_LEAD = re.compile(r" *(?:[·√✓] ?)?(?:\d+(?:[.、] ?| {2,}))?")
#: the last column of a row goes on below itself where it has this many cells; else below the words.
_LEAST = 16


def hung(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells; further ones stand below where its words began.

    The last column of a row set with spaces goes on below itself, if it has room.
    """
    if cells(text) <= width:
        return [text]
    row = text.rstrip()
    column, words = row.rfind("  ") + 2, _LEAD.match(row)
    begins = words.end() if words else 0
    if column > max(begins, 1) and _LEAST <= width - cells(row[:column]) < width:
        begins = column
    room = width - cells(row[:begins])
    if room < _LEAST:
        return settled(text, width)
    first, *rest = settled(row[begins:], room)
    return [row[:begins] + first, *(" " * cells(row[:begins]) + line for line in rest)]


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
                found += [((line, tone),) for line in hung(part, max(width, 1))] or [()]
        return found
