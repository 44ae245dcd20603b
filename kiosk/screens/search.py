"""Search with a keypad: no Chinese input method, no keyboard needed; whoever has one may type (K20)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.pages.finding import LETTERS, Hits, find
from kiosk.screens.keypad import KeypadScreen
from kiosk.sheet import Part, Shelf, Words
from kiosk.widgets.ink import Line, clipped
from village_board.text.clean import clean
from village_board.text.lines import cells

if TYPE_CHECKING:
    from textual import events

#: characters of a query.
LONGEST = 30


class SearchScreen(KeypadScreen[Hits]):
    """Finds while the visitor types, and tells after each digit how much it found."""

    CSS_PATH = ["../styles/pages.tcss", "../styles/search.tcss"]  # noqa: RUF012 - as Textual declares it
    LETTERS = LETTERS

    def aliases(self) -> dict[str, str]:
        """Return the keypad's own keys for turning pages."""
        return {"minus": "pageup", "plus": "pagedown"}

    def read(self, shelf: Shelf) -> Hits:
        """Find what the query says by now."""
        query = self.entered
        return find(shelf, query) if query else Hits("", (), more=False)

    def fail(self, sentence: str) -> Hits:
        """Return nothing found; the sentence stands in place of the query."""
        return Hits(sentence, (), more=False)

    def taken(self, text: str) -> str:
        """Keep the beginning of a long query, cleaned."""
        return clean(text, limit=LONGEST)

    def typed(self, event: events.Key) -> bool:
        """Take letters, digits and Chinese characters as the query."""
        if event.key == "backspace":
            self.type(self.entered[:-1])
        elif event.is_printable and event.character and event.character not in "+-*":
            self.type(self.entered + event.character)
        else:
            return False
        return True

    def parts(self, reading: Hits) -> Sequence[Part]:
        """Return the hits, or what one types."""
        t = self.t
        if reading.rows:
            return reading.rows
        if reading.query:
            return (Words(t("Nothing found. Try fewer letters.")),)
        return (
            Words(t("Type the first letters of the pinyin of a title.")),
            Words(t("For the fish pond (yu tang) press 9 8.")),
            Words(""),
            Words(t("A number of a paper, or Chinese characters from a keyboard, work too."), "soft"),
        )

    def line(self, width: int, height: int) -> list[Line]:
        """Return the query, and how much it found."""
        del height
        t, hits = self.t, self.shown
        found = ""
        if hits is not None and hits.query:
            count = hits.count
            found = t("more than {n} found", n=count) if hits.more else t.n("{n} found", "{n} found", count)
        head = t("Search") + "  "
        text = clipped(self.entered + "_", max(width - cells(head) - cells(found) - 2, 1))
        gap = " " * max(width - cells(head) - cells(text) - cells(found), 0)
        return [((head, "accent"), (text, "strong"), (gap, "ink"), (found, "soft"))]
