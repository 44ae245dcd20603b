"""What is looked at: blocks of text and tables, from whichever file, draft or attachment they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from village_board.base.message import Message


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs, parted by line ends.

    Attributes:
        text: the paragraphs.
        source: the file or the attachment, where the document has several.
        place: where the text stands, as its reader names it; otherwise its paragraphs are counted.
    """

    text: str
    source: str = ""
    place: Message | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, headers and titles among them.

    Attributes:
        rows: the cells as text; rows may differ in length.
        numbers: the number of each row as its reader counts; from 1 where none is given.
        source: the sheet, the file or the attachment, where the document has several.
    """

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    source: str = ""

    def number(self, row: int) -> int:
        """Return the number of row `row`, which counts from 0."""
        return self.numbers[row] if row < len(self.numbers) else row + 1


Block = Text | Table


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks in the order in which they are read; the line before a table is its title."""

    blocks: tuple[Block, ...]


def document_of(*parts: str | Sequence[Sequence[str]]) -> Document:
    """Return a document of plain texts, and of tables given as rows of cells."""
    return Document(tuple(Text(part) if isinstance(part, str) else table_of(part) for part in parts))


def table_of(rows: Iterable[Sequence[str]], source: str = "") -> Table:
    """Return a table of rows of cells, numbered from 1."""
    return Table(tuple(tuple(row) for row in rows), source=source)
