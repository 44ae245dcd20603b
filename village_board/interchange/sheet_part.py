"""One sheet of an XLSX workbook: its cells' values, its merged cells, what is hidden."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import IO, Any

from village_board.interchange.sheet_text import MAX_QUICK, NotPlain, rows_of, split
from village_board.interchange.tables import (
    MAX_CELLS,
    MAX_COLUMNS,
    UNCALCULATED,
    Merge,
    UnreadableFile,
    too_large,
)
from village_board.interchange.xml_part import Attributes, Handlers, walk

_TRUE = frozenset({"1", "true", "on"})
_DIGITS = "0123456789"
_LETTERS = 26
_LAST_ROW = 1_048_576
_SECONDS = 86_400
# What programs count as days: the years 1900 to 9999.
_LAST_SERIAL = 2_958_466


@dataclass(frozen=True, slots=True)
class Workings:
    """What the cells of all sheets point to: shared texts, styles that show a day, the day that is 0."""

    strings: Sequence[str]
    day_styles: frozenset[str]
    day_zero: datetime


@dataclass(slots=True)
class SheetContent:
    """What a sheet holds; columns count from 0, rows from 1."""

    rows: list[tuple[int, list[Any]]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)


def read_sheet(file: str, part: IO[bytes], workings: Workings) -> SheetContent:
    """Return what a sheet holds; empty rows are left out.

    Raises:
        ExpatError, UnsafePart, ValueError, IndexError, KeyError: it is damaged.
        UnreadableFile: it has too many cells.
    """
    whole = part.read(MAX_QUICK + 1)
    if (found := split(whole)) is not None:
        content = SheetContent()
        try:
            _read_plain(file, found[0], workings, content)
        except NotPlain:
            pass
        else:
            walk(BytesIO(found[1].encode()), _Rows(file, workings, content).handlers())
            return content
    content = SheetContent()
    walk(_Joined(whole, part), _Rows(file, workings, content).handlers())
    return content


class _Joined:
    """What was read of a part already, and the rest of it."""

    def __init__(self, whole: bytes, rest: IO[bytes]) -> None:
        self._whole, self._rest = BytesIO(whole), rest

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        return self._whole.read(size) or self._rest.read(size)


def _read_plain(file: str, text: str, workings: Workings, content: SheetContent) -> None:
    total = before = 0
    for number, said, cells in rows_of(text, workings.strings, _values(workings), column_of):
        if not before < number <= _LAST_ROW:
            raise NotPlain
        before = number
        if 'hidden="1"' in said or 'hidden="true"' in said:
            content.hidden_rows.add(number)
        if cells:
            total += len(cells) + 1
            if total > MAX_CELLS:
                raise UnreadableFile(file, too_large())
            content.rows.append((number, cells))


class _Rows:
    """The rows of a sheet as the XML parser meets them."""

    def __init__(self, file: str, workings: Workings, content: SheetContent) -> None:
        self._file, self._content = file, content
        self._values = _values(workings)
        self._texts: list[str] = []
        self._words: list[str] = []
        self._cells: list[Any] = []
        self._columns: dict[str, int] = {}
        self._kind: str | None = None
        self._style: str | None = None
        self._value: str | None = None
        self._formula = False
        self._at = self._number = self._spoken = self._total = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "c": self._cell,
            "v": self._text,
            "t": self._text,
            "row": self._row,
            "f": self._begin_formula,
            "rPh": self._begin_spoken,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "c": self._end_cell,
            "v": self._end_value,
            "t": self._end_text,
            "row": self._end_row,
            "rPh": self._end_spoken,
        }

    def handlers(self) -> Handlers:
        """Return what the parser calls."""
        return Handlers(self._start, self._end, self._texts.append)

    def _start(self, name: str, attributes: Attributes) -> None:
        begin = self._starts.get(name)
        if begin is None:
            _outside(name, attributes, self._content)
        else:
            begin(attributes)

    def _end(self, name: str) -> None:
        end = self._ends.get(name)
        if end is not None:
            end()

    def _cell(self, attributes: Attributes) -> None:
        get = attributes.get
        self._kind, self._style, self._value, self._formula = get("t"), get("s"), None, False
        self._words.clear()
        reference = get("r")
        if reference is None:
            self._at = len(self._cells)
            return
        letters = reference.rstrip(_DIGITS)
        at = self._columns.get(letters, -1)
        if at < 0:
            at = self._columns[letters] = column_of(letters)
        self._at = at

    def _text(self, _: Attributes) -> None:
        self._texts.clear()

    def _row(self, attributes: Attributes) -> None:
        self._number = int(attributes.get("r", self._number + 1))
        if not 0 < self._number <= _LAST_ROW:
            raise ValueError(self._number)
        if attributes.get("hidden") in _TRUE:
            self._content.hidden_rows.add(self._number)

    def _begin_formula(self, _: Attributes) -> None:
        self._formula = True

    def _begin_spoken(self, _: Attributes) -> None:
        self._spoken += 1

    def _end_spoken(self) -> None:
        self._spoken -= 1

    def _end_value(self) -> None:
        self._value = "".join(self._texts)

    def _end_text(self) -> None:
        # How a word is pronounced is no part of it.
        if not self._spoken:
            self._words.append("".join(self._texts))

    def _end_cell(self) -> None:
        found: Any = None
        if self._value:
            found = self._values[self._kind](self._value, self._style)
        elif self._kind == "inlineStr":
            found = "".join(self._words) or None
        elif self._formula and self._kind != "str":
            found = UNCALCULATED
        if found is None or self._at >= MAX_COLUMNS:
            return
        cells = self._cells
        if self._at > len(cells):
            cells.extend([None] * (self._at - len(cells)))
        if self._at == len(cells):
            cells.append(found)
        else:
            cells[self._at] = found

    def _end_row(self) -> None:
        if self._cells:
            self._total += len(self._cells) + 1
            if self._total > MAX_CELLS:
                raise UnreadableFile(self._file, too_large())
            self._content.rows.append((self._number, self._cells))
            self._cells = []


def _outside(name: str, attributes: Attributes, content: SheetContent) -> None:
    """Keep what a sheet says beside its cells."""
    if name == "mergeCell":
        first, _, last = attributes["ref"].partition(":")
        top, bottom = cell_of(first), cell_of(last or first)
        if len(content.merges) < MAX_CELLS:
            content.merges.append(Merge(top[0], top[1], bottom[0], bottom[1]))
    elif name == "col" and attributes.get("hidden") in _TRUE:
        low, high = int(attributes["min"]) - 1, int(attributes["max"])
        content.hidden_columns.update(range(max(low, 0), min(high, MAX_COLUMNS)))


def column_of(letters: str) -> int:
    """Return the number of a column from 0: of ``AA`` 26.

    Raises:
        ValueError: it is none.
    """
    if not (letters.isascii() and letters.isalpha()):
        raise ValueError(letters)
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - 64
    return number - 1


def cell_of(reference: str) -> tuple[int, int]:
    """Return row (from 1) and column (from 0) of ``B7``.

    Raises:
        ValueError: it is no cell.
    """
    plain = reference.replace("$", "")
    letters = plain.rstrip(_DIGITS)
    return int(plain[len(letters) :]), column_of(letters)


def _values(workings: Workings) -> dict[str | None, Callable[[str, str | None], Any]]:
    """Return for each type of a cell what its text says."""
    strings, days = workings.strings, workings.day_styles
    known: dict[str, datetime | float | str] = {}

    def number(text: str, style: str | None) -> Any:
        if style not in days:
            return int(text) if text.isdecimal() else _number(text)
        found = known.get(text)
        if found is None:
            serial = _number(text)
            found = known[text] = serial if isinstance(serial, str) else _day(serial, workings.day_zero)
        return found

    def day(text: str, _: str | None) -> Any:
        return datetime.fromisoformat(text).replace(tzinfo=None)

    return {
        None: number,
        "n": number,
        "s": lambda text, _: strings[int(text)],
        "str": lambda text, _: text,
        "inlineStr": lambda text, _: text,
        "b": lambda text, _: text in _TRUE,
        "e": lambda text, _: text,
        "d": day,
    }


def _number(text: str) -> float | str:
    """Return a number; one that is larger than any stays text, which no amount can be read from."""
    try:
        return int(text)
    except ValueError:
        found = float(text)
    return found if math.isfinite(found) else text


def _day(serial: float, day_zero: datetime) -> datetime | float:
    """Return the day of a serial number; a number that is none, such as a time of day alone, as it is."""
    if 1 <= serial < _LAST_SERIAL:
        try:
            return day_zero + timedelta(seconds=round(serial * _SECONDS))
        except OverflowError:
            return serial
    return serial
