"""A list of rows with a cursor: only what is seen is painted, however long it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from kiosk.desk.browse.aligned import aligned
from kiosk.widgets.ink import Line, clipped, padded
from kiosk.widgets.painted import Painted
from village_board.text.fold import fold
from village_board.text.lines import cells

#: rows that have a digit, while nothing is searched.
DIGITS = 9
_MOST_MORE = 0.46


@dataclass(frozen=True)
class Row:
    """One line of a list: what it opens, its words, a word more at the right; a heading opens nothing.

    Attributes:
        id: what it opens; empty for a heading.
        words: what it is.
        more: where it stands, when it is due, how much: short.
        marked: whether it wants to be seen first.
        found_by: further words by which it is found.
    """

    id: str
    words: str
    more: str = ""
    marked: bool = False
    found_by: str = ""

    def has(self, wanted: Iterable[str]) -> bool:
        """Tell whether it opens something and holds all of `wanted`, which are folded."""
        words = fold(f"{self.words} {self.more} {self.found_by}")
        return bool(self.id) and all(word in words for word in wanted)


class Rows(Painted, can_focus=True):
    """The list; the row at the cursor is bold, and has a mark while the list has the focus."""

    KEEPS_PAPER = True

    class Chosen(Message):
        """Somebody chose a row."""

        def __init__(self, rows: Rows, row: Row) -> None:
            super().__init__()
            self.rows = rows
            self.row = row

        @property
        def control(self) -> Rows:
            """The list."""
            return self.rows

    def __init__(self, *, id: str = "rows", numbered: bool = True) -> None:  # noqa: A002 - Textual's own name
        super().__init__(self._paint, id=id, classes="rows")
        self.all: Sequence[Row] = ()
        self.shown: Sequence[Row] = ()
        self.at = 0
        self._numbered = numbered
        self._words = ""
        # Whether the rows have come, and the digit that was pressed before they had.
        self._are_here = False
        self._wanted = 0
        # What is painted in each row, and for how many rows at which width it was set.
        self._columns: list[str] = []
        self._set_for: tuple[Sequence[Row], int] = ((), 0)

    def fill(self, rows: Sequence[Row]) -> None:
        """Show `rows`; the cursor stays on the row on which it was, if that is still there."""
        before = self.row.id if self.row else ""
        self.all = rows
        self._sift()
        self.at = next((place for place, one in enumerate(self.shown) if one.id and one.id == before), self._first())
        self.refresh()
        wanted, self._wanted, self._are_here = self._wanted, 0, True
        if wanted:
            self.choose_number(wanted)

    def expect(self) -> None:
        """Show nothing until other rows come: a digit pressed meanwhile chooses among those."""
        self.fill(())
        self._are_here = False

    def search(self, words: str) -> None:
        """Show the rows that hold all of `words`."""
        self._words = words
        self._sift()
        self.at = self._first()
        self.refresh()

    @property
    def row(self) -> Row | None:
        """The row at the cursor."""
        return self.shown[self.at] if self.at < len(self.shown) else None

    def move(self, by: int) -> None:
        """Move the cursor by `by` rows; headings are passed over."""
        step = 1 if by > 0 else -1
        place = min(max(self.at + by, 0), max(len(self.shown) - 1, 0))
        while 0 <= place < len(self.shown) and not self.shown[place].id:
            place += step
        if 0 <= place < len(self.shown):
            self.at = place
        self.refresh()

    def choose(self) -> None:
        """Choose the row at the cursor."""
        if self.row is not None and self.row.id:
            self.post_message(self.Chosen(self, self.row))

    def choose_number(self, number: int) -> bool:
        """Choose the row with this digit, as soon as the rows are here; False where there is none."""
        if not self._are_here:
            self._wanted = number
            return True
        place = self._places().get(number)
        if place is None:
            return False
        self.at = place
        self.refresh()
        self.choose()
        return True

    def on_key(self, event: events.Key) -> None:
        """Move and choose."""
        height = max(self.content_size.height - 1, 1)
        steps = {"down": 1, "up": -1, "pagedown": height, "pageup": -height}
        if event.key in steps:
            self.move(steps[event.key])
        elif event.key in ("home", "end"):
            self.move(-len(self.shown) if event.key == "home" else len(self.shown))
        elif event.key in ("enter", "space"):
            if self.app.debounce.key(event.key):  # type: ignore[attr-defined]  # the desk's own app
                self.choose()
        else:
            return
        event.stop()

    def on_blur(self) -> None:
        """Forget the digit that waits: somebody went elsewhere."""
        self._wanted = 0

    def on_click(self, event: events.Click) -> None:
        """Choose by tap."""
        event.stop()
        laid = self._laid(self.content_size.height)
        at = self._top(laid, self.content_size.height) + event.y
        place = laid[at] if at < len(laid) else None
        if place is not None and self.shown[place].id:
            self.at = place
            self.refresh()
            if self.app.debounce.tap((event.screen_x, event.screen_y)):  # type: ignore[attr-defined]
                self.choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move on with the wheel."""
        event.stop()
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move back with the wheel."""
        event.stop()
        self.move(-3)

    def _sift(self) -> None:
        wanted = fold(self._words).split()
        self.shown = [one for one in self.all if not wanted or one.has(wanted)]

    def _first(self) -> int:
        return next((place for place, one in enumerate(self.shown) if one.id), 0)

    def _places(self) -> dict[int, int]:
        """Return the place of each digit."""
        if not self._numbered:
            return {}
        opening = [place for place, one in enumerate(self.shown) if one.id]
        return dict(enumerate(opening[:DIGITS], start=1))

    def _laid(self, height: int) -> list[int | None]:
        """Return the places of the rows from top to bottom; where all have room, an empty line above each heading."""
        places = list(range(len(self.shown)))
        apart = [place for place in places[1:] if not self.shown[place].id]
        if len(places) + len(apart) > height:
            return [*places]
        return [one for place in places for one in ((None, place) if place in apart else (place,))]

    def _top(self, laid: Sequence[int | None], height: int) -> int:
        at = laid.index(self.at) if self.at < len(self.shown) else 0
        return max(0, min(at - height // 2, len(laid) - height))

    def _paint(self, width: int, height: int) -> list[Line]:
        digits = {place: str(number) for number, place in self._places().items()}
        laid = self._laid(height)
        top = self._top(laid, height)
        return [
            () if place is None else self._line(place, digits.get(place, " "), width)
            for place in laid[top : top + height]
        ]

    def _words_of(self, place: int, room: int) -> str:
        """Return the words of a row as they stand in the columns of its group."""
        if self._set_for[0] is not self.shown or self._set_for[1] != room:
            self._columns, self._set_for = aligned(self.shown, room), (self.shown, room)
        return self._columns[place]

    def _line(self, place: int, digit: str, width: int) -> Line:
        row = self.shown[place]
        if not row.id:
            return ((clipped(row.words, width), "accent"),)
        at = place == self.at and self.has_focus
        lead = f"{'▸' if at else ' '}{digit} " if self._numbered else f"{'▸' if at else ' '} "
        room = max(width - len(lead), 1)
        said = self._words_of(place, room)
        left = max(int(room * _MOST_MORE), room - cells(said) - 2)  # the words go first, and leave it the rest
        more = clipped(row.more, left) if row.more else ""
        words = padded(said, max(room - cells(more) - (2 if more else 0), 1))
        gap = "  " if more else ""
        tone = "strong" if at or row.marked else "ink"
        return ((lead, "strong" if at else "accent"), (words + gap, tone), (more, "accent" if row.marked else "soft"))
