"""Two masked versions of one list: whether together they give away what each of them hides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from village_board.base.message import Message, say
from village_board.privacy.columns import Columns, columns_of
from village_board.privacy.document import Document, Text
from village_board.privacy.flat import Flat, Piece
from village_board.privacy.model import IdentityMask, Kind, Place, Policy

# A number of which a part is hidden, or all of it is shown; a name of which a part is hidden, or none.
_NUMBER = re.compile(r"(?<![0-9*])[0-9*]{10,18}[0-9*Xx](?![0-9*A-Za-z])")
_NAME = re.compile("(?<![\u4e00-\u9fff*])(?=[\u4e00-\u9fff*]*[\u4e00-\u9fff])[\u4e00-\u9fff*]{2,4}(?![\u4e00-\u9fff*])")
_MOBILE, _IDENTITY = (11,), (15, 18)
_SHOWN = {Kind.MOBILE: 7, Kind.BANK_CARD: 4}
_SHOWN_OF_IDENTITY = {IdentityMask.STRICT: 5, IdentityMask.COMMON: 10}
# Rows of the older version that are compared with one row: more cannot be meant by one sign they share.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Risk:
    """A place where an older version undoes the mask of a newer one.

    Attributes:
        kind: what is given away; `Kind.RELIEF_NAME` for a name.
        place: where it stands in the newer version.
        older: where it stands in the older one.
        shown: how many characters the two versions show together.
        allowed: how many one mask may show.
        reason: that, as a sentence; neither form of the value is in it.
    """

    kind: Kind
    place: Place
    older: Place
    shown: int
    allowed: int
    reason: Message


@dataclass(frozen=True, slots=True)
class _Token:
    value: str
    segment: int
    start: int
    end: int
    name: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table or a line of a text: its masked values, and by what it is known again."""

    tokens: tuple[_Token, ...]
    keys: tuple[tuple[str, object], ...]


def unmask_risk(old: Document, new: Document, policy: Policy | None = None) -> tuple[Risk, ...]:
    """Return where `old`, which was published before, shows what the mask of the same row in `new` hides.

    Rows are the same where all that is not masked is, or where they stand in the same place, and no shown character
    speaks against it. Time is linear in the length of both.

    Args:
        old: the version that villagers may have kept.
        new: the version that is to be published.
        policy: by which masks are judged; the strict one where none is given.
    """
    policy = policy or Policy()
    before, after = Flat(old), Flat(new)
    known: dict[tuple[str, object], list[_Row]] = defaultdict(list)
    for row in _rows(before):
        for key in row.keys:
            if len(known[key]) < _MOST:
                known[key].append(row)
    columns = columns_of(before), columns_of(after)
    risks: list[Risk] = []
    for row in _rows(after):
        others = {id(one): one for key in row.keys for one in known.get(key, ())}
        risks += _compared(row, others.values(), (before, after), columns, policy)
    return tuple(risks)


def _compared(
    row: _Row, others: Iterable[_Row], flats: tuple[Flat, Flat], columns: tuple[Columns, Columns], policy: Policy
) -> Iterator[Risk]:
    told: set[_Token] = set()
    for other in others:
        if not _is_same(row, other):
            continue
        for one, older in product(row.tokens, other.tokens):
            if one in told or one.name is not older.name or "*" not in one.value:
                continue
            together = _together(older.value, one.value)
            kind = Kind.RELIEF_NAME if one.name else _kind(one.value)
            if together is None or kind is None:
                continue
            shown = len(together) - together.count("*")
            allowed = len(one.value) - 1 if one.name else _allowed(kind, policy)
            if shown > allowed and shown > len(one.value) - one.value.count("*"):
                told.add(one)
                yield Risk(
                    kind, _place(flats[1], columns[1], one), _place(flats[0], columns[0], older), shown, allowed,
                    _reason(shown, len(one.value), allowed),
                )  # fmt: skip


def _reason(shown: int, length: int, allowed: int) -> Message:
    return say(
        "With the older version {shown} of {length} characters can be read; {allowed} may be. "
        "Mask both versions in the same way.",
        shown=shown,
        length=length,
        allowed=allowed,
    )


def _place(flat: Flat, columns: Columns, token: _Token) -> Place:
    return flat.place(Piece(token.segment, token.start, token.end), columns.header(token.segment))


def _is_same(row: _Row, other: _Row) -> bool:
    """Tell whether no name and no number of one row speaks against the other being the same."""
    for name in (True, False):
        ours = [token for token in row.tokens if token.name is name]
        theirs = [token for token in other.tokens if token.name is name]
        alike = any(_together(one.value, two.value) is not None for one, two in product(ours, theirs))
        if ours and theirs and not alike:
            return False
    return True


def _together(one: str, two: str) -> str | None:
    """Return what two forms of one value show together; None where they show different characters."""
    if len(one) != len(two):
        return None
    together = []
    for first, second in zip(one.upper(), two.upper(), strict=True):
        if first != second and "*" not in (first, second):
            return None
        together.append(second if first == "*" else first)
    return "".join(together)


def _kind(value: str) -> Kind | None:
    if len(value) in _IDENTITY:
        return Kind.IDENTITY_NUMBER
    if len(value) in _MOBILE:
        return Kind.MOBILE
    return Kind.BANK_CARD


def _allowed(kind: Kind, policy: Policy) -> int:
    return _SHOWN_OF_IDENTITY[policy.identity] if kind is Kind.IDENTITY_NUMBER else _SHOWN[kind]


def _rows(flat: Flat) -> Iterator[_Row]:
    tables = 0
    for number, block in enumerate(flat.document.blocks):
        if isinstance(block, Text):
            yield from _lines(flat, flat.first(number))
            continue
        tables += 1
        for at, cells in enumerate(block.rows):
            first = flat.segment(number, at, 0)
            segments = range(first, first + len(cells))
            tokens = tuple(token for segment in segments for token in _tokens(flat.words(segment), segment, 0))
            if tokens:
                rest = tuple(flat.words(segment).strip() for segment in segments if "*" not in flat.words(segment))
                # An ordinal alone knows nothing again.
                keys: list[tuple[str, object]] = [("row", (tables, at))]
                if len("".join(rest)) > _LEAST_REST:
                    keys.append(("rest", rest))
                yield _Row(tokens, (*keys, *(("token", token.value) for token in tokens)))


_LEAST_REST = 3


def _lines(flat: Flat, segment: int) -> Iterator[_Row]:
    at = 0
    for number, line in enumerate(flat.words(segment).split("\n")):
        tokens = tuple(_tokens(line, segment, at))
        at += len(line) + 1
        if any("*" in token.value for token in tokens) or any(not token.name for token in tokens):
            rest = _NUMBER.sub("", line)
            yield _Row(tokens, (("line", (segment, number)), ("text", rest)))


def _tokens(words: str, segment: int, at: int) -> Iterator[_Token]:
    for pattern, name in ((_NUMBER, False), (_NAME, True)):
        for match in pattern.finditer(words):
            yield _Token(match[0], segment, match.start() + at, match.end() + at, name)
