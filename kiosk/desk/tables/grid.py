"""Rows and columns with a cursor on one cell; only what is seen is painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from kiosk.widgets.ink import Line, padded
from kiosk.widgets.painted import Painted
from village_board.interchange.overlay import CellAt
from village_board.text.lines import cells

if TYPE_CHECKING:
    from village_board.interchange.preview import PreviewTable

#: before a cell or row with a problem, a cell that was mended, a row that is left out.
WRONG, MENDED, LEFT_OUT = "!", "*", "-"
_LEAST, _MOST = 6, 24
_LOOKED_AT = 200
#: cells by which a row is told.
_SAID = 5


class Grid(Painted, can_focus=True):
    """One table; cells with a finding bear a mark."""

    KEEPS_PAPER = True

    class Moved(Message):
        """The cursor stands on another cell."""

    class Wanted(Message):
        """Somebody wants to write into the cell at the cursor."""

    def __init__(self) -> None:
        super().__init__(self._paint, id="grid")
        self.table: PreviewTable | None = None
        self._wrong: Mapping[CellAt, object] = {}
        self._mended: Mapping[CellAt, str] = {}
        self._left_out: frozenset[int] = frozenset()
        self._only_wrong = False
        self._rows: Sequence[int] = ()
        self._widths: Mapping[int, int] = {}
        self.row = 0
        self.column = 0

    def fill(
        self,
        table: PreviewTable | None,
        wrong: Mapping[CellAt, object],
        mended: Mapping[CellAt, str],
        left_out: frozenset[int] = frozenset(),
    ) -> None:
        """Show `table`; the cursor stays where it was, as far as that is still there; `left_out` are rows."""
        before = self._rows[self.row] if self.row < len(self._rows) else 0
        self.table, self._wrong, self._mended, self._left_out = table, wrong, mended, left_out
        self._sift()
        self.row = next((place for place, number in enumerate(self._rows) if number >= before), 0)
        self.column = min(self.column, max(len(table.columns) - 1, 0)) if table is not None else 0
        self._widths = _widths(table) if table is not None else {}
        self.refresh()

    def only_wrong(self, only: bool) -> None:  # noqa: FBT001 - the switch itself
        """Show only rows with a finding, or all."""
        before = self._rows[self.row] if self.row < len(self._rows) else 0
        self._only_wrong = only
        self._sift()
        self.row = next((place for place, number in enumerate(self._rows) if number >= before), 0)
        self.refresh()

    def _sift(self) -> None:
        if self.table is None:
            self._rows = ()
            return
        wrong = {at.row for at in self._wrong if at.sheet == self.table.sheet}
        self._rows = [number for number in self.table.rows if not self._only_wrong or number in wrong]

    @property
    def at(self) -> CellAt | None:
        """The cell at the cursor."""
        if self.table is None or not self._rows:
            return None
        return CellAt(self.table.sheet, self._rows[self.row], list(self.table.columns)[self.column])

    @property
    def text(self) -> str:
        """What stands in it."""
        if self.table is None or not self._rows:
            return ""
        return self.table.rows[self._rows[self.row]][self.column]

    @property
    def header(self) -> str:
        """What its column is called."""
        return list(self.table.columns.values())[self.column] if self.table is not None and self._rows else ""

    def row_words(self) -> str:
        """Return what stands in the row at the cursor, from its first filled cells."""
        if self.table is None or not self._rows:
            return ""
        filled = [text for text in self.table.rows[self._rows[self.row]] if text]
        return " ".join(filled[:_SAID])

    def go_to(self, at: CellAt) -> None:
        """Put the cursor on a cell of this table."""
        if self.table is None or at.sheet != self.table.sheet:
            return
        self.row = next((place for place, number in enumerate(self._rows) if number >= at.row), 0)
        self.column = next((place for place, index in enumerate(self.table.columns) if index == at.column), 0)
        self._moved()

    def _moved(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def on_key(self, event: events.Key) -> None:
        """Move, and write with Enter."""
        height = max(self.content_size.height - 2, 1)
        rows = {"down": 1, "up": -1, "pagedown": height, "pageup": -height}
        last = len(self.table.columns) - 1 if self.table is not None else 0
        if event.key in rows:
            self.row = min(max(self.row + rows[event.key], 0), max(len(self._rows) - 1, 0))
        elif event.key in ("left", "right"):
            self.column = min(max(self.column + (1 if event.key == "right" else -1), 0), max(last, 0))
        elif event.key in ("home", "end"):
            self.column = 0 if event.key == "home" else max(last, 0)
        elif event.key in ("enter", "space"):
            event.stop()
            self.post_message(self.Wanted())
            return
        else:
            return
        event.stop()
        self._moved()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the cell that was tapped; a second tap on it writes there."""
        event.stop()
        place = self._top(self.content_size.height) + event.y - 1
        column = self._column_at(event.x)
        if event.y < 1 or place >= len(self._rows) or column is None:
            return
        again = (place, column) == (self.row, self.column)
        self.row, self.column = place, column
        self._moved()
        if again:
            self.post_message(self.Wanted())

    def _column_at(self, x: int) -> int | None:
        left = self._lead()
        for column in self._seen(self.content_size.width):
            left += self._widths[column] + 1
            if x < left:
                return column
        return None

    def _lead(self) -> int:
        return len(str(self._rows[-1])) + 3 if self._rows else 4

    def _top(self, height: int) -> int:
        room = height - 1
        return max(0, min(self.row - room // 2, len(self._rows) - room))

    def _seen(self, width: int) -> list[int]:
        """Return the columns that fit, the one at the cursor among them."""
        if self.table is None:
            return []
        room, shown = width - self._lead(), list[int]()
        first = 0
        while first < self.column and sum(self._widths[at] + 1 for at in range(first, self.column + 1)) > room:
            first += 1
        for column in range(first, len(self.table.columns)):
            if shown and room < self._widths[column] + 1:
                break
            shown.append(column)
            room -= self._widths[column] + 1
        return shown

    def _paint(self, width: int, height: int) -> list[Line]:
        if self.table is None or not self._rows:
            return []
        seen, lead, names = self._seen(width), self._lead(), list(self.table.columns.values())
        head = "".join(padded(names[column], self._widths[column]) + " " for column in seen)
        lines: list[Line] = [((" " * lead, "ink"), (head, "accent"))]
        top = self._top(height)
        for place, number in enumerate(self._rows[top : top + height - 1], start=top):
            lines.append(self._line(place, number, seen, lead))
        return lines

    def _line(self, place: int, number: int, seen: Sequence[int], lead: int) -> Line:
        assert self.table is not None
        indexes = list(self.table.columns)
        sheet = self.table.sheet
        marked = any(CellAt(sheet, number, index) in self._wrong for index in indexes)
        out = number in self._left_out
        mark = LEFT_OUT if out else WRONG if marked else " "
        pieces: list[tuple[str, str]] = [(padded(f"{mark}{number:>{lead - 3}}", lead), "accent" if marked else "soft")]
        for column in seen:
            at = CellAt(sheet, number, indexes[column])
            wrong, mended = at in self._wrong, at in self._mended
            here = self.row == place and self.column == column
            sign = WRONG if wrong else MENDED if mended else ""
            width = self._widths[column]
            words = f"{sign}{self.table.rows[number][column]}"
            words = f"[{padded(words, width - 1)}]" if here else f"{padded(words, width)} "
            pieces.append((words, "strong" if here else "soft" if out else "accent" if wrong else "ink"))
        return tuple(pieces)


def _widths(table: PreviewTable) -> dict[int, int]:
    """Return how wide each column is shown, by its place among those of the table."""
    widths: dict[int, int] = {}
    looked_at = list(table.rows.values())[:_LOOKED_AT]
    for column, name in enumerate(table.columns.values()):
        longest = max((cells(row[column]) for row in looked_at), default=0)
        widths[column] = min(max(longest + 2, cells(name), _LEAST), _MOST)
    return widths
