"""The answers at a glance: each in as many lines as there is room for, and never an amount cut short."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.digits import large_amount
from kiosk.labelled import settled
from kiosk.widgets.ink import Line, clipped, padded, safe
from village_board.text.lines import break_lines, cells

_GAP = 2
#: what stands before the result of a sum.
_EQUALS = "= "
#: empty lines between two large answers, beside the one that is always there.
_MOST_AIR = 2


def answers(pairs: Sequence[tuple[str, str]], width: int, height: int) -> list[Line]:
    """Return labels and answers in `height` lines; with room to spare an empty line stands above each.

    The last answer, the money, gets the lines that it needs first.
    """
    label_room = min(max((cells(safe(label)) for label, _ in pairs), default=0), max(width // 3, 1))
    room = max(width - label_room - _GAP, 1)
    broken = [_broken(text, room) for _, text in pairs]
    wanted = [len(lines) for lines in broken]
    given = _shares(wanted, height - 1)  # a line of air at the top, unless an answer needs it
    if given != wanted:
        given = _shares(wanted, height)
    spare = height - sum(given)
    spaced = spare >= len(pairs)
    painted: list[Line] = [()] if 0 < spare < len(pairs) else []
    for (label, _), lines, count in zip(pairs, broken, given, strict=True):
        if spaced:
            painted.append(())
        shown = lines[:count]
        if count < len(lines) and lines[-1].startswith(_EQUALS):
            shown = [lines[-1].removeprefix(_EQUALS)]  # of a sum that has no room what comes out
        elif count < len(lines):
            shown[-1] = clipped(shown[-1] + "…" * 2, room) if cells(shown[-1]) >= room else shown[-1] + "…"
        for number, line in enumerate(shown):
            head = label if number == 0 else ""
            painted.append(((padded(head, label_room + _GAP), "accent"), (line, "ink")))
    return painted


def large_answers(pairs: Sequence[tuple[str, str]], width: int, height: int) -> list[Line]:
    """Return the answers each below its label, the money in large digits; nothing where `height` lines are too few.

    What is left of the height goes between them.
    """
    blocks = [_large_answer(label, text, width) for label, text in pairs]
    spare = height - sum(len(block) for block in blocks) - len(blocks) + 1
    if spare < 0:
        return []
    gap = 1 + min(spare // (len(blocks) + 1), _MOST_AIR)
    above = min(spare, gap)
    painted: list[Line] = [()] * above
    for number, block in enumerate(blocks):
        painted += [*([()] * (gap if number else 0)), *block]
    return painted if len(painted) <= height else painted[above:]


def _large_answer(label: str, text: str, width: int) -> list[Line]:
    block: list[Line] = [((line, "accent"),) for line in break_lines(safe(label), width)]
    for part in text.split("\n"):
        drawn = large_amount(safe(part), width) if part.count(".") == 1 else None
        lines = drawn or settled(safe(part), width)
        block += [((line, "strong"),) for line in lines]
    return block


def _broken(text: str, room: int) -> list[str]:
    """Return `text` on one line if it fits; otherwise it breaks at its own line ends first."""
    if cells(whole := safe(text)) <= room:
        return [whole]
    return [line for part in text.split("\n") for line in settled(safe(part), room)]


def _shares(wanted: Sequence[int], height: int) -> list[int]:
    """Return how many of `height` lines each gets: one each, then the last what it needs, then from the top."""
    given = [1] * len(wanted)
    left = height - len(wanted)
    for number in (len(wanted) - 1, *range(len(wanted) - 1)) if wanted else ():
        more = max(min(wanted[number] - 1, left), 0)
        given[number] += more
        left -= more
    return given
