"""Files of tables: XLSX, CSV and web pages, told by what is in them and not by their names. Nothing is taken on trust.

A file that cannot be read is one `UnreadableFile`, whichever way it is damaged.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, Final

from village_board.base.errors import BoardError
from village_board.base.message import N_, Message, say
from village_board.interchange.cells.days import DAY_ZERO
from village_board.interchange.formulas import without_quote

#: bytes of one file; a village's largest table is a hundredth of this.
MAX_BYTES = 64 * 1024 * 1024
#: cells of one file, empty ones between others included.
MAX_CELLS = 5_000_000
#: columns of one table; what stands further right is a bomb or an accident.
MAX_COLUMNS = 1000

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = ("utf-8", "gb18030")
_DELIMITERS = ",\t;"
_SNIFFED_LINES = 20
# What a spreadsheet program may write first, to say which character parts the cells.
_SAYS_DELIMITER = re.compile(r"\s*\"?sep=(.)\"?\s*?(?:\r\n|\r|\n)", re.IGNORECASE)
_XML_TABLE = "urn:schemas-microsoft-com:office:spreadsheet"

Cells = Sequence[Any]


class Uncalculated(Enum):
    """The one value of a formula's cell whose value was never stored."""

    FORMULA = "formula"


UNCALCULATED: Final = Uncalculated.FORMULA


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that were made one: rows from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class UnreadableFile(BoardError):
    """A file that cannot be read as a table."""

    sentence = N_("{file} cannot be read: {why}")

    def __init__(self, file: str, why: Message) -> None:
        super().__init__(file=file, why=why)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; a CSV file is one without a name.

    Attributes:
        rows: numbered from 1 as the spreadsheet shows them; empty ones may be missing.
        extent: the number of the last row, as far as it is known.
        merges: cells that were made one.
        hidden_columns: counted from 0.
        hidden_rows: counted from 1.
        hidden: whether the whole sheet is.
        day_zero: the day from which its serial numbers count.
    """

    name: str
    rows: Iterator[tuple[int, Cells]]
    extent: int = 0
    merges: tuple[Merge, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden: bool = False
    day_zero: datetime = DAY_ZERO


@contextmanager
def open_tables(path: Path) -> Iterator[Iterator[Sheet]]:
    """Open a file and yield its sheets, to be read one after the other before the block ends.

    Raises:
        UnreadableFile: it is missing, empty, damaged, protected by a password, too large, or no table.
    """
    head = _head(path)
    if head.startswith(_ZIP):
        from village_board.interchange.workbook import open_workbook  # noqa: PLC0415 - a CSV need not load it

        with open_workbook(path) as sheets:
            yield sheets
    elif head.startswith(_OLE):
        raise UnreadableFile(path.name, _why_ole(path))
    else:
        text = _decoded(path)
        if text.lstrip()[:1] == "<":
            from village_board.interchange.web_page import read_page  # noqa: PLC0415 - few files are one

            if _XML_TABLE in text[:4096]:
                raise UnreadableFile(path.name, old_format())
            yield iter(read_page(path.name, text))
        else:
            yield iter([_csv_sheet(path, text)])


def read_text(path: Path) -> str:
    """Return a file of plain text, in whichever of the usual encodings it is.

    Raises:
        UnreadableFile: it is missing, empty, too large, or no text.
    """
    if _head(path).startswith((_ZIP, _OLE)):
        raise UnreadableFile(path.name, say("it is no text. Save it as text (.txt) or as a table (.xlsx)."))
    return _decoded(path)


def limited(file: str, rows: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    """Yield numbered `rows` until there are too many cells.

    Raises:
        UnreadableFile: there are.
    """
    cells = 0
    for number, row in rows:
        cells += len(row) + 1
        if cells > MAX_CELLS:
            raise UnreadableFile(file, too_large())
        yield number, row if len(row) <= MAX_COLUMNS else row[:MAX_COLUMNS]


def too_large() -> Message:
    """Return why a file that is larger than any village's table is not read."""
    return say("it is far larger than a village's table. Delete empty rows and columns, or split it.")


def damaged() -> Message:
    """Return why a file that breaks while it is read is not read."""
    return say("it is damaged. Open it in the spreadsheet program and save it again as .xlsx.")


def old_format() -> Message:
    """Return why a file in a format of long ago is not read."""
    return say("it is in an old format (.xls). Open it in the spreadsheet program and save it as .xlsx.")


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile(path.name, say("it is a folder. Name the files in it."))
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableFile(path.name, too_large())
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise UnreadableFile(path.name, say("there is no such file. Check the name and the folder.")) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnreadableFile(path.name, say("the system refuses ({why}). Check its rights.", why=why)) from None
    if not head.strip(b"\0 \r\n\t"):
        raise UnreadableFile(path.name, say("it is empty."))
    return head


def _why_ole(path: Path) -> Message:
    if _PROTECTED in path.read_bytes():
        return say("it is protected by a password. Take the password away in the spreadsheet program and save it.")
    return old_format()


def _csv_sheet(path: Path, text: str) -> Sheet:
    said = _SAYS_DELIMITER.match(text[:40])
    delimiter = said[1] if said else _delimiter(text)
    reader = csv.reader(io.StringIO(text[said.end() :] if said else text, newline=""), delimiter=delimiter)
    rows = _csv_rows(path.name, reader, 2 if said else 1)
    return Sheet("", limited(path.name, rows), text.count("\n"))


def _csv_rows(file: str, reader: Iterator[list[str]], first: int) -> Iterator[tuple[int, Cells]]:
    try:
        for number, row in enumerate(reader, start=first):
            yield number, [without_quote(cell) if cell[:1] == "'" else cell for cell in row]
    except csv.Error:
        raise UnreadableFile(file, damaged()) from None


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    boms = [encoding for bom, encoding in _BOMS if content.startswith(bom)]
    for encoding in boms or _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    why = say("it is neither XLSX nor CSV text in UTF-8 or GB18030. Save it as .xlsx in the spreadsheet program.")
    raise UnreadableFile(path.name, why)


def _delimiter(text: str) -> str:
    """Return the character that parts the cells: the one of which a first line holds most."""
    lines = text[: 16 * 1024].splitlines()[:_SNIFFED_LINES] or [""]
    return max(_DELIMITERS, key=lambda mark: max(line.count(mark) for line in lines))
