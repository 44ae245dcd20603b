"""Search with a keypad: no Chinese input method, no keyboard needed; whoever has one may type."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Grid, Horizontal

from kiosk.layout import Leaf, paginate
from kiosk.pages.finding import LETTERS, Hits, find
from kiosk.screens.base import HallScreen
from kiosk.sheet import Part, Shelf, Words
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.leaf import LeafBody, Row
from kiosk.widgets.painted import Painted, Target, label
from village_board.text.clean import clean
from village_board.text.lines import cells

if TYPE_CHECKING:
    from textual import events

#: characters of a query.
LONGEST = 30


class SearchScreen(HallScreen[Hits]):
    """Finds while the visitor types."""

    CSS_PATH = ["../styles/pages.tcss", "../styles/search.tcss"]  # noqa: RUF012 - as Textual declares it

    def __init__(self) -> None:
        super().__init__()
        self.query_text = ""
        self._leaf = 0
        self._leaves: list[Leaf] = [Leaf(())]

    def body(self) -> ComposeResult:
        """Return the query, the keypad, the hits, the buttons."""
        yield Painted(self._line, id="title")
        with Container(id="search-body"):
            with Grid(id="keypad"):
                for digit in "123456789":
                    letters = LETTERS.get(digit, "").upper()
                    yield Target(label(digit, letters), id=f"digit-{digit}", classes="pad")
                yield Target(id="erase", classes="pad")
                yield Target(label("0", ""), id="digit-0", classes="pad")
                yield Target(id="clear", classes="pad")
            yield LeafBody(id="leaf")
        with Horizontal(id="bar"):
            yield Target(key="home", id="home", classes="small")
            yield Target(key="escape", id="back", classes="small")
            yield Target(key="pageup", id="previous", classes="small")
            yield Target(key="pagedown", id="next", classes="small")

    def aliases(self) -> dict[str, str]:
        """Return the keypad's own keys for turning pages."""
        return {"minus": "pageup", "plus": "pagedown"}

    def read(self, shelf: Shelf) -> Hits:
        """Find what the query says by now."""
        query = self.query_text
        return find(shelf, query) if query else Hits("", (), more=False)

    def fail(self, sentence: str) -> Hits:
        """Return nothing found; the sentence stands in place of the query."""
        return Hits(sentence, (), more=False)

    def show(self, reading: Hits) -> None:
        """Paint the hits, from the first one where the query is another."""
        del reading
        t = self.t
        self.query_one("#erase", Target).show(label("", t("Erase")))
        self.query_one("#clear", Target).show(label("", t("Clear")))
        self._lay_out()

    def typed(self, event: events.Key) -> bool:
        """Take letters, digits and Chinese characters as the query."""
        if event.key == "backspace":
            self._type(self.query_text[:-1])
        elif event.is_printable and event.character and event.character not in "+-":
            self._type(self.query_text + event.character)
        else:
            return False
        return True

    def on_leaf_body_sized(self) -> None:
        """Lay the hits out anew."""
        if self.shown is not None and self.is_open:
            self._lay_out()

    def on_target_chosen(self, event: Target.Chosen) -> None:
        """Type, erase, turn, open, or leave."""
        event.stop()
        target = event.target
        if isinstance(target, Row):
            self.hall.open(target.entry.goto)
            return
        name = target.id or ""
        if name.startswith("digit-"):
            self._type(self.query_text + name.removeprefix("digit-"))
        elif name == "erase":
            self._type(self.query_text[:-1])
        elif name == "clear":
            self._type("")
        elif name == "home":
            self.hall.go_home()
        elif name == "back":
            self.hall.close(self)
        else:
            self._turn(1 if name == "next" else -1)

    def _type(self, text: str) -> None:
        self.query_text = clean(text, limit=LONGEST)
        self._leaf = 0
        self.query_one("#title", Painted).refresh()
        self.reload()

    def _turn(self, step: int) -> None:
        self._leaf = min(max(self._leaf + step, 0), len(self._leaves) - 1)
        self._paint()

    def _lay_out(self) -> None:
        body, hits = self.query_one(LeafBody), self.shown
        width, height = body.room
        if hits is None or width < 1 or height < 1:
            return
        self._leaves = paginate(self._parts(hits), width, height)
        self._leaf = min(self._leaf, len(self._leaves) - 1)
        self._paint()

    def _parts(self, hits: Hits) -> list[Part]:
        t = self.t
        if hits.rows:
            return list(hits.rows)
        if hits.query:
            return [Words(t("Nothing found. Try fewer letters."))]
        return [
            Words(t("Type the first letters of the pinyin of a title.")),
            Words(t("For the fish pond (yu tang) press 9 8.")),
            Words(""),
            Words(t("A number of a paper, or Chinese characters from a keyboard, work too."), "soft"),
        ]

    def _paint(self) -> None:
        t = self.t
        self.query_one(LeafBody).show(self._leaves[self._leaf])
        self.query_one("#title", Painted).refresh()
        buttons = (
            ("home", "Home", t("Home"), True),
            ("back", "Esc", t("Back"), True),
            ("previous", "-", t("Previous page"), self._leaf > 0),
            ("next", "+", t("Next page"), self._leaf < len(self._leaves) - 1),
        )
        for name, key, words, active in buttons:
            target = self.query_one(f"#{name}", Target)
            target.show(label(key, words) if active else partial(_nothing))
            target.disabled = not active

    def _line(self, width: int, _height: int) -> list[Line]:
        t, hits = self.t, self.shown
        found = ""
        if hits is not None and hits.query:
            count = len(hits.rows)
            found = t("more than {n} found", n=count) if hits.more else t.n("{n} found", "{n} found", count)
        head = t("Search") + "  "
        text = clipped(self.query_text + "_", max(width - cells(head) - cells(found) - 2, 1))
        gap = " " * max(width - cells(head) - cells(text) - cells(found), 0)
        return [((head, "accent"), (text, "strong"), (gap, "ink"), (found, "soft"))]


def _nothing(_width: int, _height: int) -> list[Line]:
    return []
