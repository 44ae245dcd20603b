"""Labels with their values in lines: one below the other, many short ones in two columns, an imprint running on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kiosk.digits import large_amount
from kiosk.scale import NORMAL, Spacing
from kiosk.widgets.ink import Line, padded, safe
from village_board.text.lines import break_lines, cells

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
_STOPS, SHORTEST = "，。；：、）,;:)", 8

Pair = tuple[str, str]


def broken(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells; its own line ends hold."""
    return [line for paragraph in text.split("\n") for line in break_lines(safe(paragraph), max(width, 1))]


def even(text: str, room: int) -> list[str]:
    """Return `text` in as few lines as `room` needs, all about as long: no single character stands below the others.

    Two lines are divided where the sentence is, if both parts have room.
    """
    lines = break_lines(text, room)
    if len(lines) == 2:  # noqa: PLR2004 - a pair
        places = [at for at, char in enumerate(text, start=1) if char in _STOPS and at < len(text)]
        pairs = [(text[:at].rstrip(), text[at:].lstrip()) for at in places]
        pairs = [pair for pair in pairs if min(map(cells, pair)) >= SHORTEST and max(map(cells, pair)) <= room]
        if pairs:
            return list(pairs[min(range(len(pairs)), key=lambda at: abs(cells(pairs[at][0]) - cells(pairs[at][1])))])
    while len(lines) > 1 and room > 1 and len(narrower := break_lines(text, room - 1)) == len(lines):
        lines, room = narrower, room - 1
    return lines


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
    label_room = min(max(widest, LABEL_MIN), LABEL_MAX, max(width // 2, 1))
    if spacing.digits:
        return [line for pair in pairs for line in _large_fact(pair, label_room, width, spacing)]
    half = (width - GAP) // 2 if width >= TWO_COLUMNS and not spacing.air else 0
    lines: list[Line] = []
    for is_short, group in groupby(pairs, key=lambda pair: _fits(pair, label_room, half)):
        some = list(group)
        if is_short and len(some) >= (FEW if close else MANY):
            lines += _in_two_columns(some, label_room, half)
        else:
            lines += [line for pair in some for line in aired(_fact(pair, label_room, width), spacing)]
    return lines


def imprint_lines(pairs: Sequence[Pair], width: int) -> list[Line]:
    """Return pairs that run on, in as few lines as hold them whole."""
    lines: list[Line] = []
    used = 0
    for label, value in pairs:
        piece: Line = ((safe(label) + " ", "soft"), (safe(value), "ink"))
        taken = sum(cells(words) for words, _ in piece)
        if taken > width:
            lines += [((line, "ink"),) for line in broken(f"{label} {value}", width)]
            used = width
        elif lines and used + APART + taken <= width:
            lines[-1] = (*lines[-1], (" " * APART, "ink"), *piece)
            used += APART + taken
        else:
            lines.append(piece)
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
