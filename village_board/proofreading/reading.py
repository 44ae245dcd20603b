"""A document as the rules read it: plain, mended, cut into sentences, with the way back to its cells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from village_board.base.message import Message
from village_board.privacy.flat import Flat, Piece
from village_board.privacy.model import Place
from village_board.proofreading.model import Certainty, Kind, Remark
from village_board.proofreading.quantities import Quantity, quantities
from village_board.text.plain import BLOCK, CELL, ROW

# A text without any full stop is cut, so that what compares within a sentence stays linear.
_SENTENCE = re.compile(f"[^。!\n{CELL}{ROW}{BLOCK}]{{1,1000}}")
# One of these stands in every sentence that says how much of something there is in all, or which share.
_TELLING = re.compile(
    r"%|其中|[(:]|分别|包括|(?<!公)共|合计|总计|累计|扣除|减去|剔除|除去|反对|应到|全年|本年|年内|以来|一年"
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A place of the plain text that reads otherwise: what stood there before it was damaged."""

    start: int
    end: int
    shape: str


@dataclass
class Sentence:
    """A sentence of the mended text and where it begins."""

    text: str
    start: int

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The numbers with units in it; places count from the beginning of the sentence."""
        return quantities(self.text)


class Reading:
    """A document in plain shape with its damage mended.

    Attributes:
        flat: the document in plain shape as it was given.
        text: the same, mended.
    """

    def __init__(self, flat: Flat, edits: Iterable[Edit] = ()) -> None:
        self.flat = flat
        # Where each part of `text` begins, where it comes from, and whether it was put in.
        self._at: list[int] = []
        self._from: list[tuple[int, int, bool]] = []
        parts: list[str] = []
        length, done = 0, 0
        for edit in _apart(edits, len(flat.text)):
            for shape, start, end, new in (
                (flat.text[done : edit.start], done, edit.start, False),
                (edit.shape, edit.start, edit.end, True),
            ):
                if shape:
                    self._at.append(length)
                    self._from.append((start, end, new))
                    parts.append(shape)
                    length += len(shape)
            done = max(done, edit.end)
        self.text = "".join(parts)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the mended text that speak of wholes, parts or shares."""
        text, telling = self.text, _TELLING.search
        return [Sentence(match[0], match.start()) for match in _SENTENCE.finditer(text) if telling(text, *match.span())]

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the mended text lies in the plain text as it was given."""
        if not self._at:
            return start, end
        first, last = bisect_right(self._at, start) - 1, bisect_right(self._at, max(start, end - 1)) - 1
        before, _, new = self._from[first]
        begins = before if new else before + start - self._at[first]
        before, behind, new = self._from[last]
        ends = behind if new else before + end - self._at[last]
        return begins, ends

    def remark(
        self,
        kind: Kind,
        start: int,
        end: int,
        reason: Message,
        restored: str | None = None,
        certainty: Certainty | None = None,
    ) -> Iterator[Remark]:
        """Yield the remark on a span of the mended text; none where nothing of it was given."""
        yield from remark_on(self.flat, kind, self.given(start, end), reason, restored, certainty)

    def place(self, start: int, end: int) -> Place | None:
        """Return the place of a span of the mended text."""
        piece = next(self.flat.pieces(*self.given(start, end)), None)
        return None if piece is None else self.flat.place(piece, "")


def remark_on(
    flat: Flat,
    kind: Kind,
    span: tuple[int, int],
    reason: Message,
    restored: str | None = None,
    certainty: Certainty | None = None,
) -> Iterator[Remark]:
    """Yield the remark on a span of the plain text: on its first text or cell, where it lies in several."""
    piece = next(flat.pieces(*span), None)
    if piece is not None:
        yield remark_at(flat, kind, piece, reason, restored, certainty)


def remark_at(
    flat: Flat,
    kind: Kind,
    piece: Piece,
    reason: Message,
    restored: str | None = None,
    certainty: Certainty | None = None,
) -> Remark:
    """Return the remark on a part of one text or cell."""
    text = flat.original(piece.segment)[piece.start : piece.end]
    return Remark(kind, flat.place(piece, ""), piece.start, piece.end, text, reason, restored, certainty)


def as_given(flat: Flat, start: int, end: int) -> str:
    """Return what stands at a span of the plain text in the original."""
    return "".join(flat.original(piece.segment)[piece.start : piece.end] for piece in flat.pieces(start, end))


def _apart(edits: Iterable[Edit], length: int) -> Iterator[Edit]:
    """Yield the edits in order, none over another, and at last one that ends the text."""
    kept = sorted(edits, key=lambda edit: (edit.start, -edit.end))
    last = 0
    for edit in kept:
        if edit.start >= last:
            yield edit
            last = edit.end
    yield Edit(length, length, "")
