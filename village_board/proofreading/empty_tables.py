"""Tables that were emptied to strokes, and the labels of the form that their shape betrays (facts 4.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from village_board.base.message import Message
from village_board.privacy.document import Table, Text
from village_board.privacy.flat import Flat, Piece
from village_board.proofreading.lexicon import tables
from village_board.proofreading.model import Certainty, Kind, Remark
from village_board.proofreading.reading import remark_at
from village_board.proofreading.words import FORM_IS_EMPTY, TABLE_IS_EMPTY
from village_board.text.plain import plain

_STROKES = "|｜"
_LEAST_ROWS, _LEAST_COLUMNS = 3, 2
# Of ten rows so many must be empty.
_EMPTY, _IN = 8, 10


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table, drawn in a text or read: its place in the segment, its words, and how many strokes it has."""

    piece: Piece
    words: str
    filled: int
    strokes: int


def empty_tables(flat: Flat) -> Iterator[Remark]:
    """Yield the tables in which nothing is left."""
    for is_row, run in groupby(_rows(flat), key=lambda row: row.strokes > 0):
        rows = list(run)
        if is_row and len(rows) >= _LEAST_ROWS and _is_empty(rows):
            yield _remark(flat, rows)


def _rows(flat: Flat) -> Iterator[_Row]:
    """Yield the rows of tables; a line of text between has no strokes."""
    for block, given in enumerate(flat.document.blocks):
        first = flat.first(block)
        if isinstance(given, Text):
            if "|" in given.text or "｜" in given.text:
                yield from _drawn(given.text, first)
            elif given.text.strip():
                yield _Row(Piece(first, 0, 0), "", 0, 0)
            continue
        for at, cells in enumerate(given.rows):
            filled = sum(1 for cell in cells if cell.strip())
            piece = Piece(flat.segment(block, at, 0), 0, len(cells[0]) if cells else 0)
            yield _Row(piece, "".join(cells).strip() if filled <= 1 else "", filled, len(cells) + 1)
        following = flat.document.blocks[block + 1 : block + 2]
        if following and isinstance(following[0], Table):
            yield _Row(Piece(first, 0, 0), "", 0, 0)


def _drawn(text: str, segment: int) -> Iterator[_Row]:
    at = 0
    for line in text.split("\n"):
        words = line.rstrip(_STROKES + " \t")
        strokes = _strokes(line[len(words) :])
        piece = Piece(segment, at, at + len(line))
        if strokes >= _LEAST_COLUMNS:
            yield _Row(piece, words.strip(), _strokes(words) + 1 if words.strip() else 0, strokes)
        elif words.strip():
            yield _Row(piece, words.strip(), 1, 0)
        at += len(line) + 1


def _strokes(words: str) -> int:
    return sum(map(words.count, _STROKES))


def _is_empty(rows: list[_Row]) -> bool:
    """Tell whether nothing is left; a form to be filled in has its headers still."""
    empty = sum(1 for row in rows if not row.filled)
    wide = max(row.strokes for row in rows) > _LEAST_COLUMNS
    headed = any(row.filled > 1 for row in rows)
    return wide and not headed and empty * _IN >= len(rows) * _EMPTY


def _remark(flat: Flat, rows: list[_Row]) -> Remark:
    first = rows[0].piece
    last = [row.piece for row in rows if row.piece.segment == first.segment][-1]
    piece = Piece(first.segment, first.start, last.end)
    for form in tables()["forms"]:
        labels = _labels(rows, form)
        if labels:
            reason = Message(FORM_IS_EMPTY, {"year": form["name"]})
            return remark_at(flat, Kind.EMPTY_TABLE, piece, reason, "\n".join(labels), Certainty.INFERRED)
    return remark_at(flat, Kind.EMPTY_TABLE, piece, Message(TABLE_IS_EMPTY))


def _labels(rows: list[_Row], form: dict[str, object]) -> list[str]:
    """Return the labels of a form if the rows behind its one line that is left are grouped as the form's are.

    The first row of a group has one stroke more: the cell before it spans the group.
    """
    anchor = next((at for at, row in enumerate(rows) if str(form["anchor"]) in plain(row.words).text), None)
    labels, widths, before = form["rows"], form["widths"], form["before"]
    assert isinstance(labels, list)
    assert isinstance(widths, list)
    assert isinstance(before, list)
    if anchor is None or anchor < len(before) or len(rows) - anchor - 1 != len(labels):
        return []
    behind = [row.strokes for row in rows[anchor + 1 :]]
    narrow = min(behind)
    expected = [narrow + (at == 0 and width > 1) for width in widths for at in range(width)]
    return [*before, rows[anchor].words, *labels] if behind == expected else []
