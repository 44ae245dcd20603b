"""The header of a table: which row, which kind of table, which column is which. Headers of two lines too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from village_board.base.message import Message, say
from village_board.interchange.kinds import Column, TableKind, fold, fold_without_hints, never_read, set_aside
from village_board.interchange.tables import Merge
from village_board.text.clean import clean

#: a header stands within the first rows, below a title or two.
SEARCHED_ROWS = 20
_YUAN, _TEN_THOUSAND_YUAN = 100, 1_000_000
_ALL_IN_TEN_THOUSANDS = re.compile(
    r"单\s*位\s*[:：]?\s*(?:人民币)?\s*万\s*元|[(（]\s*(?:人民币)?\s*万\s*元\s*[)）]|^\s*万\s*元\s*$|以\s*万\s*元\s*为\s*单位"
)
_LABEL_LIMIT = 60
#: a table that has this many of a kind's columns was meant to be one.
_MEANT = 3

Row = tuple[int, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column of the kind stands in the rows, under which header, with how many fen in its unit."""

    index: int
    column: Column
    label: str
    factor: int = _YUAN


@dataclass(frozen=True, slots=True)
class Header:
    """The header that was found.

    Attributes:
        kind: of which kind the table is.
        row: the number of its last line.
        places: the columns that are read.
        unknown: headers that the kind has no column for.
        doubled: headers that say the same as one before.
        others: where those two stand.
        own: where the columns stand that a table to mend has of its own.
    """

    kind: TableKind
    row: int
    places: tuple[Place, ...]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]
    others: Mapping[int, str]
    own: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class NoHeader:
    """No header was found.

    Attributes:
        message: why, and what to do.
        row: where one stands that is almost right, or 0.
        meant: whether the table was meant to be one of the known kinds.
    """

    message: Message
    row: int = 0
    meant: bool = False


@dataclass(frozen=True, slots=True)
class _Label:
    index: int
    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """One way to read one or two rows as the header of one kind."""

    kind: TableKind
    row: int
    at: int
    labels: tuple[_Label, ...]
    columns: Mapping[int, Column]
    missing: tuple[str, ...]
    two_lines: bool

    @property
    def rank(self) -> tuple[bool, int, bool, int]:
        return (not self.missing, len(self.columns), not self.two_lines, -self.at)


def find_header(rows: Sequence[Row], kinds: Iterable[TableKind], merges: Iterable[Merge] = ()) -> Header | NoHeader:
    """Return the header in the first rows of a table, if it fits one of `kinds` better than all others.

    Args:
        rows: the first rows.
        kinds: what the table may be.
        merges: the sheet's merged cells: they tell how far an upper header reaches.
    """
    kinds = tuple(kinds)
    reach = _reach(merges)
    matches = sorted(_matches(rows, kinds, reach), key=lambda match: match.rank, reverse=True)
    if not matches:
        return NoHeader(_nothing_fits(kinds))
    best = matches[0]
    if best.missing:
        meant = len(kinds) == 1 or len(best.columns) >= _MEANT
        return NoHeader(_missing(best, kinds) if meant else _nothing_fits(kinds), best.row, meant)
    equals = {match.kind.name: match.kind for match in matches if match.rank == best.rank}
    if len(equals) > 1:
        return NoHeader(_ambiguous(tuple(equals.values())), best.row, meant=True)
    in_ten_thousands = any(
        isinstance(cell, str) and _ALL_IN_TEN_THOUSANDS.search(cell) for _, cells in rows[: best.at] for cell in cells
    )
    return _header(best, in_ten_thousands=in_ten_thousands)


def _reach(merges: Iterable[Merge]) -> Mapping[int, Mapping[int, int]]:
    """Return for each row where a merged cell begins: column -> the last column that it reaches."""
    reach: dict[int, dict[int, int]] = {}
    for merge in merges:
        if merge.right > merge.left:
            reach.setdefault(merge.top, {})[merge.left] = merge.right
    return reach


def _matches(
    rows: Sequence[Row], kinds: tuple[TableKind, ...], reach: Mapping[int, Mapping[int, int]]
) -> Iterable[_Match]:
    for at, (number, cells) in enumerate(rows[:SEARCHED_ROWS]):
        layouts = [(_one_line(cells), number, False)]
        if at + 1 < len(rows):
            layouts.append((_two_lines(cells, rows[at + 1][1], reach.get(number)), rows[at + 1][0], True))
        for labels, row, two_lines in layouts:
            for kind in kinds:
                if columns := _columns(labels, kind):
                    found = {column.field for column in columns.values()}
                    found.update(field for column in columns.values() for field in column.fields)
                    missing = tuple(
                        " / ".join(kind.column(field).header for field in need)
                        for need in kind.needs
                        if not found.intersection(need)
                    )
                    yield _Match(kind, row, at, labels, columns, missing, two_lines)


def _columns(labels: Sequence[_Label], kind: TableKind) -> Mapping[int, Column]:
    """Return the column of the kind that each label means; of two that mean the same, the kind's own word wins."""
    meant = [(label, column) for label in labels if (column := _meant(label, kind)) is not None]
    chosen: dict[str, _Label] = {}
    for label, column in sorted(meant, key=lambda pair: fold(pair[1].header) not in pair[0].keys):
        chosen.setdefault(column.field, label)
    return {label.index: column for label, column in meant if chosen[column.field] is label}


def _meant(label: _Label, kind: TableKind) -> Column | None:
    return next((column for key in label.keys if (column := kind.by_header.get(key)) is not None), None)


def _one_line(cells: Sequence[Any]) -> tuple[_Label, ...]:
    return tuple(
        _Label(index, _label(cell), _keys(cell)) for index, cell in enumerate(cells) if isinstance(cell, str) and cell
    )


def _two_lines(tops: Sequence[Any], bottoms: Sequence[Any], reach: Mapping[int, int] | None) -> tuple[_Label, ...]:
    """Return the labels of two lines; an upper cell that spans several columns stands in its first.

    Where the file does not say how far it reaches, it reaches to the next one.
    """
    labels: list[_Label] = []
    above, last = "", -1
    for index in range(max(len(tops), len(bottoms))):
        top = tops[index] if index < len(tops) and isinstance(tops[index], str) else ""
        bottom = bottoms[index] if index < len(bottoms) and isinstance(bottoms[index], str) else ""
        if top or (reach is not None and index > last):
            above = top
            last = index if reach is None else reach.get(index, index)
        if bottom and above:
            both = fold_without_hints(above) + fold_without_hints(bottom)
            labels.append(_Label(index, f"{_label(above)} {_label(bottom)}", (both, *_keys(bottom))))
        elif top or bottom:
            labels.append(_Label(index, _label(top or bottom), _keys(top or bottom)))
    return tuple(labels)


def _keys(header: str) -> tuple[str, ...]:
    if len(header) > _LABEL_LIMIT:
        return ()
    return tuple(key for key in dict.fromkeys((fold(header), fold_without_hints(header))) if key)


def _label(header: str) -> str:
    return clean(header, limit=_LABEL_LIMIT)


def _header(match: _Match, *, in_ten_thousands: bool) -> Header:
    places, unknown, doubled, others, own = [], [], [], {}, set[int]()
    for label in match.labels:
        column = match.columns.get(label.index)
        if column is not None:
            places.append(Place(label.index, column, label.text, _factor(label.text, in_ten_thousands)))
        elif never_read().intersection(label.keys):
            continue
        elif any(key in match.kind.by_header for key in label.keys):
            doubled.append(label.text)
            others[label.index] = label.text
        elif set_aside().isdisjoint(label.keys):
            unknown.append(label.text)
            others[label.index] = label.text
        else:
            own.add(label.index)
    return Header(match.kind, match.row, tuple(places), tuple(unknown), tuple(doubled), others, frozenset(own))


def _factor(label: str, in_ten_thousands: bool) -> int:  # noqa: FBT001
    if "万元" in label:
        return _TEN_THOUSAND_YUAN
    return _TEN_THOUSAND_YUAN if in_ten_thousands and "元" not in label else _YUAN


def _nothing_fits(kinds: tuple[TableKind, ...]) -> Message:
    if len(kinds) == 1:
        return say(
            "No row has the headers of {kind}. 'village-board template {name}' writes a table with them.",
            kind=kinds[0].label,
            name=kinds[0].name,
        )
    return say(
        "No known headers stand in the first rows. Say with --kind what the table is, "
        "or copy it into a table that 'village-board template' writes."
    )


def _missing(match: _Match, kinds: tuple[TableKind, ...]) -> Message:
    columns = "、".join(match.missing)
    if len(kinds) == 1:
        return say(
            "These columns are missing for {kind}: {columns}. "
            "'village-board template {name}' writes a table with them.",
            kind=match.kind.label,
            columns=columns,
            name=match.kind.name,
        )
    return say(
        "This looks like {kind}, but these columns are missing: {columns}. Add them, or say with --kind what it is.",
        kind=match.kind.label,
        columns=columns,
    )


def _ambiguous(kinds: tuple[TableKind, ...]) -> Message:
    return say(
        "The headers fit several kinds of tables: {names}. Say with --kind which it is.",
        names="、".join(kind.name for kind in kinds),
    )
