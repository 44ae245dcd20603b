"""The quick way through a sheet's rows: those that are written the plain way, as nearly all programs write them.

Every row must fit one strict pattern from its first character to its last, or the whole sheet is read the long way,
by the XML parser (`sheet_part`). What surrounds the rows always is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from village_board.interchange.tables import MAX_COLUMNS

#: bytes of a sheet that are read at one time; a longer one is read the long way.
MAX_QUICK = 64 * 1024 * 1024
_UTF8 = re.compile(
    rb"(?:<\?xml(?:\s+(?:version|standalone)=[\"'][\w.]+[\"']|\s+encoding=[\"']utf-8[\"'])*\s*\?>)?\s*<\w",
    re.IGNORECASE,
)
_TEXT = r"(?:<v>([^<]*)</v>|<is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is>)"
_SHAPE = r'<c r="([A-Z]{1,3})[0-9]+"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?'
#: A cell; or whatever else stands there up to the end, with no letters.
_CELL = re.compile(rf"{_SHAPE} ?(?:/>|>(?:{_TEXT})?</c>)|[\s\S]+")
_ROW = re.compile(r'\s*<row r="([0-9]{1,7})"([^<>]*?)(/?)>')
_ROW_END = "</row>"
_BEGIN, _END = "<sheetData>", "</sheetData>"

Values = Mapping[str | None, Callable[[str, str | None], Any]]


class NotPlain(Exception):
    """The rows are not written the plain way."""


def split(content: bytes) -> tuple[str, str] | None:
    """Return the text of the rows, and the sheet without them; None where the sheet must be read the long way."""
    if len(content) > MAX_QUICK or _UTF8.match(content[:200]) is None:
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    begin, end = text.find(_BEGIN), text.rfind(_END)
    if begin < 0 or end < begin:
        return None
    rows = text[begin + len(_BEGIN) : end]
    # What XML writes otherwise than it reads: entities, line ends, sections, comments.
    if "&" in rows or "\r" in rows or "<!" in rows or "<?" in rows:
        return None
    return rows, text[: begin + len(_BEGIN)] + text[end:]


def rows_of(
    text: str, strings: Sequence[str], values: Values, column_of: Callable[[str], int]
) -> Iterator[tuple[int, str, list[Any]]]:
    """Yield number, attributes and cells of each row.

    Raises:
        NotPlain: a row is written otherwise.
    """
    columns: dict[str, int] = {}
    for number, said, begin, end in _rows(text):
        cells: list[Any] = []
        for letters, style, kind, value, inline in _CELL.findall(text, begin, end):
            if kind == "s" and value:
                found = strings[int(value)]
            elif value:
                found = values[kind or None](value, style or None)
            elif inline and kind == "inlineStr":
                found = inline
            elif letters:
                continue
            else:
                raise NotPlain
            column = columns.get(letters, -1)
            if column < 0:
                column = columns[letters] = column_of(letters)
            if column == len(cells):
                cells.append(found)
            else:
                _place(cells, column, found)
        yield number, said, cells


def _rows(text: str) -> Iterator[tuple[int, str, int, int]]:
    """Yield number and attributes of each row, and where its cells begin and end."""
    at = 0
    while row := _ROW.match(text, at):
        at = row.end()
        if row[3]:
            yield int(row[1]), row[2], at, at
            continue
        end = text.find(_ROW_END, at)
        if end < 0:
            raise NotPlain
        yield int(row[1]), row[2], at, end
        at = end + len(_ROW_END)
    if text[at:].strip():
        raise NotPlain


def _place(cells: list[Any], column: int, found: Any) -> None:
    """Put a value into its column, beyond the end or before it."""
    if column < MAX_COLUMNS:
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = found
