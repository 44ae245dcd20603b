"""XLSX workbooks, through openpyxl in its reading mode: values only, one row at a time."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from village_board.base.message import say
from village_board.interchange.tables import Cells, Sheet, UnreadableFile, damaged, limited, too_large

#: bytes of all parts of a workbook unpacked, and how far one may be packed, before it counts as a bomb.
MAX_UNPACKED = 600 * 1024 * 1024
MAX_RATIO = 400
_SMALL = 20 * 1024 * 1024

# All that openpyxl is seen to raise over files that were cut, bent or made by hand.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, KeyError, IndexError, ValueError,
    TypeError, AttributeError, AssertionError, EOFError, NotImplementedError, RuntimeError, OverflowError,
    OSError,
)  # fmt: skip


@contextmanager
def open_workbook(path: Path) -> Iterator[Iterator[Sheet]]:
    """Open a workbook and yield its sheets; see `tables.open_tables`.

    Raises:
        UnreadableFile: it is damaged, too large, or a ZIP archive of something else.
    """
    _check_archive(path)
    with warnings.catch_warnings():
        # openpyxl warns of styles and drawings that it leaves out; a table needs none.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        except _DAMAGE:
            raise UnreadableFile(path.name, damaged()) from None
        try:
            yield (_sheet(path.name, worksheet) for worksheet in book.worksheets)
        finally:
            book.close()


def _sheet(file: str, worksheet: object) -> Sheet:
    extent = worksheet.max_row or 0  # type: ignore[attr-defined]
    # The written extent may say a million columns; the rows know how long they are.
    worksheet.reset_dimensions()  # type: ignore[attr-defined]
    return Sheet(worksheet.title, limited(file, _rows(file, worksheet)), extent)  # type: ignore[attr-defined]


def _rows(file: str, worksheet: object) -> Iterator[Cells]:
    rows = worksheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except _DAMAGE:
            raise UnreadableFile(file, damaged()) from None
        yield row


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
                why = say("it is not a spreadsheet. Save the table as .xlsx.")
                raise UnreadableFile(path.name, why)
            unpacked = sum(part.file_size for part in parts)
            packed = sum(part.compress_size for part in parts) or 1
            if unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked / packed > MAX_RATIO):
                raise UnreadableFile(path.name, too_large())
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and part.file_size:
                    _check_part(path, archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise UnreadableFile(path.name, damaged()) from None


def _check_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a part that declares entities: no spreadsheet program writes them, and they swell."""
    with archive.open(part) as file:
        head = file.read(4096)
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise UnreadableFile(path.name, damaged())
