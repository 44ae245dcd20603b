"""Web pages that call themselves ``.xls``: the tables of a page, by the standard library's parser. Nothing runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from village_board.base.message import say
from village_board.interchange.tables import MAX_CELLS, MAX_COLUMNS, Merge, Sheet, UnreadableFile, too_large

#: rows that one cell may span; more is an accident or a bomb.
_MAX_SPAN = 10_000
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_SILENT = frozenset({"script", "style", "head", "title"})
_BREAKS = frozenset({"br", "p", "div", "li"})


def read_page(file: str, text: str) -> list[Sheet]:
    """Return the tables of a page, each as a sheet; one inside another belongs to the cell it stands in.

    Raises:
        UnreadableFile: there is no table, or too much of it.
    """
    reader = _Reader(file)
    reader.feed(text)
    reader.close()
    reader.finish()
    if not reader.tables:
        why = say("it is a web page without a table. Save the table as .xlsx in the spreadsheet program.")
        raise UnreadableFile(file, why)
    several = len(reader.tables) > 1
    return [table.sheet(str(at) if several else "") for at, table in enumerate(reader.tables, start=1)]


class _Table:
    """A table as it is gathered."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, list[str]]] = []
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.number = 0
        self._taken: dict[int, int] = {}  # column -> last row that a cell above reaches down to

    def begin_row(self, *, hidden: bool) -> None:
        self.number += 1
        self.rows.append((self.number, []))
        if hidden:
            self.hidden_rows.add(self.number)

    def add(self, text: str, wide: int, high: int) -> int:
        """Add a cell and return how many cells it took."""
        if not self.rows:
            self.begin_row(hidden=False)
        row = self.rows[-1][1]
        while self._taken.get(len(row), 0) >= self.number:
            row.append("")
        left = len(row)
        row.append(text)
        row.extend([""] * (wide - 1))
        if high > 1:
            last = self.number + high - 1
            self._taken.update(dict.fromkeys(range(left, left + wide), last))
        if wide > 1 or high > 1:
            self.merges.append(Merge(self.number, left, self.number + high - 1, left + wide - 1))
        return len(row)

    def sheet(self, name: str) -> Sheet:
        return Sheet(
            name,
            iter(self.rows),
            self.number,
            merges=tuple(self.merges),
            hidden_rows=frozenset(self.hidden_rows),
        )


class _Reader(HTMLParser):
    """Gathers tables; cells that were never closed end where the next one begins, as browsers have it."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._file = file
        self._open = 0
        self._silent = 0
        self._words: list[str] | None = None
        self._span = (1, 1)
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        said = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._open += 1
            if self._open == 1:
                self.tables.append(_Table())
        elif not self._open:
            return
        elif tag == "tr" and self._open == 1:
            self._end_cell()
            self.tables[-1].begin_row(hidden=bool(_HIDDEN.search(said.get("style", ""))))
        elif tag in ("td", "th") and self._open == 1:
            self._end_cell()
            self._words = []
            self._span = (_spanned(said, "colspan", MAX_COLUMNS), _spanned(said, "rowspan", _MAX_SPAN))
        elif tag in _BREAKS and self._words is not None:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End what began."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "table" and self._open:
            if self._open == 1:
                self._end_cell()
            self._open -= 1
        elif tag in ("td", "th", "tr") and self._open == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Keep the words of a cell."""
        if self._words is not None and not self._silent:
            self._words.append(data)

    def finish(self) -> None:
        """End what the page never ended."""
        self._end_cell()

    def _end_cell(self) -> None:
        if self._words is None:
            return
        lines = (_SPACES.sub(" ", line).strip() for line in "".join(self._words).split("\n"))
        text = "\n".join(filter(None, lines))
        self._words = None
        self._cells += self.tables[-1].add(text, *self._span)
        if self._cells > MAX_CELLS:
            raise UnreadableFile(self._file, too_large())


def _spanned(said: Mapping[str, str], name: str, most: int) -> int:
    digits = said.get(name, "").strip()
    return max(1, min(int(digits[:6]), most)) if digits.isascii() and digits.isdecimal() else 1
