"""The words of an attachment, each with its place, for the gate that looks for personal data.

A picture and a recording give none: a human must look (`needs_human`). Words that a reader does not see at once
(notes, comments, deleted text, hidden sheets, who wrote it) are given too, for whoever gets the file can find them.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from village_board.attachments import pdf
from village_board.attachments.model import MediaGroup, MediaType
from village_board.attachments.office import TORN
from village_board.attachments.plain import decoded
from village_board.attachments.refusals import Broken, FileDamaged
from village_board.base.message import Message, say
from village_board.interchange.tables import UNCALCULATED, UnreadableFile, open_tables
from village_board.interchange.xml_part import Attributes, Handlers, UnsafePart, walk

#: where words stand, and the words
Placed = tuple[Message, str]

_LETTERS = 26
_ABOUT = re.compile(r"docProps/(core|app|custom)\.xml")
#: parts of a text, and what their reader calls them
_DOCX_PARTS: tuple[tuple[re.Pattern[str], Message], ...] = (
    (re.compile(r"word/document\.xml"), say("body text")),
    (re.compile(r"word/header\d*\.xml"), say("page header")),
    (re.compile(r"word/footer\d*\.xml"), say("page footer")),
    (re.compile(r"word/(foot|end)notes\.xml"), say("footnote")),
    (re.compile(r"word/(comments\w*|people)\.xml"), say("comment in the margin")),
    (re.compile(r"word/(charts|diagrams)/\w+\.xml"), say("drawing")),
    (_ABOUT, say("about the file")),
)
#: parts of a workbook beside its cells
_XLSX_PARTS: tuple[tuple[re.Pattern[str], Message], ...] = (
    (re.compile(r"xl/((threadedC|c)omments|persons).*\.xml"), say("comment in the margin")),
    (re.compile(r"xl/(drawings|charts)/\w+\.xml"), say("drawing")),
    (_ABOUT, say("about the file")),
)
_PARAGRAPHS = frozenset({"p", "si", "comment"})


def text_of(path: Path, media_type: MediaType) -> Iterator[Placed]:
    """Yield the words of a file that was kept, piece by piece: page, cell, paragraph or line.

    Raises:
        FileDamaged: it cannot be read, although it was kept.
    """
    if (read := _READERS.get(media_type)) is None:
        return
    try:
        yield from read(path)
    except (Broken, pdf.Locked, UnreadableFile, UnsafePart, *TORN):
        raise FileDamaged(path.name, media_type) from None


def needs_human(path: Path, media_type: MediaType) -> bool:
    """Tell whether the file may show what no words of it say: pictures, recordings, scanned pages, drawings.

    Raises:
        FileDamaged: it cannot be read, although it was kept.
    """
    if media_type.group in (MediaGroup.PICTURE, MediaGroup.SOUND):
        return True
    try:
        if media_type is MediaType.PDF:
            return _shows_pictures(path)
        if media_type in (MediaType.XLSX, MediaType.DOCX):
            with zipfile.ZipFile(path) as archive:
                return any(re.search(r"/(media|embeddings)/", name) for name in archive.namelist())
    except (Broken, pdf.Locked, *TORN):
        raise FileDamaged(path.name, media_type) from None
    return False


def _pdf(path: Path) -> Iterator[Placed]:
    with pdf.opened(path.read_bytes()) as reader:
        about = " ".join(str(value) for value in (reader.metadata or {}).values())
        if about.strip():
            yield say("about the file"), about
        for number, page in enumerate(reader.pages, start=1):
            if words := page.extract_text().strip():
                yield say("page {n}", n=number), words
            for note in page.annotations or ():
                found = note.get_object()
                said = " ".join(str(found[key]) for key in ("/Contents", "/T", "/V") if key in found)
                if said.strip():
                    yield say("note on page {n}", n=number), said


def _shows_pictures(path: Path) -> bool:
    with pdf.opened(path.read_bytes()) as reader:
        # A page without words is a scan; one with words may show a stamp beside them.
        return any(not page.extract_text().strip() or bool(page.images.keys()) for page in reader.pages)


def _table(path: Path) -> Iterator[Placed]:
    with open_tables(path) as sheets:
        for sheet in sheets:
            for number, cells in sheet.rows:
                for column, cell in enumerate(cells):
                    if cell is None or cell == "" or cell is UNCALCULATED:
                        continue
                    yield _cell(sheet.name, number, column), str(cell)


def _cell(sheet: str, row: int, column: int) -> Message:
    letters, left = "", column
    while left >= 0:
        letters = chr(ord("A") + left % _LETTERS) + letters
        left = left // _LETTERS - 1
    place = f"{letters}{row}"
    return say("sheet {sheet}, cell {cell}", sheet=sheet, cell=place) if sheet else say("cell {cell}", cell=place)


def _xlsx(path: Path) -> Iterator[Placed]:
    yield from _table(path)
    yield from _parts(path, _XLSX_PARTS)


def _docx(path: Path) -> Iterator[Placed]:
    yield from _parts(path, _DOCX_PARTS)


def _text(path: Path) -> Iterator[Placed]:
    text = decoded(path.read_bytes())
    if text is None:
        raise Broken
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield say("line {n}", n=number), line.strip()


def _parts(path: Path, wanted: tuple[tuple[re.Pattern[str], Message], ...]) -> Iterator[Placed]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            for pattern, called in wanted:
                if pattern.fullmatch(name):
                    with archive.open(name) as part:
                        paragraphs = _paragraphs(part)
                    for number, words in enumerate(paragraphs, start=1):
                        yield say("{part}, paragraph {n}", part=called, n=number), words


def _paragraphs(part: IO[bytes]) -> list[str]:
    """Return the paragraphs of a part that hold words; text that was marked as deleted is text."""
    found: list[str] = []
    pieces: list[str] = []

    def end(name: str) -> None:
        if _local(name) in _PARAGRAPHS:
            close()

    def start(name: str, attributes: Attributes) -> None:
        if _local(name) in _PARAGRAPHS:
            close()
        # Who wrote or changed something stands in attributes.
        pieces.extend(f" {value} " for key, value in attributes.items() if _local(key) in ("author", "displayName"))

    def close() -> None:
        if words := "".join(pieces).strip():
            found.append(words)
        pieces.clear()

    walk(part, Handlers(start, end, pieces.append))
    close()
    return found


def _local(name: str) -> str:
    return name.rpartition(":")[2]


_READERS: dict[MediaType, Callable[[Path], Iterator[Placed]]] = {
    MediaType.PDF: _pdf,
    MediaType.XLSX: _xlsx,
    MediaType.DOCX: _docx,
    MediaType.CSV: _table,
    MediaType.TEXT: _text,
}
