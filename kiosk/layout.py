"""Parts become lines of a given width, and lines become pages of a given height. Pure.

Nothing is scrolled: a reader without a wheel turns pages (K7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, zip_longest

from kiosk.bars import bar_groups
from kiosk.blocks import ROWS as BLOCK_ROWS
from kiosk.blocks import block_rows, fits
from kiosk.columns import table_lines
from kiosk.labelled import aired, broken, fact_lines, imprint_lines
from kiosk.scale import NORMAL, Spacing
from kiosk.sheet import Bars, Entry, Facts, Heading, Part, Table, Words
from kiosk.widgets.ink import Line, safe

#: rows of the terminal that one entry takes at the standard size: what a finger hits (K4).
ENTRY_ROWS = NORMAL.entry_rows
#: entries on one page: each has a number key.
KEYS = 9
#: a leaf that is lower than this has no room for a heading in block letters.
BLOCKS_FROM = 22

#: lines of a paragraph or table that stay with the heading above them.
WITH_HEADING = 3
#: a leaf that is lower than this leaves out the headings that it can spare.
SPARE_FROM = 34
#: bars are not wider than a table: both end in one column.
BARS_WIDEST = 76


Block = tuple[Line, ...] | Entry


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands on the screen at once: runs of lines, and entries."""

    blocks: tuple[Block, ...]
    first_entry: int = 0
    spacing: Spacing = NORMAL


def lines_of(
    part: Heading | Words | Facts | Table | Bars,
    width: int,
    spacing: Spacing = NORMAL,
    height: int = 0,
    *,
    close: bool = False,
) -> list[Line]:
    """Return `part` as lines of at most `width` cells.

    Args:
        part: what is shown.
        width: cells of a line.
        spacing: how it is composed.
        height: of the leaf, for headings in block letters.
        close: whether room is scarce.
    """
    match part:
        case Heading(text):
            return [(), *_heading(text, width, spacing, height)]
        case Words(text, tone):
            return aired([((line, tone),) for line in broken(text, width)], spacing) if text else [()]
        case Facts(pairs, imprint):
            told = [pair for pair in pairs if pair[1]]
            if imprint and not spacing.digits:
                return aired(imprint_lines(told, width), spacing)
            return fact_lines(told, width, spacing, close=close)
        case Table():
            return table_lines(part, width, spacing)
        case Bars():
            return [line for group in _bars(part, width) for line in group]


def _heading(text: str, width: int, spacing: Spacing, height: int) -> list[Line]:
    if spacing.blocks and height >= BLOCKS_FROM and fits(safe(text), width, BLOCK_ROWS):
        rows = block_rows(safe(text), width)
        if rows:
            return [*(((row, "accent"),) for row in rows), ()]
    return aired([((line, "accent"),) for line in broken(text, width)], spacing)


def _bars(bars: Bars, width: int) -> list[list[Line]]:
    """Return the groups of bars; those that have a title stand apart from each other."""
    groups = bar_groups(bars, min(width, BARS_WIDEST))
    titled = [title for title, _ in bars.groups]
    return [
        [(), *group] if number and title else group
        for number, (title, group) in enumerate(zip(titled, groups, strict=False))
    ]


def paginate(parts: Sequence[Part], width: int, height: int, spacing: Spacing = NORMAL) -> list[Leaf]:
    """Return `parts` on as many leaves as they need; an entry is never divided, a heading never left behind.

    A leaf holds at most `KEYS` entries. There is always one leaf. Different things stand apart, unless one more leaf
    would be the price of it.
    """
    if height < spacing.entry_rows:
        spacing = NORMAL  # a leaf without room for one large entry shows ordinary ones
    if spacing.digits or height < SPARE_FROM:
        parts = [part for part in parts if not (isinstance(part, Heading) and part.spare)]
    spaced = _apart(parts)
    leaves = _leaves(spaced, width, height, spacing, close=False)
    for closer in (spaced, parts) if spacing.air and not spacing.digits else (parts,):
        if len(leaves) == 1:
            break
        found = _leaves(closer, width, height, spacing, close=True)
        if len(found) < len(leaves) or _entries(found[0]) > _entries(leaves[0]):
            leaves = found
    return leaves


def _entries(leaf: Leaf) -> int:
    return sum(isinstance(block, Entry) for block in leaf.blocks)


def _apart(parts: Sequence[Part]) -> list[Part]:
    """Return `parts` with an empty line between two of different kinds; headings and entries have their own."""
    spaced: list[Part] = []
    for before, part in zip((None, *parts), parts, strict=False):
        names = isinstance(before, Heading) or isinstance(part, (Heading, Entry))
        if before is not None and not names and _kind(before) != _kind(part):
            spaced.append(Words(""))
        spaced.append(part)
    return spaced


def _kind(part: Part) -> tuple[type[Part], bool]:
    return type(part), isinstance(part, Facts) and part.imprint


def _leaves(parts: Sequence[Part], width: int, height: int, spacing: Spacing, *, close: bool) -> list[Leaf]:
    rows_of = partial(_rows, entry_rows=spacing.entry_rows)
    within = replace(spacing, air=False) if close and not spacing.digits else spacing
    lines = partial(lines_of, width=width, spacing=within, height=height, close=close)
    leaves: list[Leaf] = []
    blocks: list[Block] = []
    used = entries = first = 0
    for atom in (piece for whole in _atoms(parts, lines, width, spacing) for piece in _fitting(whole, height, rows_of)):
        if _ends_empty(blocks) and not spacing.air:
            atom = _without_head_room(atom)  # noqa: PLW2901 - one empty line is enough
        rows, keys = rows_of(atom), sum(isinstance(block, Entry) for block in atom)
        if blocks and (used + rows > height or entries + keys > KEYS):
            leaves.append(Leaf(tuple(_merged(blocks)), first, spacing))
            first, blocks, used, entries = first + entries, [], 0, 0
        if not blocks:
            atom = _without_head_room(atom)  # noqa: PLW2901 - a leaf begins without an empty line
            rows = rows_of(atom)
        blocks += atom
        used, entries = used + rows, entries + keys
    leaves.append(Leaf(tuple(_merged(blocks)), first, spacing))
    return [leaf for leaf in leaves if leaf.blocks] or [Leaf(())]


def _ends_empty(blocks: Sequence[Block]) -> bool:
    last = blocks[-1] if blocks else ()
    return not isinstance(last, Entry) and bool(last) and not last[-1]


def _atoms(
    parts: Sequence[Part], lines: Callable[..., list[Line]], width: int, spacing: Spacing
) -> Iterator[list[Block]]:
    """Yield what must stay together: an entry, a line, a heading with what begins below it."""
    held: list[Line] = []
    after_words = False
    for part, after in zip_longest(parts, parts[1:]):
        if isinstance(part, Heading) or _leads(part, after, below_heading=bool(held)):
            held += lines(part)
            continue
        if isinstance(part, Entry):
            gap: list[Line] = [()] if held or after_words else []
            yield [(*held, *gap), part] if held or gap else [part]
            held, after_words = [], False
            continue
        if isinstance(part, Bars):
            for group in _bars(part, width):
                yield [(*held, *group)]
                held = []
            after_words = True
            continue
        pieces = _pieces(lines(part), whole=spacing.digits)
        if isinstance(part, Table):
            pieces = _rows_of(part, pieces)
        kept = WITH_HEADING if held else 1
        if held or pieces:
            yield [(*held, *(line for piece in pieces[:kept] for line in piece))]
        for piece in pieces[kept:]:
            yield [piece]
        held, after_words = [], True
    if held:
        yield [tuple(held)]


def _leads(part: Part, after: Part | None, *, below_heading: bool) -> bool:
    """Tell whether words stay with what follows: those above bars, and a strong line with the plain one below it."""
    if not isinstance(part, Words) or not part.text:
        return False
    if isinstance(after, Bars):
        return below_heading
    return part.tone == "strong" and isinstance(after, Words) and bool(after.text) and after.tone != "strong"


def _pieces(lines: Sequence[Line], *, whole: bool) -> list[tuple[Line, ...]]:
    """Return lines one by one; with `whole`, what stands between two empty lines stays together."""
    if not whole:
        return [(line,) for line in lines]
    pieces: list[tuple[Line, ...]] = []
    begun: list[Line] = []
    for line in lines:
        begun.append(line)
        if not line:
            pieces.append(tuple(begun))
            begun = []
    return [*pieces, tuple(begun)] if begun else pieces


def _rows_of(table: Table, pieces: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Return the lines of a table by what stays together: a row of several lines, a sum with the row above it."""
    rows: list[tuple[Line, ...]] = []
    for piece in pieces:
        goes_on = table.wide and (not piece[0] or piece[0][0][0].startswith(" "))
        if rows and goes_on:
            rows[-1] += piece
        else:
            rows.append(piece)
    return [*rows[:-2], rows[-2] + rows[-1]] if table.total and len(rows) > 1 else rows


def _fitting(atom: list[Block], height: int, rows_of: Callable[[Sequence[Block]], int]) -> Iterator[list[Block]]:
    """Yield `atom`, or its lines one by one where it is higher than a whole leaf: headings upon headings."""
    if rows_of(atom) <= height:
        yield atom
        return
    for block in atom:
        if isinstance(block, Entry):
            yield [block]
        else:
            for line in block:
                yield [(line,)]


def _rows(blocks: Sequence[Block], entry_rows: int) -> int:
    return sum(entry_rows if isinstance(block, Entry) else len(block) for block in blocks)


def _without_head_room(blocks: list[Block]) -> list[Block]:
    first = blocks[0]
    while isinstance(first, tuple) and first and not first[0]:
        first = first[1:]
    return [first, *blocks[1:]] if first else blocks[1:]


def _merged(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with lines that follow each other as one run."""
    for is_entry, group in groupby(blocks, key=lambda block: isinstance(block, Entry)):
        if is_entry:
            yield from group
        else:
            yield tuple(line for block in group if isinstance(block, tuple) for line in block)
