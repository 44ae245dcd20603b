"""What a detector found in the plain text, before it becomes hits in the cells of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise

from village_board.base.message import Message
from village_board.privacy.flat import Flat, Piece
from village_board.privacy.model import Hit, Kind, Severity
from village_board.privacy.words import DOUBTS, REASONS
from village_board.text.numbers import shape_of_digits

#: what a matter that is never published becomes, and what the kind of an illness becomes (facts 6.3).
NOT_PUBLIC, QUALIFIES = "（不公开）", "符合条件"
_NUMBERS = frozenset({Kind.IDENTITY_NUMBER, Kind.BANK_CARD, Kind.MOBILE, Kind.LANDLINE})
_WHOLE = _NUMBERS | {Kind.PLATE}
_ORDER = {kind: at for at, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Found:
    """A span of the plain text that must not be published.

    Attributes:
        kind: what it is.
        start: its first place in the plain text.
        end: the place behind it.
        mask: what is to stand there instead; None where a person must decide.
        severity: whether it stops publication.
        shown: what may be shown of it; the mask, where nothing is given.
    """

    kind: Kind
    start: int
    end: int
    mask: str | None
    severity: Severity = Severity.BLOCK
    shown: str = ""


def stars(length: int) -> str:
    """Return a mask that shows nothing."""
    return "*" * length


def kept_apart(found: Iterable[Found], text: str) -> list[Found]:
    """Return what was found in order, none over another: where two overlap, the weaker keeps what is left of it.

    A number of which a part lies below another is dropped, as its mask is made for the whole.
    """
    strongest = sorted(found, key=lambda one: (_ORDER[one.kind], one.start, -one.end))
    begins: dict[int, list[int]] = defaultdict(list)
    for rank, one in enumerate(strongest):
        begins[one.start].append(rank)
    places = sorted({*begins, *(one.end for one in strongest)})
    kept: list[Found] = []
    active: list[int] = []
    for start, end in pairwise(places):
        for rank in begins.get(start, ()):
            heappush(active, rank)
        while active and strongest[active[0]].end <= start:
            heappop(active)
        if active:
            _keep(kept, strongest[active[0]], start, end, text)
    return kept


def _keep(kept: list[Found], one: Found, start: int, end: int, text: str) -> None:
    """Add the part of a find from `start` to `end`, or lengthen the part before it."""
    if kept and kept[-1].end == start and kept[-1] == replace(one, start=kept[-1].start, end=start):
        kept[-1] = replace(one, start=kept[-1].start, end=end)
    elif start == one.start or (one.kind not in _WHOLE and any(map(str.isalnum, text[start:end]))):
        kept.append(replace(one, start=start, end=end))


def hits_of(flat: Flat, found: Found, header: str) -> Iterator[Hit]:
    """Yield a hit for every cell or text that holds a part of what was found."""
    pieces = list(flat.pieces(found.start, found.end))
    reason = DOUBTS.get(found.kind) if found.severity is Severity.WARN else None
    message = Message(reason or REASONS[found.kind])
    for piece, mask in zip(pieces, _masks(flat, pieces, found), strict=True):
        shown = found.shown or mask or ""
        place = flat.place(piece, header)
        yield Hit(found.kind, place, piece.start, piece.end, shown, mask, found.severity, message)


def _masks(flat: Flat, pieces: list[Piece], found: Found) -> list[str | None]:
    """Return for each piece its part of the mask."""
    if found.mask is None or len(pieces) == 1 or found.kind not in _NUMBERS:
        return [found.mask] + [None if found.mask is None else stars(1)] * (len(pieces) - 1)
    masks: list[str | None] = []
    at = 0
    for piece in pieces:
        length = len(shape_of_digits(flat.plain_piece(piece)))
        masks.append(found.mask[at : at + length])
        at += length
    return masks
