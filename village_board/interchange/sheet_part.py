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
            walk(BytesIO(found[1].encode()), _handlers(file, workings, content))
            return content
    content = SheetContent()
    walk(_Joined(whole, part), _handlers(file, workings, content))
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


def _handlers(file: str, workings: Workings, content: SheetContent) -> Handlers:
    """Return the handlers of a sheet. They are closures, for they run some times for every cell."""
    values = _values(workings)
    texts: list[str] = []
    words: list[str] = []
    cells: list[Any] = []
    columns: dict[str, int] = {}
    kind: str | None = None
    style: str | None = None
    value: str | None = None
    at = spoken = total = 0
    number = 0
    formula = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal kind, style, value, at, number, formula, spoken
        if name == "c":
            get = attributes.get
            kind, style, value, formula = get("t"), get("s"), None, False
            if words:
                words.clear()
            reference = get("r")
            if reference is None:
                at = len(cells)
            else:
                letters = reference.rstrip(_DIGITS)
                at = columns.get(letters, -1)
                if at < 0:
                    at = columns[letters] = column_of(letters)
        elif name in ("v", "t"):
            texts.clear()
        elif name == "row":
            number = int(attributes.get("r", number + 1))
            if not 0 < number <= _LAST_ROW:
                raise ValueError(number)
            if attributes.get("hidden") in _TRUE:
                content.hidden_rows.add(number)
        elif name == "f":
            formula = True
        elif name == "rPh":
            spoken += 1
        else:
            _outside(name, attributes, content)

    def end(name: str) -> None:
        nonlocal cells, value, total, spoken
        if name == "c":
            if at >= MAX_COLUMNS:
                return
            if value:
                found = values[kind](value, style)
            elif kind == "inlineStr":
                found = "".join(words)
            else:
                found = UNCALCULATED if formula and kind != "str" else None
            if found is not None:
                if at > len(cells):
                    cells.extend([None] * (at - len(cells)))
                if at == len(cells):
                    cells.append(found)
                else:
                    cells[at] = found
        elif name == "v":
            value = "".join(texts)
        elif name == "t":
            if not spoken:
                words.append("".join(texts))
        elif name == "row":
            if cells:
                total += len(cells) + 1
                if total > MAX_CELLS:
                    raise UnreadableFile(file, too_large())
                content.rows.append((number, cells))
                cells = []
        elif name == "rPh":
            spoken -= 1

    return Handlers(start, end, texts.append)


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
    known: dict[str, datetime | float] = {}

    def number(text: str, style: str | None) -> Any:
        if style not in days:
            return int(text) if text.isdecimal() else _number(text)
        found = known.get(text)
        if found is None:
            found = known[text] = _day(_number(text), workings.day_zero)
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


def _number(text: str) -> float:
    try:
        return int(text)
    except ValueError:
        found = float(text)
    if not math.isfinite(found):
        raise ValueError(text)
    return found


def _day(serial: float, day_zero: datetime) -> datetime | float:
    """Return the day of a serial number; a number that is none, such as a time of day alone, as it is."""
    if 1 <= serial < _LAST_SERIAL:
        try:
            return day_zero + timedelta(seconds=round(serial * _SECONDS))
        except OverflowError:
            return serial
    return serial


