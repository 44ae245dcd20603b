"""Labels with their values in lines: one below the other, many short ones in two columns, an imprint running on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from kiosk.digits import large_amount
from kiosk.scale import NORMAL, Spacing
from kiosk.widgets.ink import Line, padded, safe
from village_board.text.lines import Breakable, break_lines, cells

LABEL_MIN, LABEL_MAX = 8, 24
GAP = 2
#: between two facts that run on in one line.
APART = 2
#: large amounts end in this column.
FIGURES_END = 44
#: from this width on, short facts stand in two columns: this many at least, because fewer are read faster as a list;
#: where room is scarce, two.
TWO_COLUMNS, MANY, FEW = 72, 4, 2

#: where a line may end before its room does, and how little may then stand on one.
_STOPS, _COMMAS, SHORTEST = "，。；：、）,;:).!?！？", "，、）,)", 8
_CLOSING = "”’》」』】〕%"
#: a last line that is shorter than this looks like something left over.
LEFT_OVER = 20
#: what stands before the sum of an equation, and what before anything else in it.
EQUALS, OPERATORS = ("= ", "＝"), ("- ", "− ", "+ ", "－", "＋")

#: an amount as it is written with its unit.
AMOUNT = re.compile(r"-?\d[\d,]*\.\d\d(元| yuan)")

Pair = tuple[str, str]


def broken(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells; its own line ends hold, and no word is left over at the end."""
    return [line for paragraph in text.split("\n") for line in settled(safe(paragraph), max(width, 1))]


def settled(text: str, width: int) -> list[str]:
    """Return `text` in as few lines as `width` needs.

    An equation is divided before its sum, and a row of things between two of them. Where the last line held a word or
    two, the lines share evenly.
    """
    whole = Breakable(text)
    lines = whole.lines(width)
    if len(lines) == 1:
        return lines
    for divided in _divided(text, width, len(lines)):
        if len(divided) == len(lines) and divided != lines and max(map(cells, divided)) <= width:
            return divided
    return _shared(whole, text, width) if cells(lines[-1]) < min(LEFT_OVER, width // 3) else lines


def _divided(text: str, width: int, count: int) -> Iterator[list[str]]:
    """Yield `text` divided where its sense is: an equation, which has two lines, and a row of things."""
    if count == 2:  # noqa: PLR2004 - a pair
        yield from _equation(text)
    if "  " in text or text != text.strip():  # else it is one thing
        yield _between_things(text, width)


def _equation(text: str) -> Iterator[list[str]]:
    """Yield an equation in two lines: the second begins with its sum, or with what stands before that."""
    end = max(text.rfind(mark) for mark in EQUALS)
    while end > 0:
        yield [text[:end].rstrip(), text[end:]]
        end = max(text.rfind(mark, 0, end) for mark in OPERATORS)


def _between_things(text: str, width: int) -> list[str]:
    """Return what is joined by two spaces, each thing whole on the line where it begins."""
    lines: list[str] = []
    for thing in filter(None, text.split("  ")):
        if lines and cells(lines[-1]) + APART + cells(thing) <= width:
            lines[-1] += " " * APART + thing.strip()
        else:
            lines += break_lines(thing.strip(), width)
    return lines or [""]


def even(text: str, room: int) -> list[str]:
    """Return `text` in as few lines as `room` needs, all about as long: no single character stands below the others.

    Two lines are divided where the sentence is, at its end rather than at a comma, if both parts have room and neither
    is a mere rest.
    """
    return _shared(Breakable(text), text, room)


def _shared(whole: Breakable, text: str, room: int) -> list[str]:
    """Return `text`, which `whole` breaks, as `even` does."""
    lines = whole.lines(room)
    if len(lines) == 2 and (pair := _sentences(text, room)):  # noqa: PLR2004 - a pair
        return pair
    while len(lines) > 1:
        # In all the rooms that hold its longest line the text has these very lines.
        longest = max(map(cells, lines))
        if longest < room and _splits(lines, text):
            break  # the words cannot stand in less
        room = min(room, longest) - 1
        if room < 1 or len(narrower := whole.lines(room)) != len(lines) or _splits(narrower, text):
            break
        lines = narrower
    return lines


def _sentences(text: str, room: int) -> list[str]:
    """Return `text` in two lines of which the first ends with a sentence or at a comma; nothing where neither can."""
    places = [at for at, char in enumerate(text, start=1) if char in _STOPS and _may_begin(text[at : at + 1])]
    pairs = [(text[:at].rstrip(), text[at:].lstrip()) for at in places]
    takes = [(cells(first), cells(second)) for first, second in pairs]
    fitting = [at for at, (first, second) in enumerate(takes) if _is_balanced(first, second, room)]
    if not fitting:
        return []
    best = min(fitting, key=lambda at: (pairs[at][0][-1] in _COMMAS, abs(takes[at][0] - takes[at][1])))
    return list(pairs[best])


def _splits(lines: Sequence[str], text: str) -> bool:
    """Tell whether a Latin word goes on in the next line."""
    return any(
        before[-1:].isascii() and after[:1].isascii() and before and after and f"{before}{after}" in text
        for before, after in pairwise(lines)
    )


def _is_balanced(first: int, second: int, room: int) -> bool:
    """Tell whether lines of so many cells look like a pair: the second may be shorter than the first may be."""
    return max(first, second) <= room and second >= max(SHORTEST, first // 4) and first >= max(SHORTEST, second // 2)


def _may_begin(rest: str) -> bool:
    """Tell whether a line may begin with `rest`, which stands behind a stop: no other mark, no half of an amount."""
    return bool(rest) and rest[0] not in _STOPS + _CLOSING and not (rest[0].isascii() and rest[0].isalnum())


def aired(lines: list[Line], spacing: Spacing) -> list[Line]:
    """Return `lines` with the empty lines that the spacing wants: below each, or below the last."""
    if spacing.double:
        return [line for one in lines for line in (one, ())]
    return [*lines, ()] if spacing.air and lines else lines


def fact_lines(pairs: Sequence[Pair], width: int, spacing: Spacing = NORMAL, *, close: bool = False) -> list[Line]:
    """Return each pair, label and value; amounts in large digits where the spacing has them.

    Args:
        pairs: labels and values.
        width: cells of a line.
        spacing: how it is composed.
        close: whether room is scarce.
    """
    if not pairs:
        return []
    widest = max(cells(safe(label)) for label, _ in pairs)
    value = max(cells(safe(line)) for _, text in pairs for line in text.split("\n"))
    most = max(LABEL_MAX, width - GAP - value)  # short values leave long labels whole
    label_room = min(max(widest, LABEL_MIN), most, max(width // 2, 1))
    if spacing.digits:
        return [line for pair in pairs for line in _large_fact(pair, label_room, width, spacing)]
    half = (width - GAP) // 2 if width >= TWO_COLUMNS and spacing.pairs and not spacing.air else 0
    lines: list[Line] = []
    for is_short, group in groupby(pairs, key=lambda pair: _fits(pair, label_room, half)):
        some = list(group)
        if is_short and len(some) >= (FEW if close else MANY):
            lines += _in_two_columns(some, label_room, half)
        else:
            lines += [line for pair in _level(some) for line in aired(_fact(pair, label_room, width), spacing)]
    return lines


def _level(pairs: Sequence[Pair]) -> list[Pair]:
    """Return `pairs` with amounts that stand directly below each other ending in one column."""
    level: list[Pair] = []
    for is_amount, group in groupby(pairs, key=lambda pair: AMOUNT.fullmatch(pair[1]) is not None):
        some = list(group)
        room = max(cells(value) for _, value in some) if is_amount else 0
        level += [(label, padded(value, room, right=True) if is_amount else value) for label, value in some]
    return level


def imprint_lines(pairs: Sequence[Pair], width: int) -> list[Line]:
    """Return pairs that run on, in as few lines as hold them whole, all about as long: none stands alone below."""
    pieces: list[Line] = [((safe(label) + " ", "soft"), (safe(value), "ink")) for label, value in pairs]
    takes = [sum(cells(words) for words, _ in piece) for piece in pieces]
    count, room = len(_run_on(takes, width)), width
    while count > 1 and room > max(takes) and len(_run_on(takes, room - 1)) == count:
        room -= 1
    lines: list[Line] = []
    for some in _run_on(takes, room):
        if takes[some[0]] > width:
            lines += [((line, "ink"),) for line in broken(" ".join(pairs[some[0]]), width)]
            continue
        line = pieces[some[0]]
        for at in some[1:]:
            line = (*line, (" " * APART, "ink"), *pieces[at])
        lines.append(line)
    return lines


def _run_on(takes: Sequence[int], room: int) -> list[list[int]]:
    """Return which pieces of so many cells stand in one line of `room` cells; one that is longer stands alone."""
    lines: list[list[int]] = []
    used = 0
    for at, taken in enumerate(takes):
        if lines and used + APART + taken <= room:
            lines[-1].append(at)
            used += APART + taken
        else:
            lines.append([at])
            used = taken
    return lines


def _large_fact(pair: Pair, label_room: int, width: int, spacing: Spacing) -> list[Line]:
    """Return one fact with room around it, an amount in large digits: beside its label, or below it."""
    label, value = safe(pair[0]), pair[1]
    lead = padded(label, label_room + GAP) if label else ""
    beside = cells(label) <= label_room
    if drawn := large_amount(safe(value), width - cells(lead) if beside else width):
        indent = " " * _indent(drawn, width - cells(lead) if beside else width)
        rows: list[Line] = [((indent + row, "strong"),) for row in drawn]
        if beside:
            # The label stands at the foot of its digits, as the unit does.
            rows = [
                ((lead if row == drawn[-1] else " " * cells(lead), "soft"), *line)
                for row, line in zip(drawn, rows, strict=True)
            ]
            return [*rows, ()]
        return [*(((line, "soft"),) for line in break_lines(label, width)), *rows, ()]
    return aired(_fact(pair, label_room, width), spacing)


def _indent(rows: Sequence[str], width: int) -> int:
    """Return how far an amount is moved to the right, so that amounts below each other end in one column."""
    return max(min(FIGURES_END, width) - max(map(cells, rows)), 0)


def _fits(pair: Pair, label_room: int, room: int) -> bool:
    label, value = pair
    one_line = "\n" not in value and cells(safe(value)) <= room - label_room - GAP
    return one_line and cells(safe(label)) <= label_room


def _in_two_columns(pairs: Sequence[Pair], label_room: int, half: int) -> list[Line]:
    """Read down the left column, then down the right one."""
    rows = (len(pairs) + 1) // 2
    pairs = [*_level(pairs[:rows]), *_level(pairs[rows:])]
    lines: list[Line] = []
    for row in range(rows):
        label, value = pairs[row]
        line: Line = ((padded(label, label_room + GAP), "soft"), (padded(value, half - label_room - GAP), "ink"))
        if row + rows < len(pairs):
            label, value = pairs[row + rows]
            line = (*line, (" " * GAP, "ink"), (padded(label, label_room + GAP), "soft"), (safe(value), "ink"))
        lines.append(line)
    return lines


def _fact(pair: Pair, label_room: int, width: int) -> list[Line]:
    values = broken(pair[1], max(width - label_room - GAP, 1))
    labels = break_lines(safe(pair[0]), label_room)
    return [
        (
            (padded(labels[row] if row < len(labels) else "", label_room + GAP), "soft"),
            (values[row] if row < len(values) else "", "ink"),
        )
        for row in range(max(len(values), len(labels)))
    ]
