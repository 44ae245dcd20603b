"""Parts become lines of a given width, and lines become pages of a given height. Pure.

Nothing is scrolled: a reader without a wheel turns pages (K7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import dropwhile, groupby, zip_longest

from kiosk.bars import bar_groups
from kiosk.blocks import ROWS as BLOCK_ROWS
from kiosk.blocks import block_rows, fits
from kiosk.columns import table_lines, table_rows
from kiosk.company import accompanied
from kiosk.entries import is_full
from kiosk.labelled import aired, broken, fact_lines, imprint_lines
from kiosk.pieces import Lines, apart_by_air, by_fact, last_two
from kiosk.scale import NORMAL, Spacing
from kiosk.sheet import Bars, Entry, Facts, Heading, Part, Table, Words
from kiosk.widgets.ink import Line, safe

#: rows of the terminal that one entry takes at the standard size: what a finger hits (K4).
ENTRY_ROWS = NORMAL.entry_rows
#: entries on one page: each has a number key.
KEYS = 9
#: a leaf that is lower than this has no room for a heading in block letters.
BLOCKS_FROM = 22

#: lines of a paragraph, or facts, that stay with the heading above them; rows of a table that stay with its head.
WITH_HEADING, WITH_HEAD = 3, 2
#: lines up to which a paragraph stays whole, and one in strong letters together with the plain ones below it.
WHOLE, STEP = 3, 9
#: a leaf that is lower than this leaves out the headings that it can spare.
SPARE_FROM = 34
#: bars are not wider than a table: both end in one column.
BARS_WIDEST = 76

Block = Lines | Entry


#: an empty line between two kinds of thing that a leaf has where it has rows to spare, and what such a part is called.
_SPARE_TONE = "spare"
_SPARE: Line = (("", _SPARE_TONE),)


@dataclass(frozen=True, slots=True)
class _Atom:
    """What stays together. `again` stands above it where a leaf begins with it: the heads that it belongs to."""

    blocks: tuple[Block, ...]
    again: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class _Air:
    """The line between two entries that would touch, and the ids of those that hold words in all of their rows."""

    line: Line
    below: frozenset[int]


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
            empty: Line = _SPARE if tone == _SPARE_TONE else ()
            return aired([((line, tone),) for line in broken(text, width)], spacing) if text else [empty]
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
    would be the price of it; so do entries that would touch, on one leaf as far as it has room, else always.
    """
    if height < spacing.entry_rows:
        spacing = NORMAL  # a leaf without room for one large entry shows ordinary ones
    if spacing.digits or height < SPARE_FROM:
        parts = [part for part in parts if not (isinstance(part, Heading) and part.spare)]
    full = [part for part in parts if isinstance(part, Entry) and is_full(part, width)]
    air = _Air(_SPARE, frozenset(map(id, full)) if spacing.entry_rows == ENTRY_ROWS else frozenset())
    leaves = _composed(parts, width, height, spacing, air)
    if len(leaves) > 1 and air.below:
        leaves = _composed(parts, width, height, spacing, replace(air, line=()))
    if len(leaves) > 1 and not spacing.air:
        before, last = accompanied(leaves[-2].blocks, leaves[-1].blocks, width, height, KEYS)
        leaves[-2] = replace(leaves[-2], blocks=before)
        leaves[-1] = Leaf(last, leaves[-2].first_entry + _entries(leaves[-2]), spacing)
    return leaves


def _composed(parts: Sequence[Part], width: int, height: int, spacing: Spacing, air: _Air) -> list[Leaf]:
    """Return the leaves in the closest way that saves one."""
    spaced = _apart(parts, Words(""))
    leaves = _leaves(spaced, width, height, spacing, spacing, air)
    for closer, within in _closer(parts, spaced, spacing):
        if len(leaves) == 1:
            break
        found = _leaves(closer, width, height, spacing, within, air, close=True)
        if len(found) < len(leaves) or _entries(found[0]) > _entries(leaves[0]):
            leaves = found
    return leaves


def _closer(
    parts: Sequence[Part], spaced: Sequence[Part], spacing: Spacing
) -> tuple[tuple[Sequence[Part], Spacing], ...]:
    """Return what is tried where there is more than a leaf, each closer than the one before: as a list, in columns."""
    if spacing.digits:
        return ((parts, spacing),)
    closest = _apart(parts, Words("", _SPARE_TONE))
    if not spacing.air:
        return ((closest, spacing),)
    tight = replace(spacing, air=False)
    return ((spaced, replace(tight, pairs=False)), (spaced, tight), (closest, tight))


def _entries(leaf: Leaf) -> int:
    return sum(isinstance(block, Entry) for block in leaf.blocks)


def _apart(parts: Sequence[Part], gap: Words) -> list[Part]:
    """Return `parts` with `gap` between two of different kinds; headings and entries have their own.

    Words below a heading that lead to bars belong to these.
    """
    spaced: list[Part] = []
    for first, before, part in zip((None, None, *parts), (None, *parts), parts, strict=False):
        leads = isinstance(first, Heading) and isinstance(before, Words) and isinstance(part, Bars)
        names = leads or isinstance(before, Heading) or isinstance(part, (Heading, Entry))
        if before is not None and not names and _kind(before) != _kind(part):
            spaced.append(gap)
        spaced.append(part)
    return spaced


def _kind(part: Part) -> tuple[type[Part], bool]:
    return type(part), isinstance(part, Facts) and part.imprint


def _leaves(
    parts: Sequence[Part],
    width: int,
    height: int,
    spacing: Spacing,
    within: Spacing,
    air: _Air,
    *,
    close: bool = False,
) -> list[Leaf]:
    rows_of = partial(_rows, entry_rows=spacing.entry_rows)
    lines = partial(lines_of, width=width, spacing=within, height=height, close=close)
    atoms = _Cutter(lines, width, within).atoms(parts)
    leaves: list[Leaf] = []
    blocks: list[Block] = []
    used = entries = first = 0
    for atom in (piece for whole in atoms for piece in _fitting(whole, height, spacing.entry_rows)):
        added = atom.blocks
        if _ends_empty(blocks) and not spacing.air:
            added = _without_head_room(added)  # one empty line is enough
        if blocks and id(blocks[-1]) in air.below and added and isinstance(added[0], Entry):
            added = ((air.line,), *added)
        rows, keys = rows_of(added), sum(isinstance(block, Entry) for block in added)
        if blocks and (used + rows > height or entries + keys > KEYS):
            leaves.append(Leaf(tuple(_merged(list(_filled(blocks, height - used)))), first, spacing))
            first, blocks, used, entries = first + entries, [], 0, 0
        if not blocks:
            added = _without_head_room(added)  # a leaf begins without an empty line
            if leaves and added and len(atom.again) + rows_of(added) <= height:
                added = (atom.again, *added) if atom.again else added
            rows = rows_of(added)
        blocks += added
        used, entries = used + rows, entries + keys
    leaves.append(Leaf(tuple(_merged(list(_filled(blocks, height - used)))), first, spacing))
    return [leaf for leaf in leaves if leaf.blocks] or [Leaf(())]


def _filled(blocks: Sequence[Block], left: int) -> Iterator[Block]:
    """Yield the blocks with as many of their spare lines as `left` rows hold, the upper ones first, none at the end."""
    last = max((at for at, block in enumerate(blocks) if block != (_SPARE,)), default=0)
    for block in blocks[: last + 1]:
        if isinstance(block, Entry):
            yield block
            continue
        kept: list[Line] = []
        for line in block:
            if line is not _SPARE:
                kept.append(line)
            elif left > 0:
                kept.append(())
                left -= 1
        if kept:
            yield tuple(kept)


def _ends_empty(blocks: Sequence[Block]) -> bool:
    last = blocks[-1] if blocks else ()
    return not isinstance(last, Entry) and bool(last) and not last[-1]


class _Cutter:
    """Cuts parts into what must stay together, and knows the heading that they stand below."""

    def __init__(self, lines: Callable[[Part], list[Line]], width: int, spacing: Spacing) -> None:
        self._lines, self._width, self._spacing = lines, width, spacing
        self._held: list[Line] = []
        # The heading of a section, and of which kind its parts are.
        self._heading: tuple[Line, ...] = ()
        self._kind: type[Part] | None = None

    def atoms(self, parts: Sequence[Part]) -> Iterator[_Atom]:
        """Yield an entry, some lines, or a heading with what begins below it."""
        after_words = False
        runs, nothing = list(_runs(parts)), tuple[Part, ...]()
        for run, after in zip_longest(runs, runs[1:], fillvalue=nothing):
            part = run[0]
            if isinstance(part, Entry):
                gap: list[Line] = [()] if self._held or after_words else []
                above = (*self._held, *gap)
                yield _Atom((above, part) if above else (part,))
                self._held, self._heading, after_words = [], (), False
            elif isinstance(part, Heading):
                named = self._lines(part)
                self._held += named
                self._heading, self._kind = _without_lead(named), None
            elif self._held and isinstance(part, Words) and after and isinstance(after[0], Bars):
                self._held += [line for one in run for line in self._lines(one)]
            else:
                self._below(type(part))
                yield from self._told(run)
                after_words = True
        if self._held:
            yield _Atom((tuple(self._held),))

    def _below(self, kind: type[Part]) -> None:
        """Forget the heading where something of another kind than its own stands below it: a sum, a note."""
        if self._kind not in (None, Words, kind) or (self._kind is Words and kind is Facts):
            self._heading = ()
        self._kind = kind

    def _told(self, run: Sequence[Part]) -> Iterator[_Atom]:
        """Yield one part, or paragraphs that belong together, by what of them stays together."""
        head, pieces, kept = self._pieces(run)
        again = (*self._heading, *head)
        if self._held or pieces:
            first = (*self._held, *head, *(line for piece in pieces[:kept] for line in piece))
            yield _Atom((first,), () if self._held else self._heading)
        for piece in pieces[kept:]:
            yield _Atom((piece,), again)
        self._held = []

    def _pieces(self, run: Sequence[Part]) -> tuple[Lines, list[Lines], int]:
        """Return the head of a table, the pieces of what is told, and how many of them stay with what is above."""
        part, kept = run[0], WITH_HEADING if self._held else 1
        if isinstance(part, Bars):
            return (), [tuple(group) for group in _bars(part, self._width)], 1
        if isinstance(part, Table):
            ruled = table_rows(part, self._width, self._spacing)
            rows = list(ruled.rows)
            if self._spacing.digits:
                rows = [piece for row in rows for piece in apart_by_air(row)]
            if part.total or ruled.head:
                rows = last_two(rows)
            return ruled.head, rows, WITH_HEAD if ruled.head else 1
        lines = [line for one in run for line in self._lines(one)]
        if self._spacing.digits:
            return (), apart_by_air(lines), kept
        if isinstance(part, Facts):
            whole = [tuple(lines)] if lines else []
            return (), whole if part.imprint else last_two(by_fact(lines)), kept
        if len(lines) <= (STEP if len(run) > 1 else WHOLE):
            return (), [tuple(lines)] if lines else [], 1
        first = len(self._lines(part)) + 1 if len(run) > 1 else kept
        return (), [tuple(lines[:first]), *last_two([(line,) for line in lines[first:]])], 1


def _runs(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Yield the parts one by one, and plain paragraphs together with the strong one above them."""
    run: list[Part] = []
    for part in parts:
        goes_on = isinstance(part, Words) and part.text and part.tone != "strong"
        if run and not goes_on:
            yield run
            run = []
        if run or (isinstance(part, Words) and part.tone == "strong" and part.text):
            run.append(part)
        else:
            yield [part]
    if run:
        yield run


def _fitting(atom: _Atom, height: int, entry_rows: int) -> Iterator[_Atom]:
    """Yield `atom`, or its lines one by one where it is higher than a whole leaf: headings upon headings."""
    if _rows(atom.blocks, entry_rows) <= height:
        yield atom
        return
    for block in atom.blocks:
        if isinstance(block, Entry):
            yield _Atom((block,), atom.again)
        else:
            for line in block:
                yield _Atom(((line,),), atom.again)


def _rows(blocks: Sequence[Block], entry_rows: int) -> int:
    return sum(
        entry_rows if isinstance(block, Entry) else sum(line is not _SPARE for line in block) for block in blocks
    )


def _without_head_room(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    first = blocks[0]
    if isinstance(first, Entry):
        return blocks
    kept = _without_lead(first)
    return (kept, *blocks[1:]) if kept else blocks[1:]


def _without_lead(lines: Sequence[Line]) -> Lines:
    """Return `lines` without the empty ones above them."""
    return tuple(dropwhile(lambda line: not line or line is _SPARE, lines))


def _merged(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with lines that follow each other as one run."""
    for is_entry, group in groupby(blocks, key=lambda block: isinstance(block, Entry)):
        if is_entry:
            yield from group
        else:
            yield tuple(line for block in group if isinstance(block, tuple) for line in block)
