"""The words of a file as the machine reads them: text in blocks, a table as a table, so that its columns speak."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.attachments.files import AttachmentStore
from village_board.attachments.model import Attachment, MediaType
from village_board.attachments.reading import open_attachment
from village_board.attachments.texts import text_of
from village_board.interchange.cells.shown import plain_text
from village_board.interchange.tables import UNCALCULATED, open_tables
from village_board.privacy.document import Block, Table, Text

_TABLES = frozenset({MediaType.XLSX, MediaType.CSV})


def blocks_of(attachment: Attachment, files: AttachmentStore) -> Iterator[Block]:
    """Yield the caption and the words of a file, after comparing the file with its record.

    Raises:
        AttachmentMissing, AttachmentChanged, FileDamaged: nobody knows what it shows.
    """
    path = open_attachment(files.home, attachment)
    yield Text(attachment.caption, source=attachment.caption)
    as_table = attachment.media_type in _TABLES
    for place, words in text_of(path, attachment.media_type):
        if not (as_table and "cell" in place.facts):
            yield Text(words, source=attachment.caption, place=place)
    if as_table:
        yield from tables_of(attachment, files)


def tables_of(attachment: Attachment, files: AttachmentStore) -> Iterator[Table]:
    """Yield the tables of a workbook or a CSV file; nothing of any other.

    Raises:
        AttachmentMissing, AttachmentChanged: nobody knows what it shows.
    """
    if attachment.media_type not in _TABLES:
        return
    with open_tables(open_attachment(files.home, attachment)) as sheets:
        for sheet in sheets:
            numbered = [
                (number, tuple("" if c is None or c is UNCALCULATED else plain_text(c) for c in cells))
                for number, cells in sheet.rows
            ]
            rows = tuple(cells for _, cells in numbered)
            yield Table(rows, tuple(number for number, _ in numbered), source=attachment.caption)
