"""Horizontal bars in lines: each with its word and its value, all of one scale that begins at nothing."""

from __future__ import annotations

from kiosk.sheet import Bar, Bars
from kiosk.widgets.ink import Line, padded, safe
from village_board.text.lines import break_lines, cells

GAP = 2
#: what a bar is painted with, and in which tone: never by colour alone (K2). Neither fills its cells, so that rows
#: under each other stay apart and do not run into one dark mass.
TEXTURES: dict[str, tuple[str, str]] = {"full": ("▄", "accent"), "line": ("━", "soft")}
#: what the rest of a bar up to its end is painted with.
REST = "·"
#: a bar that is shorter than this says nothing: its words then stand on a line of their own.
BAR_MIN = 16


def bar_groups(bars: Bars, width: int) -> list[list[Line]]:
    """Return each group's lines, every one exactly `width` cells; all bars have one scale, which begins at nothing."""
    every = [bar for _, group in bars.groups for bar in group]
    if not every or width < 1:
        return []
    longest = max((bar.value for bar in every), default=0)
    label = min(max(cells(safe(bar.label)) for bar in every), max(width // 3, 1))
    words = max(cells(safe(bar.words)) for bar in every)
    beside = width - label - words - 2 * GAP >= BAR_MIN
    room = width - label - words - 2 * GAP if beside else width
    groups: list[list[Line]] = []
    for title, group in bars.groups:
        titles = break_lines(safe(title), width) if title else []
        lines: list[Line] = [((padded(line, width), "strong"),) for line in titles]
        for bar in group:
            lines += _bar(bar, longest, label, words, room, width=width, beside=beside)
        groups.append(lines)
    return groups


def _bar(bar: Bar, longest: int, label: int, words: int, room: int, *, width: int, beside: bool) -> list[Line]:
    mark, tone = TEXTURES[bar.texture]
    whole = bar.of or longest
    filled = min(max(bar.value, 0), whole) * room // whole if whole > 0 else 0
    if bar.value > 0 and not filled:
        filled = 1  # little is not nothing
    left = REST * (room - filled) if bar.of else " " * (room - filled)
    painted: Line = ((mark * filled, tone), (left, "soft"))
    if beside:
        first, *more = break_lines(safe(bar.label), max(label, 1))
        lead, value = padded(first, label), padded(bar.words, words, right=True)
        rest: list[Line] = [((padded(line, width), "ink"),) for line in more]
        return [((lead + " " * GAP, "ink"), *painted, (" " * GAP + value, "ink")), *rest]
    said = safe(bar.words)
    *names, last = break_lines(safe(bar.label), width)
    if cells(last) + GAP + cells(said) > width:
        names, last = [*names, last], ""
    told = [*names, padded(last, max(width - cells(said), 0)) + said]
    return [*(((padded(line, width), "ink"),) for line in told), painted]
