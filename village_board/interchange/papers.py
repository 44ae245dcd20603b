"""Papers to be looked at before publication: texts and tables of a file, as the gates take them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from village_board.interchange.cells.shown import plain_text
from village_board.interchange.tables import UNCALCULATED, open_tables, read_text
from village_board.privacy.document import Block, Document, Table, Text, table_of

#: endings of files that hold text; all others are read as tables.
TEXTS = frozenset({".txt", ".md", ".markdown", ".text"})
_MARKDOWN_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")


def read_paper(path: Path) -> Document:
    """Return what a file of text (TXT, Markdown) or of tables (XLSX, CSV) holds; hidden sheets and rows too.

    Raises:
        UnreadableFile: it cannot be read.
    """
    if path.suffix.lower() in TEXTS:
        return Document(tuple(_blocks(read_text(path))))
    with open_tables(path) as sheets:
        tables = []
        for sheet in sheets:
            rows = [(number, tuple(map(_words, cells))) for number, cells in sheet.rows]
            tables.append(Table(tuple(cells for _, cells in rows), tuple(number for number, _ in rows), sheet.name))
    return Document(tuple(tables))


def _words(cell: object) -> str:
    return "" if cell is None or cell is UNCALCULATED else plain_text(cell)


def _blocks(text: str) -> Iterator[Block]:
    """Yield the texts of a file, and the tables that are drawn with upright strokes."""
    lines: list[str] = []
    drawn: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip().startswith("|") and line.strip().count("|") > 1:
            drawn.append(line)
            continue
        if drawn:
            if lines:
                yield Text("\n".join(lines))
            yield table_of(_cells(one) for one in drawn if not _MARKDOWN_RULE.fullmatch(one))
            lines, drawn = [], []
        lines.append(line)
    if any(lines):
        yield Text("\n".join(lines))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
