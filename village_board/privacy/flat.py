"""A document as one plain text, so that every pattern runs over it once, and the way back to its cells."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from village_board.base.message import Message, say
from village_board.privacy.document import Document, Table, Text
from village_board.privacy.model import Place
from village_board.text.mask import mask_personal_numbers
from village_board.text.plain import BLOCK, CELL, ROW, Plain, plain

_SEPARATORS = str.maketrans(dict.fromkeys(f"{CELL}{ROW}{BLOCK}", " "))
_SENTENCE_END = re.compile(f"[。!?;\n{ROW}{BLOCK}]")
_LINE_END = re.compile("\n")
# Characters of one sentence that are looked at on each side: a text without any full stop stays linear.
_REACH = 80


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a span that lies in one text or one cell: which one, and where in its original text."""

    segment: int
    start: int
    end: int


class Flat:
    """A document as one plain text.

    Attributes:
        document: what it was made of.
        text: its texts and cells one after the other in plain shape, parted by `CELL`, `ROW` and `BLOCK`; a text
            that follows a text is parted from it by a line end.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        #: for each block its first segment; for each table the first segment of each row.
        self._first: list[int] = []
        self._rows: dict[int, list[int]] = {}
        self._ends: dict[int, list[int]] = {}
        segments, separators = self._collected()
        joined = "".join(part for pair in zip(segments, separators, strict=True) for part in pair)
        if sum(map(joined.count, (CELL, ROW, BLOCK))) != len(separators) - separators.count("\n"):
            # Foreign text holds these characters itself; a space takes their place.
            segments = [segment.translate(_SEPARATORS) for segment in segments]
            joined = "".join(part for pair in zip(segments, separators, strict=True) for part in pair)
        self._starts = list(accumulate((len(segment) + 1 for segment in segments), initial=0))
        self._plain: Plain = plain(joined)
        self.text = self._plain.text

    def _collected(self) -> tuple[list[str], list[str]]:
        segments: list[str] = []
        separators: list[str] = []
        blocks = self.document.blocks
        for number, block in enumerate(blocks):
            self._first.append(len(segments))
            if isinstance(block, Text):
                segments.append(block.text)
                follows = number + 1 < len(blocks) and isinstance(blocks[number + 1], Text)
                separators.append("\n" if follows else BLOCK)
                continue
            firsts = self._rows[number] = []
            for row in block.rows:
                firsts.append(len(segments))
                segments.extend(row or ("",))
                separators.extend([CELL] * (max(len(row), 1) - 1) + [ROW])
            if block.rows:
                separators[-1] = BLOCK
        return segments, separators

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the parts of a span of the plain text, segment by segment, in places of their original texts."""
        first, last = self._plain.original(start, end)
        segment = bisect_right(self._starts, first) - 1
        while first < last:
            begins, ends = self._starts[segment], self._starts[segment + 1] - 1
            if (stop := min(last, ends)) > max(first, begins):
                yield Piece(segment, max(first, begins) - begins, stop - begins)
            first = ends + 1
            segment += 1

    def plain_piece(self, piece: Piece) -> str:
        """Return what a piece says, in plain shape."""
        return plain(self.original(piece.segment)[piece.start : piece.end]).text

    def segment_at(self, at: int) -> int:
        """Return the segment in which a place of the plain text lies."""
        return bisect_right(self._starts, self._plain.original(at, at)[0]) - 1

    @cached_property
    def plain_starts(self) -> list[int]:
        """Where each segment begins in the plain text, and behind the last one its length."""
        went = self._plain.went
        if not went:
            return self._starts
        # The n-th character that went stood n places further on in the original.
        gone = [at + before for before, at in enumerate(went)]
        return [start - bisect_left(gone, start) for start in self._starts]

    def span(self, segment: int) -> tuple[int, int]:
        """Return where a segment begins and ends in the plain text."""
        return self.plain_starts[segment], self.plain_starts[segment + 1] - 1

    def words(self, segment: int) -> str:
        """Return a segment in plain shape."""
        start, end = self.span(segment)
        return self.text[start:end]

    def original(self, segment: int) -> str:
        """Return a segment as it was given."""
        block, row, cell = self.where(segment)
        given = self.document.blocks[block]
        if isinstance(given, Text):
            return given.text
        cells = given.rows[row]
        return cells[cell] if cells else ""

    def where(self, segment: int) -> tuple[int, int, int]:
        """Return block, row and cell of a segment; row and cell are -1 in a text."""
        block = bisect_right(self._first, segment) - 1
        if block not in self._rows:
            return block, -1, -1
        row = bisect_right(self._rows[block], segment) - 1
        return block, row, segment - self._rows[block][row]

    def first(self, block: int) -> int:
        """Return the first segment of a block."""
        return self._first[block]

    def segment(self, block: int, row: int, cell: int) -> int:
        """Return the segment of a cell."""
        return self._rows[block][row] + cell

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence, or the row of a table, round a span begins and ends in the plain text."""
        text = self.text
        least, most = max(0, start - _REACH), min(len(text), end + _REACH)
        begins = least
        for match in _SENTENCE_END.finditer(text, least, start):
            begins = match.end()
        ends = _SENTENCE_END.search(text, end, most)
        return begins, ends.start() if ends else most

    def place(self, piece: Piece, header: str) -> Place:
        """Return the place of a piece; `header` is the header of its column, if it has one."""
        block, row, cell = self.where(piece.segment)
        given = self.document.blocks[block]
        if isinstance(given, Text):
            if given.place is not None:
                return Place(block, row, cell, _named(given.place, given.source))
            line = self._paragraphs[block] + bisect_left(self._line_ends(block), piece.start) + 1
            return Place(block, row, cell, _named(say("paragraph {n}", n=line), given.source))
        named = mask_personal_numbers(header) or str(cell + 1)
        words = say("row {row}, column {column}", row=given.number(row), column=named)
        return Place(block, row, cell, _named(words, given.source))

    def _line_ends(self, block: int) -> list[int]:
        """Return where the line ends of a text stand."""
        if block not in self._ends:
            given = self.document.blocks[block]
            assert isinstance(given, Text)
            self._ends[block] = [match.start() for match in _LINE_END.finditer(given.text)]
        return self._ends[block]

    @cached_property
    def _paragraphs(self) -> list[int]:
        """For each block, how many lines of text stand before it."""
        lines = (block.text.count("\n") + 1 if isinstance(block, Text) else 0 for block in self.document.blocks)
        return list(accumulate(lines, initial=0))

    def table(self, block: int) -> Table:
        """Return a block that is a table."""
        found = self.document.blocks[block]
        assert isinstance(found, Table)
        return found


def _named(words: Message, source: str) -> Message:
    return say("{source}: {place}", source=source, place=words) if source else words
